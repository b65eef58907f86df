"""Data that were handed to an authority because a law demanded it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, SealedText, UtcDateTime


class LawfulDisclosure(Row, table=True):
    """One disclosure that a law demanded, with its ground; its person finds it here once telling is allowed."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("told_id")}

    account_id: str = technical("whose data", foreign_key="account.id", ondelete="CASCADE", index=True)
    told_id: str | None = technical(
        "the same account as soon as the person may know, else nothing",
        default=None,
        foreign_key="account.id",
        ondelete="CASCADE",
        index=True,
    )
    authority: str = personal("Authority", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=SealedText)
    ground: str = personal("Legal ground", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=SealedText)
    reference: str = personal("Reference of the demand", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=SealedText)
    categories: list[Any] = personal(
        "Kinds of data handed over", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=KeyedJson()
    )
    disclosed_at: datetime = personal("Handed over on", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=UtcDateTime)
    silent_until: datetime | None = personal(
        "Telling was forbidden until", Category.DISCLOSURE_LOG, Source.STAFF, default=None, sa_type=UtcDateTime
    )
    recorded_at: datetime = technical("when it was recorded", sa_type=UtcDateTime)
    recorded_by: str = technical("who recorded it", max_length=26)
