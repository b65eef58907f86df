"""How many published people share facts: counted on what the public tables tell, so that it says no more than they do.

No count goes further than it must, so that it takes as long among a million people as among a thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, exists, values
from sqlalchemy.orm import aliased
from sqlmodel import BigInteger, Integer, Session, col, column, func, literal, select

from models.publication import PublicBearer, PublicFacet, PublicProfile

from .facts import Fact
from .public_rows import fact_ids
from .shown import is_shown

MANY = 1_000
"""Counts end here."""
LOOKED_THROUGH = 5_000
SAMPLE = 500
"""So many rows at most are looked at for one count, and for one pair of facts: among more it is a lower bound."""

Pair = tuple[Fact, Fact]

_RAREST = [
    "skill",
    "role",
    "minor",
    "region",
    "occupation",
    "sector",
    "education",
    "seniority",
    "language",
    "country",
    "major",
    "continent",
]

_HOLDING = ("occupation", "region", "country")


def holders(session: Session, facts: Collection[Fact]) -> dict[Fact, int]:
    """How many people publish each fact, among the first MANY of whom it is true."""
    numbers = fact_ids(session, facts)
    known = list(numbers)
    if not known:
        return dict.fromkeys(facts, 0)
    wanted = listed(("fact_id",), [(numbers[fact],) for fact in known])
    some = (
        select(PublicFacet.published)
        .join(PublicBearer, col(PublicBearer.row_id) == PublicFacet.row_id)
        .where(PublicFacet.fact_id == wanted.c.fact_id)
        .limit(MANY)
        .correlate(wanted)
        .subquery()
    )
    number = select(func.count()).select_from(some).where(some.c.published).scalar_subquery()
    counts = {known[place]: count for place, count in session.execute(select(wanted.c.place, number))}
    return {fact: counts.get(fact, 0) for fact in facts}


def sharers(
    session: Session,
    pairs: Sequence[Pair],
    *,
    enough: int,
    without: str | None = None,
    known: Mapping[Fact, int] | None = None,
) -> dict[Pair, int]:
    """How many people publish both facts of each pair, up to ``enough``, among the first SAMPLE rows with the rarer.

    ``without``: the public id of somebody who is not counted · ``known``: what ``holders`` found, to tell the rarer.
    """
    return count_pairs(session, pairs, enough=enough, shown=is_shown(), without=without, known=known, sample=SAMPLE)


def count_pairs(
    session: Session,
    pairs: Sequence[Pair],
    *,
    enough: int,
    shown: ColumnElement[bool],
    without: str | None = None,
    known: Mapping[Fact, int] | None = None,
    sample: int | None = None,
) -> dict[Pair, int]:
    """As ``sharers``, among those of whom ``shown`` holds; without ``sample`` nobody is passed by."""
    numbers = fact_ids(session, {fact for pair in pairs for fact in pair})
    found = dict.fromkeys(pairs, 0)
    named = [pair for pair in pairs if all(fact in numbers for fact in pair)]
    if not named:
        return found
    sought = [tuple(numbers[fact] for fact in rarer_first(pair, known or {})) for pair in named]
    wanted = listed(("fact_id", "other_id"), sought)
    # The sample is read from the key alone; whether a fact is published itself is looked up for who has both.
    some = (
        select(PublicFacet.row_id).where(PublicFacet.fact_id == wanted.c.fact_id).limit(sample).correlate(wanted)
    ).subquery()
    first: Any = aliased(PublicFacet)
    other: Any = aliased(PublicFacet)
    both = (
        select(literal(1))
        .select_from(some)
        .join(other, _publishes(other, some.c.row_id, wanted.c.other_id))
        .join(first, _publishes(first, some.c.row_id, wanted.c.fact_id))
        .join(PublicBearer, col(PublicBearer.row_id) == some.c.row_id)
        .join(PublicProfile, col(PublicProfile.id) == PublicBearer.id)
        .where(shown, col(PublicProfile.id) != (without or ""))
        .limit(enough)
        .correlate(wanted)
        .subquery()
    )
    number = select(func.count()).select_from(both).scalar_subquery()
    return found | {named[place]: count for place, count in session.execute(select(wanted.c.place, number))}


def alike(session: Session, facts: Sequence[Fact], *, without: str | None = None) -> int:
    """How many people publish all of these facts, up to MANY, among the first LOOKED_THROUGH rows with the rarest.

    ``without`` as in ``sharers``.
    """
    numbers = fact_ids(session, facts)
    if len(numbers) < len(set(facts)):
        return 0
    rarest, *others = sorted(facts, key=_how_common)
    some = (
        select(PublicFacet.row_id, PublicFacet.published)
        .where(PublicFacet.fact_id == numbers[rarest])
        .limit(LOOKED_THROUGH)
        .subquery()
    )
    found = (
        select(literal(1))
        .select_from(some)
        .join(PublicBearer, col(PublicBearer.row_id) == some.c.row_id)
        .join(PublicProfile, col(PublicProfile.id) == PublicBearer.id)
        .where(some.c.published, is_shown(), col(PublicProfile.id) != (without or ""))
    )
    for fact in others:
        said: Any = aliased(PublicFacet)
        found = found.where(exists().where(_publishes(said, some.c.row_id, numbers[fact])))
    everybody = found.limit(MANY).subquery()
    return session.exec(select(func.count()).select_from(everybody)).one()


def rarer_first(pair: Pair, known: Mapping[Fact, int]) -> Sequence[Fact]:
    """Both facts, the one that fewer people share first as far as one can tell; ``known``: how many share some."""
    return sorted(pair, key=lambda fact: (fact[0] in _HOLDING, known.get(fact, 0), _how_common(fact)))


def listed(names: Sequence[str], rows: Sequence[tuple[int, ...]]) -> CTE[Any]:
    """Rows of numbers as a table to select from, each with its ``place``."""
    table = values(column("place", Integer), *(column(name, BigInteger) for name in names), name="listed")
    return table.data([(place, *row) for place, row in enumerate(rows)]).cte("wanted")


def _how_common(fact: Fact) -> tuple[bool, int]:
    """Facts that are also kept for what lies in them come last: most who have them do not publish them themselves."""
    return fact[0] in _HOLDING, _RAREST.index(fact[0])


def _publishes(table: Any, row_id: Any, fact_id: Any) -> ColumnElement[bool]:
    return and_(table.row_id == row_id, table.fact_id == fact_id, table.published)
