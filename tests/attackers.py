"""Who wants to know which public profile is whose: what they have seen, and how they guess.

The platform is played in memory: people join, edit, change their setting and leave, and ``plan_epoch`` publishes them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from models.bands import Exposure
from services.publication.crowds import told
from services.publication.facts import Fact
from services.publication.planning import Member, StandingCrowd, plan_epoch
from services.publication.population import Person, Population
from tools.likely_people import Recombined

Crawl = dict[str, frozenset[Fact]]
"""What everybody can read at one moment: a row for each public id."""


@dataclass
class Platform:
    """People and what is public of them. ``crawls``: one after each epoch, and one before the next.

    ``records``: of each person, after each crawl, the record as it was then, as long as they were there.
    """

    people: Recombined
    random: Random
    k: int
    living: dict[str, tuple[Exposure, Person]] = field(default_factory=dict)
    crowds: dict[str, StandingCrowd] = field(default_factory=dict)
    crawls: list[Crawl] = field(default_factory=list)
    records: dict[str, dict[int, Person]] = field(default_factory=lambda: defaultdict(dict))
    _made: int = 0

    def join(self, number: int) -> None:
        for _ in range(number):
            self._made += 1
            person = self.people.one(f"p{self._made}", self.random)
            self.living[person.key] = self.random.choice(list(Exposure)), person

    def churn(self, share: float) -> None:
        """Departures, edits, changes of setting and arrivals, a quarter each, in the smallest crowds first."""
        number = int(len(self.living) * share / 4)
        small = sorted(self.crowds.values(), key=lambda crowd: (len(crowd.members), crowd.id))
        near = [each.key for crowd in small for each in crowd.members][: 8 * number]
        self.random.shuffle(near)
        for key in near[:number]:
            self._leave(key)
        for key in near[number : 2 * number]:
            self.living[key] = self.living[key][0], self.people.one(key, self.random)
        for key in near[2 * number : 3 * number]:
            exposure, person = self.living[key]
            self._leave(key)
            self.living[key] = next(each for each in Exposure if each is not exposure), person
        self.join(number)
        self._crawl()

    def publish(self) -> None:
        """An epoch."""
        listed = {chosen: [p for own, p in self.living.values() if own is chosen] for chosen in Exposure}
        plan = plan_epoch(listed, self.crowds.values(), self.k)
        ended = set(plan.retire)
        for key in [key for key in self.crowds if key not in plan.keep]:
            del self.crowds[key]
        for key, crowd in self.crowds.items():
            members = tuple(each for each in crowd.members if each.public_id not in ended)
            self.crowds[key] = replace(crowd, members=members)
        for crowd in plan.issue:
            key = self._id()
            members = tuple(Member(owner, self._id(), row) for owner, row in crowd.members)
            self.crowds[key] = StandingCrowd(key, crowd.exposure, crowd.row, self.k, crowd.population, False, members)
        self._crawl()

    def become_partners(self, share: float) -> dict[str, tuple[Exposure, Person]]:
        """Some of those who are public go by their own name from now on, for anyone to read what is in their record."""
        shown = sorted(each.key for crowd in self.crowds.values() for each in crowd.members)
        gone = {key: self.living[key] for key in self.random.sample(shown, int(len(shown) * share))}
        for key in gone:
            self._leave(key)
        self._crawl()
        return gone

    def come_back(self, partners: dict[str, tuple[Exposure, Person]]) -> None:
        """They go by a pseudonym again, from the next epoch on."""
        self.living |= partners

    def owners(self) -> dict[str, str]:
        """The truth: whose each public id is."""
        return {each.public_id: each.key for crowd in self.crowds.values() for each in crowd.members}

    def blending(self) -> list[Member]:
        """Everybody who blends in now."""
        crowds = (crowd for crowd in self.crowds.values() if crowd.exposure is Exposure.BLEND_IN)
        return [each for crowd in crowds for each in crowd.members]

    def _leave(self, key: str) -> None:
        del self.living[key]
        for name, crowd in list(self.crowds.items()):
            members = tuple(each for each in crowd.members if each.key != key)
            if len(members) < len(crowd.members):
                too_few = len(members) < self.k and crowd.exposure is Exposure.BLEND_IN
                self.crowds[name] = replace(crowd, members=() if too_few else members)

    def _crawl(self) -> None:
        for key, (_exposure, person) in self.living.items():
            self.records[key][len(self.crawls)] = person
        rows = [each for crowd in self.crowds.values() for each in crowd.members]
        self.crawls.append({each.public_id: each.row.facts() for each in rows})

    def _id(self) -> str:
        return f"{self.random.getrandbits(64):x}"


class Attacker:
    """Has every crawl, and of the person they look for every record as it was, and when they came and edited."""

    def __init__(self, crawls: Sequence[Crawl], random: Random) -> None:
        self._crawls, self._random = crawls, random
        self._sizes = Counter(crawls[-1].values())
        self._appeared: list[Crawl] = [
            {key: row for key, row in crawl.items() if key not in before}
            for before, crawl in zip([{}, *crawls], crawls, strict=False)
        ]

    def candidates(self, history: dict[int, Person]) -> Crawl:
        """The public ids that may be the person's, as far as one can follow them through all crawls.

        An id is theirs if its row was always true of them and it was new when they were without one: when they came,
        or when one that may have been theirs vanished.
        """
        theirs: Crawl = {}
        without = True
        for moment, crawl in enumerate(self._crawls):
            if moment not in history:
                theirs, without = {}, True
                continue
            true = true_facts(history[moment])
            kept = {key: row for key, row in theirs.items() if key in crawl and row <= true}
            vanished = len(kept) < len(theirs)
            fresh = self._appeared[moment] if without or vanished or not theirs else {}
            theirs = kept | {key: row for key, row in fresh.items() if row <= true}
            without = not theirs or vanished
        return theirs

    def guess(self, found: Crawl) -> str | None:
        """One id: of those that may be theirs one that says most, as the platform reckons it, in the smallest crowd."""
        if not found:
            return None
        best = max(map(self._promise, found.values()))
        return self._random.choice([key for key, row in found.items() if self._promise(row) == best])

    def _promise(self, row: frozenset[Fact]) -> tuple[float, int, int]:
        return told(row), len(row), -self._sizes[row]


def true_facts(person: Person) -> frozenset[Fact]:
    """Everything that may be published of somebody."""
    population = Population([person])
    return population.named(population.true_of(0))
