"""Work that a client describes: professionals read an open description without learning whose it is."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import ClassVar

from .bands import RemoteWork
from .base import Row
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import KeyedJson, SealedText, UtcDateTime, by_value


class WorkState(str, Enum):
    """Whether professionals read a work description: only while it is open."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class WorkDescription(Row, table=True):
    """Work for which an organisation looks for somebody.

    Its author is who wrote it last: the words are sealed under their key, and go with them. Whatever an anonymous
    reader may know of an organisation, a professional may read here too; the organisation itself opens at a request.
    """

    __subjects__: ClassVar[Subjects] = {"author": Subject("author_id")}
    __sealed_under__: ClassVar[str] = "author_id"

    organisation_id: str = technical("whose work", foreign_key="organisation.id", ondelete="CASCADE", index=True)
    author_id: str = technical("who wrote it", foreign_key="account.id", ondelete="CASCADE", index=True)
    title: str = personal(
        "Title of the assignment",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        sa_type=SealedText,
    )
    description: str = personal(
        "What is to be done",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        sa_type=SealedText,
    )
    skills: list[str] = personal(
        "Skills asked for",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        default_factory=list,
        sa_type=KeyedJson(),
    )
    region: str | None = personal(
        "Region or country of the work",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        default=None,
        max_length=5,
    )
    remote: RemoteWork = personal(
        "Remote or on site",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        default=RemoteWork.ON_SITE,
        sa_type=by_value(RemoteWork),
    )
    starts_on: date | None = personal(
        "Starts in the month of", Category.CLIENT_CONTENT, Source.PROVIDED, tier=Tier.ANONYMOUS, default=None
    )
    months: int | None = personal(
        "Duration", Category.CLIENT_CONTENT, Source.PROVIDED, tier=Tier.ANONYMOUS, unit="months", default=None
    )
    hours: int | None = personal(
        "Hours a week", Category.CLIENT_CONTENT, Source.PROVIDED, tier=Tier.ANONYMOUS, default=None
    )
    rate_from: int | None = personal(
        "Lowest rate a day",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        unit="euro cents",
        default=None,
    )
    rate_to: int | None = personal(
        "Highest rate a day",
        Category.CLIENT_CONTENT,
        Source.PROVIDED,
        tier=Tier.ANONYMOUS,
        unit="euro cents",
        default=None,
    )
    state: WorkState = personal(
        "Whether professionals read it",
        Category.CLIENT_CONTENT,
        Source.OBSERVED,
        default=WorkState.DRAFT,
        sa_type=by_value(WorkState),
    )
    created_at: datetime = personal("Written on", Category.CLIENT_CONTENT, Source.OBSERVED, sa_type=UtcDateTime)
    opened_at: datetime | None = personal(
        "Opened to professionals on", Category.CLIENT_CONTENT, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    closed_at: datetime | None = personal(
        "Closed on", Category.CLIENT_CONTENT, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
