"""Messages that somebody reports to us, and what a person of ours decided."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class ReportReason(str, Enum):
    """Why a message is reported."""

    HARASSMENT = "harassment"
    FRAUD = "fraud"
    DISCRIMINATION = "discrimination"
    SPAM = "spam"
    OTHER = "other"


class MessageReport(Row, table=True):
    """A report of one message; a person reads the message and decides, nothing happens by itself.

    Reporter and author may leave; the report stays for the other, without the words of who left.
    """

    __table_args__ = (UniqueConstraint("message_id", "reporter_id"),)
    __subjects__: ClassVar[Subjects] = {"reporter": Subject("reporter_id"), "author": Subject("author_id")}
    __sealed_under__: ClassVar[str] = "reporter_id"

    message_id: str = technical("which message", foreign_key="message.id", ondelete="CASCADE", index=True)
    reporter_id: str | None = technical("who reports it", foreign_key="account.id", ondelete="SET NULL", index=True)
    author_id: str | None = technical("who wrote it", foreign_key="account.id", ondelete="SET NULL", index=True)
    reason: ReportReason | None = personal(
        "Why a message was reported",
        Category.CHAT,
        Source.PROVIDED,
        given_by="reporter",
        default=None,
        sa_type=by_value(ReportReason),
    )
    detail: str | None = personal(
        "What was said about a reported message",
        Category.CHAT,
        Source.PROVIDED,
        subjects=("reporter",),
        given_by="reporter",
        default=None,
        sa_type=SealedText,
    )
    reported_at: datetime = personal("Message reported on", Category.CHAT, Source.OBSERVED, sa_type=UtcDateTime)
    decided_at: datetime | None = personal(
        "Report decided on", Category.CHAT, Source.STAFF, default=None, sa_type=UtcDateTime
    )
    upheld: bool | None = personal("Whether we act on the report", Category.CHAT, Source.STAFF, default=None)
    answer: str | None = personal(
        "Our answer to the report",
        Category.CHAT,
        Source.STAFF,
        default=None,
        subjects=("reporter",),
        sa_type=SealedText,
    )
    decided_by: str | None = technical("who decided", default=None, max_length=26)
