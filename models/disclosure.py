"""The disclosure log and the audit trail: who saw or changed what of whom, when and why."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import UtcDateTime, by_value


class DisclosureKind(str, Enum):
    """What was disclosed."""

    PROFILE_VIEW = "profile-view"
    MATCH = "match"
    REQUEST = "request"
    STAFF_REVIEW = "staff-review"
    STAFF_VERIFICATION = "staff-verification"
    LAW = "law"
    STAFF_RIGHTS = "staff-rights"
    STAFF_REPORT = "staff-report"
    STAFF_APPROACH = "staff-approach"
    STAFF_ASSESSMENT = "staff-assessment"


class Disclosure(Row, table=True):
    """One time that somebody was shown data about a person."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id"), "viewer": Subject("viewer_id")}

    account_id: str = technical("whose data", foreign_key="account.id", ondelete="CASCADE", index=True)
    viewer_id: str | None = technical("who saw it", foreign_key="account.id", ondelete="SET NULL", index=True)
    organisation_id: str | None = technical(
        "for which organisation", default=None, foreign_key="organisation.id", ondelete="SET NULL", index=True
    )
    kind: DisclosureKind = personal(
        "What was shown", Category.DISCLOSURE_LOG, Source.OBSERVED, sa_type=by_value(DisclosureKind)
    )
    tier: int = personal("How much was shown", Category.DISCLOSURE_LOG, Source.OBSERVED, default=int(Tier.ANONYMOUS))
    demand_id: str | None = technical(
        "what a law demanded, where that is why",
        default=None,
        foreign_key="lawfuldisclosure.id",
        ondelete="CASCADE",
        index=True,
    )
    reason: str | None = personal("Reason", Category.DISCLOSURE_LOG, Source.STAFF, default=None, max_length=400)
    at: datetime = personal("When", Category.DISCLOSURE_LOG, Source.OBSERVED, sa_type=UtcDateTime, index=True)


class AuditEntry(Row, table=True):
    """One act that changed something about a person or an organisation."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id"), "actor": Subject("actor_id")}

    account_id: str | None = technical(
        "about whom", default=None, foreign_key="account.id", ondelete="SET NULL", index=True
    )
    actor_id: str | None = technical(
        "who did it", default=None, foreign_key="account.id", ondelete="SET NULL", index=True
    )
    action: str = personal("What was done", Category.DISCLOSURE_LOG, Source.OBSERVED, max_length=60)
    about_id: str = technical("the row it was done to", default="", max_length=26)
    at: datetime = personal("When", Category.DISCLOSURE_LOG, Source.OBSERVED, sa_type=UtcDateTime)
