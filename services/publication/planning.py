"""The plan of an epoch: whose public row stays, who gets a new one with whom, and who cannot be placed yet.

A public id keeps its row as long as it lives. The people of a crowd get new ids together when their crowd is too small
or was made for a smaller ``k``, when somebody joins it, when a row of it lost a fact, or when twice as many people as
at its making allow finer rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.bands import Exposure

from .crowds import Group, Standing, form
from .facts import PublicFacts
from .pairs import Weighted, has_rare_pair
from .population import Person, Population
from .standing_out import stand_out

ROUNDS = 5
"""So often rows that became rare are formed anew beside those that stay; then, or if that is most, everybody's is."""

Numbers = tuple[int, ...]


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


@dataclass(frozen=True, eq=False)
class NewCrowd:
    """People who get new ids together. ``base``: what all of them publish · ``own``: of each the numbers of their row.

    A million rows are kept as numbers; ``members`` gives them with their facts, by the keys of the people.
    """

    exposure: Exposure
    base: frozenset[int]
    population: int
    places: Sequence[int] = field(repr=False)
    own: Sequence[Numbers] = field(repr=False)
    named: Population = field(repr=False)

    @property
    def row(self) -> PublicFacts:
        return PublicFacts.of(self.named.named(self.base))

    @property
    def members(self) -> tuple[tuple[str, PublicFacts], ...]:
        if not self.own:
            row = self.row
            return tuple((self.named.keys[place], row) for place in self.places)
        rows = (PublicFacts.of(self.named.named(numbers)) for numbers in self.own)
        return tuple((self.named.keys[place], row) for place, row in zip(self.places, rows, strict=True))


@dataclass(frozen=True)
class Plan:
    """What the next epoch changes.

    ``issue``: crowds to publish · ``retire``: public ids that end · ``keep``: for the crowds that stay, by id, how many
    people are in them · ``unplaced``: keys of the people who wait for others like them · ``population``: everybody.
    """

    issue: tuple[NewCrowd, ...]
    retire: tuple[str, ...]
    keep: Mapping[str, int]
    unplaced: tuple[str, ...]
    population: Population = field(repr=False)


@dataclass(frozen=True)
class _Kept:
    """A crowd that may stay: its people by their place in the population, their ids, and what each publishes."""

    row: frozenset[int]
    places: Numbers
    ids: tuple[str, ...]
    own: tuple[Numbers, ...]


def plan_epoch(people: Mapping[Exposure, Iterable[Person]], crowds: Iterable[StandingCrowd], k: int) -> Plan:
    """Plan the next epoch for everybody who may be published, by the exposure they chose."""
    return Planning(people, crowds, k).plan()


class Planning:
    """An epoch that is being planned. What it is made of is read once, one after the other, when it is made."""

    def __init__(self, people: Mapping[Exposure, Iterable[Person]], crowds: Iterable[StandingCrowd], k: int) -> None:
        self._k = k
        self._present: dict[Exposure, range] = {}
        self._population = Population(self._everybody(people))
        self._standing: dict[Exposure, dict[str, _Kept]] = {exposure: {} for exposure in Exposure}
        self._seen: set[int] = set()
        self._issue: list[NewCrowd] = []
        self._retire: list[str] = []
        self._unplaced: list[int] = []
        self._blended: list[Weighted] = []
        for crowd in crowds:
            self._sort_out(crowd)

    def plan(self) -> Plan:
        """Decide for everybody; once."""
        self._blend_in()
        self._stand_out()
        keep = {key: len(kept.ids) for standing in self._standing.values() for key, kept in standing.items()}
        unplaced = tuple(self._population.keys[place] for place in self._unplaced)
        return Plan(tuple(self._issue), tuple(self._retire), keep, unplaced, self._population)

    def _everybody(self, people: Mapping[Exposure, Iterable[Person]]) -> Iterator[Person]:
        """The people of one exposure after the other; notes where each begins and ends."""
        number = 0
        for exposure in Exposure:
            start = number
            for person in people.get(exposure, ()):
                number += 1
                yield person
            self._present[exposure] = range(start, number)

    def _sort_out(self, crowd: StandingCrowd) -> None:
        """Let a crowd stand that may stay; where more people must be alike than before, nobody's row becomes finer."""
        present = self._present[crowd.exposure]
        places, ids, own = [], [], []
        for each in crowd.members:
            place = self._population.place_of.get(each.key)
            if place is None or place not in present or place in self._seen:
                self._retire.append(each.public_id)
                continue
            self._seen.add(place)
            numbers = self._numbers(each.row)
            if not self._population.true_of(place).issuperset(numbers):
                self._retire.append(each.public_id)
                continue
            if crowd.size < self._k:
                self._population.confine([place], each.row)
            places.append(place)
            ids.append(each.public_id)
            own.append(numbers)
        grown = len(present) >= 2 * crowd.population
        if len(ids) < self._k or crowd.size < self._k or crowd.worn or grown:
            self._retire += ids
        else:
            row = frozenset(self._numbers(crowd.row))
            self._standing[crowd.exposure][crowd.id] = _Kept(row, tuple(places), tuple(ids), tuple(own))

    def _blend_in(self) -> None:
        """Form crowds that publish one row."""
        exposure = Exposure.BLEND_IN
        standing = self._standing[exposure]
        formed = form(self._population, self._pool(exposure), _joinable(standing), self._k)
        for key in formed.dissolved:
            self._retire += standing.pop(key).ids
        for group in formed.groups:
            self._issue.append(self._new(exposure, group, ()))
            self._blended.append((group.row, len(group.places)))
        self._blended += [(each.row, len(each.ids)) for each in standing.values()]
        self._unplaced += formed.unplaced

    def _stand_out(self) -> None:
        """Form crowds of a common base, and rows of one's own in which no pair is rare."""
        exposure = Exposure.STAND_OUT
        standing, pool = self._standing[exposure], self._pool(exposure)
        for attempt in range(ROUNDS + 1):
            formed = form(self._population, pool, _joinable(standing), self._k, divide=False)
            moving = sum(len(group.places) for group in formed.groups)
            if standing and (attempt == ROUNDS or 2 * moving > len(self._present[exposure])):
                self._dissolve(standing, set(standing), pool)
                formed = form(self._population, pool, (), self._k, divide=False)
            kept = {key: each for key, each in standing.items() if key not in formed.dissolved}
            bases = {place: group.row for group in formed.groups for place in group.places}
            shown = Counter(numbers for each in kept.values() for numbers in each.own)
            published = [*self._blended, *shown.items()]
            rows = stand_out(self._population, bases, published, self._k, everybody=self._present[exposure])
            broken = self._broken(kept, [*self._blended, *Counter(rows.values()).items()])
            if not broken:
                break
            self._dissolve(standing, broken, pool)
        for key in formed.dissolved:
            self._retire += standing.pop(key).ids
        for group in formed.groups:
            self._issue.append(self._new(exposure, group, [rows[place] for place in group.places]))
        self._unplaced += formed.unplaced

    def _broken(self, kept: Mapping[str, _Kept], others: Sequence[Weighted]) -> set[str]:
        """The crowds in which a row has two facts that too few share now."""
        if not kept:
            return set()
        rare = has_rare_pair([numbers for each in kept.values() for numbers in each.own], others, self._k)
        owners = [key for key, each in kept.items() for _own in each.own]
        return {key for key, is_rare in zip(owners, rare, strict=True) if is_rare}

    def _dissolve(self, standing: dict[str, _Kept], which: set[str], pool: list[int]) -> None:
        """Have the people of crowds wait with the others."""
        for key in sorted(which):
            crowd = standing.pop(key)
            pool += crowd.places
            self._retire += crowd.ids

    def _pool(self, exposure: Exposure) -> list[int]:
        """Who is in no crowd that may stay."""
        placed = {place for crowd in self._standing[exposure].values() for place in crowd.places}
        return [place for place in self._present[exposure] if place not in placed]

    def _new(self, exposure: Exposure, group: Group, own: Sequence[Numbers]) -> NewCrowd:
        return NewCrowd(exposure, group.row, len(self._present[exposure]), group.places, own, self._population)

    def _numbers(self, row: PublicFacts) -> Numbers:
        return tuple(sorted(map(self._population.number, row.facts())))


def _joinable(standing: Mapping[str, _Kept]) -> list[Standing]:
    return [Standing(key, crowd.row, crowd.places) for key, crowd in standing.items()]
