"""Profiles as people read them: the ids of a stored projection turned into words, frozen, ready for a template.

A label is a pair: the text, and the language it is in (the vocabulary has no Dutch for every skill).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from models.publication import VerifiedProfile
from models.summary import SummaryMethod

from .aliases import Alias
from .publication import storage
from .publication.facts import PublicFacts
from .publication.narrative import public_summary
from .publication.places import place_name, region_name
from .publication.pseudonyms import Pseudonym, pseudonym_name, tone, weave
from .publication.record import VerifiedRecord
from .publication.shown import Shown
from .publication.vocabulary import vocabulary
from .publication.wording import country, language

Label = tuple[str, str]
NOTHING_TOLD: Mapping[str, str] = {}


@dataclass(frozen=True)
class Tile:
    """The woven tile of a pseudonym: bands as (x, width, opacity), and a colour from 0 to 4."""

    bands: tuple[tuple[int, int, float], ...]
    tone: int


@dataclass(frozen=True)
class PublicView:
    """What anyone reads."""

    id: str
    name: str
    tile: Tile
    occupation: Label | None
    place: str | None
    seniority: Seniority | None
    education: EducationLevel | None
    languages: tuple[str, ...]
    sectors: tuple[Label, ...]
    skills: tuple[tuple[str, Label], ...]
    summary: str


@dataclass(frozen=True)
class VerifiedView:
    """What a verified client reads."""

    id: str
    name: str
    tile: Tile
    occupation: Label | None
    place: str | None
    seniority: Seniority | None
    education: EducationLevel | None
    education_field: Label | None
    languages: tuple[tuple[str, LanguageLevel | None], ...]
    sectors: tuple[Label, ...]
    skills: tuple[tuple[str, Label, YearsBand | None], ...]
    assignments: tuple[tuple[Label, Label | None, YearsBand | None], ...]
    certifications: tuple[Label, ...]
    availability: Availability | None
    available_from: date | None
    hours: HoursBand | None
    remote: RemoteWork | None
    rate: RateBand | None
    summary: str
    by_model: bool


def public_view(shown: Shown, locale: str) -> PublicView:
    """A public profile in the words of a language."""
    profile = shown.profile
    name = pseudonym_name(Pseudonym(profile.pseudonym_first, profile.pseudonym_second), locale)
    return preview(shown.facts, locale, id=profile.id, name=name, tile=tile(profile.tile))


def preview(facts: PublicFacts, locale: str, *, id: str, name: str, tile: Tile) -> PublicView:
    """Public facts in the words of a language."""
    return PublicView(
        id=id,
        name=name,
        tile=tile,
        occupation=_title(facts.occupation, locale),
        place=place_name(facts.place, locale) if facts.place else None,
        seniority=facts.seniority,
        education=facts.education,
        languages=tuple(sorted(language(code, locale) for code in facts.languages)),
        sectors=tuple(_known("nace", sector, locale) for sector in sorted(facts.sectors)),
        skills=tuple((skill, _known(storage.skill_kind(skill), skill, locale)) for skill in facts.skills),
        summary=public_summary(facts, locale, text_label),
    )


def verified_view(row: VerifiedProfile, alias: Alias, locale: str) -> VerifiedView:
    """A verified profile in the words of a language, under the organisation's own name for it."""
    record = storage.record_of(row)
    name = pseudonym_name(alias.pseudonym, locale)
    told = row.summaries.get(locale, NOTHING_TOLD)
    return verified_preview(record, locale, id=alias.id, name=name, tile=tile(alias.tile), told=told)


def approved_view(record: Mapping[str, Any], alias: Alias, locale: str) -> VerifiedView:
    """The record that a professional approved, as JSON, for an organisation that is matched with them."""
    name = pseudonym_name(alias.pseudonym, locale)
    return verified_preview(storage.from_json(record), locale, id=alias.id, name=name, tile=tile(alias.tile))


def verified_preview(
    record: VerifiedRecord, locale: str, *, id: str, name: str, tile: Tile, told: Mapping[str, str] = NOTHING_TOLD
) -> VerifiedView:
    """A verified record in the words of a language; ``told``: the ``text`` of its summary and the ``method``."""
    return VerifiedView(
        id=id,
        name=name,
        tile=tile,
        occupation=_title(record.occupation, locale),
        place=_place(record, locale),
        seniority=record.seniority,
        education=record.education,
        education_field=_label("education-field", record.education_field, locale),
        languages=tuple((language(claim.language, locale), claim.level) for claim in record.languages),
        sectors=tuple(_known("nace", sector, locale) for sector in sorted(record.sectors)),
        skills=tuple((claim.skill, _known("skill", claim.skill, locale), claim.years) for claim in record.skills),
        assignments=tuple(
            (
                _capital(_known("isco-singular", each.occupation, locale)),
                _label("nace", each.sector, locale),
                each.duration,
            )
            for each in record.assignments
        ),
        certifications=tuple(_known("certification", each, locale) for each in sorted(record.certifications)),
        availability=record.availability,
        available_from=record.available_from,
        hours=record.hours,
        remote=record.remote,
        rate=record.rate,
        summary=told.get("text", ""),
        by_model=told.get("method") == SummaryMethod.MODEL.value,
    )


def tile(seed: int) -> Tile:
    """The tile of a stored random seed."""
    return Tile(weave(seed), tone(seed))


def text_label(kind: str, each: str, locale: str) -> str:
    """The text of a vocabulary label, in whatever language it exists."""
    return vocabulary().label(kind, each, locale)[0]


def _place(record: VerifiedRecord, locale: str) -> str | None:
    if record.region:
        return f"{region_name(record.region, locale)}, {country(record.country or record.region[:2], locale)}"
    return country(record.country, locale) if record.country else None


def _title(occupation: str | None, locale: str) -> Label | None:
    """What one person of an ISCO group is called."""
    return None if occupation is None else _capital(_known("isco-singular", occupation, locale))


def _capital(label: Label) -> Label:
    return label[0][:1].upper() + label[0][1:], label[1]


def _label(kind: str, each: str | None, locale: str) -> Label | None:
    return None if each is None else _known(kind, each, locale)


def _known(kind: str, each: str, locale: str) -> Label:
    return vocabulary().label(kind, each, locale)
