"""The partner programme: professionals who chose to be public, the contract they signed, and what their page shows."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, SealedText, UtcDateTime


class PartnerField(str, Enum):
    """What a partner's page may show besides the name: the contract names each, and each can be switched."""

    HEADLINE = "headline"
    ABOUT = "about"
    PLACE = "place"
    AVAILABILITY = "availability"
    RATE = "rate"
    SKILLS = "skills"
    LANGUAGES = "languages"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    CERTIFICATIONS = "certifications"
    PORTFOLIO = "portfolio"
    LINKS = "links"
    EMAIL = "email"
    PHONE = "phone"
    COMPANY = "company"


class PartnerContract(Row, table=True):
    """A contract as it was signed: its exact text, and by whom and when. It stays when the partnership has ended."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = technical("who signed", foreign_key="account.id", ondelete="CASCADE", index=True)
    text: str = personal("Text of the contract", Category.PARTNER, Source.OBSERVED, sa_type=SealedText)
    sha256: str = personal("Fingerprint of the text (SHA-256)", Category.PARTNER, Source.OBSERVED, max_length=64)
    locale: str = personal("Language of the contract", Category.PARTNER, Source.OBSERVED, max_length=2)
    signed_name: str = personal(
        "Name you signed with", Category.PARTNER, Source.PROVIDED, identifies=True, sa_type=SealedText
    )
    signed_at: datetime = personal("Signed on", Category.PARTNER, Source.OBSERVED, sa_type=UtcDateTime)
    ended_at: datetime | None = personal(
        "Ended on", Category.PARTNER, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class PartnerPage(Row, table=True):
    """The public page of somebody who is a partner now; there is none before and none afterwards."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = technical("whose page", foreign_key="account.id", ondelete="CASCADE", unique=True)
    slug: str = personal("Address of your public page", Category.PARTNER, Source.PROVIDED, unique=True, max_length=40)
    shown: list[str] = personal("What your public page shows", Category.PARTNER, Source.PROVIDED, sa_type=KeyedJson())
    words: str = technical("what the page shows, folded, to find it by in the list of partners", default="")
    opened_at: datetime = personal("Public since", Category.PARTNER, Source.OBSERVED, sa_type=UtcDateTime)


class PartnerAddress(Row, table=True):
    """An address that was given once: it is nobody else's ever, and says that the page is gone when it is."""

    __subjects__: ClassVar[Subjects] = {}

    digest: str = technical("keyed hash of the address", unique=True, max_length=64)
