"""People for the tests of the privacy centre: one with every column filled, and a way in without the log-in page."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from secrets import randbits
from typing import Any

from flask import Flask
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, LargeBinary, Table
from sqlalchemy import Enum as EnumType
from sqlmodel import Session, SQLModel

from models.account import Account
from models.base import Declared, new_id
from models.consent import ConsentPurpose
from models.privacy import Personal, Subject, declaration_of
from models.sealing import table_of
from models.types import KeyedJson, SealedText, UtcDateTime
from services import logins
from tests.pages import Browser

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEEDED: dict[tuple[str, str], Any] = {("consententry", "purpose"): ConsentPurpose.SPECIAL_CATEGORIES}
"""Values without which the database refuses another row: special categories need a consent to them."""


BORNE = {"id": "publicprofile", "row_id": "publicrow"}
"""What a bearer leads from and to; no key says so."""


def add_account(session: Session, name: str = "ana", **values: Any) -> str:
    """A confirmed account; gives its id."""
    account = Account(
        id=new_id(),
        email=f"{name}@example.org",
        email_digest=f"digest of {name}",
        created_at=NOW,
        confirmed_at=NOW,
        last_active_at=NOW,
        **values,
    )
    session.add(account)
    session.flush()
    return account.id


def enter(browser: Browser, app: Flask, account_id: str, *, hours_ago: float = 0) -> None:
    """Log the browser in as the account, with a password given so many hours ago."""
    moment = datetime.now(UTC) - timedelta(hours=hours_ago)
    with app.extensions["database"].write() as session:
        token = logins.begin(session, account_id, browser="Test browser", now=moment)
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = token


def fill_everything(session: Session, account_id: str, *, active: bool = False) -> dict[tuple[str, str], Any]:
    """One row in every table that holds anything about a person, every column filled: all about this account.

    The account must exist; only an ``active`` one can log in, and has no moment of deactivation. Gives what was planted
    by (table, column); numbers, moments and texts of more than four letters occur once only.
    """
    planted: dict[tuple[str, str], Any] = {}
    numbers = count(1)
    ids = {
        mapper.local_table: account_id if _is_the_person(mapper.class_) else _new_id(table_of(mapper))
        for mapper in SQLModel._sa_registry.mappers
    }
    tables = {table_of(mapper).name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    for table in SQLModel.metadata.sorted_tables:
        declared = tables[table.name]
        if not issubclass(declared, Declared) or table.name == "personkey":
            continue
        if not declared.__subjects__ and not _is_led_to(table, tables):
            continue
        values: dict[str, Any] = {}
        for column in table.columns:
            values[column.name] = _value(column, account_id, ids, tables, next(numbers))
            if isinstance(declaration_of(column), Personal):
                planted[table.name, column.name] = values[column.name]
        if table.name == "account":
            account = session.get_one(Account, account_id)
            if active:
                values["deactivated_at"] = planted["account", "deactivated_at"] = None
            for name, value in values.items():
                setattr(account, name, value)
        else:
            session.add(declared(**values))
        session.flush()
    return planted


def _new_id(table: Table) -> Any:
    is_number = "id" in table.columns and isinstance(table.columns["id"].type, Integer)
    return randbits(31) if is_number else new_id()


def _is_the_person(declared: Any) -> bool:
    """Whether a row of the table is a person by its own id."""
    return Subject("id") in getattr(declared, "__subjects__", {}).values()


def _is_led_to(table: Table, tables: dict[str, Any]) -> bool:
    """Whether a row about a person needs a row of this table, which is about nobody."""
    led_to = (key.column.table for name in tables if tables[name].__subjects__ for key in _keys(tables[name]))
    return table in led_to


def _keys(declared: Any) -> list[ForeignKey]:
    return [key for column in declared.__table__.columns for key in column.foreign_keys]


def _value(column: Column[Any], account_id: str, ids: dict[Any, Any], tables: dict[str, Any], number: int) -> Any:
    table = column.table
    for key in column.foreign_keys:
        return ids[key.column.table]
    if column.name == "account_id":
        return account_id
    if table.name == "publicbearer" and column.name in BORNE:
        return ids[SQLModel.metadata.tables[BORNE[column.name]]]
    for other, declared in tables.items():
        for subject in getattr(declared, "__subjects__", {}).values():
            if subject.through == table.name and (subject.key or subject.column) == column.name:
                start = SQLModel.metadata.tables[other].columns[subject.column]
                led_to = [key.column.table for key in start.foreign_keys] + [start.table] * (start.name == "id")
                if led_to:
                    return ids[led_to[0]]
    if column.name == "id":
        return ids[table]
    return _marker(tables[table.name], column, number)


def _marker(declared: Any, column: Column[Any], number: int) -> Any:
    if (column.table.name, column.name) in NEEDED:
        return NEEDED[column.table.name, column.name]
    match column.type:
        case SealedText():
            return f"marker{number:04}"
        case UtcDateTime():
            return NOW - timedelta(seconds=number)
        case EnumType():
            return list(column.type.enum_class)[-1]  # type: ignore[arg-type]
        case Boolean():
            return True
        case Integer():
            return 700_000 + number
        case Date():
            return date(2026, 1, 1) + timedelta(days=number)
        case KeyedJson() | JSON():
            return _json(declared, column, f"marker{number:04}")
        case LargeBinary():
            return bytes(32)
    return f"marker{number:04}"[-(column.type.length or 10) :]  # type: ignore[attr-defined]


def _json(declared: Any, column: Column[Any], marker: str) -> Any:
    """The marker in the shape that the model's annotation asks for, under a key that the column declares."""
    annotation = TypeAdapter(declared.model_fields[column.name].annotation)
    key = next(iter(getattr(column.type, "keys", ())), "")
    shapes: tuple[Any, ...] = ([marker], [{key: marker}], {key: marker}, {key: {"text": marker}})
    for shape in shapes:
        with suppress(ValidationError):
            annotation.validate_python(shape)
            return shape
    raise AssertionError(f"no marker fits {column}")
