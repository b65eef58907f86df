"""The statements of the purge, each built once: what deletes or empties the rows that hang on the people ``:ids``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    CompoundSelect,
    Delete,
    String,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    literal,
    or_,
    union_all,
    update,
)
from sqlalchemy import select as select_columns
from sqlmodel import Session

from models.privacy import personal_columns
from models.types import UtcDateTime

from .clocks import account_periods, given_through, links, period_of
from .walk import Holding, holdings

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def tables_about(session: Session, account_ids: Sequence[str]) -> frozenset[str]:
    """The tables with rows that hang on one of the accounts, in one statement: most have none."""
    return frozenset(session.connection().execute(_filled(), {"ids": account_ids}).scalars())


@cache
def deletions(holding: Holding) -> tuple[Delete | Update, ...]:
    """What deletes the rows that say nothing without the people ``:ids``, and empties what they gave in others."""
    table, hanging = holding.table, links(holding)
    gone: list[ColumnElement[bool]] = [link.column.in_(_IDS) for link in hanging if link.binds]
    loose = [link.column for link in hanging if not link.binds]
    if not gone:
        nobody_left = and_(*(or_(column.is_(None), column.in_(_IDS)) for column in loose))
        gone = [and_(nobody_left, or_(*(column.in_(_IDS) for column in loose)))]
    return delete(table).where(or_(*gone)), *(_cut(holding, column) for column in loose)


@cache
def blanking(holding: Holding, months: int) -> Update:
    """What empties the columns whose period is over in the rows of the people ``:ids`` that stay for the others."""
    table, account = holding.table, links(holding)[0].column
    values = {
        column.name: empty_value(column)
        for column, declared in personal_columns(table)
        if period_of(declared.category) in account_periods(holding) and period_of(declared.category).months <= months
    }
    return update(table).where(account.in_(_IDS)).values(values)


def empty_value(column: Any) -> Any:
    """What says nothing in this column: NULL, its default, or, of a moment, the one at which the account ended."""
    if column.nullable:
        return None
    if column.default is not None:
        return column.default.arg
    if isinstance(column.type, UtcDateTime) and column.table.name == "account":
        return column.table.columns["deactivated_at"]
    raise TypeError(f"{column} can be neither empty nor kept longer than the rest of its row")


def _cut(holding: Holding, column: Column[Any]) -> Update:
    values = {column.name: None} | {given.name: empty_value(given) for given in given_through(holding, column)}
    return update(holding.table).where(column.in_(_IDS)).values(values)


@cache
def _filled() -> CompoundSelect[Any]:
    hanging = {each: links(each) for each in holdings() if each.name != "account"}
    return union_all(
        *(
            select_columns(literal(holding.name, String)).where(
                exists(select_columns(literal(1)).where(or_(*(link.column.in_(_IDS) for link in found))))
            )
            for holding, found in hanging.items()
            if found
        )
    )
