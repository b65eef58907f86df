"""Leaving: a public profile is taken down at once, and what others share is mended in the same transaction.

Who blends in with fewer than ``k`` others is taken down too, until the next epoch. Rows that stand out lose whatever
fact would be in a pair that fewer than ``k`` people share; where nothing is left of a row it is taken down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations_with_replacement
from typing import Any

from sqlalchemy import Select, and_, bindparam, insert
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select

from models.bands import Exposure
from models.publication import Crowd, PublicationEpoch, PublicFacet, PublicIdentity, PublicProfile

from . import storage
from .facts import Fact, PublicFacts
from .shown import epoch_of, is_shown

MENDED = 5
"""So many rows that were taken down while an epoch was prepared are made up for in one transaction."""

Removed = tuple[str, frozenset[Fact]]
"""The crowd of a row that was taken down or not issued, and what it published."""

_FIRST = ("skill", "sector", "language", "education", "seniority", "region", "country", "continent")
"""In this order facts are left out, and what somebody does last: all of a crowd have that in common."""


def take_down(session: Session, account_id: str) -> None:
    """Hide whatever anyone reads of a person, now and in the epoch that is being prepared."""
    epoch = epoch_of(session, lock=True)
    own = session.exec(select(PublicIdentity.id).where(PublicIdentity.account_id == account_id)).all()
    removed = _remove(session, own)
    for crowd_id in dict.fromkeys(crowd_id for crowd_id, _facts in removed):
        removed += _remove_small_crowd(session, crowd_id, epoch.number)
    removed += _mend(session, removed, epoch.shown_size, epoch.number)
    note_removed(epoch, removed)
    session.flush()


def note_removed(epoch: PublicationEpoch, removed: Iterable[Removed]) -> None:
    """Have the epoch that is being prepared made up for rows that were taken down."""
    if epoch.run is not None:
        epoch.removed = [*epoch.removed, *([crowd_id, sorted(facts)] for crowd_id, facts in removed)]


def mend_prepared(session: Session, epoch: PublicationEpoch, crowd_size: int) -> bool:
    """Mend the epoch that was prepared where people have left since it was planned; whether all of it is mended."""
    part, epoch.removed = epoch.removed[:MENDED], epoch.removed[MENDED:]
    number = epoch.number + 1
    removed = [(crowd_id, frozenset((facet, value) for facet, value in facts)) for crowd_id, facts in part]
    for crowd_id in dict.fromkeys(crowd_id for crowd_id, _facts in removed):
        removed += _remove_small_crowd(session, crowd_id, number)
    _mend(session, removed, crowd_size, number)
    return not epoch.removed


def _remove_small_crowd(session: Session, crowd_id: str, number: int) -> list[Removed]:
    """Take down who is left of a crowd that has become too small: one that blends in, or that nobody has seen yet."""
    crowd = session.get(Crowd, crowd_id)
    if crowd is None:
        return []
    statement = (
        select(PublicIdentity.id, PublicProfile.since)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .where(PublicIdentity.crowd_id == crowd_id, is_shown(number))
    )
    members = session.exec(statement).all()
    is_new = any(since == number for _id, since in members)
    if len(members) >= crowd.size or (crowd.exposure is Exposure.STAND_OUT and not is_new):
        return []
    return _remove(session, [each for each, _since in members])


def _remove(session: Session, ids: Sequence[str]) -> list[Removed]:
    """Delete public profiles."""
    statement = (
        select(PublicIdentity.crowd_id, PublicProfile)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .where(col(PublicIdentity.id).in_(ids))
    )
    removed = [(crowd_id, PublicFacts.of_row(row).facts()) for crowd_id, row in session.exec(statement)]
    session.exec(delete(PublicFacet).where(col(PublicFacet.profile_id).in_(ids)))
    session.exec(delete(PublicProfile).where(col(PublicProfile.id).in_(ids)))
    session.exec(delete(PublicIdentity).where(col(PublicIdentity.id).in_(ids)))
    return removed


def _mend(session: Session, removed: Iterable[Removed], crowd_size: int, number: int) -> list[Removed]:
    """Leave out facts until no fact and no pair of the removed rows is rare; gives what the changed rows showed."""
    rows = {facts for _crowd_id, facts in removed}
    pairs = deque(dict.fromkeys(pair for facts in rows for pair in combinations_with_replacement(sorted(facts), 2)))
    waiting = set(pairs)
    before: dict[str, Removed] = {}
    while pairs:
        pair = pairs.popleft()
        waiting.discard(pair)
        holders = _holders(session, pair, crowd_size, number)
        if len(holders) >= crowd_size:
            continue
        lost = min(pair, key=_place_in_line)
        for crowd_id, row in holders:
            facts = PublicFacts.of_row(row).facts()
            before.setdefault(row.id, (crowd_id, facts))
            _leave_out(session, crowd_id, row, facts - {lost})
            again = {(min(lost, other), max(lost, other)) for other in facts}
            pairs += sorted(again - waiting)
            waiting |= again
    return list(before.values())


def _holders(session: Session, pair: tuple[Fact, Fact], limit: int, number: int) -> Sequence[tuple[str, PublicProfile]]:
    """Some of the profiles that publish both facts, with their crowds: all where they are fewer than ``limit``."""
    (facet, value), (other_facet, other_value) = pair
    values = {"facet": facet, "value": value, "other_facet": other_facet, "other_value": other_value}
    return [
        (crowd_id, row) for crowd_id, row in session.execute(_publish_both(), values | {"most": limit, "at": number})
    ]


@cache
def _publish_both() -> Select[str, PublicProfile]:
    """Built once: whoever withdraws asks it for every pair of facts they published."""
    statement = (
        select_columns(col(PublicIdentity.crowd_id), PublicProfile)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .where(is_shown(bindparam("at")))
        .limit(bindparam("most"))
    )
    for facet, value in (("facet", "value"), ("other_facet", "other_value")):
        each: Any = aliased(PublicFacet)
        is_fact = and_(each.facet == bindparam(facet), each.value == bindparam(value), each.published)
        statement = statement.join(each, and_(each.profile_id == PublicProfile.id, is_fact))
    return statement


def _place_in_line(fact: Fact) -> tuple[int, Fact]:
    return _FIRST.index(fact[0]) if fact[0] in _FIRST else len(_FIRST), fact


def _leave_out(session: Session, crowd_id: str, row: PublicProfile, facts: frozenset[Fact]) -> None:
    """Let a row publish only these facts from now on; take it down where there are none."""
    if not facts:
        session.flush()
        session.expunge(row)
        _remove(session, [row.id])
        return
    kept = PublicFacts.of(facts)
    for name, value in storage.public_columns(kept).items():
        setattr(row, name, value)
    session.exec(delete(PublicFacet).where(col(PublicFacet.profile_id) == row.id))
    session.flush()
    session.execute(insert(PublicFacet), [facet | {"profile_id": row.id} for facet in storage.public_facets(kept)])
    session.get_one(Crowd, crowd_id).worn = True
    session.flush()
