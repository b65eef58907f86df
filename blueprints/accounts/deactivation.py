"""Deactivating one's own account, and coming back."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from services import deactivation as service
from services.links import LinkExpired

from . import blueprint, visit


@blueprint.get("/account/deactivation")
@open_to(Audience.ACCOUNTS, fresh=True)
def deactivation() -> Response:
    """What deactivating does, and until when one may come back."""
    return render("accounts/deactivation.html", way_back=service.way_back_from(access.now()))


@blueprint.post("/account/deactivation")
@open_to(Audience.ACCOUNTS, fresh=True)
def deactivate() -> Response:
    """Deactivate the account: hidden at once, logged out everywhere."""
    service.deactivate(access.session(), access.account_id(), now=access.now())
    visit.leave()
    flash(_("Your account is deactivated. We mailed you the way back."), "info")
    response = redirect(url_for("talent.index"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/account/return/<token>")
@open_to(Audience.EVERYONE)
def come_back(token: str) -> Response:
    """The page that the mailed link opens, and a log-in to a deactivated account."""
    try:
        way_back = service.way_back(access.session(), token, keys=visit.keys(), now=access.now())
    except LinkExpired:
        return _expired()
    return render("accounts/return.html", way_back=way_back, token=token)


@blueprint.post("/account/return/<token>")
@open_to(Audience.EVERYONE)
def restore(token: str) -> Response:
    """Activate the account again; its owner logs in as before."""
    try:
        service.restore(access.session(), token, keys=visit.keys(), now=access.now())
    except LinkExpired:
        return _expired()
    flash(_("Your account is active again. Log in to go on."), "info")
    return redirect(url_for("accounts.login"))


def _expired() -> Response:
    return render("accounts/return_closed.html", status=410)
