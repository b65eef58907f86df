"""The requests of either side: listed, written, read."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.free_text import render_passages
from blueprints.localisation import locale
from blueprints.privacy.case_words import DONE_WITH
from blueprints.privacy.values import words_of
from blueprints.rendering import invalid, redirect, render
from blueprints.typed import page_asked
from services import (
    clarifications,
    disclosure,
    match_access,
    match_openings,
    match_views,
    matching,
    partner_views,
    partners,
    response_times,
)
from services.errors import ServiceError
from services.match_views import SentRequest, Standing
from services.rights import telling
from services.viewers import Part

from . import blueprint
from .forms import ClarificationForm, InterestForm
from .meetings import meeting_part
from .wording import Addressee, industry, organisation_name


@blueprint.get("")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def index() -> Response:
    """What the organisation asked, or what the professional was asked; open ones first."""
    viewer, number = access.viewer(), page_asked()
    if viewer.part is Part.CLIENT:
        sent, more = match_views.sent_requests(access.session(), viewer, page=number, now=access.now())
        entries = [(each, addressee(each)) for each in sent]
        return render("matches/sent.html", entries=entries, number=number, more=more)
    received, more = match_views.received_requests(access.session(), viewer, page=number, now=access.now())
    return render(
        "matches/received.html",
        entries=[(each, organisation_name(each), industry(each.industry)) for each in received],
        openings=match_openings.openings(access.session(), access.account_id()) if received else (),
        number=number,
        more=more,
    )


@blueprint.get("/new")
@open_to(Audience.MEMBERS)
def new() -> Response:
    """The form to ask a professional; who was asked already leads to that request."""
    found, to = _found(request.args.get("profile", ""))
    viewer = access.viewer()
    waiting = match_access.open_request(
        access.session(), organisation_id=str(viewer.organisation_id), account_id=found.account_id, now=access.now()
    )
    if waiting:
        return redirect(url_for("matches.show", request_id=waiting))
    form = InterestForm(formdata=None, data={"profile": to.id, "work": request.args.get("work", "")})
    return render("matches/new.html", form=form, to=to)


@blueprint.post("")
@open_to(Audience.MEMBERS)
def create() -> Response:
    """Ask a professional for a match."""
    form = InterestForm()
    found, to = _found(form.profile.data or "")
    if form.validate_on_submit():
        try:
            sent = matching.show_interest(
                access.session(),
                access.viewer(),
                found,
                message=str(form.message.data),
                work_id=form.work.data or None,
                lifetime=current_app.config["PLATFORM"].request_lifetime,
                now=access.now(),
            )
        except ServiceError as error:
            form.form_errors.append(_(error.message))
        else:
            flash(_("Your request was sent. You hear from us as soon as there is an answer."), "info")
            return redirect(url_for("matches.show", request_id=sent.id))
    return invalid("matches/new.html", "matches/_form.html", form=form, to=to)


@blueprint.get("/notices")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def notices() -> Response:
    """What became of data that one received at a match: corrected, erased, set aside (GDPR article 19)."""
    found = telling.received_by(access.session(), access.viewer())
    lines = [(each, words_of(each.what), _(each.detail) if each.detail else "", DONE_WITH[each.what]) for each in found]
    return render("matches/notices.html", changes=lines)


@blueprint.post("/passages")
@open_to(Audience.MEMBERS)
def passages() -> Response:
    """What in the message identifies, while it is typed."""
    return render_passages(InterestForm().message)


@blueprint.get("/<request_id>")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def show(request_id: str) -> Response:
    """One request, for the side that looks."""
    return page(request_id, ClarificationForm(formdata=None))


def page(request_id: str, form: ClarificationForm, *, refused: bool = False) -> Response:
    """The page of a request with the form to ask or answer, once more as it was filled in where it was ``refused``."""
    session, viewer = access.session(), access.viewer()
    answer = invalid if refused else render
    row = match_access.find_request(session, viewer, request_id)
    context: dict[str, Any] = {"form": form, "said": clarifications.said_about(session, row.id)}
    if viewer.part is Part.CLIENT:
        sent = match_views.sent_request(session, viewer, request_id, now=access.now())
        meeting = meeting_part(row.id, sent.course.standing, viewer.part)
        return answer("matches/show_sent.html", sent=sent, to=addressee(sent), meeting_part=meeting, **context)
    received = match_views.received_request(session, viewer, request_id, now=access.now())
    is_open, is_matched = (received.course.standing is each for each in (Standing.OPEN, Standing.MATCHED))
    habit = response_times.of_organisation(session, str(row.organisation_id), now=access.now())
    return answer(
        "matches/show_received.html",
        received=received,
        meeting_part=meeting_part(row.id, received.course.standing, viewer.part),
        habit=habit.band,
        organisation=organisation_name(received),
        industry=industry(received.industry),
        openings=match_openings.openings(session, access.account_id()) if is_open else (),
        representative=match_openings.representative(session, row) if is_matched else (),
        **context,
    )


def addressee(sent: SentRequest) -> Addressee:
    """Whom the organisation asked, by the name that it may read now."""
    if sent.alias is not None:
        return Addressee.of(sent.alias, locale(), name=sent.name, has_profile=sent.has_profile)
    if sent.partner_page and sent.name:
        return Addressee.partner(sent.name, sent.partner_page)
    gone = _("an account that no longer exists")
    return Addressee.unknown(gone if sent.is_gone else _("somebody who was a partner then"))


def _found(key: str) -> tuple[disclosure.Found, Addressee]:
    """The professional that a verified client means, a partner by their address; for everybody else nobody."""
    session, viewer = access.session(), access.viewer()
    if not viewer.is_verified_client:
        abort(404)
    found = disclosure.find(session, viewer, key)
    if found is not None:
        return found, Addressee.of(found.alias, locale(), has_profile=True)
    page = partners.open_page(session, key)
    found = disclosure.find_partner(session, viewer, page.account_id)
    return found, Addressee.partner(partner_views.name_of(session, page.account_id), page.slug)
