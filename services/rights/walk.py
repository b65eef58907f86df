"""The walk over the declarations: from an account to every row about that person, in whatever table it stands.

A table states in ``__subjects__`` by which paths its rows lead to people, and each column what it is; nothing here
names a table or a column. One statement a table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    DateTime,
    Integer,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    inspect,
    or_,
    select,
)
from sqlmodel import Session, SQLModel

from models import base
from models.privacy import Category, Personal, Source, Subject, Subjects, personal_columns
from models.sealing import keyring, table_of
from models.types import Ciphertext

WHO = "account_id"
BEYOND = 2**63
"""No number in the database is so large."""
ROLE, KEY = "role:", "key:"
PAGE = 500


class State(str, Enum):
    """Whether a value may be handed to the person: about somebody else in the same row, or a secret, it may not."""

    SHOWN = "shown"
    REDACTED = "redacted"
    SECRET = "secret"  # noqa: S105 - the name of a state


@dataclass(frozen=True, eq=False)
class Holding:
    """A table with rows about people; ``sealed_under`` is the column with the account whose key seals its texts."""

    table: Table
    subjects: Subjects
    sealed_under: str = WHO

    @property
    def name(self) -> str:
        return self.table.name


@dataclass(frozen=True)
class Datum:
    """One value of one column; ``value`` is None where there is none, where it is redacted and where it is secret.

    ``source``: where it came from, for the person whose rows these are.
    """

    column: str
    declared: Personal
    value: Any
    source: Source
    state: State = State.SHOWN

    @property
    def withheld(self) -> bool:
        """Whether there may be a value that the person does not get."""
        return self.state is not State.SHOWN


@dataclass(frozen=True)
class HeldRow:
    """One row about the person; ``roles`` are the names under which the table knows them (sender, recipient …)."""

    table: str
    id: str
    roles: frozenset[str]
    data: tuple[Datum, ...]


@cache
def holdings() -> tuple[Holding, ...]:
    """Every table that holds personal data, in the order in which one refers to another."""
    found = {}
    for mapper in SQLModel._sa_registry.mappers:
        declared = mapper.class_
        if issubclass(declared, base.Declared) and declared.__subjects__ and personal_columns(table_of(mapper)):
            table = table_of(mapper)
            found[table.name] = Holding(table, declared.__subjects__, getattr(declared, "__sealed_under__", WHO))
    return tuple(found[table.name] for table in SQLModel.metadata.sorted_tables if table.name in found)


def holding_named(name: str) -> Holding | None:
    """The table of this name, where it holds personal data."""
    return next((each for each in holdings() if each.name == name), None)


def holding_of(declared: type[SQLModel]) -> Holding:
    """The table of a model that holds personal data."""
    return next(each for each in holdings() if each.table is inspect(declared).local_table)


def row_about(session: Session, account_id: str, holding: Holding, row_id: str) -> HeldRow | None:
    """One row with all its columns; None where there is none of this id, or it is about others only."""
    columns, key = personal_columns(holding.table), holding.table.columns["id"]
    is_number = isinstance(key.type, Integer)
    if is_number and not (row_id.isdecimal() and int(row_id) < BEYOND):
        return None
    wanted = _select(holding, columns).where(key == (int(row_id) if is_number else row_id))
    row = session.connection().execute(wanted, {WHO: account_id}).first()
    return None if row is None else _held(session, holding, columns, row)


def rows_about(
    session: Session,
    account_id: str,
    *,
    categories: Collection[Category] = tuple(Category),
    limit: int | None = None,
    offset: int = 0,
    tables: Collection[Holding] | None = None,
) -> Iterator[HeldRow]:
    """The rows about a person with their columns of these categories, sealed values opened: one statement a table.

    ``limit`` and ``offset`` count the rows of each table, newest first where a table knows a time.
    """
    for holding in holdings() if tables is None else tables:
        columns = columns_of(holding, categories)
        if not columns:
            continue
        found = session.connection().execute(_select(holding, columns).limit(limit).offset(offset), {WHO: account_id})
        for row in found.all():
            yield _held(session, holding, columns, row)


def pages_about(
    session: Session,
    account_id: str,
    holding: Holding,
    *,
    categories: Collection[Category] = tuple(Category),
    size: int = PAGE,
) -> Iterator[list[HeldRow]]:
    """A table's rows about a person as ``rows_about`` gives them, a page at a time: for tables of any length.

    A page begins after the last row of the one before it, by the order of the rows themselves.
    """
    columns = columns_of(holding, categories)
    statement = _select(holding, columns).limit(size)
    key = order_of(holding)
    after: tuple[Any, ...] = ()
    while columns:
        beyond = [_is_beyond(key, after)] if after else []
        found = session.connection().execute(statement.where(*beyond), {WHO: account_id}).all()
        if found:
            after = tuple(found[-1]._mapping[KEY + column.name] for column, _descending in key)
            yield [_held(session, holding, columns, row) for row in found]
        if len(found) < size:
            return


def columns_of(holding: Holding, categories: Collection[Category]) -> list[tuple[Column[Any], Personal]]:
    """The table's columns with personal data of these categories."""
    return [pair for pair in personal_columns(holding.table) if pair[1].category in categories]


@cache
def order_of(holding: Holding) -> tuple[tuple[Column[Any], bool], ...]:
    """By which columns the table's rows are told, and which of them descend: newest first, then by the random id."""
    moments = [column for column in holding.table.columns if _is_moment(column) and not column.nullable]
    return (*((column, True) for column in moments[:1]), (holding.table.columns["id"], False))


def is_about(holding: Holding) -> dict[str, ColumnElement[bool]]:
    """For each of the table's subjects, the condition under which a row is about the account ``:account_id``."""
    return {name: _path(holding.table, subject) for name, subject in holding.subjects.items()}


def _path(table: Table, subject: Subject) -> ColumnElement[bool]:
    column = table.columns[subject.column]
    if subject.through is None:
        leads = column == bindparam(WHO)
    else:
        other = table.metadata.tables[subject.through]
        leads = column.in_(
            select(other.columns[subject.key or subject.column]).where(other.columns["account_id"] == bindparam(WHO))
        )
    return leads if subject.only_if is None else and_(leads, table.columns[subject.only_if])


def _select(holding: Holding, columns: list[tuple[Column[Any], Personal]]) -> Select[Any]:
    table, about, key = holding.table, is_about(holding), order_of(holding)
    conditions = (declared.only_if for _column, declared in personal_columns(table) if declared.only_if)
    readable = (column for column, declared in columns if not declared.secret)
    named = (*table.primary_key.columns, *(table.columns[name] for name in conditions), *readable)
    needed = {column.name: column for column in named}
    if holding.sealed_under in table.columns:
        needed[holding.sealed_under] = table.columns[holding.sealed_under]
    roles = [condition.label(ROLE + name) for name, condition in about.items()]
    keys = [column.label(KEY + column.name) for column, _descending in key]
    order = [column.desc() if descending else column for column, descending in key]
    return select(*needed.values(), *roles, *keys).where(or_(*about.values())).order_by(*order)


def _is_beyond(key: tuple[tuple[Column[Any], bool], ...], after: tuple[Any, ...]) -> ColumnElement[bool]:
    """The condition on rows that they come after the one with these values."""
    conditions: list[ColumnElement[bool]] = []
    before: list[ColumnElement[bool]] = []
    for (column, descending), value in zip(key, after, strict=True):
        conditions.append(and_(*before, column < value if descending else column > value))
        before.append(column == value)
    return or_(*conditions)


def _is_moment(column: Column[Any]) -> bool:
    kind = getattr(column.type, "impl", column.type)
    return isinstance(kind, DateTime)


def _held(session: Session, holding: Holding, columns: list[tuple[Column[Any], Personal]], row: Row[Any]) -> HeldRow:
    values = row._mapping
    roles = frozenset(name for name in holding.subjects if values[ROLE + name])
    data = (
        _datum(session, holding, column, declared, values, roles)
        for column, declared in columns
        if declared.only_if is None or values[declared.only_if]
    )
    return HeldRow(holding.name, values["id"], roles, tuple(data))


def _datum(
    session: Session,
    holding: Holding,
    column: Column[Any],
    declared: Personal,
    values: Mapping[Any, Any],
    roles: frozenset[str],
) -> Datum:
    source = declared.source_for(roles)
    if declared.secret:
        return Datum(column.name, declared, None, source, State.SECRET)
    value = values[column.name]
    if value is not None and declared.subjects and roles.isdisjoint(declared.subjects):
        return Datum(column.name, declared, None, source, State.REDACTED)
    if isinstance(value, Ciphertext):
        value = keyring(session).open(value, column, values["id"], values[holding.sealed_under])
    return Datum(column.name, declared, value, source)
