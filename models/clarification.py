"""What is asked back and answered about a request before the professional decides on it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime


class Clarification(Row, table=True):
    """A question of the professional about a request, or an answer of the organisation; it discloses nobody.

    Who leaves takes their own words along; the row stays for the other, without them.
    """

    __table_args__ = (UniqueConstraint("request_id", "number"),)
    __subjects__: ClassVar[Subjects] = {"author": Subject("author_id"), "reader": Subject("reader_id")}
    __sealed_under__: ClassVar[str] = "author_id"

    request_id: str = technical("about which request", foreign_key="interestrequest.id", ondelete="CASCADE")
    author_id: str | None = technical("who wrote it", foreign_key="account.id", ondelete="SET NULL", index=True)
    reader_id: str | None = technical("to whom", foreign_key="account.id", ondelete="SET NULL", index=True)
    by_professional: bool = technical("whether it is a question; else an answer")
    number: int = technical("its place: 1, 2, 3 …")
    text: str | None = personal(
        "Question or answer about a request",
        Category.WORKING_DATA,
        Source.PROVIDED,
        given_by="author",
        sa_type=SealedText,
    )
    written_at: datetime = personal("Asked or answered on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
