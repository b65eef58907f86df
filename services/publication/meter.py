"""The meter: how many published people share what is public of somebody, for that person alone.

It counts on the public tables, where anyone could count as well. Everybody of a count includes the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sqlmodel import Session

from models.bands import Exposure

from . import sharing
from .facts import COARSER_EDUCATION, COARSER_SENIORITY, Fact, PublicFacts, true_facts
from .forecast import others_in, rows_of
from .record import VerifiedRecord
from .shown import crowd_size, public_id_of

MOST_STEPS = 12
MOST_FURTHER = 6
TOLD = 30
"""Of a pair it is counted so far how many others share it."""

_ORDER = [
    "major",
    "occupation",
    "minor",
    "role",
    "continent",
    "country",
    "region",
    "seniority",
    "education",
    "language",
    "sector",
    "skill",
]
_COARSER = {each.value for each in COARSER_SENIORITY.values()} | {each.value for each in COARSER_EDUCATION.values()}
_LADDERS = (
    ("major", "occupation", "minor", "role"),
    ("continent", "country", "region"),
    ("seniority",),
    ("education",),
)


@dataclass(frozen=True)
class Step:
    """A fact, and how many people share it together with those before it; ``enough``: at least ``k``."""

    fact: Fact
    people: int
    enough: bool


@dataclass(frozen=True)
class Further:
    """A fact that is not public, and how many people would share it: with all that is public, or, for who stands out,
    with the one fact of it with which fewest do.

    ``instead``: the coarser fact that is public in its place; None where nothing is.
    """

    fact: Fact
    people: int
    enough: bool
    instead: Fact | None


@dataclass(frozen=True)
class Meter:
    """How a public row narrows down who it may be about.

    ``k``: how many at least must be alike · ``chain``: its facts one by one · ``same``: how many publish exactly it,
    for who blends in · ``rarest``: the two facts that fewest people share together, and how many do, for who stands
    out · ``further``: what each other fact of the record would do.
    """

    k: int
    chain: tuple[Step, ...]
    same: int
    rarest: tuple[sharing.Pair, int] | None
    further: tuple[Further, ...]

    @property
    def people(self) -> int:
        """How many people share all facts of the chain."""
        return self.chain[-1].people if self.chain else 0

    @property
    def restoring(self) -> tuple[Fact, int] | None:
        """The first fact with which fewer than ``k`` share the chain, and how many do without; None where none is."""
        for before, step in pairwise(self.chain):
            if not step.enough:
                return (step.fact, before.people) if before.enough else None
        return None


def meter(session: Session, record: VerifiedRecord, row: PublicFacts, exposure: Exposure, *, account_id: str) -> Meter:
    """Measure a public row of a person's, published or forecast, against who is public now."""
    own_id = public_id_of(session, account_id)
    counting = _Counting(session, own_id)
    k, facts = crowd_size(session), sorted(row.facts(), key=_place_in_order)
    counts = [counting.alike(facts[: length + 1]) for length in range(min(len(facts), MOST_STEPS))]
    chain = tuple(Step(fact, people, people >= k) for fact, people in zip(facts, counts, strict=False))
    further = []
    for fact in _further(record, row) if facts else ():
        instead = _instead(fact, row)
        beside = [each for each in facts if each != instead]
        if exposure is Exposure.BLEND_IN:
            people = counting.alike([*beside, fact])
        else:
            _pair, people = counting.fewest([(fact, each) for each in beside])
        further.append(Further(fact, people, people >= k, instead))
    if exposure is Exposure.BLEND_IN:
        crowds = [key for key, shown in rows_of(session, exposure, row.occupation or "") if shown == row.facts()]
        same = 1 + sum(others_in(session, crowds, account_id).values())
        return Meter(k, chain, same, None, tuple(further))
    pairs = list(combinations(facts, 2))
    return Meter(k, chain, 0, counting.fewest(pairs) if pairs else None, tuple(further))


@dataclass(frozen=True)
class _Counting:
    """Counts of people, the person included."""

    session: Session
    own_id: str | None

    def alike(self, facts: Sequence[Fact]) -> int:
        return 1 + sharing.alike(self.session, facts, without=self.own_id)

    def fewest(self, pairs: Sequence[sharing.Pair]) -> tuple[sharing.Pair, int]:
        """The pair that fewest people share, and how many do."""
        others = sharing.sharers(self.session, pairs, enough=TOLD, without=self.own_id)
        rarest = min(pairs, key=lambda pair: others[pair])
        return rarest, 1 + others[rarest]


def _further(record: VerifiedRecord, row: PublicFacts) -> list[Fact]:
    """What the record says besides: the next finer fact of each ladder, then languages, sectors and skills."""
    said, true = row.implied(), true_facts(record)
    finer = []
    for ladder in _LADDERS:
        own = sorted((fact for fact in true - said if fact[0] in ladder), key=_place_in_order)
        finer += own[:1]
    other = sorted(
        (("language", claim.language) for claim in record.languages if ("language", claim.language) not in said),
    )
    other += sorted(("sector", each) for each in record.sectors if ("sector", each) not in said)
    other += [("skill", claim.skill) for claim in record.skills if ("skill", claim.skill) not in said]
    return [*finer, *other][:MOST_FURTHER]


def _instead(fact: Fact, row: PublicFacts) -> Fact | None:
    ladder = next((ladder for ladder in _LADDERS if fact[0] in ladder), ())
    return next((each for each in row.facts() if each[0] in ladder), None)


def _place_in_order(fact: Fact) -> tuple[int, bool, int, str]:
    """Ladders in their order, the coarser facts of each first."""
    facet, value = fact
    return _ORDER.index(facet), value not in _COARSER, len(value), value
