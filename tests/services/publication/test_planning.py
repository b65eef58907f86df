"""Plans in memory: hundreds of people, epoch after epoch, judged by the rows alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from random import Random

import numpy as np
import pytest

from models.bands import Exposure
from services.publication import planning, standing_out
from services.publication.crowds import form
from services.publication.pairs import has_rare_pair, without_rare_pairs
from services.publication.population import Person, Population
from tests.attackers import Platform
from tests.published_table import Published, alike, wrong, wrong_between
from tools.likely_people import Recombined, compiled

K = 5
PEOPLE = 800
FEW, MANY = 0.01, 0.2


@pytest.fixture(scope="module")
def likely() -> Recombined:
    return Recombined(compiled(300))


def table_of(platform: Platform) -> dict[str, Published]:
    """What anyone can read, as the brute force takes it."""
    return {
        each.public_id: Published(each.key, crowd.id, crowd.exposure is Exposure.BLEND_IN, _named(each.row.facts()))
        for crowd in platform.crowds.values()
        for each in crowd.members
    }


def _named(facts: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    levels = ("role", "minor", "occupation", "major")
    return frozenset(("occupation" if facet in levels else facet, value) for facet, value in facts)


def problems_of(likely: Recombined, share: float, epochs: int = 8) -> list[str]:
    platform = Platform(likely, Random(3), K)
    platform.join(PEOPLE)
    found = []
    for _ in range(epochs):
        before = table_of(platform)
        platform.publish()
        after = table_of(platform)
        found += wrong(after, K) + wrong_between(before, after, K)
        found += [] if alike(after) >= K else ["pycanon finds fewer alike"]
        platform.churn(share)
    return found


@pytest.mark.parametrize("share", [FEW, MANY])
def test_nobody_is_planned_among_too_few(likely: Recombined, share: float) -> None:
    assert problems_of(likely, share) == []


BROKEN: dict[str, tuple[float, Callable[[pytest.MonkeyPatch], None]]] = {
    "crowds of one fewer": (
        MANY,
        lambda patch: patch.setattr(planning, "form", lambda a, b, c, k, **rest: form(a, b, c, k - 1, **rest)),
    ),
    "pairs of one fewer": (
        MANY,
        lambda patch: patch.setattr(
            standing_out, "cleared", lambda a, b, c, k, right=standing_out.cleared: right(a, b, c, k - 1)
        ),
    ),
    "rows that stay are not looked at": (
        FEW,
        lambda patch: patch.setattr(planning, "has_rare_pair", lambda rows, _others, _k: np.zeros(len(rows), bool)),
    ),
}


@pytest.mark.parametrize(("share", "broken"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plan_is_found_out(
    likely: Recombined, monkeypatch: pytest.MonkeyPatch, share: float, broken: Callable[[pytest.MonkeyPatch], None]
) -> None:
    broken(monkeypatch)
    assert problems_of(likely, share) != []


def test_where_few_people_move_most_ids_live_on(likely: Recombined) -> None:
    platform = Platform(likely, Random(4), K)
    platform.join(PEOPLE)
    platform.publish()
    before = table_of(platform)
    platform.churn(FEW)
    platform.publish()
    assert len(before.keys() & table_of(platform).keys()) > len(before) / 2


def test_who_is_known_twice_keeps_one_row() -> None:
    people = [Person(str(number), "2512", "NL414", "NL", None, None, (), (), ()) for number in range(6)]
    plan = planning.plan_epoch({Exposure.BLEND_IN: people}, (), K)
    row = plan.issue[0].row
    twice = [
        planning.StandingCrowd(
            name,
            Exposure.BLEND_IN,
            row,
            K,
            6,
            False,
            tuple(planning.Member(str(number), f"{name}{number}", row) for number in range(6)),
        )
        for name in "ab"
    ]
    after = planning.plan_epoch({Exposure.BLEND_IN: people}, twice, K)
    assert (len(after.keep), len(after.retire), after.issue) == (1, 6, ())


@pytest.mark.parametrize("k", [2, 5])
def test_of_random_rows_no_pair_stays_rare_and_fixed_facts_stay(k: int) -> None:
    random = Random(k)
    fixed = [frozenset({random.randrange(3)}) for _ in range(200)]
    wishes = [frozenset(random.sample(range(3, 30), random.randint(0, 9))) for _ in fixed]
    others = [(frozenset(random.sample(range(3, 12), 3)), random.randint(1, 3)) for _ in range(20)]
    rows = without_rare_pairs(fixed, wishes, others, k)
    assert all(own <= row <= own | wish for own, row, wish in zip(fixed, rows, wishes, strict=True))
    assert sum(map(len, rows)) > 1.5 * len(rows)
    counts = Counter(pair for row in rows for pair in combinations(sorted(row), 2))
    for row, number in others:
        counts.update(dict.fromkeys(combinations(sorted(row), 2), number))
    assert all(counts[pair] >= k for row in rows for pair in combinations(sorted(row), 2))
    raw = [frozenset({100, 101}), *(own | wish for own, wish in zip(fixed, wishes, strict=True))]
    counts = Counter(pair for row in raw for pair in combinations(sorted(row), 2))
    rare = [any(counts[pair] < k for pair in combinations(sorted(row), 2)) for row in raw]
    assert has_rare_pair(raw, (), k).tolist() == rare
    assert rare[0]


def test_nobody_publishes_in_an_empty_world() -> None:
    plan = planning.plan_epoch({}, (), K)
    assert (plan.issue, plan.retire, dict(plan.keep), plan.unplaced) == ((), (), {}, ())
    assert form(Population([]), [], (), K).groups == ()
