"""A new password: by a mailed link for who forgot it, or in exchange for the present one."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from services import authentication
from services.authentication import WrongPassword
from services.links import LinkExpired
from services.throttle import TooManyAttempts

from . import blueprint, visit
from .answers import refused
from .forms import ChangePasswordForm, EmailForm, NewPasswordForm

ASK, SET, CHANGE = "accounts/reset_request.html", "accounts/reset_password.html", "accounts/change_password.html"


@blueprint.get("/password-reset")
@open_to(Audience.EVERYONE)
def new_reset() -> Response:
    """Ask for a link to set a new password."""
    return render(ASK, form=EmailForm())


@blueprint.post("/password-reset")
@open_to(Audience.EVERYONE)
def create_reset() -> Response:
    """Mail the link, where the address has an account; the answer is the same."""
    form = EmailForm()
    if not form.validate_on_submit():
        return invalid(ASK, form=form)
    authentication.ask_reset(access.session(), str(form.email.data), keys=visit.keys(), now=access.now())
    flash(_("Look in your mail: if the address has an account, there is a link to set a new password."), "info")
    return redirect(url_for("accounts.login"))


@blueprint.get("/password-reset/<token>")
@open_to(Audience.EVERYONE)
def edit_reset(token: str) -> Response:
    """The form that the mailed link opens."""
    try:
        authentication.resettable(access.session(), token, keys=visit.keys())
    except LinkExpired:
        return _expired()
    return render(SET, form=NewPasswordForm())


@blueprint.post("/password-reset/<token>")
@open_to(Audience.EVERYONE)
def update_reset(token: str) -> Response:
    """Set the new password."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return invalid(SET, form=form)
    try:
        authentication.reset_password(
            access.session(),
            token,
            str(form.password.data),
            browser=visit.browser(),
            keys=visit.keys(),
            now=access.now(),
        )
    except LinkExpired:
        return _expired()
    visit.leave()
    flash(_("Your new password is set. Log in with it; all devices were logged out."), "info")
    return redirect(url_for("accounts.login"))


@blueprint.get("/account/password")
@open_to(Audience.ACCOUNTS)
def edit_password() -> Response:
    """The form to change one's password."""
    return render(CHANGE, form=ChangePasswordForm())


@blueprint.post("/account/password")
@open_to(Audience.ACCOUNTS)
def update_password() -> Response:
    """Change the password and log out the other devices."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return invalid(CHANGE, form=form)
    try:
        authentication.exchange_password(
            access.session(),
            access.account_id(),
            str(form.current.data),
            str(form.password.data),
            keep=access.viewer().session_id,
            network=visit.network(),
            browser=visit.browser(),
            keys=visit.keys(),
            now=access.now(),
        )
    except (WrongPassword, TooManyAttempts) as error:
        return refused(CHANGE, form, error)
    flash(_("Your password is changed. All other devices were logged out."), "info")
    return redirect(url_for("accounts.show"))


def _expired() -> Response:
    return render("accounts/link_expired.html", status=410, again=url_for("accounts.new_reset"))
