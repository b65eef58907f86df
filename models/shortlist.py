"""Whom an organisation keeps in view: professionals on its shortlist, and what its people note beside them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime


class ShortlistEntry(Row, table=True):
    """A professional whom an organisation keeps in view: once, perhaps for one of its work descriptions.

    Who put them there may leave; the entry stays with the organisation. It goes with the professional.
    """

    __table_args__ = (UniqueConstraint("organisation_id", "account_id"),)
    __subjects__: ClassVar[Subjects] = {"keeper": Subject("keeper_id"), "professional": Subject("account_id")}

    organisation_id: str = technical("whose shortlist", foreign_key="organisation.id", ondelete="CASCADE")
    account_id: str = technical("which professional", foreign_key="account.id", ondelete="CASCADE", index=True)
    keeper_id: str | None = technical("who put them there", foreign_key="account.id", ondelete="SET NULL", index=True)
    work_id: str | None = technical(
        "for which work", default=None, foreign_key="workdescription.id", ondelete="SET NULL", index=True
    )
    kept_at: datetime = personal("Put on a shortlist on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)


class ShortlistNote(Row, table=True):
    """What somebody notes about a professional for their colleagues, sealed under the author's key.

    It is about the professional too, who reads it in their privacy centre.
    """

    __subjects__: ClassVar[Subjects] = {"author": Subject("author_id"), "professional": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "author_id"

    entry_id: str = technical("beside which entry", foreign_key="shortlistentry.id", ondelete="CASCADE", index=True)
    account_id: str = technical("about which professional", foreign_key="account.id", ondelete="CASCADE", index=True)
    author_id: str = technical("who noted it", foreign_key="account.id", ondelete="CASCADE", index=True)
    text: str = personal(
        "Note on a shortlist", Category.WORKING_DATA, Source.PROVIDED, given_by="author", sa_type=SealedText
    )
    noted_at: datetime = personal("Noted on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
