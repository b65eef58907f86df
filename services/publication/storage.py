"""Records as JSON and as rows of the stored projections, with the facets and folded words to find them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from models.publication import VerifiedFacet, VerifiedProfile

from .normalise import key_of
from .places import region_name
from .record import (
    Assignment,
    Availability,
    EducationLevel,
    HoursBand,
    LanguageClaim,
    LanguageLevel,
    RateBand,
    RemoteWork,
    Seniority,
    SkillClaim,
    VerifiedRecord,
    YearsBand,
)
from .vocabulary import vocabulary
from .wording import LOCALES, country, language

SUB_MAJOR = 2
# What people search for when they mean where the work is done.
_WORKING = {
    RemoteWork.REMOTE: ("remote", "op afstand", "thuiswerken"),
    RemoteWork.HYBRID: ("hybrid", "hybride", "partly remote", "deels op afstand"),
    RemoteWork.ON_SITE: ("on site", "op locatie"),
}


def to_json(record: VerifiedRecord) -> dict[str, Any]:
    """The record as JSON: enums by value, sets sorted, dates in ISO form."""
    return {name: _plain(value) for name, value in asdict(record).items()}


def from_json(data: Mapping[str, Any]) -> VerifiedRecord:
    """The record that ``to_json`` wrote, without skills that the vocabulary no longer has."""
    return VerifiedRecord(
        occupation=data["occupation"],
        country=data["country"],
        region=data["region"],
        seniority=_member(Seniority, data["seniority"]),
        education=_member(EducationLevel, data["education"]),
        education_field=data["education_field"],
        languages=tuple(LanguageClaim(c["language"], _member(LanguageLevel, c["level"])) for c in data["languages"]),
        sectors=frozenset(data["sectors"]),
        skills=tuple(
            SkillClaim(c["skill"], _member(YearsBand, c["years"]))
            for c in data["skills"]
            if vocabulary().has_skill(c["skill"])
        ),
        assignments=tuple(
            Assignment(a["occupation"], a["sector"], _member(YearsBand, a["duration"])) for a in data["assignments"]
        ),
        certifications=frozenset(data["certifications"]),
        availability=_member(Availability, data["availability"]),
        available_from=date.fromisoformat(data["available_from"]) if data["available_from"] else None,
        hours=_member(HoursBand, data["hours"]),
        remote=_member(RemoteWork, data["remote"]),
        rate=_member(RateBand, data["rate"]),
    )


def record_of(row: VerifiedProfile) -> VerifiedRecord:
    """The record that a row of the verified projection holds."""
    return from_json({name: _plain(value) for name, value in row.model_dump().items()})


def verified_row(handle: str, record: VerifiedRecord, summaries: dict[str, dict[str, str]]) -> VerifiedProfile:
    """The row that verified clients read, with what its owner approved to be told of them."""
    data = to_json(record)
    title = occupation_labels([record.occupation] if record.occupation else [])
    words = [
        *title,
        *occupation_labels({a.occupation for a in record.assignments}),
        *_labels("skill", [claim.skill for claim in record.skills]),
        *_labels("nace", record.sectors),
        *_labels("certification", record.certifications),
        *(language(claim.language, locale) for claim in record.languages for locale in LOCALES),
        *(country(record.country, locale) for locale in LOCALES if record.country),
        *(region_name(record.region, locale) for locale in LOCALES if record.region),
        *(_WORKING[record.remote] if record.remote else ()),
    ]
    columns = {name: value for name, value in data.items() if name not in ("available_from",)}
    return VerifiedProfile(
        id=handle,
        **(columns | _enums(record)),
        available_from=record.available_from,
        summaries=summaries,
        title_words=folded(title),
        words=folded(words),
    )


def verified_facets(handle: str, record: VerifiedRecord) -> list[VerifiedFacet]:
    """The values by which verified clients filter."""
    values: dict[str, list[Any]] = {
        "occupation": [record.occupation[:SUB_MAJOR]] if record.occupation else [],
        "role": [record.occupation] if record.occupation else [],
        "skill": [claim.skill for claim in record.skills],
        "seniority": [record.seniority],
        "country": [record.country],
        "region": [record.region],
        "language": [claim.language for claim in record.languages],
        "availability": [record.availability],
        "rate": [record.rate],
        "remote": [record.remote],
        "certification": sorted(record.certifications),
    }
    return [VerifiedFacet(profile_id=handle, facet=facet, value=value) for facet, value in _pairs(values)]


def folded(labels: Iterable[str]) -> str:
    """The distinct words of the labels, folded, each with a space around it: what a search looks through."""
    keys = dict.fromkeys(key_of(label) for label in labels)
    return f" {' '.join(key for key in keys if key)} "


def skill_kind(skill: str) -> str:
    """Which labels a published skill has: those of a skill, or of a group of them."""
    return "skill" if vocabulary().has_skill(skill) else "skill-group"


def occupation_labels(codes: Iterable[str]) -> list[str]:
    """What groups of occupations and one person of them are called."""
    return [label for code in codes for kind in ("isco", "isco-singular") for label in _labels(kind, [code])]


def _labels(kind: str, ids: Iterable[str]) -> list[str]:
    return [label for each in ids for label in vocabulary().labels(kind, each)]


def _pairs(values: dict[str, list[Any]]) -> list[tuple[str, str]]:
    return [
        (facet, str(_plain(value)))
        for facet, listed in values.items()
        for value in dict.fromkeys(listed)
        if value is not None
    ]


def _enums(record: VerifiedRecord) -> dict[str, Any]:
    return {
        name: getattr(record, name) for name in ("seniority", "education", "availability", "hours", "remote", "rate")
    }


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case tuple() | list():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case _:
            return value


def _member(enum: Any, value: str | None) -> Any:
    return None if value is None else enum(value)
