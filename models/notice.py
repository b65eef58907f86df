"""The versions of the privacy notice, who has seen which, and whom a change was mailed to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, UniqueConstraint

from .base import Row
from .delivery import DeliveryState
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import UtcDateTime, by_value


class NoticeVersion(Row, table=True):
    """One version of the notice as it was published; rows are added, never changed."""

    __subjects__: ClassVar[Subjects] = {}

    number: int = technical("counts the versions: two processes cannot both add the next one", unique=True)
    digest: str = technical("SHA-256 of the content and its words, hexadecimal", index=True, max_length=64)
    content: dict[str, Any] = technical("all that the notice states, as message ids", sa_type=JSON)
    words: dict[str, Any] = technical("for each language the words of each message, as they were read", sa_type=JSON)
    published_at: datetime = technical("when it was published", sa_type=UtcDateTime)
    in_force_at: datetime = technical("from when it holds, unless a later one holds by then", sa_type=UtcDateTime)
    announced: bool = technical("whether people are told of it, because it changes something that matters to them")


class NoticeSeen(Row, table=True):
    """Which version somebody was told of last, so that the banner about it stays away."""

    __subjects__: ClassVar[Subjects] = {"reader": Subject("account_id")}

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", unique=True)
    number: int = personal("Last version of the privacy notice you have seen", Category.ACCOUNT, Source.OBSERVED)
    at: datetime = personal("Seen on", Category.ACCOUNT, Source.OBSERVED, sa_type=UtcDateTime)


class NoticeMail(Row, table=True):
    """That somebody is told of a version by mail, once."""

    __subjects__: ClassVar[Subjects] = {"addressee": Subject("account_id")}
    __table_args__ = (UniqueConstraint("version_id", "account_id"), Index(None, "version_id", "state"))

    version_id: str = technical("which version", foreign_key="noticeversion.id", ondelete="CASCADE")
    account_id: str = technical("to whom", foreign_key="account.id", ondelete="CASCADE", index=True)
    state: DeliveryState = personal(
        "Mail about a new privacy notice",
        Category.ACCOUNT,
        Source.OBSERVED,
        default=DeliveryState.WAITING,
        sa_type=by_value(DeliveryState),
    )
    tries: int = technical("how often the server asked to try later", default=0)
    at: datetime | None = personal("Sent on", Category.ACCOUNT, Source.OBSERVED, default=None, sa_type=UtcDateTime)
