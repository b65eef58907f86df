"""What goes next of what is held about a person: rows that have a day of their own, counted by table.

Sessions go so long after they began, proof so long after a consent ended, and what names somebody else goes with them:
all by ``row_ends``, which is what the purge does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, exists, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.account import Account
from models.privacy import Category, personal_columns
from models.register import Clock

from .clocks import closed_at, collected_at, ends_at, handled_at, links, period_of
from .resting import resting
from .retention import row_ends
from .tally import categories_of
from .walk import WHO, Holding, holding_named, holdings, is_about

AT_ONCE = 500


@dataclass(frozen=True)
class Going:
    """Rows of one table that go by themselves: the ``number`` of them, the first and the last moment (UTC)."""

    table: str
    category: Category
    number: int
    first: datetime
    last: datetime


def going(session: Session, account_id: str, *, now: datetime) -> list[Going]:
    """What goes whether or not the person does anything, what goes first first.

    Holds that the person may not know of do not show.
    """
    tables: dict[str, list[str]] = {}
    for name, row_id in session.connection().execute(_with_a_day(), {WHO: account_id}):
        tables.setdefault(name, []).append(row_id)
    found: list[Going] = []
    for name, ids in tables.items():
        holding = holding_named(name)
        for category in categories_of(holding) if holding else ():
            ends = list(_ends(session, holding, category, account_id, ids, now))
            if ends:
                found.append(Going(name, category, len(ends), min(ends), max(ends)))
    return sorted(found, key=lambda each: (each.first, each.table))


def _ends(
    session: Session, holding: Any, category: Category, account_id: str, ids: Sequence[str], now: datetime
) -> Iterator[datetime]:
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found: dict[str, datetime] = {}
        for giver in (None, *_givers(holding, category)):
            ends = row_ends(
                session, holding, category, account_id=account_id, ids=part, now=now, told=True, given_by=giver
            )
            for id_, end in ends.items():
                if end is not None:
                    found[id_] = min(end, found.get(id_, end))
        yield from found.values()


@cache
def _with_a_day() -> CompoundSelect[Any]:
    """The rows about ``:account_id`` that may have a day of their own, by table and id."""
    asked = ((holding, _may_go(holding)) for holding in holdings())
    return union_all(*(_select(holding, condition) for holding, condition in asked if condition is not None))


def _select(holding: Holding, condition: ColumnElement[bool]) -> Select[Any]:
    named = select(literal(holding.name, String), holding.table.columns["id"])
    return named.where(or_(*is_about(holding).values()), condition)


def _may_go(holding: Holding) -> ColumnElement[bool] | None:
    """Whether a row may have a day of its own; None for a table of which no row has."""
    if any(other is holding for other, _consent in resting()):
        return literal(True)
    clocks = (collected_at, closed_at, ends_at, handled_at)
    began: ColumnElement[Any] | None = next((at for clock in clocks if (at := clock(holding)) is not None), None)
    if began is not None:
        return began.is_not(None)
    if any(period_of(category).clock is Clock.CLOSING for category in categories_of(holding)):
        return literal(True)
    givers = {
        holding.subjects[each].column for category in categories_of(holding) for each in _givers(holding, category)
    }
    leads = [link.column for link in links(holding) if link.binds or link.column.name in givers]
    if len(links(holding)) < 2 or not leads:
        return None
    other = aliased(Account)
    left = select(col(other.id)).where(col(other.id).in_(leads), col(other.deactivated_at).is_not(None))
    return exists(left.correlate(holding.table))


@cache
def _givers(holding: Holding, category: Category) -> tuple[str, ...]:
    """Which of the table's subjects gave something in it that goes with them."""
    given = (declared.given_by for _, declared in personal_columns(holding.table) if declared.category is category)
    return tuple(dict.fromkeys(each for each in given if each is not None))
