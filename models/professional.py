"""The professional: personalia, and what they look for."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import ClassVar

from .bands import Availability, RemoteWork
from .base import Row
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import SealedText, by_value


class Gender(str, Enum):
    """Optional, and never an input of any ranking."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Professional(Row, table=True):
    """An independent professional, as the person filled it in."""

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id")}

    account_id: str = technical("who it is", foreign_key="account.id", ondelete="CASCADE", unique=True)
    first_name: str = personal(
        "First name", Category.CONTACT, Source.PROVIDED, tier=Tier.MATCHED, identifies=True, sa_type=SealedText
    )
    last_name: str = personal(
        "Last name", Category.CONTACT, Source.PROVIDED, tier=Tier.MATCHED, identifies=True, sa_type=SealedText
    )
    phone: str | None = personal(
        "Phone number",
        Category.CONTACT,
        Source.PROVIDED,
        tier=Tier.MATCHED,
        identifies=True,
        default=None,
        sa_type=SealedText,
    )
    street: str | None = personal(
        "Street and number", Category.CONTACT, Source.PROVIDED, identifies=True, default=None, sa_type=SealedText
    )
    postal_code: str | None = personal(
        "Postal code", Category.CONTACT, Source.PROVIDED, identifies=True, default=None, sa_type=SealedText
    )
    city: str | None = personal(
        "City", Category.CONTACT, Source.PROVIDED, tier=Tier.MATCHED, default=None, sa_type=SealedText
    )
    country: str | None = personal(
        "Country", Category.CONTACT, Source.PROVIDED, tier=Tier.ANONYMOUS, default=None, max_length=2
    )
    region: str | None = personal(
        "Region", Category.CONTACT, Source.PROVIDED, tier=Tier.VERIFIED, default=None, max_length=5
    )
    birth_date: str | None = personal(
        "Date of birth", Category.PERSONALIA, Source.PROVIDED, default=None, sa_type=SealedText
    )
    gender: str | None = personal("Gender", Category.PERSONALIA, Source.PROVIDED, default=None, sa_type=SealedText)
    nationality: str | None = personal(
        "Nationality", Category.PERSONALIA, Source.PROVIDED, default=None, sa_type=SealedText
    )
    one_person_business: bool = personal(
        "Works as a one-person business", Category.PERSONALIA, Source.PROVIDED, default=False
    )
    company_name: str | None = personal(
        "Company name",
        Category.PERSONALIA,
        Source.PROVIDED,
        tier=Tier.MATCHED,
        identifies=True,
        only_if="one_person_business",
        default=None,
        sa_type=SealedText,
    )
    company_registration: str | None = personal(
        "Company registration number",
        Category.PERSONALIA,
        Source.PROVIDED,
        tier=Tier.MATCHED,
        identifies=True,
        only_if="one_person_business",
        default=None,
        sa_type=SealedText,
    )
    headline: str | None = personal(
        "Headline", Category.PROFILE, Source.PROVIDED, tier=Tier.MATCHED, default=None, sa_type=SealedText
    )
    about: str | None = personal(
        "About me", Category.PROFILE, Source.PROVIDED, tier=Tier.MATCHED, default=None, sa_type=SealedText
    )
    occupation: str | None = personal(
        "Occupation", Category.PERSONALIA, Source.PROVIDED, tier=Tier.ANONYMOUS, default=None, max_length=4
    )
    preferences: str | None = personal(
        "Assignments I look for", Category.PROFILE, Source.PROVIDED, tier=Tier.MATCHED, default=None, sa_type=SealedText
    )
    day_rate: int | None = personal(
        "Rate a day", Category.PROFILE, Source.PROVIDED, tier=Tier.MATCHED, unit="euro cents", default=None
    )
    availability: Availability | None = personal(
        "Availability",
        Category.PROFILE,
        Source.PROVIDED,
        tier=Tier.VERIFIED,
        default=None,
        sa_type=by_value(Availability),
    )
    available_from: date | None = personal(
        "Available from", Category.PROFILE, Source.PROVIDED, tier=Tier.VERIFIED, default=None
    )
    hours: int | None = personal("Hours a week", Category.PROFILE, Source.PROVIDED, tier=Tier.VERIFIED, default=None)
    remote: RemoteWork | None = personal(
        "Remote or on site",
        Category.PROFILE,
        Source.PROVIDED,
        tier=Tier.VERIFIED,
        default=None,
        sa_type=by_value(RemoteWork),
    )
