"""What the declarations say of how long each table is kept: its periods, and the accounts its rows hang on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, Table
from sqlalchemy import select as select_columns
from sqlmodel import SQLModel

from models import base
from models.privacy import Category, personal_columns
from models.register import REGISTER, Clock, Retention
from models.sealing import table_of

from .walk import Holding, holdings

OF_THE_ACCOUNT = (Clock.DEACTIVATION, Clock.CONTRACT_END)
"""Clocks that start when an account is deactivated; no contract is recorded that could end later."""


@dataclass(frozen=True)
class Link:
    """A column that leads from a row to an account; without it the row goes if ``binds``, else only the link is cut."""

    column: Column[Any]
    binds: bool


def period_of(category: Category) -> Retention:
    """How long data of the category are kept."""
    return REGISTER[category].retention


@cache
def account_periods(holding: Holding) -> tuple[Retention, ...]:
    """The periods of the table's columns that count from the end of an account, the shortest first."""
    found = {period_of(declared.category) for _column, declared in personal_columns(holding.table)}
    return tuple(sorted((each for each in found if each.clock in OF_THE_ACCOUNT), key=lambda each: each.months))


@cache
def stages() -> tuple[int, ...]:
    """The lengths of those periods in months, the shortest first: at the last of them the account itself goes."""
    return tuple(sorted({each.months for holding in holdings() for each in account_periods(holding)}))


@cache
def links(holding: Holding) -> tuple[Link, ...]:
    """The columns that lead from the table's rows to an account, without another table in between."""
    table = holding.table
    subjects = (each for each in holding.subjects.values() if each.through is None)
    found = (_link(table.columns[each.column]) for each in subjects)
    return tuple(link for link in found if link is not None)


@cache
def given_through(holding: Holding, link: Column[Any]) -> tuple[Column[Any], ...]:
    """The columns with what the person gave to whom this column leads: they go with that person."""
    names = {name for name, subject in holding.subjects.items() if subject.column == link.name}
    return tuple(column for column, declared in personal_columns(holding.table) if declared.given_by in names)


@cache
def leading(holding: Holding) -> tuple[tuple[Column[Any], Column[Any]], ...]:
    """For rows that another table leads to: the column there that names an account, and the one that names the row."""
    tables = holding.table.metadata.tables
    return tuple(
        (tables[each.through].columns["account_id"], tables[each.through].columns[each.key or each.column])
        for each in holding.subjects.values()
        if each.through is not None
    )


@cache
def collected_at(holding: Holding) -> Column[Any] | None:
    """The column with the moment from which the table's period counts, where it counts from collection."""
    name = _declared(holding.table).__collected_at__
    return None if name is None else holding.table.columns[name]


@cache
def closed_at(holding: Holding) -> Column[Any] | None:
    """The column with the moment from which the table's period counts, where it counts from closing."""
    name = _declared(holding.table).__closed_at__
    return None if name is None else holding.table.columns[name]


@cache
def ends_at(holding: Holding) -> ColumnElement[datetime] | None:
    """The end that the consent states on which the table's rows rest: a moment in the row that they refer to."""
    name = _declared(holding.table).__ends_with__
    if name is None:
        return None
    reference = next(iter(holding.table.columns[name].foreign_keys)).column
    end = select_columns(reference.table.columns["ends_at"]).where(reference == holding.table.columns[name])
    return end.correlate(holding.table).scalar_subquery()


def handled_at(holding: Holding) -> Column[Any] | None:
    """The column with the moment at which a letter was handled: it is kept until then and while there is an account."""
    name = _declared(holding.table).__handled_at__
    return None if name is None else holding.table.columns[name]


@cache
def is_projection(holding: Holding) -> bool:
    """Whether the table is a stored projection, which goes when a profile is taken down."""
    return _declared(holding.table).__readable_at__ is not None


@cache
def bound_to(table: Table) -> tuple[ForeignKey, ...]:
    """The references of other tables whose rows go with a row of this one."""
    every = (key for other in SQLModel.metadata.sorted_tables for key in other.foreign_keys)
    return tuple(key for key in every if key.column.table is table and key.ondelete == "CASCADE")


def _link(column: Column[Any]) -> Link | None:
    if column.table.name == "account":
        return Link(column, True)
    for key in column.foreign_keys:
        if key.column.table.name == "account":
            return Link(column, key.ondelete == "CASCADE")
    return None


def _declared(table: Table) -> type[base.Declared]:
    return next(m.class_ for m in SQLModel._sa_registry.mappers if table_of(m) is table)
