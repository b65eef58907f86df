"""Where and when one logged in, each log-in for as long as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import day, locale
from blueprints.rendering import redirect, render
from models.account import LoginSession
from models.privacy import Category
from services import logins
from services.logins import Login
from services.publication.places import place_name
from services.rights.retention import row_ends
from services.rights.walk import holding_of
from services.viewers import Part

from . import blueprint


@dataclass(frozen=True)
class Line:
    """A log-in as the page shows it: its place and the day it goes in words."""

    login: Login
    place: str
    gone: str
    is_this: bool


@blueprint.get("/log-ins")
@open_to(Audience.ACCOUNTS)
def log_ins() -> Response:
    """Each log-in of the last 90 days: browser, coarse place, when, and whether it still lasts."""
    found = _history()
    active = sum(each.ended_at is None for each in found)
    gives_place = any(role.part is Part.PROFESSIONAL for role in access.viewer().roles)
    context = {"active": active, "ended": len(found) - active, "gives_place": gives_place}
    return render("privacy/log_ins.html", lines=_lines(found), **context)


@blueprint.post("/log-ins/deletion")
@open_to(Audience.ACCOUNTS, fresh=True)
def forget_log_ins() -> Response:
    """Delete the log-ins that ended; with a fresh password, so that an intruder does not cover their tracks."""
    number = logins.forget_ended(access.session(), access.account_id(), now=access.now(), **_limits())
    flash(ngettext("%(num)s log-in is deleted.", "%(num)s log-ins are deleted.", number), "info")
    return redirect(url_for("privacy.log_ins"))


def _history() -> list[Login]:
    return logins.history(access.session(), access.account_id(), now=access.now(), **_limits())


def _limits() -> dict[str, timedelta]:
    platform = current_app.config["PLATFORM"]
    return {"idle": platform.session_idle_limit, "absolute": platform.session_absolute_limit}


def _lines(found: list[Login]) -> list[Line]:
    ends = row_ends(
        access.session(),
        holding_of(LoginSession),
        Category.SESSIONS,
        account_id=access.account_id(),
        ids=[each.id for each in found],
        now=access.now(),
        told=True,
    )
    return [
        Line(
            each,
            place_name(each.place, locale()) if each.place else _("Unknown"),
            day(end) if (end := ends[each.id]) else "",
            each.id == access.viewer().session_id,
        )
        for each in found
    ]
