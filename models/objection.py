"""Objections to a use that rests on a legitimate interest (GDPR article 21)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Interest, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class ObjectionState(str, Enum):
    """While an objection is weighed, and where it is upheld, the processing stops."""

    WEIGHED = "weighed"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


STOPPING = (ObjectionState.WEIGHED, ObjectionState.UPHELD)


class Objection(Row, table=True):
    """What a person objects to, and what became of it."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __closed_at__: ClassVar[str | None] = "closed_at"

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", index=True)
    interest: Interest = personal("Objection to", Category.RIGHTS, Source.PROVIDED, sa_type=by_value(Interest))
    statement: str | None = personal("Why", Category.RIGHTS, Source.PROVIDED, default=None, sa_type=SealedText)
    state: ObjectionState = personal(
        "What became of the objection", Category.RIGHTS, Source.STAFF, sa_type=by_value(ObjectionState)
    )
    at: datetime = personal("Objected on", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    closed_at: datetime | None = personal(
        "No longer in force since", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
