"""What opens at a match, derived from the declarations: item by item beforehand, and the representative afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from models.account import Account
from models.client import Representative
from models.match import InterestRequest
from models.privacy import Interest, Personal, Tier, declaration_of
from models.professional import Professional
from models.register import N_
from models.sealing import keyring

from . import disclosure
from .match_access import sender_can_be_matched
from .rights.objections import objects

PERSON = "person"

# What opens, as one says it and in that order: several columns may be one thing to a person.
SAID: Mapping[str, str] = {
    "First name": N_("your name"),
    "Last name": N_("your name"),
    "E-mail address": N_("e-mail address"),
    "Phone number": N_("phone number"),
    "City": N_("city"),
    "Company name": N_("company name"),
    "Company registration number": N_("company registration number"),
    "Headline": N_("headline"),
    "About me": N_("what you say about yourself"),
    "Assignments I look for": N_("the assignments you look for"),
    "Rate a day": N_("rate a day"),
    "Degree": N_("degree"),
    "School": N_("school"),
    "Field of study": N_("field of study"),
    "Job title": N_("title"),
    "Employer or client": N_("employer or client"),
    "City of the work": N_("place"),
    "First year": N_("dates"),
    "First month": N_("dates"),
    "Last year": N_("dates"),
    "Last month": N_("dates"),
    "Still working there": N_("dates"),
    "What I did": N_("what you did"),
    "Skill": N_("names as you wrote them"),
    "Years of use": N_("years of use"),
    "Language": N_("language"),
    "Level": N_("level"),
    "Certificate": N_("name"),
    "Issued by": N_("who issued it"),
    "Number": N_("number"),
    "Year": N_("year"),
    "Link": N_("address"),
    "Title of the work": N_("title"),
    "About the work": N_("what it is"),
    "Address of the work": N_("address"),
    "Year of the work": N_("year"),
    "Picture of the work": N_("picture"),
}
_PERSON_TABLES: tuple[type[SQLModel], ...] = (Account, Professional)
_REPRESENTATIVE_TABLES: tuple[tuple[type[SQLModel], str], ...] = ((Representative, "account_id"), (Account, "id"))


@dataclass(frozen=True)
class Opening:
    """One part of a profile that opens: ``part`` is "person" or a section of the résumé with ``number`` entries.

    ``shown`` and ``empty``: what is filled in and what was left out, in the words of a sentence (English message ids).
    """

    part: str
    number: int
    shown: tuple[str, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True)
class Detail:
    """One datum: the column's name, its label (an English message id) and its value."""

    name: str
    label: str
    value: str


def openings(session: Session, account_id: str) -> tuple[Opening, ...]:
    """What of the professional a client would read only after the acceptance; empty sections are left out."""
    view = disclosure.matched_view(session, account_id)
    person = _opening(PERSON, _PERSON_TABLES, [view.person])
    sections = (
        _opening(str(table.__tablename__), (table,), getattr(view, str(table.__tablename__)))
        for table in disclosure.MATCHED_TABLES
        if table not in _PERSON_TABLES
    )
    return (person, *(section for section in sections if section.number))


def representative(session: Session, request: InterestRequest) -> tuple[Detail, ...]:
    """What opens of who asked; nothing once they have left the organisation or it is not verified any more.

    The caller has seen to it that a match lasts.
    """
    if request.sender_id is None or not sender_can_be_matched(session, request):
        return ()
    ring = keyring(session)
    details: list[Detail] = []
    objected = objects(session, request.sender_id, Interest.WORK_DONE_WELL)
    for table, owner in _REPRESENTATIVE_TABLES:
        withheld = disclosure.beyond_the_match(table) if objected else ()
        columns = disclosure.columns_readable_at(table, Tier.MATCHED)
        every = table.__table__.columns  # type: ignore[attr-defined]
        statement = select(every["id"].label("row_id"), *columns).where(every[owner] == request.sender_id)
        for row in session.execute(statement).mappings():
            opened = (
                (column, ring.open(row[column.name], column, row["row_id"], request.sender_id)) for column in columns
            )
            details += [
                Detail(column.name, _label(column), value)
                for column, value in opened
                if value and column.name not in withheld
            ]
    return tuple(details)


def _opening(part: str, tables: tuple[type[SQLModel], ...], rows: Any) -> Opening:
    columns = [column for table in tables for column in _opened_by_match(table)]
    said = {column.name: SAID[_label(column)] for column in columns}
    filled = {said[name] for name in said if any(row[name] not in (None, "") for row in rows)}
    order = list(SAID.values())
    phrases = sorted(set(said.values()), key=order.index)
    return Opening(
        part=part,
        number=len(rows),
        shown=tuple(phrase for phrase in phrases if phrase in filled),
        empty=tuple(phrase for phrase in phrases if phrase not in filled),
    )


def _opened_by_match(table: type[SQLModel]) -> list[Any]:
    """The columns that no lower tier may read."""
    return [c for c in disclosure.columns_readable_at(table, Tier.MATCHED) if _declared(c).tier is Tier.MATCHED]


def _label(column: Any) -> str:
    return _declared(column).label


def _declared(column: Any) -> Personal:
    declared = declaration_of(column)
    if not isinstance(declared, Personal):
        raise TypeError(f"{column} holds no personal data")
    return declared
