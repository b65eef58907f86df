"""The privacy vocabulary: what a column says of itself.

A declaration stands in ``Column.info["privacy"]``; a column without one fails the rule tests and is never
disclosed, exported or kept. Imports nothing of ours, so that everything may use it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from sqlalchemy import Column, Table
from sqlmodel import Field


class Tier(IntEnum):
    """How much of a professional a viewer may read."""

    ANONYMOUS = 1
    VERIFIED = 2
    MATCHED = 3


class Ground(str, Enum):
    """Legal basis of processing: GDPR article 6(1), and 9(2)(a) for explicit consent."""

    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate-interest"
    CONSENT = "consent"
    EXPLICIT_CONSENT = "explicit-consent"
    LEGAL_OBLIGATION = "legal-obligation"


class Interest(str, Enum):
    """A legitimate interest that somebody may object to (GDPR article 21); each use on that ground names its own."""

    APPROACH = "approach"
    WORK_DONE_WELL = "work-done-well"
    RELEVANCE = "relevance"
    SECURE_USE = "secure-use"
    ACCOUNT_SECURITY = "account-security"
    TRANSPARENCY = "transparency"
    ANSWERING = "answering"
    SURVEYS = "surveys"
    MARKETING = "marketing"


class Source(str, Enum):
    """Where a datum came from (GDPR articles 14(2)(f), 15(1)(g) and 20)."""

    PROVIDED = "provided"
    OBSERVED = "observed"
    INFERRED = "inferred"
    STAFF = "staff"
    DRAWN = "drawn"
    OTHERS = "others"


class Category(str, Enum):
    """The rows of the processing register, by the id they have there; contact details keep a period of their own."""

    ACCOUNT = "P1"
    CONTACT = "P2-contact"
    PERSONALIA = "P2"
    PROFILE = "P5b"
    CHAT = "P5c"
    PARTNER = "P5d"
    SPECIAL = "P5e"
    CLIENT_CONTACT = "C1-contact"
    CLIENT_PERSONALIA = "C1"
    CLIENT_CONTENT = "C4"
    CORRESPONDENCE = "U2"
    SURVEYS = "U3"
    NEWSLETTER = "U4"
    SESSIONS = "O1"
    SECURITY_EVENTS = "O1-events"
    DISCLOSURE_LOG = "O2"
    CONSENTS = "O3"
    RIGHTS = "O3-rights"
    WORKING_DATA = "O4"


@dataclass(frozen=True)
class Personal:
    """What a column with personal data declares.

    ``label`` is the English name people read (translated through gettext) · ``tier``: the lowest tier that may read
    the column of a profile, None for never · ``identifies``: goes on the guard's list · ``subjects``: names from the
    table's ``__subjects__`` whom the value is about, empty for all of them · ``secret``: never shown nor copied
    (a password's hash), which the copy says · ``given_by``: which of the table's ``__subjects__`` provided it, where a
    row has several · ``unit``: of a number, where the label does not say it · ``only_if``: the column of the row that
    must be true for the value to be about a person at all.
    """

    label: str
    category: Category
    source: Source
    tier: Tier | None = None
    identifies: bool = False
    subjects: tuple[str, ...] = ()
    secret: bool = False
    given_by: str | None = None
    unit: str | None = None
    only_if: str | None = None

    def source_for(self, roles: Collection[str]) -> Source:
        """Where the value came from, for who has these roles in the row: what one party provided, the other did not."""
        if self.source is Source.PROVIDED and self.given_by is not None and self.given_by not in roles:
            return Source.OTHERS
        return self.source


@dataclass(frozen=True)
class Technical:
    """A column that says nothing about a person; ``why`` it is there."""

    why: str


@dataclass(frozen=True)
class Subject:
    """The path from a row to the account it is about: a column of the row, straight or through one other table.

    ``Subject("account_id")``, or ``Subject("public_id", through="publication")``: the row of ``publication`` with
    the same ``public_id`` has the ``account_id``; ``key`` names the column there when it differs. ``only_if``: the
    column of the row that must be true for it to be about a person, as the switch of a one-person business.
    """

    column: str
    through: str | None = None
    key: str | None = None
    only_if: str | None = None


Subjects = Mapping[str, Subject]


def personal(
    label: str,
    category: Category,
    source: Source,
    *,
    tier: Tier | None = None,
    identifies: bool = False,
    subjects: tuple[str, ...] = (),
    secret: bool = False,
    given_by: str | None = None,
    unit: str | None = None,
    only_if: str | None = None,
    **field: Any,
) -> Any:
    """A column with personal data; further keywords go to ``sqlmodel.Field``."""
    declaration = Personal(label, category, source, tier, identifies, subjects, secret, given_by, unit, only_if)
    return _field(declaration, field)


def technical(why: str, **field: Any) -> Any:
    """A column without personal data; further keywords go to ``sqlmodel.Field``."""
    return _field(Technical(why), field)


def declaration_of(column: Column[Any]) -> Personal | Technical | None:
    """What the column declares, or None where it says nothing."""
    return column.info.get("privacy")


def personal_columns(table: Table) -> list[tuple[Column[Any], Personal]]:
    """The table's columns with personal data and their declarations, in the order they are written."""
    pairs = ((column, declaration_of(column)) for column in table.columns)
    return [(column, declared) for column, declared in pairs if isinstance(declared, Personal)]


def _field(declaration: Personal | Technical, field: dict[str, Any]) -> Any:
    column = field.pop("sa_column_kwargs", {})
    return Field(**field, sa_column_kwargs=column | {"info": {"privacy": declaration}})
