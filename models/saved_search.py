"""Searches that somebody of a client organisation keeps, to be told when more professionals fit."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, SealedText, UtcDateTime, by_value


class Alert(str, Enum):
    """When somebody is told of who fits a search since: after an epoch, once a day or a week, or never."""

    EPOCH = "epoch"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class SavedSearch(Row, table=True):
    """A search of the explorer, one's own, in the name of an organisation."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}
    __table_args__ = (Index("ix_savedsearch_account_id", "account_id", "organisation_id"),)

    account_id: str = technical("whose search", foreign_key="account.id", ondelete="CASCADE")
    organisation_id: str = technical("for whom", foreign_key="organisation.id", ondelete="CASCADE", index=True)
    query: str = personal("Search you saved", Category.WORKING_DATA, Source.PROVIDED, sa_type=SealedText)
    alert: Alert = personal(
        "When you are told of more", Category.WORKING_DATA, Source.PROVIDED, sa_type=by_value(Alert)
    )
    saved_at: datetime = personal("Search saved on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    checked_at: datetime = technical("when it was last looked through", sa_type=UtcDateTime)
    epoch: int = technical("the epoch in which it was last looked through")
    known: list[str] = technical(
        "keyed hashes of the profiles that fitted then, which say nothing without the organisation's key",
        default_factory=list,
        sa_type=KeyedJson(),
    )
    news: int = technical("how many fit since its owner last opened it", default=0)
