"""Client organisations, who represents them, and their verification."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import SealedText, UtcDateTime, by_value


class VerificationState(str, Enum):
    """How far the platform has come in checking that an organisation is what it says."""

    UNVERIFIED = "unverified"
    PENDING = "pending"
    VERIFIED = "verified"
    DECLINED = "declined"


class MemberRole(str, Enum):
    """What a member may do for the organisation: decide on it and its team, act for it, or only read."""

    OWNER = "owner"
    MEMBER = "member"
    VIEWER = "viewer"


class Organisation(Row, table=True):
    """A client organisation. Its data are personal only where it is a one-person business."""

    __subjects__: ClassVar[Subjects] = {
        "representative": Subject("id", through="membership", key="organisation_id", only_if="one_person_business"),
    }

    # The tiers are those of a professional who reads: anybody browsing work, who is sent a request, who matched.
    name: str = personal(
        "Organisation", Category.CLIENT_PERSONALIA, Source.PROVIDED, tier=Tier.VERIFIED, max_length=120
    )
    registration_number: str | None = personal(
        "Registration number", Category.CLIENT_PERSONALIA, Source.PROVIDED, default=None, max_length=40
    )
    vat_number: str | None = personal(
        "VAT number", Category.CLIENT_PERSONALIA, Source.PROVIDED, default=None, max_length=20
    )
    website: str | None = personal(
        "Web site", Category.CLIENT_PERSONALIA, Source.PROVIDED, default=None, max_length=200
    )
    industry: str | None = personal(
        "Industry", Category.CLIENT_PERSONALIA, Source.PROVIDED, tier=Tier.ANONYMOUS, default=None, max_length=1
    )
    about: str | None = personal(
        "About", Category.CLIENT_CONTENT, Source.PROVIDED, tier=Tier.ANONYMOUS, default=None, max_length=2000
    )
    city: str | None = personal("City", Category.CLIENT_PERSONALIA, Source.PROVIDED, default=None, max_length=80)
    country: str | None = personal("Country", Category.CLIENT_PERSONALIA, Source.PROVIDED, default=None, max_length=2)
    one_person_business: bool = personal(
        "Is a one-person business",
        Category.CLIENT_PERSONALIA,
        Source.PROVIDED,
        default=False,
    )
    state: VerificationState = personal(
        "Whether it is verified",
        Category.CLIENT_PERSONALIA,
        Source.STAFF,
        default=VerificationState.UNVERIFIED,
        sa_type=by_value(VerificationState),
    )
    alias_key: bytes = technical(
        "makes the ids and pseudonyms under which this organisation knows professionals",
        default_factory=lambda: secrets.token_bytes(32),
    )
    created_at: datetime = technical("when it was entered", sa_type=UtcDateTime)


class Membership(Row, table=True):
    """Who acts for an organisation."""

    __subjects__: ClassVar[Subjects] = {"representative": Subject("account_id")}

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", index=True)
    organisation_id: str = technical(
        "for which organisation", foreign_key="organisation.id", ondelete="CASCADE", index=True
    )
    role: MemberRole = personal(
        "Role in the organisation",
        Category.CLIENT_PERSONALIA,
        Source.PROVIDED,
        default=MemberRole.OWNER,
        sa_type=by_value(MemberRole),
    )


class Representative(Row, table=True):
    """The person who acts for a client: opens to a professional at a match only."""

    __subjects__: ClassVar[Subjects] = {"representative": Subject("account_id")}

    account_id: str = technical("who it is", foreign_key="account.id", ondelete="CASCADE", unique=True)
    first_name: str = personal(
        "First name", Category.CLIENT_CONTACT, Source.PROVIDED, tier=Tier.MATCHED, identifies=True, sa_type=SealedText
    )
    last_name: str = personal(
        "Last name", Category.CLIENT_CONTACT, Source.PROVIDED, tier=Tier.MATCHED, identifies=True, sa_type=SealedText
    )
    phone: str | None = personal(
        "Phone number",
        Category.CLIENT_CONTACT,
        Source.PROVIDED,
        tier=Tier.MATCHED,
        identifies=True,
        default=None,
        sa_type=SealedText,
    )
    position: str | None = personal(
        "Position", Category.CLIENT_PERSONALIA, Source.PROVIDED, tier=Tier.MATCHED, default=None, sa_type=SealedText
    )


class Verification(Row, table=True):
    """One request to verify an organisation, and what came of it."""

    __subjects__: ClassVar[Subjects] = {"representative": Subject("account_id")}

    account_id: str = technical("who asked", foreign_key="account.id", ondelete="CASCADE", index=True)
    organisation_id: str = technical(
        "which organisation", foreign_key="organisation.id", ondelete="CASCADE", index=True
    )
    note: str | None = personal(
        "Note to our team", Category.CLIENT_CONTENT, Source.PROVIDED, default=None, sa_type=SealedText
    )
    requested_at: datetime = personal("Asked on", Category.CLIENT_PERSONALIA, Source.OBSERVED, sa_type=UtcDateTime)
    decided_at: datetime | None = personal(
        "Decided on", Category.CLIENT_PERSONALIA, Source.STAFF, default=None, sa_type=UtcDateTime
    )
    decided_by: str | None = technical("who decided", default=None, max_length=26)
    approved: bool | None = personal("Approved", Category.CLIENT_PERSONALIA, Source.STAFF, default=None)
    reason: str | None = personal("Reason", Category.CLIENT_PERSONALIA, Source.STAFF, default=None, max_length=1000)
