"""The people who may be published, as columns of numbers: what the crowds are formed from, a million at a time.

Every fact, at every level of its ladder, has a number. Whatever a person does not have is ``NOTHING``.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from .facts import COARSER_EDUCATION, COARSER_SENIORITY, OCCUPATION, Fact, PublicFacts, place_facet, skill_groups
from .places import continent_of, nuts_parents
from .record import EducationLevel, Seniority

NOTHING = -1
LEVELS = (4, 5, 2, 2)
"""Levels of the ladders of occupation (unit group to major group), place (NUTS 3, 2, 1, country, continent),
seniority and education (a band, a coarser band), the finest first."""

_LADDERS = tuple(slice(start, end) for start, end in pairwise(accumulate(LEVELS, initial=0)))
Numbers = NDArray[np.int32]
Row = Sequence[int]


@dataclass(frozen=True)
class Person:
    """What a reviewed record says of one person, as ids of the vocabulary.

    ``key`` says who it is to the caller · ``revision``: which state of the record this is, where it may change.
    """

    key: str
    occupation: str | None
    region: str | None
    country: str | None
    seniority: str | None
    education: str | None
    languages: Sequence[str]
    sectors: Sequence[str]
    skills: Sequence[str]
    revision: int = 0


class Population:
    """People and their facts as columns.

    ``keys``: who they are · ``revisions``: of their records · ``ladders``: a column of fact numbers for each level of
    each ladder · ``facts``: the fact of each number.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self.facts: list[Fact] = []
        self._numbers: dict[Fact, int] = {}
        self._occupation, self._place = self._numbering(_occupation_ladder), self._numbering(_place_ladder)
        self._seniority, self._education = self._numbering(_seniority_ladder), self._numbering(_education_ladder)
        self._language, self._sector, self._skill = (
            self._numbering(lambda each: (("language", each),)),
            self._numbering(lambda each: (("sector", each),)),
            self._numbering(_skill_ladder),
        )
        self.keys: list[str] = []
        self.revisions = array("q")
        rows, tokens, ends = array("i"), array("i"), array("q", [0])
        for person in people:
            self.keys.append(person.key)
            self.revisions.append(person.revision)
            rows.extend(self._ladders(person))
            tokens.extend(self._tokens(person))
            ends.append(len(tokens))
        width = sum(LEVELS)
        table = np.frombuffer(rows, dtype=np.int32).reshape(-1, width) if self.keys else np.empty((0, width), np.int32)
        self._columns = np.ascontiguousarray(table.T)
        self._tokens_of = np.frombuffer(tokens, dtype=np.int32) if tokens else np.empty(0, np.int32)
        self._ends = np.frombuffer(ends, dtype=np.int64)
        self._limits: dict[int, frozenset[int]] = {}
        self.place_of = {key: place for place, key in enumerate(self.keys)}

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def ladders(self) -> tuple[Numbers, ...]:
        """For each ladder an array (levels, people), the finest level first."""
        return tuple(self._columns[levels] for levels in _LADDERS)

    def tokens(self, place: int) -> list[int]:
        """The numbers of a person's languages, sectors, skills and groups of skills."""
        return self._tokens_of[self._ends[place] : self._ends[place + 1]].tolist()

    def token_counts(self, places: Sequence[int]) -> dict[int, int]:
        """How many of these people have each language, sector, skill and group of skills."""
        chosen = np.zeros(len(self), bool)
        chosen[np.asarray(places, np.int64)] = True
        tokens = self._tokens_of[np.repeat(chosen, np.diff(self._ends))]
        return {number: count for number, count in enumerate(np.bincount(tokens).tolist()) if count}

    def finest(self) -> Numbers:
        """An array (ladders, people): the number of each person's finest fact; NOTHING where there is none."""
        found = np.full((len(_LADDERS), len(self)), NOTHING, np.int32)
        for line, ladder in zip(found, self.ladders, strict=True):
            for level in ladder[::-1]:
                np.copyto(line, level, where=level != NOTHING)
        return found

    def true_of(self, place: int) -> frozenset[int]:
        """The numbers of every fact that is true of a person, at every level."""
        return frozenset((*self._columns[:, place].tolist(), *self.tokens(place))) - {NOTHING}

    def number(self, fact: Fact) -> int:
        """The number of a fact; given out at first use."""
        found = self._numbers.get(fact)
        if found is None:
            found = self._numbers[fact] = len(self.facts)
            self.facts.append(fact)
        return found

    def named(self, numbers: Iterable[int]) -> frozenset[Fact]:
        """The facts of numbers."""
        return frozenset(self.facts[number] for number in numbers)

    def confine(self, places: Iterable[int], row: PublicFacts) -> None:
        """Let these people count only with what a row says of them, so that nothing finer is published."""
        allowed = np.array(sorted(self.number(fact) for fact in row.implied()), np.int32)
        for place in places:
            column = self._columns[:, place]
            column[~np.isin(column, allowed)] = NOTHING
            own = self._tokens_of[self._ends[place] : self._ends[place + 1]]
            own[~np.isin(own, allowed)] = self.number(("", ""))

    def _ladders(self, person: Person) -> tuple[int, ...]:
        return (
            *self._occupation(person.occupation),
            *self._place(person.region, person.country),
            *self._seniority(person.seniority),
            *self._education(person.education),
        )

    def _numbering(self, ladder: Callable[..., tuple[Fact | None, ...]]) -> Callable[..., tuple[int, ...]]:
        """A ladder by the numbers of its facts."""

        def numbered(*ids: str | None) -> tuple[int, ...]:
            return tuple(NOTHING if fact is None else self.number(fact) for fact in ladder(*ids))

        return lru_cache(maxsize=65536)(numbered)

    def _tokens(self, person: Person) -> dict[int, None]:
        numbers = [number for each in person.languages for number in self._language(each)]
        numbers += [number for each in person.sectors for number in self._sector(each)]
        numbers += [number for each in person.skills for number in self._skill(each)]
        return dict.fromkeys(numbers)


def _skill_ladder(skill: str) -> tuple[Fact, ...]:
    return (("skill", skill), *(("skill", group) for group in skill_groups(skill)))


def _occupation_ladder(code: str | None) -> tuple[Fact | None, ...]:
    lengths = range(4, 0, -1)
    return tuple((OCCUPATION[length], code[:length]) if code and len(code) >= length else None for length in lengths)


def _place_ladder(region: str | None, country: str | None) -> tuple[Fact | None, ...]:
    regions = (region, *nuts_parents(region)[:-1]) if region else ()
    places = (*(None for _ in range(3 - len(regions))), *regions, country, country and continent_of(country))
    return tuple((place_facet(place), place) if place else None for place in places)


def _seniority_ladder(band: str | None) -> tuple[Fact | None, ...]:
    if band is None:
        return None, None
    return ("seniority", band), ("seniority", COARSER_SENIORITY[Seniority(band)].value)


def _education_ladder(level: str | None) -> tuple[Fact | None, ...]:
    if level is None:
        return None, None
    return ("education", level), ("education", COARSER_EDUCATION[EducationLevel(level)].value)
