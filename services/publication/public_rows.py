"""What public profiles show, as it is stored: once, under a hash of its facts, with what it is found by."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import Row, Select, and_, false, func, or_, select
from sqlmodel import Session, col

from models.publication import PublicFacet, PublicFact, PublicRow

from . import storage
from .bulk import insert_many
from .facts import OCCUPATION, Fact, PublicFacts
from .normalise import key_of
from .places import place_name
from .vocabulary import vocabulary
from .wording import LOCALES, language

COLUMNS = (
    "id", "occupation", "place", "seniority", "education", "languages", "sectors", "skills", "title_words", "words",
)  # fmt: skip
FACET_COLUMNS = ("fact_id", "row_id", "published")
DIGEST = 16
FEW = 200
"""So many facts are looked up one by one; for more all are read."""
_HOLDING = ("occupation", "region", "country")
_LISTED = ("language", "sector", "skill")


@dataclass(frozen=True, slots=True)
class Told:
    """What a fact adds to a row: its share of the hash, and the words to find it by.

    ``column``: the single column it fills, None where there are several of its kind · ``is_title``: its words are an
    occupation's.
    """

    column: str | None
    digest: bytes
    words: tuple[str, ...]
    is_title: bool


def row_id_of(digests: Iterable[bytes]) -> int:
    """The id of the row with the facts of these digests."""
    return int.from_bytes(blake2b(b"".join(sorted(digests)), digest_size=8).digest()) >> 1


def columns_of(facts: Collection[Fact]) -> tuple[Any, ...]:
    """The values of ``COLUMNS``, as both drivers take them."""
    single: dict[str, str] = {}
    several: dict[str, list[str]] = {facet: [] for facet in _LISTED}
    parts = []
    for fact in sorted(facts):
        told = told_by(fact)
        parts.append(told)
        if told.column:
            single[told.column] = fact[1]
        else:
            several[fact[0]].append(fact[1])
    skills = several["skill"]
    shown = [each for each in skills if _is_skill(each)] + [each for each in skills if not _is_skill(each)]
    return (
        row_id_of(told.digest for told in parts),
        single.get("occupation"),
        single.get("place"),
        single.get("seniority"),
        single.get("education"),
        json.dumps(several["language"]),
        json.dumps(several["sector"]),
        json.dumps(shown),
        _between_spaces(word for told in parts if told.is_title for word in told.words),
        _between_spaces(word for told in parts for word in told.words),
    )


def facets_of(facts: Collection[Fact]) -> Iterator[tuple[Fact, bool]]:
    """The values by which anyone filters, and whether each is published itself; else it is what one of them lies in."""
    published = frozenset(facts)
    yield from ((fact, True) for fact in published)
    yield from ((fact, False) for fact in {wider for each in published for wider in wider_of(each)} - published)


@lru_cache(maxsize=65536)
def told_by(fact: Fact) -> Told:
    """What a fact adds to a row."""
    facet, value = fact
    is_title = facet in OCCUPATION.values()
    is_place = facet in ("region", "country", "continent")
    column = "occupation" if is_title else "place" if is_place else None if facet in _LISTED else facet
    words = dict.fromkeys(map(key_of, _labels(facet, value)))
    digest = blake2b(f"{facet}\0{value}".encode(), digest_size=DIGEST).digest()
    return Told(column, digest, tuple(word for word in words if word), is_title)


@lru_cache(maxsize=65536)
def wider_of(fact: Fact) -> tuple[Fact, ...]:
    """The fields of work and the places that a fact lies in."""
    return tuple(sorted(each for each in PublicFacts.of([fact]).implied() if each[0] in _HOLDING and each != fact))


def facts_of_row(row: PublicRow | Row[Any]) -> frozenset[Fact]:
    """What a stored row says, also of what the vocabulary no longer has."""
    return replace(PublicFacts.of_row(row), skills=tuple(row.skills)).facts()


def store(session: Session, facts: Collection[Fact]) -> int:
    """Have a row with these facts, whole; gives its id."""
    numbers = fact_ids(session, [fact for fact, _published in facets_of(facts)], add=True)
    columns = columns_of(facts)
    insert_many(session, PublicRow, COLUMNS, [columns], again=True)
    facets = [(numbers[fact], columns[0], published) for fact, published in facets_of(facts)]
    insert_many(session, PublicFacet, FACET_COLUMNS, facets, again=True)
    return int(columns[0])


def fact_ids(session: Session, facts: Iterable[Fact], *, add: bool = False) -> dict[Fact, int]:
    """The numbers of facts; of those that have none yet only with ``add``, which gives them one."""
    wanted = set(facts)
    known = {(facet, value): number for number, facet, value in session.execute(_named(wanted))}
    if add and (new := sorted(wanted - known.keys())):
        first = (session.execute(select(func.max(PublicFact.id))).scalar() or 0) + 1
        known |= {fact: number for number, fact in enumerate(new, first)}
        insert_many(session, PublicFact, ("id", "facet", "value"), [(known[fact], *fact) for fact in new])
    return {fact: known[fact] for fact in wanted if fact in known}


def _named(facts: Collection[Fact]) -> Select[int, str, str]:
    """Facts by number, some or, where many are asked for, all."""
    statement = select(col(PublicFact.id), col(PublicFact.facet), col(PublicFact.value))
    if len(facts) > FEW:
        return statement
    values: dict[str, list[str]] = {}
    for facet, value in facts:
        values.setdefault(facet, []).append(value)
    named = (and_(col(PublicFact.facet) == facet, col(PublicFact.value).in_(own)) for facet, own in values.items())
    return statement.where(or_(false(), *named))


def _labels(facet: str, value: str) -> list[str]:
    """What a fact is called, in every language; nothing where nobody would search for it."""
    match facet:
        case "skill":
            return list(vocabulary().labels(storage.skill_kind(value), value))
        case "sector":
            return list(vocabulary().labels("nace", value))
        case "language":
            return [language(value, locale) for locale in LOCALES]
        case "region" | "country" | "continent":
            return [place_name(value, locale) for locale in LOCALES]
        case "major" | "occupation" | "minor" | "role":
            return storage.occupation_labels([value])
    return []


@lru_cache(maxsize=65536)
def _is_skill(value: str) -> bool:
    return storage.skill_kind(value) == "skill"


def _between_spaces(words: Iterable[str]) -> str:
    return f" {' '.join(dict.fromkeys(words))} "
