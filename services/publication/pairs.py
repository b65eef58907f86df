"""Pairs of facts that few people share: counted and left out for everybody at once.

The number of people who publish two facts together stands in one long array, the lower half of a square of facts by
facts. Rows are columns of a table, so that a pair of places in it is looked up for thousands of people in one step.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Rows = Sequence[Collection[int]]
"""The numbers of the facts in each row."""
Weighted = tuple[Collection[int], int]
"""A row, and how many people publish it."""
Bits = NDArray[np.bool_]
Numbers = NDArray[np.int32]

CHUNK = 20_000


def without_rare_pairs(fixed: Rows, wishes: Rows, others: Sequence[Weighted], k: int) -> list[frozenset[int]]:
    """The fixed facts of each row and as many of its wishes as leave no pair that fewer than ``k`` rows share.

    ``others``: rows that count, and do not change. Of a rare pair between fixed facts nothing is left out.
    """
    return [frozenset(row) for row in cleared(fixed, wishes, others, k)]


def cleared(fixed: Rows, wishes: Rows, others: Sequence[Weighted], k: int) -> list[tuple[int, ...]]:
    """As ``without_rare_pairs``, for a million rows: as tuples, which take a quarter of the memory of sets.

    Row by row the wish in most rare pairs is left out until none is left; as that makes other pairs rare, all rows are
    looked through again until nothing changes.
    """
    table, free, numbers = _table(fixed, wishes, others)
    shared = _Shared(len(numbers), k)
    order = np.argsort((table > 0).sum(axis=0), kind="stable")
    parts = [_Part(table, free, order[start : start + CHUNK]) for start in range(0, len(order), CHUNK)]
    for part in parts:
        shared.add(part.table)
    shared.add_weighted(others, numbers)
    shared.settle()
    before, found = np.ones(len(numbers) + 1, bool), np.zeros(len(numbers) + 1, bool)
    while before.any():
        found[:] = False
        for part in parts:
            # Only a row with the rarer fact of a pair that became rare since it was looked at can have to change.
            which = np.flatnonzero((before | found)[part.table].any(axis=0))
            if len(which):
                found |= shared.leave_out(part, which)
        before, found = found, before
    cleared_rows: list[tuple[int, ...]] = [()] * len(order)
    back = np.append(numbers, 0)
    for part in parts:
        for place, row in zip(part.places.tolist(), _compact(back[part.table - 1], part.table > 0), strict=True):
            cleared_rows[place] = row
    return cleared_rows


def has_rare_pair(rows: Rows, others: Sequence[Weighted], k: int) -> Bits:
    """For each row whether fewer than ``k`` of all rows share some two facts of it."""
    table, _free, numbers = _table(rows, [()] * len(rows), others)
    shared = _Shared(len(numbers), k)
    parts = [table[:, start : start + CHUNK] for start in range(0, table.shape[1], CHUNK)]
    for part in parts:
        shared.add(part)
    shared.add_weighted(others, numbers)
    shared.settle()
    return np.concatenate([shared.degrees(part).any(axis=0) for part in parts]) if parts else np.zeros(0, bool)


class _Shared:
    """How many rows share each pair of facts. Facts are numbered from 1 in a table (places, rows), the rarest first; 0
    is none.

    Each row is in order, so that of two places the second has the larger number; what is left out becomes 0.
    """

    def __init__(self, facts: int, k: int) -> None:
        self._k = k
        self._base = np.arange(facts + 1, dtype=np.int64) * np.arange(-1, facts, dtype=np.int64) // 2
        self._counts = np.zeros(facts * (facts + 1) // 2 + 1, np.int32)

    def add(self, table: Numbers, weights: Numbers | None = None) -> None:
        """Count the rows of a table, each once or with its weight."""
        for second in range(1, len(table)):
            base = self._base[table[second]]
            for first in range(second):
                there = (table[first] > 0) & (table[second] > 0)
                codes = (base + table[first])[there]
                np.add.at(self._counts, codes, 1 if weights is None else weights[there])

    def settle(self) -> None:
        """Tell the rare pairs, once all rows are counted."""
        self._rare = self._counts < self._k

    def add_weighted(self, others: Sequence[Weighted], numbers: Numbers) -> None:
        """Count rows that several people publish."""
        for start in range(0, len(others), CHUNK):
            part = others[start : start + CHUNK]
            table = _numbered(_padded([row for row, _ in part]), numbers)
            self.add(np.sort(table, axis=0), np.array([number for _, number in part], np.int32))

    def degrees(self, table: Numbers) -> NDArray[np.int16]:
        """For each place of each row in how many rare pairs it is."""
        degrees = np.zeros(table.shape, np.int16)
        for second in range(1, len(table)):
            base = self._base[table[second]]
            for first in range(second):
                rare = self._rare[base + table[first]]
                rare &= table[first] > 0
                rare &= table[second] > 0
                degrees[first] += rare
                degrees[second] += rare
        return degrees

    def leave_out(self, part: _Part, which: NDArray[np.int64]) -> Bits:
        """Leave out of each of these rows the free fact in most rare pairs until none is left.

        Gives which facts are the rarer in a pair that became rare by it.
        """
        table, free, found = part.table[:, which], part.free[:, which], np.zeros(len(self._base), bool)
        everybody = self.degrees(table)
        rows = np.flatnonzero((free & (everybody > 0)).any(axis=0))
        degrees = everybody[:, rows]
        gone = []
        while len(rows):
            worst = np.where(free[:, rows], degrees, 0).argmax(axis=0)
            open_ = np.where(free[worst, rows], degrees[worst, np.arange(len(rows))], 0) > 0
            rows, worst, degrees = rows[open_], worst[open_], degrees[:, open_]
            lost, own = table[worst, rows], table[:, rows]
            table[worst, rows] = 0
            degrees[worst, np.arange(len(rows))] = 0
            rarer = np.minimum(own, lost)
            codes = self._base[np.maximum(own, lost)] + rarer
            there = (own > 0) & (own != lost)
            degrees -= self._rare[codes] & there
            gone.append((codes[there], rarer[there]))
        if gone:
            codes, rarer = map(np.concatenate, zip(*gone, strict=True))
            np.subtract.at(self._counts, codes, 1)
            is_new = (self._counts[codes] < self._k) & ~self._rare[codes]
            self._rare[codes[is_new]] = found[rarer[is_new]] = True
            part.table[:, which] = table
        return found


class _Part:
    """Some rows of a table with about as many facts each: without the places that none of them fills."""

    def __init__(self, table: Numbers, free: Bits, places: NDArray[np.int64]) -> None:
        rows = table[:, places]
        filled = slice(int(np.argmax((rows > 0).any(axis=1))), None)
        self.places = places
        self.table, self.free = np.ascontiguousarray(rows[filled]), np.ascontiguousarray(free[filled, places])


def _table(fixed: Rows, wishes: Rows, others: Sequence[Weighted]) -> tuple[Numbers, Bits, Numbers]:
    """Rows as columns of a table, in order; which facts of them may be left out; and the number of each fact in it."""
    own, extra = _padded(fixed), _padded(wishes)
    listed = [own.ravel(), extra.ravel(), np.fromiter(chain.from_iterable(row for row, _ in others), np.int32)]
    most = 1 + max((int(each.max(initial=0)) for each in listed), default=0)
    often = np.bincount(np.concatenate([each[each >= 0] for each in listed]), minlength=most)
    numbers = np.argsort(often, kind="stable").astype(np.int32)
    numbers = numbers[often[numbers] > 0]
    table = np.concatenate([_numbered(own, numbers) * 2, _numbered(extra, numbers) * 2 + 1])
    table.sort(axis=0)
    free, table = (table & 1).astype(bool), table >> 1
    table[1:][table[1:] == table[:-1]] = 0
    return table, free, numbers


def _numbered(table: Numbers, numbers: Numbers) -> Numbers:
    """The facts of a table as the places of their numbers, from 1 on."""
    places = np.zeros(int(numbers.max(initial=0)) + 2, np.int32)
    places[numbers] = np.arange(1, len(numbers) + 1)
    return places[table]


def _padded(rows: Rows) -> Numbers:
    """Rows as columns, -1 where one is shorter."""
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    table = np.full((int(lengths.max(initial=1)), len(rows)), -1, np.int32)
    lines = np.repeat(np.arange(len(rows)), lengths)
    places = np.arange(len(lines)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    table[places, lines] = np.fromiter(chain.from_iterable(rows), np.int32, len(lines))
    return table


def _compact(back: Numbers, there: Bits) -> list[tuple[int, ...]]:
    """The facts of each row."""
    facts = back.T[there.T].tolist()
    ends = np.cumsum(there.sum(axis=0)).tolist()
    return [tuple(facts[start:end]) for start, end in pairwise([0, *ends])]
