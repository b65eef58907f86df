"""How many published people share facts: counted on the public tables alone, so that it says no more than they do.

No count goes further than it must, so that it takes as long among a million people as among a thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, and_, exists, values
from sqlalchemy.orm import aliased
from sqlmodel import Integer, Session, String, col, column, func, literal, select

from models.publication import PublicFacet, PublicProfile

from .facts import Fact
from .shown import is_shown

MANY = 1_000
"""Counts end here."""
LOOKED_THROUGH = 5_000
SAMPLE = 500
"""So many people at most are looked at for one count, and for one pair of facts: among more it is a lower bound."""

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
    if not facts:
        return {}
    listed = sorted(facts)
    wanted = _listed(("facet", "value"), listed)
    some = (
        select(PublicFacet.published)
        .where(PublicFacet.facet == wanted.c.facet, PublicFacet.value == wanted.c.value)
        .limit(MANY)
        .correlate(wanted)
        .subquery()
    )
    number = select(func.count()).select_from(some).where(some.c.published).scalar_subquery()
    return {listed[place]: count for place, count in session.execute(select(wanted.c.place, number))}


def sharers(
    session: Session,
    pairs: Sequence[Pair],
    *,
    enough: int,
    without: str | None = None,
    known: Mapping[Fact, int] | None = None,
) -> dict[Pair, int]:
    """How many people publish both facts of each pair, up to ``enough``, among the first SAMPLE holders of the rarer.

    ``without``: the public id of somebody who is not counted · ``known``: what ``holders`` found, to tell the rarer.
    """
    if not pairs:
        return {}
    names = ("facet", "value", "other_facet", "other_value")
    wanted = _listed(names, [_rarer_first(pair, known or {}) for pair in pairs])
    # The sample is read from the index alone; whether a fact is published itself is looked up for who has both.
    some = (
        select(PublicFacet.profile_id)
        .where(PublicFacet.facet == wanted.c.facet, PublicFacet.value == wanted.c.value)
        .where(PublicFacet.profile_id != (without or ""))
        .limit(SAMPLE)
        .correlate(wanted)
        .subquery()
    )
    first: Any = aliased(PublicFacet)
    other: Any = aliased(PublicFacet)
    both = (
        select(literal(1))
        .select_from(some)
        .join(other, _publishes(other, some.c.profile_id, wanted.c.other_facet, wanted.c.other_value))
        .join(first, _publishes(first, some.c.profile_id, wanted.c.facet, wanted.c.value))
        .join(PublicProfile, col(PublicProfile.id) == some.c.profile_id)
        .where(is_shown())
        .limit(enough)
        .correlate(wanted)
        .subquery()
    )
    number = select(func.count()).select_from(both).scalar_subquery()
    return {pairs[place]: count for place, count in session.execute(select(wanted.c.place, number))}


def alike(session: Session, facts: Sequence[Fact], *, without: str | None = None) -> int:
    """How many people publish all of these facts, up to MANY, among the first LOOKED_THROUGH who have the rarest.

    ``without`` as in ``sharers``.
    """
    rarest, *others = sorted(facts, key=_how_common)
    facet, value = rarest
    some = (
        select(PublicFacet.profile_id, PublicFacet.published)
        .where(PublicFacet.facet == facet, PublicFacet.value == value, PublicFacet.profile_id != (without or ""))
        .limit(LOOKED_THROUGH)
        .subquery()
    )
    found = select(literal(1)).select_from(some).join(PublicProfile, col(PublicProfile.id) == some.c.profile_id)
    for fact in others:
        said: Any = aliased(PublicFacet)
        found = found.where(exists().where(_publishes(said, some.c.profile_id, *fact)))
    everybody = found.where(some.c.published, is_shown()).limit(MANY).subquery()
    return session.exec(select(func.count()).select_from(everybody)).one()


def _listed(names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> CTE[Any]:
    """Rows as a table to select from, each with its ``place``."""
    table = values(column("place", Integer), *(column(name, String) for name in names), name="listed")
    return table.data([(place, *row) for place, row in enumerate(rows)]).cte("wanted")


def _rarer_first(pair: Pair, known: Mapping[Fact, int]) -> tuple[str, ...]:
    """Both facts as four texts."""
    first, second = sorted(pair, key=lambda fact: (fact[0] in _HOLDING, known.get(fact, 0), _how_common(fact)))
    return (*first, *second)


def _how_common(fact: Fact) -> tuple[bool, int]:
    """Facts that are also kept for what lies in them come last: most who have them do not publish them themselves."""
    return fact[0] in _HOLDING, _RAREST.index(fact[0])


def _publishes(table: Any, profile_id: Any, facet: Any, value: Any) -> ColumnElement[bool]:
    return and_(table.profile_id == profile_id, table.facet == facet, table.value == value, table.published)
