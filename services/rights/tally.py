"""How much is held about a person, counted by the database in one statement over all tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlmodel import Session

from models.privacy import Category, personal_columns
from models.types import KeyedJson

from .walk import WHO, Holding, holdings, is_about

EMPTY_JSON = ("null", "[]", "{}")


@dataclass(frozen=True)
class Tally:
    """How much of one category a table holds about a person: rows, and values that are not empty."""

    table: str
    category: Category
    rows: int
    details: int


def tally(session: Session, account_id: str) -> list[Tally]:
    """What is held about a person, by table and category, in the order of the register; what is empty is left out."""
    rows = session.connection().execute(_statement(), {WHO: account_id})
    order = list(Category)
    found = [Tally(name, Category(category), number, details) for name, category, number, details in rows if number]
    return sorted(found, key=lambda each: order.index(each.category))


def tally_where(
    session: Session, account_id: str, holding: Holding, category: Category, condition: ColumnElement[bool]
) -> Tally:
    """How much of a category those of the table's rows hold about a person that meet a condition."""
    counted = session.connection().execute(_count(holding, category).where(condition), {WHO: account_id}).one()
    return Tally(holding.name, category, counted[2], counted[3])


@cache
def _statement() -> CompoundSelect[Any]:
    return union_all(*(_count(holding, category) for holding in holdings() for category in categories_of(holding)))


def categories_of(holding: Holding) -> list[Category]:
    """The categories that the table has columns of."""
    return list(dict.fromkeys(declared.category for _, declared in personal_columns(holding.table)))


def _count(holding: Holding, category: Category) -> Select[Any]:
    details: ColumnElement[int] = literal_column("0")
    for column, declared in personal_columns(holding.table):
        if declared.category is category:
            filled = _filled(column)
            if declared.only_if is not None:
                filled = case((holding.table.columns[declared.only_if], filled))
            details = details + func.count(filled)
    selected: tuple[ColumnElement[Any], ...] = (
        literal(holding.name, String),
        literal(category.value, String),
        func.count(),
        details,
    )
    return select(*selected).select_from(holding.table).where(or_(*is_about(holding).values()))


def _filled(column: Column[Any]) -> ColumnElement[Any]:
    """The value, or NULL where it says nothing: JSON has a null of its own, and empty lists."""
    if not isinstance(column.type, KeyedJson):
        return column
    text: ColumnElement[Any] = cast(column, String)
    for empty in EMPTY_JSON:
        text = func.nullif(text, empty)
    return text
