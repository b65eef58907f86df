"""Until when data are kept, in the words of the page; the dates come from what the purge goes by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session

from blueprints.localisation import day
from models.account import LoginSession
from models.privacy import Category
from models.register import REGISTER, WARNING_DAYS, Clock
from services.rights.clocks import OF_THE_ACCOUNT, period_of
from services.rights.periods import ZONE, add_months, days_before
from services.rights.retention import AccountClock, clock_of, row_ends
from services.rights.upcoming import Going
from services.rights.walk import HeldRow, holding_of, holdings

from .places import title_of

SHOWN_MONTHS, SHOWN_YEARS = 12, 24
SOON = 30

UNENDED = {
    Clock.CLOSING: _l("Kept as long as the consent lasts, then 5 years"),
    Clock.CONSENT_END: _l("Deleted at once when you withdraw your consent"),
}
"""What is said of a row that rests on something which has not ended."""


@dataclass(frozen=True)
class Bar:
    """What goes on a day: ``what``, in how long, and on the scale how many days the first and the last have left.

    ``note``: what else there is to know · ``early``: the address at which it can be deleted now.
    """

    what: str
    note: str
    at: datetime
    left: str
    days: int
    last_days: int
    early: str | None = None


@dataclass(frozen=True)
class Timeline:
    """Twelve months from today: ``scale`` in days, the names of its quarters, and what goes on it.

    ``by_itself``: whatever the person does · ``unused``: only if they stay away from now on · ``next_days``: until the
    first of either goes, None where nothing is held.
    """

    scale: int
    months: tuple[str, ...]
    by_itself: tuple[Bar, ...]
    unused: tuple[Bar, ...]
    next_days: int | None


def timeline(clock: AccountClock, going: Collection[Going], held: Collection[Category], *, now: datetime) -> Timeline:
    """What goes by itself, and what happens to these categories of an account that nobody uses."""
    today = _date(now)
    by_itself = tuple(_bar_of(each, today) for each in going)
    unused, gone = _steps(clock, today), _gone(clock, held, today)
    first = min((bar.days for bar in (*by_itself, *gone)), default=None)
    months = tuple(format_date(add_months(today, number), "MMM") for number in (3, 6, 9))
    scale = (add_months(today, SHOWN_MONTHS) - today).days
    return Timeline(scale, (_("Today"), *months), by_itself, (*unused, *gone), first)


def until(clock: AccountClock, category: Category) -> str:
    """Until when data of the category are kept: a sentence."""
    if period_of(category).clock not in OF_THE_ACCOUNT:
        return _("Each has a day of its own, shown with it")
    return of_account(clock, category)


def of_account(clock: AccountClock, category: Category) -> str:
    """When data of the category go by the clock of the account: a sentence."""
    gone, expected = clock.end_of(category), clock.expected_end_of(category)
    if gone is not None:
        return _("Gone on %(day)s", day=day(gone))
    return _("Gone on %(day)s, if you do not use your account from now on", day=day(expected)) if expected else ""


def of_datum(gone: datetime | None, clock: AccountClock, category: Category) -> str:
    """When one datum goes, where its row goes at this moment, or has no moment yet: a sentence."""
    if gone is not None:
        return _("Gone on %(day)s", day=day(gone))
    if period_of(category).clock in UNENDED:
        return str(UNENDED[period_of(category).clock])
    return of_account(clock, category)


def of_rows(
    session: Session, account_id: str, rows: list[HeldRow], category: Category, *, now: datetime
) -> dict[tuple[str, str], str]:
    """For each row with a day of its own, by table and id: when it goes, a sentence."""
    clock = clock_of(session, account_id, now=now, told=True)
    usual, own = clock.end_of(category), period_of(category).clock in UNENDED
    found: dict[tuple[str, str], str] = {}
    for holding in holdings():
        ids = [row.id for row in rows if row.table == holding.name]
        if ids:
            ends = row_ends(session, holding, category, account_id=account_id, ids=ids, now=now, told=True)
            found |= {
                (holding.name, id_): of_datum(end, clock, category)
                for id_, end in ends.items()
                if (end is None and own) or (end is not None and end != usual)
            }
    return found


def left(days: int) -> str:
    """How long it takes until then: in days within a year, then in months, then in years."""
    if days <= 0:
        return _("today")
    if days <= 366:
        return ngettext("in %(num)s day", "in %(num)s days", days)
    months = days * 12 // 365
    if months < SHOWN_YEARS:
        return ngettext("in %(num)s month", "in %(num)s months", months)
    return ngettext("in %(num)s year", "in %(num)s years", months // 12)


def _bar_of(each: Going, today: date) -> Bar:
    note = ""
    if each.number > 1:
        last = day(each.last)
        note = ngettext("%(num)s, the last on %(day)s", "%(num)s, the last on %(day)s", each.number, day=last)
    early = url_for("privacy.log_ins") if each.table == holding_of(LoginSession).name else None
    return _bar(title_of(each.table, each.category), each.first, today, note=note, last=each.last, early=early)


def _steps(clock: AccountClock, today: date) -> tuple[Bar, ...]:
    first, last = (days_before(clock.planned, days) for days in WARNING_DAYS)
    return (
        _bar(_("We mail you that you have not used your account for a while"), first, today),
        _bar(_("We mail you once more"), last, today),
        _bar(
            _("Your account is deactivated and your profile is hidden; you may still come back"), clock.planned, today
        ),
    )


def _gone(clock: AccountClock, held: Collection[Category], today: date) -> tuple[Bar, ...]:
    gone: dict[datetime, list[str]] = {}
    for category, entry in REGISTER.items():
        end = clock.expected_end_of(category)
        if end is not None and category in held:
            gone.setdefault(end, []).append(_(entry.title))
    return tuple(_bar(_("Gone: %(what)s", what=", ".join(titles)), at, today) for at, titles in sorted(gone.items()))


def _bar(
    what: str, at: datetime, today: date, *, note: str = "", last: datetime | None = None, early: str | None = None
) -> Bar:
    days = max((_date(at) - today).days, 0)
    last_days = max((_date(last) - today).days, 0) if last else days
    return Bar(what, note, at, left(days), days, last_days, early)


def _date(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
