"""Data to take to another service: in common formats, or by a link that the other service uses once."""

from __future__ import annotations

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.rendering import invalid, redirect, render
from models.copy import CopyKind
from services import transfer_links
from services.copies import CopyGone
from services.transfer_links import LinkUsed, TooManyLinks

from . import blueprint
from .copies import STATE, ask, state_of


@blueprint.get("/portability")
@open_to(Audience.ACCOUNTS)
def portability() -> Response:
    """The formats, how far the copy is, and the links."""
    return render("privacy/portability.html", STATE, **state_of(CopyKind.PORTABLE))


@blueprint.post("/portability")
@open_to(Audience.ACCOUNTS, fresh=True)
def ask_portable() -> Response:
    """Ask for a copy of what one may take along."""
    return ask(CopyKind.PORTABLE)


@blueprint.post("/portability/links")
@open_to(Audience.ACCOUNTS, fresh=True)
def make_link() -> Response:
    """Make a one-time link and show it, this once."""
    session, account_id, now = access.session(), access.account_id(), access.now()
    try:
        token = transfer_links.make(session, account_id, keys=visit.keys(), browser=visit.browser(), now=now)
    except (CopyGone, TooManyLinks) as error:
        return invalid("privacy/portability.html", **state_of(CopyKind.PORTABLE, _(error.message)))
    session.flush()
    address = current_app.config["PLATFORM"].base_url + url_for("transfers.show", token=token)
    return render("privacy/portability.html", **{**state_of(CopyKind.PORTABLE), "link": address})


@blueprint.post("/portability/links/<link_id>/revocation")
@open_to(Audience.ACCOUNTS)
def revoke_link(link_id: str) -> Response:
    """Withdraw a link."""
    try:
        transfer_links.revoke(access.session(), access.account_id(), link_id, now=access.now())
    except LinkUsed:
        flash(_("The link did not work any more."), "warn")
    else:
        flash(_("The link is withdrawn: it does not work any more."), "info")
    return redirect(url_for("privacy.portability", _anchor="links"))
