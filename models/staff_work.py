"""What staff do beside the desk's queues: approach people about a collaboration, and assess matches."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class Approach(Row, table=True):
    """A message of staff to somebody about a collaboration, with the reason for writing to just them."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "account_id"

    account_id: str = technical("to whom", foreign_key="account.id", ondelete="CASCADE", index=True)
    staff_id: str | None = technical("who wrote", foreign_key="account.id", ondelete="SET NULL", index=True)
    reason: str = personal("Why we approached you", Category.WORKING_DATA, Source.STAFF, max_length=400)
    text: str = personal("What we wrote to you", Category.WORKING_DATA, Source.STAFF, sa_type=SealedText)
    sent_at: datetime = personal("Approached on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)


class Fit(str, Enum):
    """How staff assess a match."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    POOR = "poor"


class MatchAssessment(Row, table=True):
    """What staff think of a match, and why: for both of its people to read, and without any effect of its own."""

    __subjects__: ClassVar[Subjects] = {"client": Subject("sender_id"), "professional": Subject("account_id")}

    match_id: str = technical("of which match", foreign_key="match.id", ondelete="CASCADE", index=True)
    sender_id: str | None = technical("who asked", foreign_key="account.id", ondelete="SET NULL", index=True)
    account_id: str | None = technical("which professional", foreign_key="account.id", ondelete="SET NULL", index=True)
    staff_id: str | None = technical("who assessed it", foreign_key="account.id", ondelete="SET NULL", index=True)
    fit: Fit = personal("How we assess the match", Category.WORKING_DATA, Source.STAFF, sa_type=by_value(Fit))
    reason: str = personal("Why we assess it so", Category.WORKING_DATA, Source.STAFF, max_length=1000)
    assessed_at: datetime = personal("Match assessed on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
