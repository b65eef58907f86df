"""Being erased: the link that confirms it, and asking for it from a deactivated account."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.erasure_plans import shown
from blueprints.rendering import invalid, redirect, render
from models.account import Account
from services import authentication, deactivation, erasing, erasure_requests
from services.authentication import WrongPassword
from services.erasure_requests import StaffAsks
from services.links import LinkExpired
from services.throttle import TooManyAttempts

from . import blueprint, visit
from .answers import refused
from .forms import PasswordAgainForm

INSTEAD = "accounts/erasure_instead.html"


@blueprint.get("/account/erasure/<token>")
@open_to(Audience.EVERYONE)
def erasure(token: str) -> Response:
    """The page that the mailed link opens: one button, and what it does."""
    try:
        erasure_requests.confirmable(access.session(), token, keys=visit.keys())
    except LinkExpired:
        return _expired()
    day = access.now() + current_app.config["PLATFORM"].erasure_delay
    return render("accounts/erasure.html", token=token, day=day)


@blueprint.post("/account/erasure/<token>")
@open_to(Audience.EVERYONE)
def confirm_erasure(token: str) -> Response:
    """Hide the person, and begin the days in which they may change their mind."""
    delay = current_app.config["PLATFORM"].erasure_delay
    try:
        erasure_requests.confirm(access.session(), token, keys=visit.keys(), delay=delay, now=access.now())
    except LinkExpired:
        return _expired()
    visit.leave()
    response = render("accounts/erasure_waiting.html", day=access.now() + delay)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/account/return/<token>/erasure")
@open_to(Audience.EVERYONE)
def erase_instead(token: str) -> Response:
    """For a deactivated account: what would go and what would stay, and the form."""
    try:
        account = deactivation.erase_instead(access.session(), token, keys=visit.keys(), now=access.now())
    except LinkExpired:
        return render("accounts/return_closed.html", status=410)
    return render(INSTEAD, form=PasswordAgainForm(), token=token, **_plan(account))


@blueprint.post("/account/return/<token>/erasure")
@open_to(Audience.EVERYONE)
def ask_erasure_instead(token: str) -> Response:
    """Mail the link that confirms, for who has the way back and the password."""
    form = PasswordAgainForm()
    try:
        account = deactivation.erase_instead(access.session(), token, keys=visit.keys(), now=access.now())
    except LinkExpired:
        return render("accounts/return_closed.html", status=410)
    if not form.validate_on_submit():
        return invalid(INSTEAD, form=form, token=token, **_plan(account))
    try:
        authentication.check_password(
            access.session(),
            account.id,
            str(form.password.data),
            network=visit.network(),
            browser=visit.browser(),
            keys=visit.keys(),
            now=access.now(),
        )
        erasure_requests.ask(access.session(), account, now=access.now())
    except (WrongPassword, TooManyAttempts, StaffAsks) as error:
        return refused(INSTEAD, form, error, token=token, **_plan(account))
    flash(_("Look in your mail: nothing is erased before you follow the link in it."), "info")
    return redirect(url_for("accounts.come_back", token=token))


def _plan(account: Account) -> dict[str, Any]:
    plan = erasing.preview(access.session(), account, keys=visit.keys(), now=access.now())
    days = current_app.config["PLATFORM"].erasure_delay.days
    return {"plan": plan, "shown": shown(plan), "days": days}


def _expired() -> Response:
    return render("accounts/link_expired.html", status=410, again=url_for("privacy.erasure"))
