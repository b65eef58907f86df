"""JSON Resume (jsonresume.org), version 1: a file becomes a Resume. Runs in the child process only.

The schema is the rule, as its publishers print it in data/schemas; beyond it, empty texts and null count as left out,
and "present" as an end says that the work lasts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from .resume import CertificationEntry, Contact, Job, LanguageEntry, Month, Piece, Resume, SkillEntry, Study
from .structured import (
    LONGEST_TEXT,
    MOST_ENTRIES,
    NOW,
    Fault,
    InvalidResume,
    Problem,
    language_code,
    language_level,
    month_of,
    years_in,
)

SCHEMA = Path(__file__).parents[2] / "data" / "schemas" / "json-resume-1.3.1.json"
_MOST_PROBLEMS = 20
_TYPES: dict[str, Fault] = {"string": "text", "array": "list", "object": "object"}
_DATES = ("startDate", "endDate", "date", "releaseDate")


def read_json_resume(text: str) -> Resume:
    """What the file says. Raises InvalidResume."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidResume([Problem("", "syntax")]) from error
    if not isinstance(found, dict):
        raise InvalidResume([Problem("", "object")])
    found = _without_empty(found)
    problems = list(_problems(found))[:_MOST_PROBLEMS]
    if problems:
        raise InvalidResume(problems)
    return _resume(found)


@cache
def validator() -> Draft7Validator:
    """What checks a file against the schema."""
    return Draft7Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=FormatChecker(["email"]))


def _without_empty(value: Any) -> Any:
    """The value without null and empty texts, which many editors write for what was not filled in."""
    if isinstance(value, dict):
        kept = {key: _without_empty(each) for key, each in value.items() if each not in (None, "")}
        if str(kept.get("endDate", "")).casefold() in NOW:
            return {key: each for key, each in kept.items() if key != "endDate"} | {"current": True}
        return kept
    if isinstance(value, list):
        return [_without_empty(each) for each in value if each not in (None, "")]
    return value


def _problems(found: dict[str, Any]) -> Iterator[Problem]:
    for error in sorted(validator().iter_errors(found), key=lambda error: [str(part) for part in error.absolute_path]):
        yield Problem(place_of(error), fault_of(error))
    for section, entries in found.items():
        if isinstance(entries, list):
            if len(entries) > MOST_ENTRIES:
                yield Problem(section, "many")
            for number, entry in enumerate(entries):
                yield from _entry_problems(f"{section}[{number}]", entry)
        elif isinstance(entries, dict):
            yield from _entry_problems(section, entries)


def _entry_problems(place: str, entry: Any) -> Iterator[Problem]:
    """What the schema lets through: a thirteenth month, a text without end."""
    for name, value in entry.items() if isinstance(entry, dict) else ():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield Problem(f"{place}.{name}", "long")
        elif isinstance(value, str) and name in _DATES and month_of(value) is None and _looks_like_date(value):
            yield Problem(f"{place}.{name}", "date")


def _looks_like_date(text: str) -> bool:
    """Whether the schema takes it for a date; what it does not, it has said itself."""
    return not list(validator().evolve(schema=validator().schema["definitions"]["iso8601"]).iter_errors(text))


def place_of(error: ValidationError) -> str:
    """The place as people write it in JavaScript: ``work[2].startDate``."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path]
    return "".join(parts).lstrip(".")


def fault_of(error: ValidationError) -> Fault:
    """What is wrong, in the words that people are told."""
    match error.validator:
        case "type":
            return _TYPES.get(str(error.validator_value), "value")
        case "pattern":
            return "date"
        case "format":
            return "email" if error.validator_value == "email" else "value"
        case "required":
            return "missing"
    return "value"


def _resume(found: dict[str, Any]) -> Resume:
    basics = found.get("basics", {})
    portfolio = tuple(_piece(each) for each in found.get("projects", []) if each.get("name"))
    return Resume(
        contact=_contact(basics),
        headline=basics.get("label", ""),
        summary=basics.get("summary", ""),
        jobs=tuple(_job(each) for each in found.get("work", []) if each.get("position") or each.get("name")),
        studies=tuple(_study(each) for each in found.get("education", []) if each.get("studyType") or each.get("area")),
        skills=tuple(entry for each in found.get("skills", []) for entry in _skills(each)),
        languages=tuple(entry for each in found.get("languages", []) if (entry := _language(each))),
        certifications=tuple(_certificate(each) for each in found.get("certificates", []) if each.get("name")),
        colleagues=tuple(each["name"] for each in found.get("references", []) if each.get("name")),
        portfolio=portfolio,
    )


def _contact(basics: dict[str, Any]) -> Contact:
    first, _space, last = basics.get("name", "").strip().partition(" ")
    place = basics.get("location", {})
    links = [basics.get("url"), *(profile.get("url") for profile in basics.get("profiles", []))]
    return Contact(
        first_name=basics.get("firstName", first),
        last_name=basics.get("lastName", last),
        email=basics.get("email", ""),
        phone=basics.get("phone", ""),
        city=place.get("city", ""),
        country=place.get("countryCode", "").upper(),
        links=tuple(dict.fromkeys(link for link in links if link)),
    )


def _job(work: dict[str, Any]) -> Job:
    start, end = _month(work, "startDate"), _month(work, "endDate")
    return Job(
        title=work.get("position", ""),
        employer=work.get("name", work.get("company", "")),
        city=work.get("location", ""),
        start=start,
        end=end,
        # An end left out says that the work lasts; a file of ours says it where it does not.
        current=end is None and bool(work.get("current", start is not None)),
        description=_text(work, "summary"),
    )


def _study(education: dict[str, Any]) -> Study:
    degree, area = education.get("studyType", ""), education.get("area", "")
    start, end = _month(education, "startDate"), _month(education, "endDate")
    return Study(
        degree=degree or area,
        school=education.get("institution", ""),
        field_of_study=area if degree else "",
        start_year=start[0] if start else None,
        end_year=end[0] if end else None,
    )


def _skills(skill: dict[str, Any]) -> list[SkillEntry]:
    """The skill; where it has keywords its name is that of a group, and the keywords are the skills."""
    names = skill.get("keywords") or [skill.get("name")]
    return [SkillEntry(name, years_in(skill.get("level", ""))) for name in names if name]


def _language(language: dict[str, Any]) -> LanguageEntry | None:
    code = language_code(language.get("language", ""))
    return LanguageEntry(code, language_level(language.get("fluency", ""))) if code else None


def _certificate(certificate: dict[str, Any]) -> CertificationEntry:
    when, number = _month(certificate, "date"), certificate.get("number", "")
    return CertificationEntry(
        certificate["name"], certificate.get("issuer", ""), str(number), when[0] if when else None
    )


def _piece(project: dict[str, Any]) -> Piece:
    when = _month(project, "endDate") or _month(project, "startDate")
    return Piece(project["name"], _text(project, "description"), project.get("url", ""), when[0] if when else None)


def _text(entry: dict[str, Any], name: str) -> str:
    return "\n".join(filter(None, (entry.get(name, ""), *(f"• {each}" for each in entry.get("highlights", [])))))


def _month(entry: dict[str, Any], name: str) -> Month | None:
    return month_of(entry[name]) if name in entry else None
