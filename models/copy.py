"""Copies of a person's data, asked for by that person (GDPR articles 15 and 20), and links that hand one on."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index, text

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import UtcDateTime, by_value


class CopyKind(str, Enum):
    """Everything that is held, for the person; or what the person brought, for another service."""

    ACCESS = "access"
    PORTABLE = "portable"


class CopyState(str, Enum):
    """How far a copy is. READY has a file; before it there is at most part of one, after it none."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"
    DELETED = "deleted"


class DataCopy(Row, table=True):
    """One copy that somebody asked for: at most one of a kind is open. Its file lies in the store under the row's id.

    A request is closed when its file is gone; the row then stays as proof that it was answered.
    """

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __closed_at__: ClassVar[str | None] = "closed_at"
    __table_args__ = (
        Index(
            "uq_datacopy_open",
            "account_id",
            "kind",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    account_id: str = technical("whose data", foreign_key="account.id", ondelete="CASCADE", index=True)
    kind: CopyKind = personal("Kind of copy", Category.RIGHTS, Source.PROVIDED, sa_type=by_value(CopyKind))
    locale: str = personal("Language of the copy", Category.RIGHTS, Source.PROVIDED, max_length=5)
    state: CopyState = personal(
        "How far the copy is",
        Category.RIGHTS,
        Source.OBSERVED,
        default=CopyState.WAITING,
        sa_type=by_value(CopyState),
    )
    asked_at: datetime = personal("Asked for the copy on", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    percent: int = technical("how much of it is made", default=0)
    ready_at: datetime | None = personal(
        "Copy made on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    until: datetime | None = personal(
        "Copy kept until", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    size: int = personal("Size of the copy", Category.RIGHTS, Source.OBSERVED, unit="bytes", default=0)
    downloads: int = personal("How often you downloaded it", Category.RIGHTS, Source.OBSERVED, default=0)
    closed_at: datetime | None = personal(
        "Copy deleted on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class TransferLink(Row, table=True):
    """A link by which another controller fetches a portable copy, once; only a hash of its token is kept."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __closed_at__: ClassVar[str | None] = "closed_at"

    account_id: str = technical("whose data", foreign_key="account.id", ondelete="CASCADE", index=True)
    copy_id: str = technical("the copy that it hands on", foreign_key="datacopy.id", ondelete="CASCADE", index=True)
    token_digest: str = technical("hash of the token in the link", unique=True, max_length=64)
    made_at: datetime = personal("Link made on", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    until: datetime = personal("Link works until", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    fetched_at: datetime | None = personal(
        "Data fetched by the link on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    revoked_at: datetime | None = personal(
        "Link withdrawn by you on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    closed_at: datetime | None = personal(
        "Link closed on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
