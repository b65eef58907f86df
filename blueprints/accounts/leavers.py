"""A copy for who left: a narrow door that opens nothing else, and that closes as soon as a given password does."""

from __future__ import annotations

from typing import Any

import flask
from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access, copying
from blueprints.access import Audience, open_to
from blueprints.pictures import store
from blueprints.rendering import invalid, redirect, render
from models.copy import CopyKind
from services import copies, deactivation, leavers
from services.authentication import WrongPassword
from services.copies import CopyGone, TooManyCopies
from services.links import LinkExpired
from services.throttle import TooManyAttempts

from . import blueprint, visit
from .answers import refused
from .forms import PasswordAgainForm

DOOR, PAGE, STATE = "accounts/leaver_door.html", "accounts/leaver_copy.html", "privacy/_copy_state.html"
KEY = "leaver"


@blueprint.get("/account/return/<token>/copy")
@open_to(Audience.EVERYONE)
def leaver_door(token: str) -> Response:
    """Ask for the password."""
    try:
        deactivation.way_back(access.session(), token, keys=visit.keys(), now=access.now())
    except LinkExpired:
        return render("accounts/return_closed.html", status=410)
    return render(DOOR, form=PasswordAgainForm())


@blueprint.post("/account/return/<token>/copy")
@open_to(Audience.EVERYONE)
def enter_as_leaver(token: str) -> Response:
    """Let in who gives the password, to the copy alone."""
    form = PasswordAgainForm()
    if not form.validate_on_submit():
        return invalid(DOOR, form=form)
    who: dict[str, Any] = {
        "network": visit.network(),
        "browser": visit.browser(),
        "keys": visit.keys(),
        "now": access.now(),
    }
    try:
        pass_ = leavers.let_in(access.session(), token, str(form.password.data), **who)
    except LinkExpired:
        return render("accounts/return_closed.html", status=410)
    except (WrongPassword, TooManyAttempts) as error:
        return refused(DOOR, form, error)
    flask.session[KEY] = pass_
    return redirect(url_for("accounts.leaver_copy"))


@blueprint.get("/account/copy")
@open_to(Audience.EVERYONE)
def leaver_copy() -> Response:
    """How far the copy is, and the way to it."""
    try:
        return render(PAGE, STATE, **_state(_leaver()))
    except LinkExpired:
        return _outside()


@blueprint.post("/account/copy")
@open_to(Audience.EVERYONE)
def ask_leaver_copy() -> Response:
    """Ask for a copy of everything that is still held."""
    try:
        account_id = _leaver()
        copying.asked(account_id, CopyKind.ACCESS)
    except LinkExpired:
        return _outside()
    except TooManyCopies as error:
        return invalid(PAGE, **_state(account_id, _(error.message)))
    return redirect(url_for("accounts.leaver_copy"))


@blueprint.get("/account/copies/<copy_id>/<any(archive, document):part>")
@open_to(Audience.EVERYONE, writes=True)
def leaver_file(copy_id: str, part: str) -> Response:
    """The copy, for who left."""
    try:
        account_id = _leaver()
        return copying.sent(account_id, copy_id, part)
    except LinkExpired:
        return _outside()
    except CopyGone as gone:
        return render(PAGE, status=410, **_state(account_id, _(gone.message)))


@blueprint.post("/account/copies/<copy_id>/deletion")
@open_to(Audience.EVERYONE)
def delete_leaver_copy(copy_id: str) -> Response:
    """Delete the copy before its time."""
    try:
        copies.delete(access.session(), store(), _leaver(), copy_id, now=access.now())
    except LinkExpired:
        return _outside()
    flash(_("The copy is deleted."), "info")
    return redirect(url_for("accounts.leaver_copy"))


def _leaver() -> str:
    """The account of who gave the password at the door. Raises LinkExpired."""
    if KEY not in flask.session:
        raise LinkExpired
    within = current_app.config["PLATFORM"].fresh_authentication
    return leavers.account_of(access.session(), flask.session[KEY], within=within, keys=visit.keys())


def _outside() -> Response:
    """Back to where the password is asked for: a log-in to a deactivated account leads to its way back."""
    flask.session.pop(KEY, None)
    return redirect(url_for("accounts.login"))


def _state(account_id: str, problem: str | None = None) -> dict[str, Any]:
    return {
        **copying.latest(account_id, CopyKind.ACCESS),
        "is_fresh": True,
        "is_leaver": True,
        "here": url_for("accounts.leaver_copy"),
        "again": url_for("accounts.login"),
        "way_to": lambda part, id_: url_for("accounts.leaver_file", copy_id=id_, part=part),
        "deletion_of": lambda id_: url_for("accounts.delete_leaver_copy", copy_id=id_),
        "problem": problem,
    }
