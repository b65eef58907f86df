"""The copy of one's data: asked for, made while one waits, fetched for a day, gone."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access, copying
from blueprints.access import Audience, open_to
from blueprints.pictures import store
from blueprints.rendering import invalid, redirect, render
from models.copy import CopyKind
from services import copies, transfer_links
from services.copies import CopyGone, TooManyCopies

from . import blueprint

WHOLE = "privacy.copy"
PAGES = {
    CopyKind.ACCESS: (WHOLE, "privacy/copy.html"),
    CopyKind.PORTABLE: ("privacy.portability", "privacy/portability.html"),
}
STATE = "privacy/_copy_state.html"


@blueprint.get("/copy")
@open_to(Audience.ACCOUNTS)
def copy() -> Response:
    """What the copy is, how far it is, and the way to it."""
    return render("privacy/copy.html", STATE, **state_of(CopyKind.ACCESS))


@blueprint.post("/copy")
@open_to(Audience.ACCOUNTS, fresh=True)
def ask_copy() -> Response:
    """Ask for a copy of everything."""
    return ask(CopyKind.ACCESS)


@blueprint.get("/copies/<copy_id>/<any(archive, document, resume, provided, observed):part>")
@open_to(Audience.ACCOUNTS, writes=True, fresh=True)
def copy_file(copy_id: str, part: str) -> Response:
    """The copy, or one file of it, for its owner."""
    try:
        return copying.sent(access.account_id(), copy_id, part)
    except CopyGone as gone:
        view = copies.own(access.session(), access.account_id(), copy_id, now=access.now())
        return render(PAGES[view.kind][1], status=410, **state_of(view.kind, _(gone.message)))


@blueprint.post("/copies/<copy_id>/deletion")
@open_to(Audience.ACCOUNTS)
def delete_copy(copy_id: str) -> Response:
    """Delete a copy before its time."""
    session, account_id, now = access.session(), access.account_id(), access.now()
    view = copies.own(session, account_id, copy_id, now=now)
    copies.delete(session, store(), account_id, copy_id, now=now)
    flash(_("The copy is deleted."), "info")
    return redirect(url_for(PAGES[view.kind][0]))


def taking() -> dict[str, Any]:
    """What the panel "Take your data with you" of the centre shows (privacy/_take_along.html)."""
    return copying.latest(access.account_id(), CopyKind.ACCESS)


def ask(kind: CopyKind) -> Response:
    """Ask for a copy and go to where it is waited for."""
    page, template = PAGES[kind]
    try:
        copying.asked(access.account_id(), kind)
    except TooManyCopies as error:
        return invalid(template, **state_of(kind, _(error.message)))
    return redirect(url_for(page))


def state_of(kind: CopyKind, problem: str | None = None) -> dict[str, Any]:
    """What the page of a kind of copy shows; ``problem``: what did not work, in words."""
    limit = current_app.config["PLATFORM"].fresh_authentication
    account_id, page = access.account_id(), PAGES[kind][0]
    return {
        **copying.latest(account_id, kind),
        "made_links": transfer_links.made(access.session(), account_id, now=access.now()) if page != WHOLE else [],
        "link": None,
        "is_fresh": access.viewer().is_fresh(access.now(), limit),
        "is_leaver": False,
        "here": url_for(page),
        "again": url_for("accounts.authenticate", next=url_for(page)),
        "way_to": lambda part, id_: url_for("privacy.copy_file", copy_id=id_, part=part),
        "deletion_of": lambda id_: url_for("privacy.delete_copy", copy_id=id_),
        "problem": problem,
    }
