"""What the narrative says in each language: phrases for bands and sectors, names as they stand inside a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from .places import country_name, region_name
from .record import (
    Availability,
    EducationLevel,
    HoursBand,
    LanguageLevel,
    RateBand,
    RemoteWork,
    Seniority,
    YearsBand,
)

_DATA = Path(__file__).parents[2] / "data" / "vocabulary"
_THE = "AE AX BQ BS CC CF CK DO FK FO GB GM IM IO KM KY MH MP MV NL PH PN PS SB SC TC TF UM US VG VI"
_DE = "AE BS CC CF CK DO FK FO KM KY MH MP MV PH PN PS SB SC TC TF UM US VG VI"
_HET = "GB IO"
_REGIONS_WITH_ARTICLE = {
    "en": {"NL221", "NL225", "NL323", "NL325", "NL327", "NL328", "NL112", "NL32A", "DE929"},
    "nl": {"NL221", "NL225", "NL323", "NL325", "NL321"},
}


NOUN_ENDINGS = ("skills", "creativity", "vaardigheden", "creativiteit")
"""How the names of the few groups end that say what one has rather than what one does."""


@dataclass(frozen=True)
class Words:
    """The phrases of one language; ``{}`` marks where a fact stands.

    ``opening``: shapes of (who, place, years of experience), the last one where the years are known · ``skilled``:
    shapes · ``activities``: what one does ("programming computer systems") without named skills, ``also``: behind a few
    of them, and behind many ·
    ``latest``, ``worked``: behind the skills, and without them · ``education``: without a field, and with one ·
    ``certificates``: one, and several · ``owning``: verbs they may follow; the first where they stand alone.
    """

    professional: str
    opening: tuple[tuple[str, str, str], ...]
    years: Mapping[Seniority, str]
    experience: str
    skilled: tuple[str, ...]
    activities: str
    also: tuple[str, str]
    with_skills: str
    with_activities: str
    role: str
    latest: tuple[str, str]
    worked: tuple[str, str]
    within: str
    durations: Mapping[YearsBand, str]
    sectors: Mapping[str, str]
    education: Mapping[EducationLevel, tuple[str, str]]
    certificates: tuple[str, str]
    owning: tuple[str, ...]
    speaks: str
    levels: Mapping[LanguageLevel, str]
    available: Mapping[Availability | None, str]
    available_from: str
    hours: Mapping[HoursBand, str]
    remote: Mapping[RemoteWork, str]
    rate: Mapping[RateBand, str]
    conjunction: str
    more: str
    other_languages: str
    other_sectors: str


def joined(items: Sequence[str], conjunction: str, *, clauses: bool = False) -> str:
    """A list as a sentence has it: "a", "a and b", "a, b and c".

    Semicolons stand where an item has a comma itself, and a comma before the last "and" where an item beside it has an
    "and" of its own; clauses (with a verb each) need that comma only behind such an item.
    """
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any(map(has_comma, items[:-1])) else ", "
    beside = items[-2:-1] if clauses else items[-2:]
    last = "," if any(f" {conjunction} " in item for item in beside) else ""
    return f"{comma.join(items[:-1])}{last} {conjunction} {items[-1]}"


def has_comma(item: str) -> bool:
    """Whether an item of a list has a comma of its own, outside parentheses."""
    return ", " in re.sub(r"\([^)]*\)", "", item)


def occupation(code: str, locale: str) -> str:
    """One who works in an ISCO-08 group, of any level: "software developer"."""
    return _json(f"{locale}/isco-singular")[code]


def place(country: str | None, region: str | None, locale: str) -> str:
    """Region and country as they stand behind "in"; empty where neither is known."""
    land = _with_article(country, locale) if country else ""
    if not region:
        return land
    name = region_name(region, locale)
    if region in _REGIONS_WITH_ARTICLE[locale]:
        name = f"{'the' if locale == 'en' else 'de'} {name}"
    if not land:
        return name
    return f"{name}, {land}" if name.endswith(")") else f"{name} ({land})"


def is_everyday(skill: str, label: str) -> bool:
    """Whether a skill is ordinary words, written small inside a sentence, rather than a name such as Python.

    It is where it has a Dutch name of its own, or where all words behind the first are written small.
    """
    return skill in _json("nl/skills") or re.fullmatch(r"[A-Z][a-z-]+( [a-z-]+)+", label) is not None


@cache
def language_names(locale: str) -> frozenset[str]:
    """The names of all languages, which English and Dutch write with a capital."""
    names = Locale(locale).languages.values()
    return frozenset(name[:1].upper() + name[1:] for name in names)


def article(noun: str) -> str:
    """An English noun with "a" or "an", by its sound."""
    sounds_as_vowel = noun.startswith("ICT") or (noun[0] in "aeiou" and not noun.startswith(("uni", "eu", "use")))
    return f"{'an' if sounds_as_vowel else 'a'} {noun}"


def _with_article(country: str, locale: str) -> str:
    name = country_name(country, locale)
    if locale == "en":
        return f"the {name}" if country in _THE else name
    if country in _HET:
        return f"het {name}"
    return f"de {name}" if country in _DE else name


@cache
def _json(name: str) -> dict[str, Any]:
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
