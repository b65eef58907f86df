"""The right to erasure (GDPR article 17): who asked and when, and how far this database knows of erasures."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from .base import Row, index_where_set
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, UtcDateTime, by_value


class ErasureState(str, Enum):
    """How far an erasure is: asked for, confirmed from the mailbox and waiting, going on, or not wanted after all."""

    ASKED = "asked"
    WAITING = "waiting"
    RUNNING = "running"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Erasure(Row, table=True):
    """One time that somebody asked to be erased; the row goes with the account, as its last."""

    __table_args__ = (index_where_set("erasure", "due_at"),)
    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __closed_at__: ClassVar[str | None] = "closed_at"

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", index=True)
    state: ErasureState = personal(
        "How far the erasure is",
        Category.RIGHTS,
        Source.OBSERVED,
        default=ErasureState.ASKED,
        sa_type=by_value(ErasureState),
    )
    asked_at: datetime = personal("Asked for erasure on", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    confirmed_at: datetime | None = personal(
        "Erasure confirmed on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    due_at: datetime | None = personal(
        "To be erased on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    closed_at: datetime | None = personal(
        "No longer wanted since", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    plan: dict[str, Any] | None = technical(
        "what is being done, in counts: the same plan becomes the receipt",
        default=None,
        sa_type=KeyedJson(
            "made_at", "items", "number", "table", "category", "rows", "details", "fate", "until", "why",
            "organisations", "requests", "matches",
        ),
    )  # fmt: skip


class LedgerMark(Row, table=True):
    """How far into the erasure ledger this database has come: a restored backup knows less. There is one row."""

    __subjects__: ClassVar[Subjects] = {}

    position: int = technical("the number of the last entry that was carried out here")
    chain: str = technical("that entry's hash, which is of all before it too", max_length=64)
