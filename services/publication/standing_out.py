"""Standing out a little: rows of one's own, in which any two facts together are shared by at least ``k`` people.

The facts of the crowd (occupation, place, seniority, education, as coarse as at least ``k`` share them together) stay;
of the rest whatever is in most rare pairs is left out until no pair is rare, and skills that are left out may come back
as a group (k^m-anonymity of set-valued data, m = 2: Terrovitis, Mamoulis and Kalnis 2008).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from .facts import wider_skills
from .pairs import Rows, Weighted, cleared
from .population import Population
from .vocabulary import vocabulary

MOST_SKILLS = 10
MOST_GROUPS = 4
_LADDERS = (
    ("role", "minor", "occupation", "major"),
    ("region", "country", "continent"),
    ("seniority",),
    ("education",),
)


def stand_out(
    population: Population,
    bases: Mapping[int, frozenset[int]],
    others: Iterable[Weighted],
    k: int,
    *,
    everybody: Sequence[int],
) -> dict[int, tuple[int, ...]]:
    """The row of each person, by place in the population.

    ``bases``: the facts of each person's crowd, shared by at least ``k`` of these people · ``others``: the rows that
    are published besides, each with the number of people · ``everybody``: who stands out, also those others. What is
    common among all of them is wished for, so that rows formed anew go with those that stay.
    """
    published, places = list(others), list(bases)
    fixed: Rows = [bases[place] for place in places]
    wishing = Wishing(population, population.token_counts(everybody), k)
    rows = cleared(fixed, [wishing.facts_of(place, bases[place]) for place in places], published, k)
    groups = [wishing.groups_of(place, row) for place, row in zip(places, rows, strict=True)]
    rows = cleared(rows, groups, published, k)
    return dict(zip(places, rows, strict=True))


class Wishing:
    """What people would add to what is fixed. ``counts``: how many people have each fact, at least ``k`` for a wish."""

    def __init__(self, population: Population, counts: Mapping[int, int], k: int) -> None:
        self._population = population
        self._finest = population.finest()
        common = [number for number, people in counts.items() if people >= k]
        common.sort(key=lambda number: (-counts[number], population.facts[number]))
        of_skills = [number for number in common if population.facts[number][0] == "skill"]
        self._skills = [number for number in of_skills if vocabulary().has_skill(population.facts[number][1])]
        self._groups = [number for number in of_skills if not vocabulary().has_skill(population.facts[number][1])]
        self._rank = {number: rank for each in (self._skills, self._groups) for rank, number in enumerate(each)}
        self._is_skill = frozenset(self._skills)
        self._other = frozenset(number for number in common if population.facts[number][0] in ("language", "sector"))
        self._missing = lru_cache(maxsize=65536)(self._ladders_left_out)
        self._wider = lru_cache(maxsize=65536)(self._groups_above)

    def facts_of(self, place: int, base: frozenset[int]) -> tuple[int, ...]:
        """The ladders that the base leaves out, languages, sectors, the most common of the skills."""
        finest, tokens = self._finest[:, place].tolist(), self._population.tokens(place)
        missing = [finest[ladder] for ladder in self._missing(base) if finest[ladder] >= 0]
        other = [token for token in tokens if token in self._other]
        ranks = sorted([self._rank[token] for token in tokens if token in self._is_skill])
        return (*missing, *other, *[self._skills[rank] for rank in ranks[:MOST_SKILLS]])

    def groups_of(self, place: int, row: Collection[int]) -> tuple[int, ...]:
        """Groups of the skills that are not shown, as far as they say more than what is."""
        shown = [number for number in row if self._population.facts[number][0] == "skill"]
        if len(shown) >= MOST_SKILLS:
            return ()
        implied = {wider for number in shown for wider in self._wider(number)}
        tokens = [token for token in self._population.tokens(place) if token in self._rank and token not in implied]
        groups = [token for token in tokens if token not in self._is_skill]
        wider = {above for token in groups for above in self._wider(token)}
        ranks = sorted([self._rank[token] for token in groups if token not in wider])
        return tuple([self._groups[rank] for rank in ranks[:MOST_GROUPS]])

    def _ladders_left_out(self, base: frozenset[int]) -> tuple[int, ...]:
        said = {self._population.facts[number][0] for number in base}
        return tuple(ladder for ladder, facets in enumerate(_LADDERS) if said.isdisjoint(facets))

    def _groups_above(self, number: int) -> tuple[int, ...]:
        above = wider_skills(self._population.facts[number][1])
        return tuple(self._population.number(("skill", group)) for group in above)
