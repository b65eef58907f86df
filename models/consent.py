"""The consent ledger: rows are added, never changed (GDPR article 7(1))."""

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
    SURVEY = "survey"


class ConsentEntry(Row, table=True):
    """A consent given or withdrawn, with the hash of the exact words that were shown."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", index=True)
    purpose: ConsentPurpose = personal(
        "Consent to", Category.CONSENTS, Source.PROVIDED, sa_type=by_value(ConsentPurpose)
    )
    about_id: str = technical(
        "which survey, where each is consented to by itself; else empty", default="", max_length=26
    )
    given: bool = personal("Given", Category.CONSENTS, Source.PROVIDED)
    wording_hash: str = personal(
        "Fingerprint of the words shown (SHA-256)", Category.CONSENTS, Source.OBSERVED, max_length=64
    )
    locale: str = personal("Language of the words shown", Category.CONSENTS, Source.OBSERVED, max_length=5)
    at: datetime = personal("When", Category.CONSENTS, Source.OBSERVED, sa_type=UtcDateTime)
