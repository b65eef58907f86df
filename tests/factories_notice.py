"""Notices that differ in one thing, and their publication."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from models.database import Database
from services.rights import notices
from services.rights.notice import Cookie, Edition, edition_of, notice_of

CONTROLLER = {"name": "GloPros B.V.", "address": "Herengracht 124", "email": "desk@example.org"}
PERIOD = timedelta(days=14)
COOKIES = (Cookie("session", "Keeps you logged in.", "Strictly necessary", "Until you log out"),)

Content = dict[str, Any]
Edit = Callable[[Content], object]


@lru_cache
def _base() -> Edition:
    return edition_of(notice_of(CONTROLLER, COOKIES))


def content() -> Content:
    """What the software states now, to be changed by a test."""
    return deepcopy(dict(_base().content))


def category(of: Content, name: str) -> Content:
    """A category by its id in the register."""
    return next(each for each in of["categories"] if each["category"] == name)


def edited(edit: Edit | None = None, **dutch: str) -> Edition:
    """The notice with an edit; ``dutch``: other Dutch words for the message of that name among the statements."""
    changed = content()
    if edit is not None:
        edit(changed)
    words = deepcopy({locale: dict(words) for locale, words in _base().words.items()})
    for name, text in dutch.items():
        words["nl"][changed["statements"][name]] = text
    return Edition(changed, words)


def longer(of: Content) -> None:
    """The account is kept for a year after it ends instead of half a year."""
    category(of, "P1")["retention"] |= {"months": 12, "text": "While your account is active, then 12 months"}


def reworded(of: Content) -> None:
    """A statement in other words."""
    of["statements"]["after"] = "Past their period, data are gone."


def publish(database: Database, edition: Edition, *, now: datetime, period: timedelta = PERIOD) -> bool:
    """Publish an edition at a moment."""
    return notices.publish(database, edition, notice_period=period, now=now)
