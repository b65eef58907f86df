"""The two records that may be published: typed, with vocabulary ids and enums only.

Neither has a field for free text, so that a leak of free text is a type error. The words people read are
rendered from the ids (vocabulary labels, the narrative). Fields follow the table "What each viewer sees"
of the processing register.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.bands import (
    Availability,
    EducationLevel,
    HoursBand,
    LanguageLevel,
    RateBand,
    RemoteWork,
    Seniority,
    YearsBand,
)

__all__ = [
    "Assignment",
    "Availability",
    "EducationLevel",
    "HoursBand",
    "LanguageClaim",
    "LanguageLevel",
    "PublicRecord",
    "RateBand",
    "RemoteWork",
    "Seniority",
    "SkillClaim",
    "VerifiedRecord",
    "YearsBand",
]


@dataclass(frozen=True)
class PublicRecord:
    """What anyone may learn, before the crowd: publication coarsens it further.

    ``occupation``: ISCO-08 unit group, four digits · ``country``: ISO 3166-1 alpha-2 · ``region``: NUTS 3 or None ·
    ``languages``: ISO 639-1 · ``sectors``: NACE section letters · ``skills``: vocabulary skill ids.
    """

    occupation: str | None
    country: str | None
    region: str | None
    seniority: Seniority | None
    education: EducationLevel | None
    languages: frozenset[str]
    sectors: frozenset[str]
    skills: frozenset[str]


@dataclass(frozen=True)
class SkillClaim:
    """A skill by vocabulary id, with a band of years where known."""

    skill: str
    years: YearsBand | None = None


@dataclass(frozen=True)
class LanguageClaim:
    """A language by ISO 639-1 code, with its level where known."""

    language: str
    level: LanguageLevel | None = None


@dataclass(frozen=True)
class Assignment:
    """A kind of assignment: ISCO-08 unit group, NACE section where known, and how long it lasted."""

    occupation: str
    sector: str | None
    duration: YearsBand | None


@dataclass(frozen=True)
class VerifiedRecord:
    """What a verified client may learn. Ids as in PublicRecord.

    ``education_field``: ISCED-F 2013 narrow or broad field code · ``certifications``: vocabulary certification ids ·
    ``assignments``: newest first.
    """

    occupation: str | None
    country: str | None
    region: str | None
    seniority: Seniority | None
    education: EducationLevel | None
    education_field: str | None
    languages: tuple[LanguageClaim, ...]
    sectors: frozenset[str]
    skills: tuple[SkillClaim, ...]
    assignments: tuple[Assignment, ...]
    certifications: frozenset[str]
    availability: Availability | None
    available_from: date | None
    hours: HoursBand | None
    remote: RemoteWork | None
    rate: RateBand | None
