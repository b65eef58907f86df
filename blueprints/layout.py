"""What every page has around its content: navigation, colours, versioned static files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, get_flashed_messages, request, url_for
from flask_babel import gettext as _

from services.conversation_views import unread_count
from services.cookies import SESSION, THEME
from services.notifications import count_new
from services.rights.notice_telling import news_for
from services.rights.notices import SHOWN
from services.viewers import Part, Viewer

from .access import now, session, viewer
from .localisation import in_locale

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Item:
    """One link of the navigation."""

    href: str
    label: str
    current: bool = False


@dataclass(frozen=True)
class News:
    """A new version of the privacy notice, and whether it is still to come."""

    prefix: str
    in_force_at: datetime
    is_to_come: bool


def init_app(app: Flask) -> None:
    """Give every template what the layout needs."""
    app.jinja_env.globals.update(static=static)
    app.context_processor(_context)


def static(path: str) -> str:
    """The address of a static file, with a version so that browsers may keep it for good."""
    folder = str(current_app.static_folder)
    address = in_locale(url_for("static", filename=path), "en")
    return f"{address}?v={_version(folder, path)}"


@lru_cache
def _version(folder: str, path: str) -> str:
    return hashlib.sha256((Path(folder) / path).read_bytes()).hexdigest()[:10]


def theme() -> str | None:
    """The colours somebody chose, or None to follow the device."""
    chosen = request.cookies.get(THEME.name)
    return chosen if chosen in THEMES else None


def _context() -> dict[str, Any]:
    who = viewer()
    return {
        "platform": current_app.config["PLATFORM"],
        "viewer": who,
        "role_name": _role_name(who),
        "navigation": lambda: _navigation(who),
        "new_notifications": lambda: count_new(session(), str(who.account_id)) if who.is_known else 0,
        "footer": _footer(),
        "theme": theme(),
        "notice_news": _notice_news,
        "notices": get_flashed_messages(with_categories=True) if request.cookies.get(SESSION.name) else [],
    }


def _notice_news() -> News | None:
    """The version of the privacy notice that who looks has not seen yet; asked for by pages only, not by fragments."""
    who = viewer()
    if who.account_id is None:
        return None
    found = news_for(session(), who.account_id)
    return News(found.digest[:SHOWN], found.in_force_at, found.in_force_at > now()) if found else None


def _role_name(who: Viewer) -> str:
    match who.part:
        case Part.CLIENT:
            return who.role.name if who.role else ""
        case Part.PROFESSIONAL:
            return _("My account")
        case Part.STAFF:
            return _("Staff")
        case _:
            return ""


def _messages(who: Viewer) -> str:
    """The name of the conversations, with how many messages wait to be read."""
    unread = unread_count(session(), who)
    return _("Messages (%(number)s)", number=unread) if unread else _("Messages")


def _navigation(who: Viewer) -> list[Item]:
    pages = [("talent.index", _("Find") if who.part is Part.CLIENT else _("Find professionals"))]
    match who.part:
        case Part.PROFESSIONAL:
            pages += [
                ("professionals.show", _("My profile")),
                ("work.index", _("Work")),
                ("matches.index", _("Requests")),
                ("conversations.index", _messages(who)),
            ]
        case Part.CLIENT:
            pages += [
                ("clients.dashboard", _("Overview")),
                ("shortlist.index", _("Shortlist")),
                ("work.index", _("Work")),
                ("matches.index", _("Requests")),
                ("conversations.index", _messages(who)),
            ]
        case Part.STAFF:
            pages += [("staff.index", _("Desk"))]
        case _:
            pages += [("pages.how_pseudonyms_work", _("How pseudonyms work"))]
    pages.append(("privacy.index", _("Privacy centre")) if who.is_known else ("pages.notice", _("Privacy notice")))
    here = (request.endpoint or "").split(".")[0]
    return [
        Item(
            url_for(endpoint),
            label,
            endpoint == request.endpoint or (here != "pages" and endpoint.split(".")[0] == here),
        )
        for endpoint, label in pages
    ]


def _footer() -> list[Item]:
    pages = (
        ("pages.about", _("About us")),
        ("partners.index", _("Partners")),
        ("pages.how_pseudonyms_work", _("How pseudonyms work")),
        ("pages.how_ranking_works", _("How ranking works")),
        ("pages.notice", _("Privacy notice")),
        ("preferences.cookies", _("Cookies")),
        ("pages.accessibility", _("Accessibility")),
        ("newsletters.new", _("Newsletter")),
        ("pages.contact", _("Contact")),
    )
    return [Item(url_for(endpoint), label) for endpoint, label in pages]
