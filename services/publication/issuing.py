"""Issuing: what an epoch adds, drawn up before it is written: rows, and of each person a random id, pseudonym and tile.

A million rows are written in seconds where each table gets its own in the order of its key. So what an id shows, with
whom it was issued and whose it is are written at different moments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from secrets import token_bytes
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.bands import Exposure

from .facts import OCCUPATION, Fact
from .planning import NewCrowd
from .population import Population
from .pseudonym_words import ADJECTIVES, NOUNS
from .public_rows import columns_of, row_id_of, told_by, wider_of

TILE_BITS = 53
PROFILE_COLUMNS = ("id", "since", "pseudonym_first", "pseudonym_second", "tile", "row_id")
BEARER_COLUMNS = ("row_id", "id", "account_id", "crowd_id")
CROWD_COLUMNS = ("id", "exposure", "row", "occupation", "size", "population", "worn", "members")
CHUNK = 5_000
"""So many rows are made of the columns at a time."""
_ID_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", np.uint8)
_ID_LENGTH, _LAST_BITS = 26, 0b11100

Numbers = NDArray[np.int64]
Ids = NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class Issued:
    """A person who gets a new id. ``place``: in the population · ``row``: the place of their row in the draft."""

    account_id: str
    id: str
    row_id: int
    crowd_id: str
    exposure: Exposure
    place: int
    row: int


class Draft:
    """What an epoch adds. ``row_ids``: of the different rows in it · ``population``: whom it is about."""

    def __init__(self, crowds: Sequence[NewCrowd], population: Population, *, generation: int, size: int) -> None:
        sizes = [len(each.places) for each in crowds]
        self.population = population
        self._crowds, self._generation, self._size = crowds, generation, size
        self._places = np.fromiter(chain.from_iterable(each.places for each in crowds), np.int64, sum(sizes))
        self._crowd_of, self._ends = np.repeat(np.arange(len(crowds)), sizes), np.cumsum([0, *sizes])
        self._rows, self._row_of = _different(crowds, sum(sizes))
        self._ids, self._crowd_ids = new_ids(sum(sizes)), new_ids(len(crowds))
        accounts = [population.keys[place] for place in self._places]
        self._accounts = np.array(accounts, f"S{_ID_LENGTH}")
        digests = [told_by(fact).digest for fact in population.facts]
        row_ids = (row_id_of([digests[number] for number in row]) for row in self._rows)
        self.row_ids: Numbers = np.fromiter(row_ids, np.int64, len(self._rows))

    def rows(self, which: Numbers) -> Iterator[tuple[Any, ...]]:
        """The columns of rows (``public_rows.COLUMNS``), by their places among ``row_ids``."""
        return (columns_of(self.facts_of(row)) for row in which)

    def facts_of(self, row: int) -> frozenset[Fact]:
        """What a row says."""
        return self.population.named(self._rows[row])

    def facts(self, which: Numbers) -> frozenset[Fact]:
        """Everything that these rows say, and what it lies in."""
        said = self.population.named(set(chain.from_iterable(self._rows[row] for row in which)))
        return said.union(*map(wider_of, said))

    def facets(self, which: Numbers, fact_ids: dict[Fact, int]) -> Iterator[tuple[Any, ...]]:
        """The columns of the facets of rows (``public_rows.FACET_COLUMNS``)."""
        lengths = [len(self._rows[row]) for row in which]
        said = np.fromiter(chain.from_iterable(self._rows[row] for row in which), np.int32, sum(lengths))
        own = np.repeat(self.row_ids[which], lengths)
        lines = [line[said] for line in self._said_by_number(said, fact_ids)]
        fact = np.concatenate([line[line >= 0] for line in lines])
        row = np.concatenate([own[line >= 0] for line in lines])
        order = np.lexsort((row, fact))
        for part in _parts(order):
            published = (part < len(said)).tolist()
            yield from zip(fact[part].tolist(), row[part].tolist(), published, strict=True)

    def profiles(self) -> Iterator[tuple[Any, ...]]:
        """The columns of everybody's profile (``PROFILE_COLUMNS``)."""
        for part in _parts(np.argsort(self._ids)):
            drawn = np.frombuffer(token_bytes(24 * len(part)), np.uint64).reshape(3, -1)
            first, second, tile = drawn[0] % len(ADJECTIVES), drawn[1] % len(NOUNS), drawn[2] >> (64 - TILE_BITS)
            numbers = (first, second, tile, self.row_ids[self._row_of[part]])
            since = [self._generation] * len(part)
            yield from zip(_text(self._ids[part]), since, *(each.tolist() for each in numbers), strict=True)

    def bearers(self) -> Iterator[tuple[Any, ...]]:
        """By which profile, whose, issued with whom, each row is shown (``BEARER_COLUMNS``)."""
        row_ids = self.row_ids[self._row_of]
        for part in _parts(np.lexsort((self._ids, row_ids))):
            crowds = self._crowd_ids[self._crowd_of[part]]
            yield from zip(
                row_ids[part].tolist(), *map(_text, (self._ids[part], self._accounts[part], crowds)), strict=True
            )

    def crowds(self) -> Iterator[tuple[Any, ...]]:
        """The columns of the crowds (``CROWD_COLUMNS``), each with its ids in an order that says nothing."""
        for number in np.argsort(self._crowd_ids):
            crowd = self._crowds[number]
            facts = sorted(self.population.named(crowd.base))
            yield (
                str(self._crowd_ids[number], "ascii"),
                crowd.exposure.value,
                json.dumps({"facts": facts}),
                max((value for facet, value in facts if facet in OCCUPATION.values()), key=len, default=None),
                self._size,
                crowd.population,
                False,
                json.dumps(_text(np.sort(self._ids[self._ends[number] : self._ends[number + 1]]))),
            )

    def people(self) -> Iterator[Issued]:
        """Everybody who gets a new id, in the order of their accounts."""
        exposures = [each.exposure for each in self._crowds]
        for part in _parts(np.argsort(self._accounts)):
            crowd, row = self._crowd_of[part], self._row_of[part]
            ids = map(_text, (self._accounts[part], self._ids[part], self._crowd_ids[crowd]))
            accounts, public_ids, crowd_ids = ids
            yield from map(
                Issued,
                accounts,
                public_ids,
                self.row_ids[row].tolist(),
                crowd_ids,
                [exposures[each] for each in crowd],
                self._places[part].tolist(),
                row.tolist(),
            )

    def _said_by_number(self, said: NDArray[np.int32], fact_ids: dict[Fact, int]) -> NDArray[np.int32]:
        """For each number of a fact the stored number of it, then of what it lies in; -1 for nothing."""
        numbers = np.unique(said)
        known = [self.population.facts[number] for number in numbers]
        lines = [(fact, *wider_of(fact)) for fact in known]
        table = np.full((max(map(len, lines), default=1), len(self.population.facts)), -1, np.int32)
        for number, line in zip(numbers, lines, strict=True):
            table[: len(line), number] = [fact_ids[fact] for fact in line]
        return table


def new_ids(number: int) -> Ids:
    """As ``models.base.new_id``, many at once."""
    drawn = np.frombuffer(token_bytes(_ID_LENGTH * number), np.uint8).reshape(number, _ID_LENGTH) & 31
    drawn[:, -1] &= _LAST_BITS  # 26 letters hold two bits more than 128
    return np.ascontiguousarray(_ID_LETTERS[drawn]).view(f"S{_ID_LENGTH}").ravel()


def _different(crowds: Sequence[NewCrowd], people: int) -> tuple[list[tuple[int, ...]], Numbers]:
    """The different rows as the numbers of their facts, and the place among them of each person's."""
    found: dict[tuple[int, ...], int] = {}
    row_of = np.empty(people, np.int64)
    start = 0
    for crowd in crowds:
        end = start + len(crowd.places)
        own = crowd.own or [tuple(crowd.base)]
        row_of[start:end] = [found.setdefault(tuple(sorted(row)), len(found)) for row in own]
        start = end
    return list(found), row_of


def _text(ids: Ids) -> list[str]:
    listed: list[str] = ids.astype(str).tolist()
    return listed


def _parts(order: Numbers) -> Iterator[Numbers]:
    return (order[start : start + CHUNK] for start in range(0, len(order), CHUNK))
