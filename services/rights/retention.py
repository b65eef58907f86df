"""Until when each datum is kept: the countdown that people are shown, and what the purge goes by.

A row that says nothing without one of its people goes with the first of them (its reference says CASCADE); a row that
names somebody beside loses that name and what they gave (SET NULL). While somebody in it is held, what the product
deletes of a row is kept apart, in the legal store: until then it is not gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.account import Account
from models.consent import ConsentEntry
from models.privacy import Category
from models.register import CORRESPONDENCE_PERIOD, Clock, Retention
from models.types import UtcDateTime

from . import holds, resting
from .clocks import OF_THE_ACCOUNT, closed_at, collected_at, ends_at, handled_at, leading, links, period_of
from .idleness import noticed_at, planned_end
from .periods import end_of
from .walk import Holding


@dataclass(frozen=True)
class AccountClock:
    """When an account ended, and until when it is held: all that its countdown counts from. Moments are UTC.

    ``planned``: when an active account will be deactivated if nothing happens, or when the other one was.
    """

    deactivated_at: datetime | None
    planned: datetime
    held_until: datetime | None

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None

    def end_of(self, category: Category) -> datetime | None:
        """From when data of the category are gone; None while the clock has not started, or is not the account's."""
        return None if self.is_active else self.expected_end_of(category)

    def expected_end_of(self, category: Category) -> datetime | None:
        """The same, where nothing happens from now on at an active account."""
        period = period_of(category)
        if period.clock not in OF_THE_ACCOUNT:
            return None
        return later(end_of(period, self.planned), self.held_until)


Clocks = Mapping[str, AccountClock]

_NEVER = literal(datetime.max.replace(tzinfo=UTC), UtcDateTime)


def clock_of(session: Session, account_id: str, *, now: datetime, told: bool = False) -> AccountClock:
    """The clock of one account; ``told``: without holds that its owner may not know of."""
    return clocks_of(session, [account_id], now=now, told=told)[account_id]


def clocks_of(session: Session, account_ids: Iterable[str], *, now: datetime, told: bool = False) -> Clocks:
    """The clocks of several accounts; who does not exist is left out."""
    asked = list(account_ids)
    columns = (Account.id, Account.deactivated_at, Account.last_active_at)
    found = session.execute(select_columns(*map(col, columns)).where(col(Account.id).in_(asked))).all()
    held = holds.held(session, asked, now=now, told=told)
    noticed = noticed_at(session, asked)
    return {
        id_: AccountClock(ended, ended or planned_end(last_active, noticed.get(id_), now=now), held.get(id_))
        for id_, ended, last_active in found
    }


def row_ends(
    session: Session,
    holding: Holding,
    category: Category,
    *,
    account_id: str,
    ids: Collection[str],
    now: datetime,
    told: bool = False,
    given_by: str | None = None,
) -> dict[str, datetime | None]:
    """From when the category's data in each of these rows are gone for the person; None: the clock has not started.

    ``given_by``: of what this one of the table's subjects gave, which goes no later than who gave it.
    """
    period = period_of(category)
    if period.clock in OF_THE_ACCOUNT:
        people = _people(session, holding, account_id, ids, given_by)
        clocks = clocks_of(session, {each.account_id for who in people.values() for each in who}, now=now, told=told)
        join = max if leading(holding) else min
        return {id_: _end(people.get(id_, []), clocks, period, join) for id_ in ids}
    if period.clock is Clock.HANDLING:
        return _of_letters(session, holding, ids, now=now, told=told)
    held = clock_of(session, account_id, now=now, told=told).held_until
    if period.clock is Clock.CONSENT_END:
        known = _beginnings(session, holding, period, ids)
        for id_, end in resting.ends(session, holding, ids).items():
            known[id_] = min(end, known.get(id_, end))
        return {id_: later(known[id_], held) if id_ in known else None for id_ in ids}
    began = _beginnings(session, holding, period, ids)
    return {id_: later(end_of(period, moment), held) if (moment := began.get(id_)) else None for id_ in ids}


def later(moment: datetime, other: datetime | None) -> datetime:
    """The later of two moments."""
    return moment if other is None else max(moment, other)


def consent_closed_at() -> ColumnElement[Any]:
    """When a consent ended: by the entry that withdrew or replaced it, at the end it states, or with the account.

    The first of these; NULL while it lasts. A withdrawal is closed as soon as it is made.
    """
    follower = aliased(ConsentEntry)
    followed_at = (
        select(func.min(follower.at))
        .where(
            or_(
                col(follower.account_id) == ConsentEntry.account_id,
                and_(col(follower.account_id).is_(None), col(ConsentEntry.account_id).is_(None)),
            ),
            follower.purpose == ConsentEntry.purpose,
            follower.about_id == ConsentEntry.about_id,
            or_(
                col(follower.at) > ConsentEntry.at,
                and_(col(follower.at) == ConsentEntry.at, col(follower.given).is_(False)),
            ),
        )
        .correlate(ConsentEntry)
        .scalar_subquery()
    )
    left_at = (
        select(Account.deactivated_at).where(Account.id == ConsentEntry.account_id).correlate(ConsentEntry)
    ).scalar_subquery()
    ended_at = func.coalesce(followed_at, left_at)
    stated, ends_first = col(ConsentEntry.ends_at), col(ConsentEntry.ends_at) < func.coalesce(ended_at, _NEVER)
    return case((col(ConsentEntry.given).is_(False), ConsentEntry.at), (ends_first, stated), else_=ended_at)


@dataclass(frozen=True)
class _Linked:
    """An account that a row hangs on; ``ends_it``: whether its end is one of the row, for the person who asks."""

    account_id: str
    ends_it: bool


def _people(
    session: Session, holding: Holding, account_id: str, ids: Collection[str], given_by: str | None
) -> dict[str, list[_Linked]]:
    """The accounts that each row hangs on."""
    key = holding.table.columns["id"]
    found: dict[str, list[_Linked]] = {}
    for account, names_row in leading(holding):
        start = next(each for each in holding.subjects.values() if each.through == names_row.table.name).column
        statement = select_columns(key, account).join(names_row.table, holding.table.columns[start] == names_row)
        for id_, led_by in session.execute(statement.where(key.in_(ids))):
            found.setdefault(id_, []).append(_Linked(led_by, True))
    direct = links(holding)
    giver = holding.subjects[given_by].column if given_by else None
    if direct:
        for id_, *linked in session.execute(select_columns(key, *(each.column for each in direct)).where(key.in_(ids))):
            found.setdefault(id_, []).extend(
                _Linked(each, link.binds or each == account_id or link.column.name == giver)
                for link, each in zip(direct, linked, strict=True)
                if each is not None
            )
    return found


def _end(people: list[_Linked], clocks: Clocks, period: Retention, join: Any) -> datetime | None:
    """The end of a row: the first that its people give it, or the last of those who lead to it; holds put it off."""
    own = [clocks[each.account_id].deactivated_at for each in people if each.ends_it]
    if join is max and None in own:
        return None
    ends = [end_of(period, moment) for moment in own if moment is not None]
    if not ends:
        return None
    held = [clocks[each.account_id].held_until for each in people]
    return max([join(ends), *(each for each in held if each is not None)])


def _of_letters(
    session: Session, holding: Holding, ids: Collection[str], *, now: datetime, told: bool
) -> dict[str, datetime | None]:
    """The end of letters: of who has no account counted from the handling, of others the later of that and leaving."""
    moment, key, account = handled_at(holding), holding.table.columns["id"], holding.table.columns["account_id"]
    if moment is None:
        return dict.fromkeys(ids)
    rows = session.execute(select_columns(key, moment, account).where(key.in_(ids))).all()
    clocks = clocks_of(session, {each for _id, _handled, each in rows if each is not None}, now=now, told=told)
    found: dict[str, datetime | None] = {}
    for id_, handled, account_id in rows:
        clock = clocks.get(account_id)
        if handled is None or (clock is not None and clock.deactivated_at is None):
            found[id_] = None
        elif clock is None:
            found[id_] = end_of(CORRESPONDENCE_PERIOD, handled)
        else:
            found[id_] = later(max(handled, clock.deactivated_at or handled), clock.held_until)
    return found


def _beginnings(session: Session, holding: Holding, period: Retention, ids: Collection[str]) -> dict[str, datetime]:
    """The moment from which each row's own period counts, where it has begun."""
    key = holding.table.columns["id"]
    began: Any = collected_at(holding)
    if began is None:
        began = closed_at(holding)
    if began is None:
        began = ends_at(holding)
    if began is None and period.clock is Clock.CLOSING:
        began = consent_closed_at()
    if began is None:
        return {}
    statement = select_columns(key, began).where(key.in_(ids))
    return {id_: moment for id_, moment in session.execute(statement) if moment is not None}
