"""A résumé as plain data: what a parser finds in a file, what a person edits, what the compiler reads.

Free text lives here and in the tables of models/resume.py only; nothing of it has a place in the records
of record.py. Dates are months: ``(year, month)`` with month 1–12, or 0 where only the year is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .record import Availability, LanguageLevel, RemoteWork

Month = tuple[int, int]


@dataclass(frozen=True)
class Job:
    """One position: ``end`` is None while it lasts (``current``) or where it was not found."""

    title: str
    employer: str = ""
    city: str = ""
    start: Month | None = None
    end: Month | None = None
    current: bool = False
    description: str = ""


@dataclass(frozen=True)
class Study:
    """One course of education; years are as printed, None where not found."""

    degree: str
    school: str = ""
    field_of_study: str = ""
    start_year: int | None = None
    end_year: int | None = None


@dataclass(frozen=True)
class SkillEntry:
    """A skill as written by its owner; ``years`` of use where known."""

    name: str
    years: int | None = None


@dataclass(frozen=True)
class LanguageEntry:
    """A language by ISO 639-1 code (``language``) with its level on the CEFR scale where known."""

    language: str
    level: LanguageLevel | None = None


@dataclass(frozen=True)
class CertificationEntry:
    """A certificate as written: name, who issued it, its number and the year."""

    name: str
    issuer: str = ""
    number: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Piece:
    """A piece of work in a portfolio, without its picture."""

    title: str
    description: str = ""
    url: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Preferences:
    """Assignment preferences: rate in euro cents a day, hours a week, first day available, and in one's own words."""

    day_rate: int | None = None
    hours: int | None = None
    available: Availability | None = None
    available_from: date | None = None
    remote: RemoteWork | None = None
    text: str = ""


@dataclass(frozen=True)
class Contact:
    """Who the résumé belongs to, as found in it; every part may be empty."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    country: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resume:
    """Everything a résumé says.

    ``colleagues``, ``clients`` and ``addresses`` (of e-mail) were found in the text, and are for the guard alone ·
    ``left_out``: ids of skills that its owner keeps out of what is published.
    """

    contact: Contact = field(default_factory=Contact)
    headline: str = ""
    summary: str = ""
    jobs: tuple[Job, ...] = ()
    studies: tuple[Study, ...] = ()
    skills: tuple[SkillEntry, ...] = ()
    languages: tuple[LanguageEntry, ...] = ()
    certifications: tuple[CertificationEntry, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    colleagues: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    portfolio: tuple[Piece, ...] = ()
    left_out: tuple[str, ...] = ()
