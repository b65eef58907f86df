"""The pools in content/ that demo data is composed from, read once and typed; a text has one part a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

CONTENT = Path(__file__).parent / "content"
LANGUAGES = ("en", "nl", "de")

T = TypeVar("T")


@dataclass(frozen=True)
class Occupation:
    """A career: ISCO-08 unit group, four titles from starter to lead, skills from common to rare."""

    isco: str
    titles: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A field of work: ``english`` is the share of résumés in English, ``rates`` euros a day (starter, lead)."""

    key: str
    weight: int
    english: float
    rates: tuple[int, int]
    on_site: bool
    level: str
    kinds: tuple[str, ...]
    tools: tuple[str, ...]
    themes: tuple[str, ...]
    skills: tuple[str, ...]
    certifications: tuple[str, ...]
    studies: tuple[str, ...]
    achievements: tuple[str, ...]
    occupations: tuple[Occupation, ...]


@lru_cache
def fields() -> tuple[Field, ...]:
    """All fields of work, in alphabetical order of their key."""
    return tuple(_field(path.stem, _read(path)) for path in sorted((CONTENT / "fields").glob("*.toml")))


@lru_cache
def pool(name: str) -> dict[str, Any]:
    """A pool of content/ by the name of its file: names, places, employers, schools or writing."""
    return _read(CONTENT / f"{name}.toml")


def say(text: str, language: str) -> str:
    """The part of ``text`` ("English|Dutch|German", or one part for all three) in ``language``."""
    parts = text.split("|")
    return parts[LANGUAGES.index(language)] if len(parts) > 1 else parts[0]


def weighted(random: Random, options: dict[T, float]) -> T:
    """One key of ``options``, as likely as its weight says."""
    return random.choices(list(options), list(options.values()))[0]


def popular(random: Random, ranked: tuple[str, ...], count: int) -> list[str]:
    """``count`` different items, the first ones much likelier: weights fall as 1/rank (Zipf).

    Weighted sampling without replacement after Efraimidis and Spirakis (2006).
    """
    keys = {item: random.random() ** rank for rank, item in enumerate(ranked, start=1)}
    return sorted(keys, key=lambda item: -keys[item])[:count]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _field(key: str, data: dict[str, Any]) -> Field:
    occupations = tuple(
        Occupation(one["isco"], tuple(one["titles"]), tuple(one["skills"])) for one in data["occupations"]
    )
    return Field(
        key=key,
        weight=data["weight"],
        english=data["english"],
        rates=tuple(data["rates"]),
        on_site=data["on_site"],
        level=data["level"],
        kinds=tuple(data["kinds"]),
        tools=tuple(data["tools"]),
        themes=tuple(data["themes"]),
        skills=tuple(data["skills"]),
        certifications=tuple(data["certifications"]),
        studies=tuple(data["studies"]),
        achievements=tuple(data["achievements"]),
        occupations=occupations,
    )
