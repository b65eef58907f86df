"""Pairs of facts that few people share: counted for everybody at once as a product of sparse matrices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Rows = Sequence[frozenset[int]]
"""The numbers of the facts in each row."""
Weighted = tuple[frozenset[int], int]
"""A row, and how many people publish it."""

CHUNK = 20_000
_SIEVE = 1 << 24


def without_rare_pairs(fixed: Rows, wishes: Rows, others: Sequence[Weighted], k: int) -> list[frozenset[int]]:
    """The fixed facts of each row and as many of its wishes as leave no pair that fewer than ``k`` rows share.

    ``others``: rows that count, and do not change. Of a rare pair between fixed facts nothing is left out.
    """
    table, free = _padded(fixed, wishes)
    size = 1 + max((int(table.max(initial=0)), *(max(row, default=0) for row, _ in others)), default=0)
    counts = _counts(table, size) + _counts_of(others, size)
    while True:
        rare = _Rare(counts, size, k)
        changed = []
        for start in range(0, len(table), CHUNK):
            part = slice(start, start + CHUNK)
            before = table[part].copy()
            touched = _cover(table[part], free[part], rare)
            if touched.any():
                changed.append((before[touched], table[part][touched].copy()))
        if not changed:
            break
        counts = counts - _counts(np.concatenate([before for before, _ in changed]), size)
        counts = counts + _counts(np.concatenate([after for _, after in changed]), size)
    return [frozenset(row[row >= 0].tolist()) for row in table]


def has_rare_pair(rows: Rows, others: Sequence[Weighted], k: int) -> NDArray[np.bool_]:
    """For each row whether fewer than ``k`` of all rows share some two facts of it."""
    table, _free = _padded(rows, [frozenset()] * len(rows))
    size = 1 + max((int(table.max(initial=0)), *(max(row, default=0) for row, _ in others)), default=0)
    rare = _Rare(_counts(table, size) + _counts_of(others, size), size, k)
    parts = [rare.among(table[start : start + CHUNK])[0].any(axis=1) for start in range(0, len(table), CHUNK)]
    return np.concatenate(parts) if parts else np.zeros(0, bool)


class _Rare:
    """The pairs that some, but fewer than ``k``, rows share."""

    def __init__(self, counts: sparse.csr_matrix, size: int, k: int) -> None:
        upper = sparse.triu(counts, 1, format="coo")
        few = (upper.data > 0) & (upper.data < k)
        self._size = size
        self._codes = np.sort(upper.row[few].astype(np.int64) * size + upper.col[few])
        self._sieve = np.zeros(_SIEVE, bool)
        self._sieve[self._codes % _SIEVE] = True

    def among(self, table: NDArray[np.int32]) -> tuple[NDArray[np.bool_], NDArray[np.intp], NDArray[np.intp]]:
        """Whether each pair of columns is a rare pair, row by row; and the first and second column of each pair."""
        ordered = np.sort(table, axis=1)
        order = np.argsort(table, axis=1)
        first, second = np.triu_indices(table.shape[1], 1)
        small, large = ordered[:, first].astype(np.int64), ordered[:, second]
        codes = small * self._size + large
        found = self._sieve[codes % _SIEVE] & (small >= 0)
        candidates = codes[found]
        if len(self._codes):
            near = np.minimum(np.searchsorted(self._codes, candidates), len(self._codes) - 1)
            found[found] = self._codes[near] == candidates
        else:
            found[:] = False
        return found, order, np.stack((first, second))


def _cover(table: NDArray[np.int32], free: NDArray[np.bool_], rare: _Rare) -> NDArray[np.bool_]:
    """Leave out, row by row, the free fact in most rare pairs until none is left; gives which rows have changed."""
    changed = np.zeros(len(table), bool)
    rows = np.arange(len(table))
    while len(rows):
        found, order, (first, second) = rare.among(table[rows])
        has = found.any(axis=1)
        rows, found, order = rows[has], found[has], order[has]
        if not len(rows):
            break
        degrees = np.zeros((len(rows), table.shape[1]), np.int32)
        lines, pairs = np.nonzero(found)
        for ends in (first, second):
            np.add.at(degrees, (lines, order[lines, ends[pairs]]), 1)
        degrees[~free[rows]] = 0
        worst = degrees.argmax(axis=1)
        movable = degrees[np.arange(len(rows)), worst] > 0
        rows, worst = rows[movable], worst[movable]
        table[rows, worst] = -1
        changed[rows] = True
    return changed


def _padded(fixed: Rows, wishes: Rows) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Rows as a table of fact numbers, -1 where a row is shorter, and which of them may be left out."""
    lists = [(sorted(own), sorted(wish - own)) for own, wish in zip(fixed, wishes, strict=True)]
    width = max((len(own) + len(wish) for own, wish in lists), default=0)
    table = np.full((len(lists), max(width, 2)), -1, np.int32)
    free = np.zeros(table.shape, bool)
    for line, (own, wish) in enumerate(lists):
        table[line, : len(own) + len(wish)] = own + wish
        free[line, len(own) : len(own) + len(wish)] = True
    return table, free


def _counts(table: NDArray[np.int32], size: int) -> sparse.csr_matrix:
    """How many rows have both of two facts."""
    lines, columns = np.nonzero(table >= 0)
    ones = np.ones(len(lines), np.int32)
    rows = sparse.csr_matrix((ones, (lines, table[lines, columns])), shape=(len(table), size))
    return sparse.csr_matrix(rows.T @ rows)


def _counts_of(weighted: Sequence[Weighted], size: int) -> sparse.csr_matrix:
    lines = np.repeat(np.arange(len(weighted)), [len(row) for row, _ in weighted])
    numbers = np.fromiter((number for row, _ in weighted for number in row), np.int64)
    ones = np.ones(len(numbers), np.int32)
    rows = sparse.csr_matrix((ones, (lines, numbers)), shape=(len(weighted), size))
    weights = sparse.diags_array(np.array([number for _, number in weighted], np.int32), dtype=np.int32)
    return (
        sparse.csr_matrix(rows.T @ weights @ rows) if len(weighted) else sparse.csr_matrix((size, size), dtype=np.int32)
    )
