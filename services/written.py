"""A professional's profile as written, of which nothing is selected but the columns that a reader may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel

from models.account import Account
from models.sealing import Keyring, keyring


@dataclass(frozen=True)
class WrittenProfile:
    """``person``: the single columns by name · the rest: rows of the résumé, as mappings by name."""

    person: Mapping[str, Any]
    experience: tuple[Mapping[str, Any], ...] = ()
    education: tuple[Mapping[str, Any], ...] = ()
    skill: tuple[Mapping[str, Any], ...] = ()
    language: tuple[Mapping[str, Any], ...] = ()
    certification: tuple[Mapping[str, Any], ...] = ()
    link: tuple[Mapping[str, Any], ...] = ()
    portfolio: tuple[Mapping[str, Any], ...] = ()


def rows_of(
    session: Session, table: type[SQLModel], columns: Iterable[str], account_id: str
) -> tuple[Mapping[str, Any], ...]:
    """These columns of what the table holds of a person, opened: what still lasts first, then the latest."""
    found = session.execute(_select(table, tuple(columns)), {"account_id": account_id}).mappings().all()
    ring = keyring(session)
    return tuple(_opened(ring, table, dict(row), account_id) for row in found)


@cache
def _select(table: type[SQLModel], names: tuple[str, ...]) -> Select[Any]:
    columns = _columns(table)
    owner = columns["id"] if table is Account else columns["account_id"]
    statement = select_columns(columns["id"].label("row_id"), *(columns[name] for name in names))
    return statement.where(owner == bindparam("account_id")).order_by(*_newest_first(columns), columns["id"])


def _newest_first(columns: Any) -> list[Any]:
    """What still lasts, then the latest: by end, else by start; what was used longest first."""
    order: list[Any] = [columns["current"].desc()] if "current" in columns else []
    if "end_year" in columns:
        order.append(func.coalesce(columns["end_year"], columns["start_year"], 0).desc())
    if "end_month" in columns:
        order.append(func.coalesce(columns["end_month"], 0).desc())
    if "year" in columns:
        order.append(func.coalesce(columns["year"], 0).desc())
    if "years" in columns:
        order.append(func.coalesce(columns["years"], 0).desc())
    return order


def _opened(ring: Keyring, table: type[SQLModel], row: Mapping[str, Any], account_id: str) -> Mapping[str, Any]:
    columns = _columns(table)
    return {
        name: ring.open(value, columns[name], row["row_id"], account_id)
        for name, value in row.items()
        if name != "row_id"
    }


def _columns(table: type[SQLModel]) -> Any:
    return table.__table__.columns  # type: ignore[attr-defined]
