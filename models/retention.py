"""What stops the deletion of somebody's data for a while, and how much was deleted by which rule."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class HoldGround(str, Enum):
    """Why data may be kept past their period (GDPR articles 17(3)(b) and (e), 18(2))."""

    LEGAL_DUTY = "legal-duty"
    MISUSE_INQUIRY = "misuse-inquiry"
    LEGAL_CLAIM = "legal-claim"


class LegalHold(Row, table=True):
    """Until it ends nothing about the account is deleted; the person finds it here unless the law forbids telling."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("told_id")}

    account_id: str = technical("whose data", foreign_key="account.id", ondelete="CASCADE", index=True)
    told_id: str | None = technical(
        "the same account where the person may know, else nothing",
        default=None,
        foreign_key="account.id",
        ondelete="CASCADE",
        index=True,
    )
    ground: HoldGround = personal(
        "Ground for keeping", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=by_value(HoldGround)
    )
    reason: str = personal("Why it is kept longer", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=SealedText)
    set_at: datetime = personal("Kept since", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=UtcDateTime)
    set_by: str = technical("who set it", max_length=26)
    until: datetime = personal("Kept until", Category.DISCLOSURE_LOG, Source.STAFF, sa_type=UtcDateTime)
    lifted_at: datetime | None = personal(
        "Lifted on", Category.DISCLOSURE_LOG, Source.STAFF, default=None, sa_type=UtcDateTime
    )


class PurgeCount(Row, table=True):
    """How many rows one run deleted by one rule: counts only, about nobody."""

    __subjects__: ClassVar[Subjects] = {}

    run_at: datetime = technical("the moment of the run", sa_type=UtcDateTime, index=True)
    rule: str = technical("by which rule", max_length=24)
    number: int = technical("how many accounts, or rows where a rule is about rows", default=0)
