"""What the explorer is asked, and what it answers; the index behind ``ExplorerIndex`` may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

VERIFIED_FACETS = (
    "occupation", "role", "skill", "availability", "rate", "remote", "seniority", "country", "region", "language",
    "certification",
)  # fmt: skip
"""The facets of what verified clients may read, by the names they have in addresses."""


class Sort(str, Enum):
    """Order of the results; ties lie in the order of the random public ids, which tells nothing."""

    BEST = "best"
    AVAILABLE = "available"
    RATE = "rate"


@dataclass(frozen=True)
class Term:
    """One thing asked for: one of these phrases, or one of these ISCO-08 unit groups.

    A phrase is a tuple of folded words that must all occur; a word of three letters or more may be a beginning.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    occupations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """Terms that should all fit, values per facet of which one must fit, and which page of the order.

    ``page`` counts from 1; ``size`` is the number of profiles on a page.
    """

    terms: tuple[Term, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1
    size: int = 20


@dataclass(frozen=True)
class Results:
    """What was found.

    ``facets``: per facet the number of profiles per value, counted under the query's other filters (disjunctive) ·
    ``partial``: nobody fits all terms, so these are who fit some · ``page``: the page shown, the last at the most.
    """

    total: int
    ids: tuple[str, ...]
    facets: Mapping[str, Mapping[str, int]]
    page: int = 1
    partial: bool = False


class ExplorerIndex(Protocol):
    """Answers queries over the profiles of one tier."""

    def search(self, query: Query) -> Results:
        """Total, the page's ids in order, and all facet counts."""
