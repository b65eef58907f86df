"""Cookies: every one that may be set is declared here, and what is not strictly necessary waits for a choice.

The choice is kept in a cookie too, on the device alone. It names what was on offer: whoever allowed a kind of cookie
before any was declared, or before another one was, has not consented to the new one (GDPR article 4(11)); a refusal of
everything stands. A browser that sends ``Sec-GPC: 1`` refuses, whatever was chosen (https://w3c.github.io/gpc/).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from models.register import N_


class CookieCategory(str, Enum):
    """What a cookie is for: only the first kind may be set unasked (ePrivacy directive, article 5(3))."""

    NECESSARY = "necessary"
    FUNCTIONAL = "functional"
    ANALYTICAL = "analytical"
    TRACKING = "tracking"


OPTIONAL = (CookieCategory.FUNCTIONAL, CookieCategory.ANALYTICAL, CookieCategory.TRACKING)


class Kept(Enum):
    """How long a cookie stays: ``lifetime`` (None: until the browser closes) and the words for it."""

    SESSION = (None, N_("Until you close the browser or log out"))
    HALF_A_YEAR = (timedelta(days=182), N_("Half a year"))
    YEAR = (timedelta(days=365), N_("One year"))

    def __init__(self, lifetime: timedelta | None, words: str) -> None:
        self.lifetime = lifetime
        self.words = words


@dataclass(frozen=True)
class DeclaredCookie:
    """A cookie that may be set. English message ids: ``purpose``, and ``basis``, why it may be set unasked or not."""

    name: str
    category: CookieCategory
    purpose: str
    basis: str
    kept: Kept


SESSION = DeclaredCookie(
    "session",
    CookieCategory.NECESSARY,
    N_("Keeps you logged in, and protects the forms you send. It is set when you log in or open a form."),
    N_("Strictly necessary: no consent needed"),
    Kept.SESSION,
)
THEME = DeclaredCookie(
    "theme",
    CookieCategory.NECESSARY,
    N_("Remembers whether you chose light or dark colours. It is set only when you choose."),
    N_("A preference you asked for: no consent needed"),
    Kept.YEAR,
)
CHOICE = DeclaredCookie(
    "cookies",
    CookieCategory.NECESSARY,
    N_("Remembers what you chose about cookies, so that we need not ask again. It is set only when you choose."),
    N_("A preference you asked for: no consent needed"),
    Kept.HALF_A_YEAR,
)
DECLARED = (SESSION, THEME, CHOICE)


class UndeclaredCookie(Exception):
    """Something tried to set a cookie that is not declared, or one that the visitor did not allow."""


def of_category(declared: Iterable[DeclaredCookie], category: CookieCategory) -> tuple[DeclaredCookie, ...]:
    """The cookies of one category."""
    return tuple(cookie for cookie in declared if cookie.category is category)


def written(allowed: Collection[CookieCategory], declared: Iterable[DeclaredCookie]) -> str:
    """The choice as the value of its cookie: what was on offer, and the optional categories that were allowed."""
    return ".".join((_offer(declared), *(each.value for each in OPTIONAL if each in allowed)))


def read(value: str | None, declared: Iterable[DeclaredCookie]) -> frozenset[CookieCategory] | None:
    """The optional categories that a choice allows; None where there is none that counts, and the visitor is asked."""
    if not value:
        return None
    offer, *names = value.split(".")
    allowed = frozenset(each for each in OPTIONAL if each.value in names)
    return allowed if offer == _offer(declared) or not names else None


def may_set(category: CookieCategory, *, chosen: Collection[CookieCategory] | None, refused: bool) -> bool:
    """Whether a cookie of the category may be set: by what was chosen, and unless the browser refuses for its owner."""
    return category is CookieCategory.NECESSARY or (not refused and category in (chosen or ()))


def _offer(declared: Iterable[DeclaredCookie]) -> str:
    """What there is to choose, in eight digits: another optional cookie, or another use of one, changes it."""
    offered = sorted(
        f"{each.name}:{each.category.value}:{each.purpose}:{each.kept.name}"
        for each in declared
        if each.category in OPTIONAL
    )
    return hashlib.sha256("\n".join(offered).encode()).hexdigest()[:8]
