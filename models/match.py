"""Interest shown by a client, and the match that an acceptance makes."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index, text

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class RequestState(str, Enum):
    """What became of a request."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class InterestRequest(Row, table=True):
    """An organisation asks a professional for a match: once at a time.

    Who leaves takes their own words along; the row stays for the other, without them.
    """

    __subjects__: ClassVar[Subjects] = {"sender": Subject("sender_id"), "professional": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "sender_id"

    sender_id: str | None = technical("who asked", foreign_key="account.id", ondelete="SET NULL", index=True)
    organisation_id: str | None = technical("for whom", foreign_key="organisation.id", ondelete="SET NULL", index=True)
    account_id: str | None = technical("which professional", foreign_key="account.id", ondelete="SET NULL", index=True)
    work_id: str | None = technical(
        "the work description it names",
        default=None,
        foreign_key="workdescription.id",
        ondelete="SET NULL",
        index=True,
    )
    message: str | None = personal(
        "Message", Category.WORKING_DATA, Source.PROVIDED, given_by="sender", sa_type=SealedText
    )
    state: RequestState = personal(
        "What became of it",
        Category.WORKING_DATA,
        Source.OBSERVED,
        default=RequestState.OPEN,
        sa_type=by_value(RequestState),
    )
    created_at: datetime = personal("Sent on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    expires_at: datetime = personal("Open until", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    reminded_at: datetime | None = technical(
        "when the professional was reminded of it", default=None, sa_type=UtcDateTime
    )
    answered_at: datetime | None = personal(
        "Answered on", Category.WORKING_DATA, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class Match(Row, table=True):
    """An accepted request: while it lasts, both sides read each other's personalia; at most one of a pair lasts."""

    __table_args__ = (
        Index(
            "uq_match_lasting",
            "organisation_id",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    __subjects__: ClassVar[Subjects] = {"sender": Subject("sender_id"), "professional": Subject("account_id")}

    request_id: str = technical(
        "the request accepted", foreign_key="interestrequest.id", ondelete="CASCADE", unique=True
    )
    sender_id: str | None = technical("who asked", foreign_key="account.id", ondelete="SET NULL", index=True)
    organisation_id: str | None = technical("for whom", foreign_key="organisation.id", ondelete="SET NULL", index=True)
    account_id: str | None = technical("which professional", foreign_key="account.id", ondelete="SET NULL", index=True)
    started_at: datetime = personal("Matched on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    ended_at: datetime | None = personal(
        "Ended on", Category.WORKING_DATA, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
