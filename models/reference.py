"""What earlier clients say of a professional: asked for by a link, written without an account, shown if both agree."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import SealedText, UtcDateTime, by_value


class ReferenceState(str, Enum):
    """How it stands with one."""

    ASKED = "asked"
    WRITTEN = "written"
    SHOWN = "shown"


class Reference(Row, table=True):
    """A recommendation of an earlier client; until it is written, the link by which that is done.

    Of the link only a hash is kept. It writes once; after that it leads its author to what they wrote, to withdraw it.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "account_id"

    account_id: str = technical("about whom", foreign_key="account.id", ondelete="CASCADE", index=True)
    token_digest: str = technical("hash of its link", max_length=64, unique=True)
    state: ReferenceState = personal(
        "How a recommendation stands",
        Category.PROFILE,
        Source.OBSERVED,
        default=ReferenceState.ASKED,
        sa_type=by_value(ReferenceState),
    )
    asked_at: datetime = personal("Recommendation asked for on", Category.PROFILE, Source.OBSERVED, sa_type=UtcDateTime)
    expires_at: datetime = technical("until when its link writes", sa_type=UtcDateTime)
    written_at: datetime | None = personal(
        "Recommendation written on", Category.PROFILE, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    text: str | None = personal(
        "What an earlier client says", Category.PROFILE, Source.OTHERS, tier=Tier.VERIFIED, sa_type=SealedText
    )
    author: str | None = personal(
        "Who recommends you", Category.PROFILE, Source.OTHERS, tier=Tier.MATCHED, sa_type=SealedText
    )
    organisation: str | None = personal(
        "For which organisation", Category.PROFILE, Source.OTHERS, tier=Tier.MATCHED, sa_type=SealedText
    )
