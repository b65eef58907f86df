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

    SUMMARIES = "summaries"


class ProcessorAgreement(Row, table=True):
    """An agreement with a company, for one purpose, at one address; about nobody."""

    __subjects__: ClassVar[Subjects] = {}
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= signed_on", name="ck_processoragreement_period"),)

    name: str = technical("the company", max_length=200)
    purpose: ProcessorPurpose = technical("what it does for us", sa_type=by_value(ProcessorPurpose))
    host: str = technical("the server it does it on: no other is covered", max_length=253)
    signed_on: date = technical("the first day")
    ends_on: date | None = technical("the last day; none until it is ended", default=None)
