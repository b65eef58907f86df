"""Logging in and out, and giving one's password again for what matters."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from models.account import SecurityEventKind
from services import accounts, authentication, logins
from services.authentication import AccountDeactivated, WrongCredentials, WrongPassword
from services.coarse_places import place_at
from services.throttle import TooManyAttempts

from . import blueprint, visit
from .answers import onward, refused
from .forms import LoginForm, PasswordAgainForm

LOGIN, AGAIN = "accounts/login.html", "accounts/authentication.html"


@blueprint.get("/login")
@open_to(Audience.EVERYONE)
def login() -> Response:
    """The form to log in with; who is logged in goes on to where they were going."""
    if access.viewer().is_known:
        return redirect(onward(visit.home(access.viewer())))
    return render(LOGIN, form=LoginForm())


@blueprint.post("/login")
@open_to(Audience.EVERYONE)
def create_login() -> Response:
    """Log in. An unknown address and a wrong password get the same answer."""
    form = LoginForm()
    if not form.validate_on_submit():
        return invalid(LOGIN, form=form)
    try:
        token = authentication.log_in(
            access.session(),
            email=str(form.email.data),
            password=str(form.password.data),
            network=visit.network(),
            browser=visit.browser(),
            keys=visit.keys(),
            now=access.now(),
            place=place_at(form.near.data or ""),
        )
    except (WrongCredentials, TooManyAttempts) as error:
        return refused(LOGIN, form, error)
    except AccountDeactivated as found:
        return redirect(url_for("accounts.come_back", token=found.way_back))
    if access.viewer().session_id is not None:
        logins.end(access.session(), str(access.viewer().session_id), now=access.now())
    viewer = visit.enter(token)
    if not viewer.confirmed:
        flash(_("Your e-mail address is not confirmed yet: follow the link in our mail to go on."), "warn")
    return redirect(onward(visit.home(viewer)))


@blueprint.post("/logout")
@open_to(Audience.ACCOUNTS)
def logout() -> Response:
    """Log out: the session's row is gone, and the browser forgets the pages it kept."""
    account_id = access.account_id()
    logins.end(access.session(), str(access.viewer().session_id), now=access.now())
    accounts.note(access.session(), account_id, SecurityEventKind.LOGGED_OUT, browser=visit.browser(), now=access.now())
    visit.leave()
    flash(_("You are logged out."), "info")
    response = redirect(url_for("talent.index"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.get("/authentication")
@open_to(Audience.ACCOUNTS)
def authenticate() -> Response:
    """Ask for the password again."""
    return render(AGAIN, form=PasswordAgainForm())


@blueprint.post("/authentication")
@open_to(Audience.ACCOUNTS)
def create_authentication() -> Response:
    """Note that the password was given again, and go on to what needed it."""
    form = PasswordAgainForm()
    if not form.validate_on_submit():
        return invalid(AGAIN, form=form)
    try:
        authentication.authenticate_again(
            access.session(),
            access.account_id(),
            str(access.viewer().session_id),
            str(form.password.data),
            network=visit.network(),
            browser=visit.browser(),
            keys=visit.keys(),
            now=access.now(),
        )
    except (WrongPassword, TooManyAttempts) as error:
        return refused(AGAIN, form, error)
    return redirect(onward(url_for("accounts.show")))
