"""From whom a professional hides: an organisation by its name, a domain of its addresses, or a registration number."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class BlockKind(str, Enum):
    """By what an organisation is recognised."""

    NAME = "name"
    DOMAIN = "domain"
    NUMBER = "number"


class Block(Row, table=True):
    """A professional hides from every organisation of which this is so, also from one that registers later.

    Nothing says which organisations these are: that is worked out anew each time, so that one which changes its name
    or its number is found by what it then has.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}
    __table_args__ = (UniqueConstraint("account_id", "kind", "digest"), Index("ix_block_digest", "digest"))

    account_id: str = technical("who hides", foreign_key="account.id", ondelete="CASCADE", index=True)
    kind: BlockKind = personal(
        "By what you hide from it", Category.WORKING_DATA, Source.PROVIDED, sa_type=by_value(BlockKind)
    )
    value: str = personal("From whom you hide", Category.WORKING_DATA, Source.PROVIDED, sa_type=SealedText)
    digest: str = technical("keyed hash of what is compared, to find it by", max_length=64)
    added_at: datetime = personal("Hidden since", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
