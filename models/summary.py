"""The summaries that the platform writes of a professional for verified clients, sentence by sentence."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, UtcDateTime, by_value


class SummaryMethod(str, Enum):
    """By what a summary was written: by rules of our own, or by a language model."""

    RULES = "rules"
    MODEL = "model"


class SummaryState(str, Enum):
    """How far a summary has come: asked for, there, refused or never answered, or not wanted by its owner."""

    REQUESTED = "requested"
    WRITTEN = "written"
    FAILED = "failed"
    SET_ASIDE = "set-aside"


class Decision(str, Enum):
    """What becomes of a sentence: only what its owner approved the profile with is shown to others."""

    OPEN = "open"
    INCLUDED = "included"
    APPROVED = "approved"
    LEFT_OUT = "left-out"


class Summary(Row, table=True):
    """What was written about one record in one language, by which method and when.

    ``sentences``: a list of ``text`` and ``decision``, the value of a Decision.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}
    __table_args__ = (UniqueConstraint("account_id", "language", "record_hash", "method"),)

    account_id: str = technical("whom it is about", foreign_key="account.id", ondelete="CASCADE", index=True)
    language: str = personal("Language of the summary", Category.PROFILE, Source.OBSERVED, max_length=5)
    record_hash: str = technical("the record it tells of: a changed record has another summary", max_length=64)
    method: SummaryMethod = personal(
        "How it was written", Category.PROFILE, Source.OBSERVED, sa_type=by_value(SummaryMethod)
    )
    model: str | None = personal(
        "Language model that wrote it", Category.PROFILE, Source.OBSERVED, default=None, max_length=100
    )
    state: SummaryState = personal(
        "How far it has come",
        Category.PROFILE,
        Source.OBSERVED,
        default=SummaryState.WRITTEN,
        sa_type=by_value(SummaryState),
    )
    sentences: list[dict[str, Any]] = personal(
        "Summary, sentence by sentence",
        Category.PROFILE,
        Source.INFERRED,
        default_factory=list,
        sa_type=KeyedJson("text", "decision"),
    )
    generated_at: datetime = personal("Written on", Category.PROFILE, Source.OBSERVED, sa_type=UtcDateTime)
    approved_at: datetime | None = personal(
        "Approved by you on", Category.PROFILE, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
