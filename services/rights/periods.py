"""Periods on the calendar: when one that began at a moment ends, and which have ended by now.

Whole months and years end on the same date of a later month, at its first moment in Amsterdam; a date that the month
does not have becomes its last. Periods of days end so many dates later, in the same way. So nothing is kept longer than
its period, whatever the clock does in between, and the day that is shown is the day on which the purge takes it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.register import Retention

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
"""The shortest time that a database tells apart."""


def end_of(period: Retention, began: datetime) -> datetime:
    """The moment (UTC) from which a period that began then is over."""
    day = began.astimezone(ZONE).date()
    return first_moment(add_months(day, period.months) if period.months else day + period.days * DAY)


def last_begun(period: Retention, now: datetime) -> datetime:
    """The latest beginning of a period that is over now: ``end_of(period, began) <= now`` if ``began`` is no later."""
    if not period.months:
        return days_ago(now, period.days)
    today = now.astimezone(ZONE).date()
    day = add_months(today, -period.months)
    while add_months(day + DAY, period.months) <= today:
        day += DAY
    return last_moment(day)


def add_months(day: date, months: int) -> date:
    """The same date so many months later or earlier, or the last of the month where it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_moment(day: date) -> datetime:
    """The moment (UTC) at which the day begins in Amsterdam."""
    return datetime.combine(day, time.min, ZONE).astimezone(UTC)


def last_moment(day: date) -> datetime:
    """The last moment (UTC) of the day in Amsterdam."""
    return first_moment(day + DAY) - MOMENT


def days_before(moment: datetime, days: int) -> datetime:
    """The first moment (UTC) of the day in Amsterdam that lies so many days before."""
    return first_moment(moment.astimezone(ZONE).date() - days * DAY)


def days_ago(now: datetime, days: int) -> datetime:
    """The last moment (UTC) of the day in Amsterdam that lies so many days before."""
    return last_moment(now.astimezone(ZONE).date() - days * DAY)
