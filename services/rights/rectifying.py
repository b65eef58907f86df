"""Correcting a detail for the person it is about, through the declarations (GDPR article 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String
from sqlalchemy import Enum as EnumType
from sqlmodel import Session, SQLModel

from models.privacy import Personal, Source, declaration_of
from models.register import N_
from models.sealing import table_of
from models.types import SealedText
from services import audit
from services.errors import NotFound, ServiceError

from .labels import in_one
from .walk import Datum, HeldRow, Holding, State, holdings, rows_about

CORRECTED = (Source.PROVIDED, Source.STAFF, Source.OTHERS)
"""What was noted as it happened, worked out or drawn is mended where it comes from, not overwritten."""
LONGEST = 4000


class NotCorrectable(ServiceError):
    """The detail cannot be written here."""

    message = N_(
        "This detail cannot be overwritten: it was noted as it happened, or follows from something else. Mend it where "
        "it comes from, and then answer without writing a value here."
    )


class DoesNotFit(ServiceError):
    """The value is not one that the detail can have."""

    message = N_("This detail cannot have that value. Write a number, a date like 2026-11-30, or a code.")


@dataclass(frozen=True)
class Disputed:
    """A detail of a row about the person, with what it says now."""

    holding: Holding
    row: HeldRow
    datum: Datum

    @property
    def text(self) -> str:
        """What it says now, as it is kept."""
        value = self.datum.value
        if isinstance(value, Enum):
            return str(value.value)
        return value.isoformat() if isinstance(value, datetime | date) else "" if value is None else str(value)


def details_of(session: Session, account_id: str, table: str, row_id: str) -> list[Disputed]:
    """The details of one row about the person that they can see. Raises NotFound where there is no such row."""
    holding = next((each for each in holdings() if each.name == table), None)
    if holding is None:
        raise NotFound
    row = next((each for each in rows_about(session, account_id, tables=[holding]) if each.id == row_id), None)
    if row is None:
        raise NotFound
    shown = [datum for datum in row.data if datum.state is State.SHOWN]
    return [Disputed(holding, row, datum) for datum in in_one(shown) if datum.column in holding.table.columns]


def detail_of(session: Session, account_id: str, table: str, row_id: str, column: str) -> Disputed:
    """One of these details. Raises NotFound."""
    found = details_of(session, account_id, table, row_id)
    detail = next((each for each in found if each.datum.column == column), None)
    if detail is None:
        raise NotFound
    return detail


def is_correctable(holding: Holding, column: str) -> bool:
    """Whether a value can be written over the detail."""
    found = holding.table.columns[column]
    declared = declaration_of(found)
    return (
        isinstance(declared, Personal)
        and declared.source in CORRECTED
        and not declared.secret
        and isinstance(found.type, SealedText | String | Integer | Boolean | Date)
        # What is found by a hash of it, such as an address, changes with that hash where its owner proves it.
        and f"{column}_digest" not in holding.table.columns
    )


def rectify(
    session: Session,
    holding: Holding,
    row_id: str,
    column: str,
    value: str,
    *,
    account_id: str,
    officer_id: str,
    now: datetime,
) -> None:
    """Write the corrected value, given as text, over the detail; the audit trail says so.

    Empty text empties a detail that may be empty. Raises NotFound where the row is not about the person,
    NotCorrectable and DoesNotFit.
    """
    detail = detail_of(session, account_id, holding.name, row_id, column)
    if not is_correctable(detail.holding, column):
        raise NotCorrectable
    row: Any = session.get(_class_of(holding), row_id, with_for_update=True)
    setattr(row, column, _parsed(holding.table.columns[column], value.strip()))
    session.flush()
    audit.record(session, "rights.rectification", actor_id=officer_id, account_id=account_id, about_id=row_id, now=now)


def _parsed(column: Column[Any], text: str) -> Any:
    if not text:
        if not column.nullable:
            raise DoesNotFit
        return None
    longest = getattr(column.type, "length", None) or LONGEST
    try:
        match column.type:
            case EnumType():
                return next(each for each in column.type.enum_class if each.value == text)  # type: ignore[union-attr]
            case Boolean():
                return {"true": True, "false": False}[text.casefold()]
            case Integer():
                number = int(text)
                if abs(number) >= 2**31:
                    raise DoesNotFit
                return number
            case Date():
                return date.fromisoformat(text)
    except (ValueError, KeyError, StopIteration):
        raise DoesNotFit from None
    if len(text) > longest:
        raise DoesNotFit
    return text


def _class_of(holding: Holding) -> type[SQLModel]:
    return next(m.class_ for m in SQLModel._sa_registry.mappers if table_of(m) is holding.table)
