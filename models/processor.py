"""The agreements with companies that process data for the platform (GDPR article 28)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import ClassVar

from sqlalchemy import CheckConstraint

from .base import Row
from .privacy import Subjects, technical
from .types import by_value


class ProcessorPurpose(str, Enum):
    """What a company does for us."""

    HOSTING = "hosting"
    PLATFORM = "platform"
    MAIL = "mail"
    CRM = "crm"
    INVOICING = "invoicing"
    SUMMARIES = "summaries"


class Safeguard(str, Enum):
    """What protects data in a country without an adequacy decision (GDPR article 46), or completes a partial one."""

    NONE = "none"
    FRAMEWORK = "framework"
    STANDARD_CLAUSES = "standard-clauses"
    BINDING_RULES = "binding-rules"


class ProcessorAgreement(Row, table=True):
    """An agreement with a company, for one purpose, at one address; about nobody."""

    __subjects__: ClassVar[Subjects] = {}
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= signed_on", name="ck_processoragreement_period"),)

    name: str = technical("the company", max_length=200)
    purpose: ProcessorPurpose = technical("what it does for us", sa_type=by_value(ProcessorPurpose))
    host: str = technical("the server it does it on: no other is covered", max_length=253)
    signed_on: date = technical("the first day")
    ends_on: date | None = technical("the last day; none until it is ended", default=None)
    country: str | None = technical(
        "ISO 3166-1 code of where it does it; none where it was recorded before this was asked",
        default=None,
        max_length=2,
    )
    subprocessors: str = technical("whom it engages itself, for what and where", default="")
    safeguard: Safeguard = technical(
        "what protects data that leave the EEA", default=Safeguard.NONE, sa_type=by_value(Safeguard)
    )


class SafeguardCopy(Row, table=True):
    """The safeguards of an agreement, of which anyone with an account may take a copy; about nobody."""

    __subjects__: ClassVar[Subjects] = {}

    agreement_id: str = technical("whose", foreign_key="processoragreement.id", ondelete="CASCADE", unique=True)
    media_type: str = technical("application/pdf or text/plain", max_length=40)
    data: bytes = technical("the document")
