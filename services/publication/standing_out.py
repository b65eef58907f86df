"""Standing out a little: rows of one's own, in which any two facts together are shared by at least ``k`` people.

The facts of the crowd (occupation, place, seniority, education, as coarse as at least ``k`` share them together) stay;
of the rest whatever is in most rare pairs is left out until no pair is rare, and skills that are left out may come back
as a group (k^m-anonymity of set-valued data, m = 2: Terrovitis, Mamoulis and Kalnis 2008).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from .facts import Fact, wider_skills
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
    population: Population, bases: Mapping[int, frozenset[int]], others: Iterable[Weighted], k: int
) -> dict[int, tuple[int, ...]]:
    """The row of each person, by place in the population.

    ``bases``: the facts of each person's crowd, shared by at least ``k`` of these people · ``others``: the rows that
    are published besides, each with the number of people.
    """
    published, places = list(others), list(bases)
    fixed: Rows = [bases[place] for place in places]
    counts = Counter(token for place in places for token in population.tokens(place))
    wishes = [wishes_of(population, place, bases[place], counts, k) for place in places]
    rows = cleared(fixed, wishes, published, k)
    groups = [groups_of(population, place, row, counts, k) for place, row in zip(places, rows, strict=True)]
    rows = cleared(rows, groups, published, k)
    return dict(zip(places, rows, strict=True))


def wishes_of(
    population: Population, place: int, base: frozenset[int], counts: Mapping[int, int], k: int
) -> tuple[int, ...]:
    """What a person would add to the base: ladders it leaves out, languages, sectors, the most common of the skills."""
    said = {population.facts[number][0] for number in base}
    finest = population.finest_of(place)
    missing = [
        number for number, facets in zip(finest, _LADDERS, strict=True) if number >= 0 and said.isdisjoint(facets)
    ]
    tokens = [token for token in population.tokens(place) if counts[token] >= k]
    skills = [token for token in tokens if _is_skill(population.facts[token])]
    skills.sort(key=lambda token: (-counts[token], population.facts[token]))
    other = [token for token in tokens if population.facts[token][0] in ("language", "sector")]
    return (*missing, *other, *skills[:MOST_SKILLS])


def groups_of(
    population: Population, place: int, row: Collection[int], counts: Mapping[int, int], k: int
) -> tuple[int, ...]:
    """Groups of the skills that are not shown, as far as they say more than what is."""
    shown = {population.facts[number][1] for number in row if population.facts[number][0] == "skill"}
    if len(shown) >= MOST_SKILLS:
        return ()
    implied = {wider for skill in shown for wider in _wider(skill)}
    groups = [
        token
        for token in population.tokens(place)
        if counts[token] >= k and _is_group(population.facts[token]) and population.facts[token][1] not in implied
    ]
    wider = {above for token in groups for above in _wider(population.facts[token][1])}
    narrow = [token for token in groups if population.facts[token][1] not in wider]
    narrow.sort(key=lambda token: (-counts[token], population.facts[token]))
    return tuple(narrow[:MOST_GROUPS])


@lru_cache(maxsize=65536)
def _is_skill(fact: Fact) -> bool:
    return fact[0] == "skill" and vocabulary().has_skill(fact[1])


@lru_cache(maxsize=65536)
def _is_group(fact: Fact) -> bool:
    return fact[0] == "skill" and not vocabulary().has_skill(fact[1])


_wider = lru_cache(maxsize=65536)(wider_skills)
