"""The clock of a request: one month to answer, two more with reasons, and the shorter times beside it.

A month begins on the day after the receipt and ends with the last moment of the same date of the next month, or of its
last day where it has no such date (GDPR article 12(3); Regulation 1182/71, article 3).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from .periods import ZONE, add_months, last_moment

ANSWER_MONTHS = 1
EXTENSION_MONTHS = 2
SOON_DAYS = 7
"""A request that must be answered within so many days stands out on the desk."""

LIFTING_DAYS = 7
"""So many days before a restriction ends its person is told (GDPR article 18(3))."""

UNPROVEN_DAYS = 14
"""A request without an account, whose address nobody confirmed, is deleted after so many days."""

CODE_LIFETIME = timedelta(minutes=30)
CODE_TRIES = 5
CODES_AN_HOUR = 3


def due_at(received_at: datetime) -> datetime:
    """The last moment (UTC) at which a request is answered in time."""
    return _after(received_at, ANSWER_MONTHS)


def extended_due_at(received_at: datetime) -> datetime:
    """The last moment (UTC) at which a request is answered in time whose answer was put off."""
    return _after(received_at, ANSWER_MONTHS + EXTENSION_MONTHS)


def _after(received_at: datetime, months: int) -> datetime:
    return last_moment(add_months(received_at.astimezone(ZONE).date(), months))
