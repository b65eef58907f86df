"""Crowds: people who publish alike, formed as finely as at least ``k`` of them still share a row.

Cells of the same occupation, place, seniority and education are placed from the finest combination of levels to the
coarsest; who is left over climbs on (full-domain generalisation with local recoding: Samarati 2001, LeFevre et al.
2005). Inside a cell people are divided further (dividing.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from secrets import SystemRandom

import numpy as np
from numpy.typing import NDArray

from .dividing import divided
from .facts import COARSER_EDUCATION, COARSER_SENIORITY, Fact
from .population import LEVELS, NOTHING, Population
from .record import EducationLevel, Seniority

Places = NDArray[np.int64]
Combination = tuple[int, ...]
"""A level for each ladder; the number of its levels where it is left out."""

# What a fact is worth to who explores, by ladder and level, the finest first; the last is for leaving it out.
_WORTH = ((3.2, 2.9, 2.5, 1.4, 0.0), (2.0, 1.9, 1.8, 1.6, 0.5, 0.0), (1.2, 0.8, 0.0), (1.0, 0.6, 0.0))
LARGEST = 20
"""A crowd is at most so many times ``k`` people: all of it gets new ids when it changes."""


@dataclass(frozen=True)
class Group:
    """People who publish one row together. ``row``: numbers of facts · ``places``: of its people in the population."""

    row: frozenset[int]
    places: tuple[int, ...]


@dataclass(frozen=True)
class Standing:
    """A crowd that may stay as it is, and that somebody could join. ``row`` as in Group."""

    key: str
    row: frozenset[int]
    members: tuple[int, ...]


@dataclass(frozen=True)
class Formed:
    """What became of the people: new groups, the crowds that were taken up in them, and who could not be placed."""

    groups: tuple[Group, ...]
    dissolved: frozenset[str]
    unplaced: tuple[int, ...]


@dataclass
class _Cell:
    base: frozenset[int]
    places: list[int] = field(default_factory=list)


def worth(combination: Combination) -> float:
    """What a combination of levels tells, as a sum over its ladders."""
    return sum(ladder[level] for ladder, level in zip(_WORTH, combination, strict=True))


COMBINATIONS: tuple[Combination, ...] = tuple(
    sorted(
        product(range(LEVELS[0]), *(range(length + 1) for length in LEVELS[1:])),
        key=lambda each: (-worth(each), each),
    )
)
"""Every combination that says at least the occupation's major group, the most telling first."""


def form(
    population: Population, pool: Sequence[int], standing: Sequence[Standing], k: int, *, divide: bool = True
) -> Formed:
    """Place the people of the pool, among themselves or with a standing crowd, whichever tells more.

    A standing crowd that somebody joins is dissolved and formed anew with them: all of it publishes new ids together.
    ``divide``: whether groups are divided by skills, languages and sectors and publish what they share of them.
    """
    joinable = _Joinable(population, standing)
    options = {place: joinable.best(place) for place in pool} if standing else {}
    floors = np.array([option[0] if (option := options.get(place)) else 0.0 for place in pool])
    cells, left = _place(population, np.asarray(pool, np.int64), k, floors)
    groups = [group for cell in cells for group in _divided(population, cell, k, divide)]
    joining: dict[str, list[int]] = {}
    unplaced = []
    for place in left:
        if option := options.get(place):
            joining.setdefault(option[1].key, []).append(place)
        else:
            unplaced.append(place)
    by_key = {each.key: each for each in standing}
    for key, places in joining.items():
        groups += _formed_anew(population, [*by_key[key].members, *places], by_key[key].row, k, divide)
    whole = tuple(part for group in groups for part in _parted(group, k))
    return Formed(whole, frozenset(joining), tuple(unplaced))


def told(facts: Iterable[Fact]) -> float:
    """What the occupation, place, seniority and education among these facts tell together."""
    return sum(_WORTH[ladder][level] for ladder, level in (_level(*fact) for fact in facts if _is_base(fact)))


def _place(population: Population, pool: Places, k: int, floors: NDArray[np.float64]) -> tuple[list[_Cell], list[int]]:
    """Cells of at least ``k`` alike at the most telling combination; below their floor people wait for another way."""
    ladders = population.ladders
    spread = len(population.facts) + 1
    waiting, cells = np.arange(len(pool)), []
    for combination in COMBINATIONS:
        if len(waiting) < k:
            break
        chosen = [(ladders[i][level]) for i, level in enumerate(combination) if level < LEVELS[i]]
        candidates = waiting[floors[waiting] < worth(combination)]
        columns = [column[pool[candidates]] for column in chosen]
        known = np.logical_and.reduce([column != NOTHING for column in columns])
        candidates = candidates[known]
        if len(candidates) < k:
            continue
        keys = np.zeros(len(candidates), np.int64)
        for column in columns:
            keys = keys * spread + column[known]
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.r_[True, np.diff(keys[order]) != 0])
        ends = np.r_[starts[1:], len(order)]
        taken = []
        for start, end in zip(starts[ends - starts >= k], ends[ends - starts >= k], strict=True):
            members = candidates[order[start:end]]
            first = pool[members[0]]
            base = frozenset(int(column[first]) for column in chosen)
            cells.append(_Cell(base, pool[members].tolist()))
            taken.append(members)
        if taken:
            waiting = np.setdiff1d(waiting, np.concatenate(taken), assume_unique=True)
    return cells, pool[waiting].tolist()


def _divided(population: Population, cell: _Cell, k: int, divide: bool) -> list[Group]:
    if not divide:
        return [Group(cell.base, tuple(cell.places))]
    return [Group(cell.base | row, tuple(places)) for row, places in divided(population, cell.places, k)]


def _formed_anew(
    population: Population, members: Sequence[int], row: frozenset[int], k: int, divide: bool
) -> list[Group]:
    """A crowd and who joined it: finer groups where everybody finds a place in one, else one group under its row."""
    base = frozenset(number for number in row if _is_base(population.facts[number]))
    if len(members) >= 2 * k:
        cells, left = _place(
            population, np.asarray(members, np.int64), k, np.full(len(members), _told(population, base))
        )
        if not left:
            return [group for cell in cells for group in _divided(population, cell, k, divide)]
    return _divided(population, _Cell(base, list(members)), k, divide)


def _told(population: Population, base: frozenset[int]) -> float:
    """What the facts of a base are worth together; just below, so that the base itself is more."""
    return told(population.facts[number] for number in base) - 1e-6


def _level(facet: str, value: str) -> tuple[int, int]:
    """Ladder and level of a fact."""
    match facet:
        case "role" | "minor" | "occupation" | "major":
            return 0, 4 - len(value)
        case "region":
            return 1, 5 - len(value)
        case "country" | "continent":
            return 1, 3 if facet == "country" else 4
        case "seniority":
            return 2, int(Seniority(value) in COARSER_SENIORITY.values())
        case _:
            return 3, int(EducationLevel(value) in COARSER_EDUCATION.values())


def _parted(group: Group, k: int) -> Iterator[Group]:
    """A large group as crowds of a size that can get new ids together, at random."""
    number = -(-len(group.places) // (LARGEST * k))
    if number == 1:
        yield group
        return
    places = list(group.places)
    SystemRandom().shuffle(places)
    for start in range(number):
        yield Group(group.row, tuple(places[start::number]))


class _Joinable:
    """Standing crowds by what their base says, to find the most telling one that a person fits."""

    def __init__(self, population: Population, standing: Sequence[Standing]) -> None:
        self._population = population
        self._by_base: dict[tuple[tuple[int, int], ...], dict[tuple[int, ...], list[Standing]]] = {}
        for each in standing:
            base = sorted((_level(*population.facts[n]), n) for n in each.row if _is_base(population.facts[n]))
            levels, numbers = tuple(level for level, _ in base), tuple(number for _, number in base)
            self._by_base.setdefault(levels, {}).setdefault(numbers, []).append(each)
        self._worths = sorted(
            ((sum(_WORTH[i][level] for i, level in levels), levels) for levels in self._by_base), reverse=True
        )

    def best(self, place: int) -> tuple[float, Standing] | None:
        """The most telling crowd whose row is true of a person, and what its base is worth."""
        ladders, true = self._population.ladders, None
        for value, levels in self._worths:
            numbers = tuple(int(ladders[ladder][level][place]) for ladder, level in levels)
            found = self._by_base[levels].get(numbers)
            if not found:
                continue
            true = true or self._population.true_of(place)
            fitting = [each for each in found if each.row <= true]
            if fitting:
                return value, max(fitting, key=lambda each: (len(each.row), each.key))
        return None


def _is_base(fact: Fact) -> bool:
    return fact[0] not in _SHARED


_SHARED = ("language", "sector", "skill")
