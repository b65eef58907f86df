"""The plan of an epoch: whose public row stays, who gets a new one with whom, and who cannot be placed yet.

A public id keeps its row as long as it lives. The people of a crowd get new ids together when their crowd is too small,
when somebody joins it, when a row of it lost a fact, or when twice as many people as at its making allow finer rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.bands import Exposure

from .crowds import Group, Standing, form
from .facts import PublicFacts
from .pairs import Weighted, has_rare_pair
from .population import Person, Population
from .standing_out import stand_out

ROUNDS = 3
"""So often rows that became rare are formed anew beside those that stay; then everybody's is."""


@dataclass(frozen=True)
class Member:
    """A person with a public row: by the key of the person, the public id, and what it shows."""

    key: str
    public_id: str
    row: PublicFacts


@dataclass(frozen=True)
class StandingCrowd:
    """A crowd as it is shown. ``row``: what all of it publish · ``size``, ``population``, ``worn``: as stored."""

    id: str
    exposure: Exposure
    row: PublicFacts
    size: int
    population: int
    worn: bool
    members: tuple[Member, ...]


@dataclass(frozen=True)
class NewCrowd:
    """People who get new ids together. ``row``: what all of them publish · ``members``: each with their own row."""

    exposure: Exposure
    row: PublicFacts
    population: int
    members: tuple[tuple[str, PublicFacts], ...]


@dataclass(frozen=True)
class Plan:
    """What the next epoch changes.

    ``issue``: crowds to publish · ``retire``: public ids that end · ``keep``: ids of the crowds that stay ·
    ``unplaced``: keys of the people who wait for others like them.
    """

    issue: tuple[NewCrowd, ...]
    retire: tuple[str, ...]
    keep: tuple[str, ...]
    unplaced: tuple[str, ...]


def plan_epoch(people: Mapping[Exposure, Sequence[Person]], crowds: Iterable[StandingCrowd], k: int) -> Plan:
    """Plan the next epoch for everybody who may be published, by the exposure they chose."""
    population = Population(person for exposure in Exposure for person in people.get(exposure, ()))
    planner = _Planner(population, k)
    listed = list(crowds)
    for exposure in Exposure:
        present = {person.key for person in people.get(exposure, ())}
        planner.sort_out(exposure, present, [each for each in listed if each.exposure is exposure])
    planner.blend_in()
    planner.stand_out()
    return planner.plan()


class _Planner:
    def __init__(self, population: Population, k: int) -> None:
        self._population = population
        self._k = k
        self._pool: dict[Exposure, list[int]] = {}
        self._standing: dict[Exposure, dict[str, StandingCrowd]] = {}
        self._counts: dict[Exposure, int] = {}
        self._issue: list[NewCrowd] = []
        self._retire: list[str] = []
        self._unplaced: list[int] = []
        self._blended: list[Weighted] = []

    def sort_out(self, exposure: Exposure, present: set[str], crowds: Sequence[StandingCrowd]) -> None:
        """Let the crowds stand that may stay; everybody else waits in the pool."""
        self._counts[exposure] = len(present)
        standing: dict[str, StandingCrowd] = {}
        for crowd in crowds:
            fitting = tuple(each for each in crowd.members if each.key in present and self._fits(each))
            kept = {each.public_id for each in fitting}
            self._retire += [each.public_id for each in crowd.members if each.public_id not in kept]
            if crowd.size < self._k:
                self._confine(fitting)
            if self._may_stay(crowd, len(fitting)):
                standing[crowd.id] = replace(crowd, members=fitting)
            else:
                self._retire += [each.public_id for each in fitting]
        placed = {each.key for crowd in standing.values() for each in crowd.members}
        self._standing[exposure] = standing
        self._pool[exposure] = [self._population.place_of[key] for key in sorted(present - placed)]

    def blend_in(self) -> None:
        """Form crowds that publish one row."""
        exposure = Exposure.BLEND_IN
        standing = self._standing[exposure]
        formed = form(self._population, self._pool[exposure], self._joinable(standing), self._k)
        for key in formed.dissolved:
            self._retire += [each.public_id for each in standing.pop(key).members]
        for group in formed.groups:
            row = self._facts(group.row)
            members = tuple((self._population.keys[place], row) for place in group.places)
            self._issue.append(NewCrowd(exposure, row, self._counts[exposure], members))
            self._blended.append((group.row, len(group.places)))
        self._blended += [(self._numbers(each.row), len(each.members)) for each in standing.values()]
        self._unplaced += formed.unplaced

    def stand_out(self) -> None:
        """Form crowds of a common base, and rows of one's own in which no pair is rare."""
        exposure = Exposure.STAND_OUT
        standing, pool = self._standing[exposure], list(self._pool[exposure])
        for attempt in range(ROUNDS + 1):
            formed = form(self._population, pool, self._joinable(standing), self._k, divide=False)
            staying = [crowd for key, crowd in standing.items() if key not in formed.dissolved]
            kept = [self._numbers(each.row) for crowd in staying for each in crowd.members]
            bases = {place: group.row for group in formed.groups for place in group.places}
            rows = stand_out(self._population, bases, [*self._blended, *Counter(kept).items()], self._k)
            rare = has_rare_pair(kept, [*self._blended, *Counter(rows.values()).items()], self._k)
            owners = [crowd for crowd in staying for _ in crowd.members]
            broken = {crowd.id: crowd for crowd, is_rare in zip(owners, rare, strict=True) if is_rare}
            if not broken:
                break
            if attempt == ROUNDS - 1:
                broken = dict(standing)
            for key, crowd in broken.items():
                pool += [self._population.place_of[each.key] for each in standing.pop(key).members]
                self._retire += [each.public_id for each in crowd.members]
        for key in formed.dissolved:
            self._retire += [each.public_id for each in standing.pop(key).members]
        for group in formed.groups:
            self._issue.append(self._own_rows(group, rows))
        self._unplaced += formed.unplaced

    def plan(self) -> Plan:
        """What was decided."""
        keep = tuple(key for standing in self._standing.values() for key in standing)
        unplaced = tuple(self._population.keys[place] for place in self._unplaced)
        return Plan(tuple(self._issue), tuple(self._retire), keep, unplaced)

    def _may_stay(self, crowd: StandingCrowd, number: int) -> bool:
        if number < self._k or crowd.worn or self._counts[crowd.exposure] >= 2 * crowd.population:
            return False
        return crowd.exposure is Exposure.BLEND_IN or crowd.size >= self._k

    def _confine(self, members: Sequence[Member]) -> None:
        """Where more people must be alike than before, nobody publishes anything finer than they did."""
        for each in members:
            self._population.confine([self._population.place_of[each.key]], each.row)

    def _fits(self, member: Member) -> bool:
        place = self._population.place_of[member.key]
        return self._numbers(member.row) <= self._population.true_of(place)

    def _own_rows(self, group: Group, rows: Mapping[int, frozenset[int]]) -> NewCrowd:
        members = tuple((self._population.keys[place], self._facts(rows[place])) for place in group.places)
        exposure = Exposure.STAND_OUT
        return NewCrowd(exposure, self._facts(group.row), self._counts[exposure], members)

    def _joinable(self, standing: Mapping[str, StandingCrowd]) -> list[Standing]:
        return [
            Standing(
                key,
                self._numbers(crowd.row),
                tuple(self._population.place_of[each.key] for each in crowd.members),
            )
            for key, crowd in standing.items()
        ]

    def _numbers(self, row: PublicFacts) -> frozenset[int]:
        return frozenset(map(self._population.number, row.facts()))

    def _facts(self, numbers: frozenset[int]) -> PublicFacts:
        return PublicFacts.of(self._population.named(numbers))
