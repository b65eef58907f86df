"""The privacy notice: as it holds, its versions, what differs between two of them, and who works for us."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from typing import Any

from flask import Response, current_app, make_response, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import own_path, redirect, render
from models.adequacy import ADEQUATE, LOOKED_UP
from services import processors, transfers
from services.publication.wording import country
from services.rights import notice_telling, notices, wording
from services.rights.notice import Edition, edition_of, notice_of
from services.rights.notices import Version

from . import blueprint
from .cookies import cookies


@blueprint.get("/notice")
@open_to(Audience.EVERYONE)
def notice() -> Response:
    """The notice that holds, and what is to come; before the first is stored, what the software states."""
    session, now = access.session(), access.now()
    version = notices.in_force(session, now=now)
    edition = notices.edition_of_version(session, version.id) if version else _computed()
    steps = [version, *notices.to_come(session, now=now)] if version else []
    coming = [(before, after, _differences(before, after)) for before, after in pairwise(steps)]
    return render("pages/notice.html", **_read(edition), version=version, coming=coming)


@blueprint.get("/privacy")
@open_to(Audience.EVERYONE)
def notice_before() -> Response:
    """Where the notice used to be."""
    return redirect(url_for("pages.notice"))


@blueprint.get("/notice/versions")
@open_to(Audience.EVERYONE)
def notice_versions() -> Response:
    """Every version, and the way to compare two of them."""
    return render("pages/notice_versions.html", versions=notices.versions(access.session(), now=access.now()))


@blueprint.get("/notice/versions/<prefix>")
@open_to(Audience.EVERYONE)
def notice_version(prefix: str) -> Response:
    """One version in full, in the words that it had."""
    version = notices.version_named(access.session(), prefix, now=access.now())
    edition = notices.edition_of_version(access.session(), version.id)
    return render("pages/notice_version.html", **_read(edition), version=version)


@blueprint.get("/notice/changes")
@open_to(Audience.EVERYONE)
def notice_changes() -> Response:
    """What differs between two versions, in sentences."""
    names = [request.args.get(name, "") for name in ("from", "to")]
    before, after = (notices.version_named(access.session(), each, now=access.now()) for each in names)
    return _changes(before, after)


@blueprint.get("/notice/changes/<prefix>")
@open_to(Audience.EVERYONE)
def notice_change(prefix: str) -> Response:
    """What a version changes, compared with the one that held when it was published."""
    after = notices.version_named(access.session(), prefix, now=access.now())
    return _changes(notices.version_before(access.session(), after, now=access.now()) or after, after)


@blueprint.post("/notice/versions/<prefix>/acknowledgement")
@open_to(Audience.ACCOUNTS)
def acknowledge_notice(prefix: str) -> Response:
    """The person has seen that there is a new version: its banner stays away."""
    version = notices.version_named(access.session(), prefix, now=access.now())
    notice_telling.note_seen(access.session(), access.account_id(), version.number, now=access.now())
    return redirect(own_path(request.form.get("next"), url_for("pages.notice")))


@blueprint.get("/notice/recipients")
@open_to(Audience.EVERYONE)
def recipients() -> Response:
    """The companies that work for us, who is responsible itself, and where data go outside the EEA."""
    today = access.now().date()
    working = processors.processors(access.session(), today=today, working=True)
    return render(
        "pages/recipients.html",
        processors=working,
        purposes=processors.PURPOSES,
        controllers=processors.CONTROLLERS,
        bases=transfers.BASES,
        wording=wording,
        safeguards=transfers.SAFEGUARDS,
        adequate=ADEQUATE,
        looked_up=LOOKED_UP,
        where=lambda code: country(code, locale()) if code else _("not recorded"),
    )


@blueprint.get("/notice/recipients/<agreement_id>/safeguards")
@open_to(Audience.ACCOUNTS)
def safeguards(agreement_id: str) -> Response:
    """A copy of the safeguards for data outside the EEA (GDPR article 13(1)(f))."""
    copy = processors.safeguards_of(access.session(), agreement_id)
    response = make_response(copy.data)
    response.mimetype = copy.media_type
    ending = "pdf" if copy.media_type == "application/pdf" else "txt"
    response.headers["Content-Disposition"] = f'attachment; filename="safeguards.{ending}"'
    return response


def _changes(before: Version, after: Version) -> Response:
    told = _differences(before, after)
    headings = list(dict.fromkeys(each.heading for each in told))
    return render("pages/notice_changes.html", before=before, after=after, told=told, headings=headings)


def _differences(before: Version, after: Version) -> list[notice_telling.Told]:
    editions = [notices.edition_of_version(access.session(), each.id) for each in (before, after)]
    return notice_telling.differences(editions[0], editions[1], locale())


def _computed() -> Edition:
    return edition_of(notice_of(asdict(current_app.config["PLATFORM"].controller), cookies()))


def _read(edition: Edition) -> dict[str, Any]:
    """The notice for a template: ``say`` gives the words that a message had in it, in the language of the page."""
    words, email = edition.words[locale()], edition.content["controller"]["email"]
    return {
        "notice": edition.content,
        "say": lambda text: words.get(text, text).replace("%(email)s", email),
        "digest": edition.digest,
        "wording": wording,
    }
