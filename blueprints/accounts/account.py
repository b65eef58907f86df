"""One's own account: address, language, part, devices and what happened at the door."""

from __future__ import annotations

from flask import Response, abort, current_app, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import LOCALES, in_locale
from blueprints.rendering import redirect, render
from models.account import SecurityEventKind
from services import account_overview, logins

from . import blueprint, visit
from .answers import onward


@blueprint.get("/account")
@open_to(Audience.ACCOUNTS)
def show() -> Response:
    """The account."""
    platform = current_app.config["PLATFORM"]
    account = account_overview.overview(
        access.session(),
        access.account_id(),
        session_id=str(access.viewer().session_id),
        now=access.now(),
        idle=platform.session_idle_limit,
        absolute=platform.session_absolute_limit,
    )
    return render("accounts/show.html", account=account, happenings=_happenings())


@blueprint.post("/account/role")
@open_to(Audience.ACCOUNTS)
def role() -> Response:
    """Act in another part from now on."""
    chosen = next((r for r in access.viewer().roles if r.key == request.form.get("role")), None)
    if chosen is None:
        abort(404)
    logins.act_as(access.session(), str(access.viewer().session_id), chosen.key)
    return redirect(url_for("accounts.show"))


@blueprint.post("/account/language")
@open_to(Audience.ACCOUNTS)
def language() -> Response:
    """Choose the language of the site and of mails."""
    chosen = request.form.get("language", "")
    if chosen not in LOCALES:
        abort(404)
    account_overview.choose_locale(access.session(), access.account_id(), chosen, now=access.now())
    return redirect(in_locale(url_for("accounts.show"), chosen))


@blueprint.post("/account/sessions/<session_id>/end")
@open_to(Audience.ACCOUNTS)
def end_session(session_id: str) -> Response:
    """Log out one device."""
    account_overview.end_device(access.session(), access.account_id(), session_id, now=access.now())
    if session_id == access.viewer().session_id:
        visit.leave()
        return redirect(url_for("accounts.login"))
    flash(_("That device is logged out."), "info")
    return redirect(onward(url_for("accounts.show")))


@blueprint.post("/account/sessions/end")
@open_to(Audience.ACCOUNTS)
def end_other_sessions() -> Response:
    """Log out every device but this one."""
    keep = access.viewer().session_id
    logins.end_others(access.session(), access.account_id(), keep=keep, now=access.now())
    flash(_("All other devices are logged out."), "info")
    return redirect(onward(url_for("accounts.show")))


def _happenings() -> dict[SecurityEventKind, str]:
    return {
        SecurityEventKind.REGISTERED: _("Registered"),
        SecurityEventKind.EMAIL_CONFIRMED: _("E-mail address confirmed"),
        SecurityEventKind.LOGGED_IN: _("Logged in"),
        SecurityEventKind.LOGIN_FAILED: _("A wrong password was given"),
        SecurityEventKind.LOGGED_OUT: _("Logged out"),
        SecurityEventKind.AUTHENTICATED_AFRESH: _("Password given again"),
        SecurityEventKind.PASSWORD_CHANGED: _("Password changed"),
        SecurityEventKind.COPY_ASKED: _("Asked for a copy of your data"),
        SecurityEventKind.COPY_DOWNLOADED: _("Downloaded a copy of your data"),
        SecurityEventKind.LINK_MADE: _("Made a one-time link to your data"),
        SecurityEventKind.LINK_FETCHED: _("The one-time link to your data was used"),
    }
