"""Confirming an e-mail address. The link opens a page; only its button confirms, so that no link scanner does."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from models.account import Account
from services import accounts
from services.links import LinkExpired

from . import blueprint, visit
from .forms import ConfirmationForm, EmailForm


@blueprint.get("/confirmation")
@open_to(Audience.EVERYONE)
def new_confirmation() -> Response:
    """Ask for the link once more."""
    return render("accounts/confirmation_again.html", form=EmailForm())


@blueprint.post("/confirmation")
@open_to(Audience.EVERYONE)
def create_confirmation() -> Response:
    """Mail the link once more: to one's own address when logged in, else to the one filled in."""
    known = access.viewer().account_id
    if known is not None:
        email = access.session().get_one(Account, known).email
    else:
        form = EmailForm()
        if not form.validate_on_submit():
            return invalid("accounts/confirmation_again.html", form=form)
        email = str(form.email.data)
    accounts.ask_confirmation(access.session(), email, keys=visit.keys(), now=access.now())
    flash(_("Look in your mail: where the address waits to be confirmed, there is a new link."), "info")
    return redirect(url_for("accounts.show" if known else "accounts.login"))


@blueprint.get("/confirmation/<token>")
@open_to(Audience.EVERYONE)
def confirmation(token: str) -> Response:
    """The page that the mailed link opens."""
    try:
        accounts.confirmable(access.session(), token, keys=visit.keys())
    except LinkExpired:
        return render("accounts/link_expired.html", status=410, again=url_for("accounts.new_confirmation"))
    return render("accounts/confirmation.html", form=ConfirmationForm())


@blueprint.post("/confirmation/<token>")
@open_to(Audience.EVERYONE)
def confirm(token: str) -> Response:
    """Confirm the address."""
    form = ConfirmationForm()
    if not form.validate_on_submit():
        return invalid("accounts/confirmation.html", form=form)
    password = str(form.password.data)
    try:
        accounts.confirm(
            access.session(), token, password, browser=visit.browser(), keys=visit.keys(), now=access.now()
        )
    except LinkExpired:
        return render("accounts/link_expired.html", status=410, again=url_for("accounts.new_confirmation"))
    except accounts.UnknownPassword as problem:
        form.password.errors = [_(problem.message)]
        return invalid("accounts/confirmation.html", form=form)
    flash(_("Your e-mail address is confirmed."), "info")
    return redirect(visit.home(access.viewer()) if access.viewer().is_known else url_for("accounts.login"))
