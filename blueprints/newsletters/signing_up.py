"""Signing up: the answer is the same whatever the address, and only the button behind the mailed link subscribes."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.localisation import LOCALES, locale
from blueprints.rendering import invalid, redirect, render
from services import newsletters as service

from . import blueprint
from .forms import SignUpForm


@blueprint.get("")
@open_to(Audience.EVERYONE)
def new() -> Response:
    """The form."""
    return render("newsletters/new.html", form=SignUpForm(), words=_(service.CONSENT))


@blueprint.post("")
@open_to(Audience.EVERYONE)
def create() -> Response:
    """Mail a link to the address."""
    form = SignUpForm()
    if not form.validate_on_submit():
        return invalid("newsletters/new.html", form=form, words=_(service.CONSENT))
    service.sign_up(
        access.session(),
        email=str(form.email.data),
        kinds=form.kinds.data,
        locale=locale(),
        keys=keys(),
        now=access.now(),
    )
    return redirect(url_for("newsletters.sent"))


@blueprint.get("/sent")
@open_to(Audience.EVERYONE)
def sent() -> Response:
    """Where to go on: in the mail."""
    return render("newsletters/sent.html", days=_lifetime().days)


@blueprint.get("/confirmation/<token>")
@open_to(Audience.EVERYONE)
def confirmation(token: str) -> Response:
    """The page that the mailed link opens: what is agreed to, and the button that does it."""
    try:
        found = service.confirmable(access.session(), token, keys=keys(), lifetime=_lifetime())
    except service.NothingConfirmed:
        return _nothing_confirmed()
    kinds = [_(words) for kind, words in service.KINDS.items() if kind in found.kinds]
    return render(
        "newsletters/confirmation.html", kinds=kinds, language=LOCALES[found.locale], words=_(service.CONSENT)
    )


@blueprint.post("/confirmation/<token>")
@open_to(Audience.EVERYONE)
def confirm(token: str) -> Response:
    """Subscribe the address."""
    try:
        settings = service.confirm(
            access.session(), token, words=_(service.CONSENT), keys=keys(), lifetime=_lifetime(), now=access.now()
        )
    except service.NothingConfirmed:
        return _nothing_confirmed()
    flash(_("You subscribe to the newsletter from now on."), "info")
    return redirect(url_for("newsletters.settings", token=settings))


def _lifetime() -> timedelta:
    return current_app.config["PLATFORM"].newsletter_confirmation


def _nothing_confirmed() -> Response:
    return render("newsletters/link_expired.html", status=410)
