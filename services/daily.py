"""Mornings: the moments at which the mail of a day or of a week goes out, by the clock on the wall."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from .rights.periods import ZONE

MORNING = time(8)
"""At eight, a time that every day has once, whether clocks change on it or not."""


def last_morning(now: datetime) -> datetime:
    """The latest eight o'clock that is not after the moment."""
    local = now.astimezone(ZONE)
    day = local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)
    return datetime.combine(day, MORNING, ZONE).astimezone(now.tzinfo)


def last_monday_morning(now: datetime) -> datetime:
    """The latest eight o'clock of a Monday that is not after the moment."""
    day = last_morning(now).astimezone(ZONE).date()
    return datetime.combine(day - timedelta(days=day.weekday()), MORNING, ZONE).astimezone(now.tzinfo)
