"""Leaving: a public profile is taken down at once, and what others share is mended in the same transaction.

Who blends in with fewer than ``k`` others is taken down too, until the next epoch. Rows that stand out lose whatever
fact would be in a pair that fewer than ``k`` people share.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, func, select

from models.bands import Exposure
from models.publication import Crowd, PublicationEpoch, PublicFacet, PublicIdentity, PublicProfile

from . import storage
from .facts import Fact, PublicFacts
from .shown import epoch_of, is_shown

_SHARED = ("skill", "sector", "language")


def take_down(session: Session, account_id: str) -> None:
    """Hide whatever anyone reads of a person, now and in the epoch that is being prepared."""
    epoch = epoch_of(session)
    identities = session.exec(select(PublicIdentity).where(PublicIdentity.account_id == account_id)).all()
    removed = [facts for each in identities for facts in _remove(session, [each.id])]
    for crowd_id in dict.fromkeys(each.crowd_id for each in identities):
        removed += _remove_small_crowd(session, crowd_id, epoch.number)
    removed += _mend(session, removed, epoch.crowd_size, epoch.number)
    if epoch.run is not None:
        epoch.removed = [*epoch.removed, *map(sorted, removed)]
    session.flush()


def mend_prepared(session: Session, epoch: PublicationEpoch, crowd_size: int) -> None:
    """Mend the epoch that was prepared where people have left since it was planned."""
    if not epoch.removed:
        return
    number = epoch.number + 1
    removed = [frozenset((facet, value) for facet, value in facts) for facts in epoch.removed]
    small = (
        select(PublicIdentity.crowd_id)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .where(is_shown(number))
        .group_by(PublicIdentity.crowd_id)
        .having(func.count() < crowd_size)
    )
    for crowd_id in session.exec(small).all():
        removed += _remove_small_crowd(session, crowd_id, number)
    _mend(session, removed, crowd_size, number)


def _remove_small_crowd(session: Session, crowd_id: str, number: int) -> list[frozenset[Fact]]:
    """Take down who is left of a crowd that blends in and has become too small."""
    crowd = session.get_one(Crowd, crowd_id)
    statement = (
        select(PublicIdentity.id)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .where(PublicIdentity.crowd_id == crowd_id, is_shown(number))
    )
    members = session.exec(statement).all()
    if crowd.exposure is Exposure.STAND_OUT or len(members) >= crowd.size:
        return []
    return _remove(session, members)


def _remove(session: Session, ids: Sequence[str]) -> list[frozenset[Fact]]:
    """Delete public profiles; gives the facts that each has published."""
    rows = session.exec(select(PublicProfile).where(col(PublicProfile.id).in_(ids))).all()
    facts = [PublicFacts.of_row(row).facts() for row in rows]
    session.exec(delete(PublicFacet).where(col(PublicFacet.profile_id).in_(ids)))
    session.exec(delete(PublicProfile).where(col(PublicProfile.id).in_(ids)))
    session.exec(delete(PublicIdentity).where(col(PublicIdentity.id).in_(ids)))
    return facts


def _mend(session: Session, removed: Iterable[frozenset[Fact]], crowd_size: int, number: int) -> list[frozenset[Fact]]:
    """Leave out facts until no pair of the removed rows is rare; gives what the changed rows showed before."""
    pairs = deque(pair for facts in set(removed) for pair in combinations(sorted(facts), 2))
    seen = set(pairs)
    before: dict[str, frozenset[Fact]] = {}
    while pairs:
        pair = pairs.popleft()
        seen.discard(pair)
        holders = _holders(session, pair, crowd_size, number)
        if len(holders) >= crowd_size:
            continue
        lost = max(pair, key=lambda fact: (fact[0] in _SHARED, fact))
        for row in holders:
            facts = PublicFacts.of_row(row).facts()
            before.setdefault(row.id, facts)
            _leave_out(session, row, facts - {lost})
            again = {(min(lost, other), max(lost, other)) for other in facts if other != lost}
            pairs += again - seen
            seen |= again
    return list(before.values())


def _holders(session: Session, pair: tuple[Fact, Fact], limit: int, number: int) -> Sequence[PublicProfile]:
    """Some of the profiles that publish both facts: all of them where they are fewer than ``limit``."""
    published: list[Any] = [aliased(PublicFacet) for _fact in pair]
    statement = select(PublicProfile).where(is_shown(number)).limit(limit)
    for each, (facet, value) in zip(published, pair, strict=True):
        is_fact = and_(each.facet == facet, each.value == value, each.published)
        statement = statement.join(each, and_(each.profile_id == PublicProfile.id, is_fact))
    return session.exec(statement).all()


def _leave_out(session: Session, row: PublicProfile, facts: frozenset[Fact]) -> None:
    kept = PublicFacts.of(facts)
    for name, value in storage.public_columns(kept).items():
        setattr(row, name, value)
    session.exec(delete(PublicFacet).where(col(PublicFacet.profile_id) == row.id))
    session.flush()
    session.add_all(storage.public_facets(row.id, kept))
    crowd = session.get_one(Crowd, session.get_one(PublicIdentity, row.id).crowd_id)
    crowd.worn = True
    session.flush()
