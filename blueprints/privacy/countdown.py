"""Until when data are kept, in the words of the page; the dates come from what the purge goes by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlmodel import Session

from blueprints.localisation import day
from models.privacy import Category
from models.register import REGISTER, WARNING_DAYS, Clock
from services.rights.clocks import OF_THE_ACCOUNT, period_of
from services.rights.periods import days_before
from services.rights.retention import AccountClock, clock_of, row_ends
from services.rights.walk import HeldRow, holdings

UNENDED = {
    Clock.CLOSING: _l("Kept as long as the consent lasts, then 5 years"),
    Clock.CONSENT_END: _l("Deleted at once when you withdraw your consent"),
}
"""What is said of a row that rests on something which has not ended."""


@dataclass(frozen=True)
class Step:
    """One moment on the timeline: what happens on that day."""

    at: datetime
    what: str


def until(clock: AccountClock, category: Category) -> str:
    """Until when data of the category are kept: a sentence."""
    if period_of(category).clock not in OF_THE_ACCOUNT:
        return _("Each has a day of its own, shown with it")
    gone, expected = clock.end_of(category), clock.expected_end_of(category)
    if gone is not None:
        return _("Gone on %(day)s", day=day(gone))
    return _("Gone on %(day)s, if you do not use your account from now on", day=day(expected)) if expected else ""


def timeline(clock: AccountClock, held: Collection[Category]) -> list[Step]:
    """What happens from now on to these categories of an account that nobody uses, in the order of the days."""
    first, last = (days_before(clock.planned, days) for days in WARNING_DAYS)
    steps = [
        Step(first, _("We mail you that you have not used your account for a while")),
        Step(last, _("We mail you once more")),
        Step(clock.planned, _("Your account is deactivated and your profile is hidden; you may still come back")),
    ]
    gone: dict[datetime, list[str]] = {}
    for category, entry in REGISTER.items():
        end = clock.expected_end_of(category)
        if end is not None and category in held:
            gone.setdefault(end, []).append(_(entry.title))
    steps += [Step(at, _("Gone: %(what)s", what=", ".join(titles))) for at, titles in sorted(gone.items())]
    return steps


def of_rows(
    session: Session, account_id: str, rows: list[HeldRow], category: Category, *, now: datetime
) -> dict[tuple[str, str], str]:
    """For each row with a day of its own, by table and id: when it goes, a sentence."""
    usual = clock_of(session, account_id, now=now, told=True).end_of(category)
    found: dict[tuple[str, str], str] = {}
    for holding in holdings():
        ids = [row.id for row in rows if row.table == holding.name]
        if ids:
            ends = row_ends(session, holding, category, account_id=account_id, ids=ids, now=now, told=True)
            found |= {
                (holding.name, id_): _("Gone on %(day)s", day=day(end))
                for id_, end in ends.items()
                if end is not None and end != usual
            }
            if period_of(category).clock in UNENDED:
                found |= {
                    (holding.name, id_): str(UNENDED[period_of(category).clock])
                    for id_, end in ends.items()
                    if end is None
                }
    return found
