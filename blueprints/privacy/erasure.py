"""The right to erasure: what would go and what would stay, and the form that asks for it with the password."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.accounts.answers import refused
from blueprints.accounts.forms import PasswordAgainForm
from blueprints.erasure_plans import shown
from blueprints.rendering import invalid, redirect, render
from models.account import Account
from services import authentication, erasing, erasure_requests
from services.authentication import WrongPassword
from services.erasure_requests import StaffAsks
from services.throttle import TooManyAttempts

from . import blueprint

PAGE = "privacy/erasure.html"


@blueprint.get("/erasure")
@open_to(Audience.ACCOUNTS)
def erasure() -> Response:
    """The plan, and the form: the password is asked for here, however lately it was given."""
    return render(PAGE, form=PasswordAgainForm(), **_plan())


@blueprint.post("/erasure")
@open_to(Audience.ACCOUNTS)
def ask_erasure() -> Response:
    """Mail the link that confirms: nothing is erased before it is followed."""
    form = PasswordAgainForm()
    if not form.validate_on_submit():
        return invalid(PAGE, form=form, **_plan())
    try:
        account = authentication.check_password(
            access.session(),
            access.account_id(),
            str(form.password.data),
            network=visit.network(),
            browser=visit.browser(),
            keys=visit.keys(),
            now=access.now(),
        )
        erasure_requests.ask(access.session(), account, now=access.now())
    except (WrongPassword, TooManyAttempts, StaffAsks) as error:
        return refused(PAGE, form, error, **_plan())
    flash(_("Look in your mail: nothing is erased before you follow the link in it."), "info")
    return redirect(url_for("privacy.erasure"))


def _plan() -> dict[str, Any]:
    session, account = access.session(), access.session().get_one(Account, access.account_id())
    plan = erasing.preview(session, account, keys=visit.keys(), now=access.now())
    days = current_app.config["PLATFORM"].erasure_delay.days
    return {"plan": plan, "shown": shown(plan), "days": days}
