"""Special categories of data (GDPR article 9): held only while an explicit consent that names what and why lasts."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime


class SpecialKind(str, Enum):
    """What somebody may want a client to know or to arrange."""

    HEALTH = "health"
    HEALTH_INSURANCE = "health-insurance"
    OTHER = "other-special"


class SpecialPurpose(str, Enum):
    """Why it is needed: a consent names one of these, never more than it takes."""

    WORKPLACE = "workplace"
    HOURS = "hours-and-travel"
    INSURANCE = "insurance"
    SAFETY = "safety"


class SpecialAudience(str, Enum):
    """Whom it is for."""

    STAFF = "staff"
    CLIENT = "client"


class SpecialDatum(Row, table=True):
    """What a professional records of a special category. The row rests on one entry of the consent ledger.

    The database refuses a row whose consent is not of this person, for special categories and in force; it goes when
    that consent is withdrawn or ends. No tier ever reads it.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = technical("who it is about", foreign_key="account.id", ondelete="CASCADE", index=True)
    consent_id: str = technical(
        "the consent it rests on", foreign_key="consententry.id", ondelete="CASCADE", index=True
    )
    # Members of the enums above, sealed: they say as much as the text does.
    special_kind: str = personal("What it is about", Category.SPECIAL, Source.PROVIDED, sa_type=SealedText)
    special_purpose: str = personal("Why it is needed", Category.SPECIAL, Source.PROVIDED, sa_type=SealedText)
    special_audience: str = personal("Whom it is for", Category.SPECIAL, Source.PROVIDED, sa_type=SealedText)
    text: str = personal("What has to be known or arranged", Category.SPECIAL, Source.PROVIDED, sa_type=SealedText)
    recorded_at: datetime = personal("Recorded on", Category.SPECIAL, Source.OBSERVED, sa_type=UtcDateTime)
