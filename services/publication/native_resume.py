"""The platform's own portable JSON (data/schemas/portable-1.0.json) becomes a Resume. Runs in the child process only.

Of all that a person may take along, this reads what makes up a résumé; the rest is passed by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker

from .json_resume import fault_of, place_of, read_json_resume
from .record import Availability, LanguageLevel, RemoteWork
from .resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Month,
    Piece,
    Preferences,
    Resume,
    SkillEntry,
    Study,
)
from .structured import LONGEST_TEXT, MOST_ENTRIES, InvalidResume, Problem

FORMAT = "glopros-portable"
SCHEMA = Path(__file__).parents[2] / "data" / "schemas" / "portable-1.0.json"
_MOST_PROBLEMS = 20
# What the schema leaves open: numbers that mean nothing in a résumé, by the name of their column.
_BOUNDS = {
    "start_year": (1900, 2200),
    "end_year": (1900, 2200),
    "year": (1900, 2200),
    "start_month": (1, 12),
    "end_month": (1, 12),
    "years": (0, 99),
    "hours": (1, 80),
    "day_rate": (1, 1_000_000),
}
_SECTIONS = ("experience", "education", "skill", "language", "certification", "link", "portfolio", "leftoutskill")

Row = dict[str, Any]


def read_json(text: str) -> Resume:
    """What a JSON file says: of our own format, or else JSON Resume. Raises InvalidResume."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidResume([Problem("", "syntax")]) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return read_json_resume(text)
    problems = list(_problems(found))[:_MOST_PROBLEMS]
    if problems:
        raise InvalidResume(problems)
    return _resume(found["tables"])


@cache
def validator() -> Draft7Validator:
    """What checks a file against the schema."""
    return Draft7Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker(["date"]))


def _problems(found: Row) -> Iterator[Problem]:
    for error in sorted(validator().iter_errors(found), key=lambda error: [str(part) for part in error.absolute_path]):
        yield Problem(place_of(error), fault_of(error))
    tables = found.get("tables")
    for name in (*_SECTIONS, "professional", "account"):
        rows = tables.get(name) if isinstance(tables, dict) else None
        if not isinstance(rows, list):
            continue
        if len(rows) > MOST_ENTRIES:
            yield Problem(f"tables.{name}", "many")
        for number, row in enumerate(rows):
            yield from _row_problems(f"tables.{name}[{number}]", row)


def _row_problems(place: str, row: Any) -> Iterator[Problem]:
    for name, value in row.items() if isinstance(row, dict) else ():
        least, most = _BOUNDS.get(name, (0, 0))
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield Problem(f"{place}.{name}", "long")
        elif name in _BOUNDS and isinstance(value, int) and not least <= value <= most:
            yield Problem(f"{place}.{name}", "value")


def _resume(tables: dict[str, list[Row]]) -> Resume:
    person = next(iter(tables.get("professional", ())), {})
    account = next(iter(tables.get("account", ())), {})
    sections = {name: tables.get(name, []) for name in _SECTIONS}
    return Resume(
        contact=_contact(person, account, sections["link"]),
        headline=person.get("headline", ""),
        summary=person.get("about", ""),
        jobs=tuple(_job(row) for row in sections["experience"]),
        studies=tuple(_study(row) for row in sections["education"]),
        skills=tuple(SkillEntry(row["name"], row.get("years")) for row in sections["skill"]),
        languages=tuple(_language(row) for row in sections["language"]),
        certifications=tuple(_certificate(row) for row in sections["certification"]),
        preferences=_preferences(person),
        portfolio=tuple(_piece(row) for row in sections["portfolio"]),
        left_out=tuple(row["skill"] for row in sections["leftoutskill"]),
    )


def _contact(person: Row, account: Row, links: list[Row]) -> Contact:
    return Contact(
        first_name=person.get("first_name", ""),
        last_name=person.get("last_name", ""),
        email=account.get("email", ""),
        phone=person.get("phone", ""),
        city=person.get("city", ""),
        country=person.get("country", ""),
        links=tuple(row["url"] for row in links),
    )


def _job(row: Row) -> Job:
    return Job(
        title=row["title"],
        employer=row.get("employer", ""),
        city=row.get("city", ""),
        start=_month(row, "start"),
        end=_month(row, "end"),
        current=row.get("current", False),
        description=row.get("description", ""),
    )


def _study(row: Row) -> Study:
    texts = (row["degree"], row.get("school", ""), row.get("field_of_study", ""))
    return Study(*texts, row.get("start_year"), row.get("end_year"))


def _language(row: Row) -> LanguageEntry:
    return LanguageEntry(row["language"], LanguageLevel(row["level"]) if "level" in row else None)


def _certificate(row: Row) -> CertificationEntry:
    return CertificationEntry(row["name"], row.get("issuer", ""), row.get("number", ""), row.get("year"))


def _piece(row: Row) -> Piece:
    return Piece(row["title"], row.get("description", ""), row.get("url", ""), row.get("year"))


def _preferences(person: Row) -> Preferences:
    return Preferences(
        person.get("day_rate"),
        person.get("hours"),
        Availability(person["availability"]) if "availability" in person else None,
        date.fromisoformat(person["available_from"]) if "available_from" in person else None,
        RemoteWork(person["remote"]) if "remote" in person else None,
        person.get("preferences", ""),
    )


def _month(row: Row, name: str) -> Month | None:
    year = row.get(f"{name}_year")
    return None if year is None else (year, row.get(f"{name}_month", 0))
