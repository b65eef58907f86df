"""A population as large as wanted, drawn from the demo's people so that it is as varied and as lopsided as they are.

Twenty thousand of them are compiled as anybody is. Everybody beyond is put together anew: an occupation with its
seniority and education from one of them, a place and languages from another of the same country, sectors from a third
of the same occupation, and skills of the occupation one by one, as often as its people have them, some of another
field. No two are copies of one another, and what is rare among the demo's people stays rare.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from random import Random

from services.demo.people import demo_professionals
from services.publication.compiler import compile_records
from services.publication.guard import Identifiers
from services.publication.population import Person

DRAWN = 20_000
ELSEWHERE = 0.08
"""So large a share of skills comes from another field."""
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def compiled(count: int, seed: int = 1) -> list[Person]:
    """The demo's people as their records say."""
    people = []
    for number, each in enumerate(demo_professionals(count, seed)):
        _public, record = compile_records(
            each.resume,
            identifiers=Identifiers.of(each.resume),
            country=each.resume.contact.country,
            region=each.region,
            occupation=None,
            today=NOW.date(),
        )
        people.append(
            Person(
                str(number),
                record.occupation,
                record.region,
                record.country,
                record.seniority and record.seniority.value,
                record.education and record.education.value,
                [claim.language for claim in record.languages],
                sorted(record.sectors),
                [claim.skill for claim in record.skills],
            )
        )
    return people


class Recombined:
    """People put together from others."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._by_country: dict[str | None, list[Person]] = defaultdict(list)
        self._by_occupation: dict[str | None, list[Person]] = defaultdict(list)
        for each in people:
            self._by_country[each.country].append(each)
            self._by_occupation[each.occupation].append(each)
        self._skills = {
            key: _Weighted(Counter(s for p in own for s in p.skills)) for key, own in self._by_occupation.items()
        }
        self._all = _Weighted(Counter(skill for each in people for skill in each.skills))

    def draw(self, count: int, seed: int, *, first: int = 0) -> Iterator[Person]:
        """``count`` people whose keys are numbers from ``first`` on."""
        random = Random(seed)  # noqa: S311
        for number in range(first, first + count):
            yield self.one(str(number), random)

    def one(self, key: str, random: Random) -> Person:
        """One of them."""
        work = random.choice(self._people)
        place = random.choice(self._by_country[work.country])
        sectors = random.choice(self._by_occupation[work.occupation]).sectors
        own = self._skills[work.occupation]
        drawn = [(self._all if random.random() < ELSEWHERE else own).draw(random) for _ in range(len(work.skills) + 2)]
        skills = [skill for skill in dict.fromkeys(drawn) if skill]
        return Person(
            key,
            work.occupation,
            place.region,
            work.country,
            work.seniority,
            work.education,
            place.languages,
            sectors,
            skills[: len(work.skills)],
        )


class _Weighted:
    def __init__(self, counts: Counter[str]) -> None:
        self._items = list(counts)
        self._sums = list(accumulate(counts.values()))

    def draw(self, random: Random) -> str | None:
        if not self._items:
            return None
        return self._items[bisect(self._sums, random.random() * self._sums[-1])]
