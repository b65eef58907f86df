"""What the pages of the privacy centre show, put into the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from models.consent import ConsentPurpose
from models.privacy import Category
from models.register import MAIL, REGISTER, RUNNING, STAFF, Retention
from services.consents import REQUESTS, Consent, wording_hash
from services.rights import wording
from services.rights.audience import OF_A_CLIENT, labels_of
from services.rights.retention import AccountClock
from services.rights.tally import Tally

from . import countdown

INSIDE = (RUNNING, MAIL, STAFF)
"""Those who work for the platform."""


@dataclass(frozen=True)
class Use:
    """A purpose with its basis and article, in words."""

    purpose: str
    basis: str
    article: str


@dataclass(frozen=True)
class Held:
    """A category in the person's overview."""

    slug: str
    title: str
    details: int
    uses: tuple[Use, ...]
    kept: str
    counted: str
    until: str
    recipients: tuple[str, ...]

    @property
    def bases(self) -> tuple[tuple[str, str], ...]:
        """The legal bases with their articles, each once."""
        return tuple(dict.fromkeys((use.basis, use.article) for use in self.uses))


@dataclass(frozen=True)
class Asked:
    """A consent as it is asked: ``words`` are exactly what is shown, ``hash`` their SHA-256."""

    purpose: ConsentPurpose
    title: str
    text: str
    given: bool
    since: datetime | None

    @property
    def words(self) -> str:
        return f"{self.title}\n{self.text}"

    @property
    def hash(self) -> str:
        return wording_hash(self.words)


def slug_of(category: Category) -> str:
    """How the category is written in an address."""
    return category.name.lower().replace("_", "-")


def category_of(slug: str) -> Category | None:
    """The category that an address means."""
    return next((category for category in Category if slug_of(category) == slug), None)


def held_of(category: Category, details: int, clock: AccountClock) -> Held:
    """One category with its purposes, grounds and period."""
    entry = REGISTER[category]
    kept, counted = period_of(entry.retention)
    return Held(
        slug_of(category),
        _(entry.title),
        details,
        uses_of(category),
        kept,
        counted,
        countdown.until(clock, category),
        tuple(_(each) for each in entry.recipients),
    )


def uses_of(category: Category) -> tuple[Use, ...]:
    """What the category is used for, each use with its ground."""
    return tuple(Use(_(use.purpose), *_basis(use.ground)) for use in REGISTER[category].uses)


def recipients_of(category: Category, *, disclosed: bool) -> tuple[str, ...]:
    """Who may receive the category's data by their kind; ``disclosed``: also others than who works for the platform."""
    found = REGISTER[category].recipients
    return tuple(_(each) for each in found if disclosed or each in INSIDE)


def period_of(retention: Retention) -> tuple[str, str]:
    """How long, and from when it is counted."""
    return _(retention.text), _(wording.CLOCKS[retention.clock])


def held_by(tallies: list[Tally], clock: AccountClock) -> list[Held]:
    """The categories of which something is held."""
    details: dict[Category, int] = {}
    for each in tallies:
        details[each.category] = details.get(each.category, 0) + each.details
    return [held_of(category, number, clock) for category, number in details.items()]


def seen_of_client() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Who sees what of a client's representative: title, details, recipients."""
    return [
        (
            _(REGISTER[category].title),
            tuple(_(label) for label in labels_of(category)),
            tuple(_(each) for each in REGISTER[category].recipients if each not in (RUNNING, MAIL)),
        )
        for category in OF_A_CLIENT
    ]


def asked(consent: Consent) -> Asked:
    """The consent in the words of the page."""
    request = REQUESTS[consent.purpose]
    return Asked(consent.purpose, _(request.title), _(request.text), consent.given, consent.since)


def _basis(ground: Any) -> tuple[str, str]:
    basis = wording.BASES[ground]
    return _(basis.words), _(basis.article)
