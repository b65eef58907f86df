"""The consent ledger: entries are added, never changed (GDPR article 7(1)); the database refuses anything else too."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import UtcDateTime, by_value


class ConsentPurpose(str, Enum):
    """What a person may consent to."""

    AI_TRAINING = "ai-training"
    SPECIAL_CATEGORIES = "special-categories"
    SURVEY = "survey"


class ConsentMethod(str, Enum):
    """Where a consent was given or withdrawn."""

    PRIVACY_CENTRE = "privacy-centre"
    PROFILE_FORM = "profile-form"
    SURVEY = "survey"
    MAILED_LINK = "mailed-link"


class ConsentEntry(Row, table=True):
    """A consent given or withdrawn, with the hash of the exact words that were shown.

    Entries with the same person, purpose and ``about_id`` are one consent: the last of them says how it stands. Who has
    no account is known by ``about_id`` alone, the row that the consent is about.
    """

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}

    account_id: str | None = technical(
        "who, where they have an account", foreign_key="account.id", ondelete="CASCADE", index=True
    )
    about_id: str = technical("what it is about, where one purpose has several consents", default="", max_length=26)
    purpose: ConsentPurpose = personal(
        "Consent to", Category.CONSENTS, Source.PROVIDED, sa_type=by_value(ConsentPurpose)
    )
    given: bool = personal("Given", Category.CONSENTS, Source.PROVIDED)
    wording_hash: str = personal(
        "Fingerprint of the words shown (SHA-256)", Category.CONSENTS, Source.OBSERVED, max_length=64
    )
    locale: str = personal("Language of the words shown", Category.CONSENTS, Source.OBSERVED, max_length=5)
    method: ConsentMethod = personal(
        "Given or withdrawn by", Category.CONSENTS, Source.OBSERVED, sa_type=by_value(ConsentMethod)
    )
    # Nothing in entries that are older than the column.
    notice_version: str | None = personal(
        "Version of the privacy notice (SHA-256)", Category.CONSENTS, Source.OBSERVED, default=None, max_length=64
    )
    ends_at: datetime | None = personal(
        "Ends by itself on", Category.CONSENTS, Source.PROVIDED, default=None, sa_type=UtcDateTime
    )
    at: datetime = personal("When", Category.CONSENTS, Source.OBSERVED, sa_type=UtcDateTime)


class ConsentWording(Row, table=True):
    """Words that were shown, by their hash, so that a receipt can repeat them: about nobody, and never changed."""

    __subjects__: ClassVar[Subjects] = {}

    hash: str = technical("SHA-256 of the words", unique=True, max_length=64)
    locale: str = technical("the language they are in", max_length=5)
    words: str = technical("the words exactly as they were shown")


class ConsentRemoval(Row, table=True):
    """An entry, by its own id, that is deleted in this transaction because its period is over.

    The database lets an entry go only if it is named here, or with its account. The row is gone again before the
    transaction commits, so that no other one ever sees it.
    """

    __subjects__: ClassVar[Subjects] = {}
