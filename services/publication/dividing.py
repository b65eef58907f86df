"""Dividing: people of one cell as groups, by what some have and others have not, while both sides keep ``k``.

A group publishes what all of it share (Mondrian: LeFevre et al. 2006, with set-valued attributes).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from .facts import Fact, wider_skills
from .population import Population
from .vocabulary import vocabulary

MOST_SKILLS = 12
FEW_EACH = 8
"""Where people have so many facts each, or more, in what is counted of more people, they are counted anew."""


def divided(population: Population, places: Sequence[int], k: int) -> Iterator[tuple[frozenset[int], Sequence[int]]]:
    """The groups, each with what all of it have of languages, sectors, skills and groups of skills."""
    tokens = {place: population.tokens(place) for place in places}
    rest = [(places, _counted(tokens, places))]
    while rest:
        places, counts = rest.pop()
        token = _divider(population, counts, len(places), k)
        if token is None:
            yield _telling(population, [each for each, number in counts.items() if number == len(places)]), places
            continue
        with_it = [place for place in places if token in tokens[place]]
        without = [place for place in places if token not in tokens[place]]
        fewer, more = sorted((with_it, without), key=len)
        of_fewer = _counted(tokens, fewer)
        if FEW_EACH * len(more) < len(counts):
            counts = _counted(tokens, more)
        else:
            counts.subtract(of_fewer)
        rest += [(fewer, of_fewer), (more, counts)]


def _counted(tokens: Mapping[int, Sequence[int]], places: Sequence[int]) -> Counter[int]:
    return Counter(chain.from_iterable([tokens[place] for place in places]))


def _divider(population: Population, counts: Counter[int], people: int, k: int) -> int | None:
    """What to divide people by, so that both sides keep ``k``: what is worth most to most of them."""
    best, found = 0.0, None
    for token, number in counts.items():
        if k <= number <= people - k:
            gain = number * _worth_of(population.facts[token])
            if gain > best or (
                gain == best and found is not None and population.facts[token] < population.facts[found]
            ):
                best, found = gain, token
    return found


@lru_cache(maxsize=65536)
def _worth_of(fact: Fact) -> float:
    facet, value = fact
    if not value:
        return 0.0
    if facet != "skill":
        return 0.9
    return 1.0 if vocabulary().has_skill(value) else 0.35 if len(value) > 4 else 0.2


def _telling(population: Population, tokens: Sequence[int]) -> frozenset[int]:
    """The tokens without groups that a shown skill or narrower group belongs to, and no more than a page needs."""
    facts = {population.facts[token]: token for token in tokens if population.facts[token][1]}
    implied = {("skill", wider) for facet, value in facts if facet == "skill" for wider in wider_skills(value)}
    skills = sorted(
        (fact for fact in facts if fact[0] == "skill" and fact not in implied),
        key=lambda fact: (-_worth_of(fact), fact),
    )
    kept = [fact for fact in facts if fact[0] != "skill"] + skills[:MOST_SKILLS]
    return frozenset(facts[fact] for fact in kept)
