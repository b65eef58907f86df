"""Leaving: a public profile is taken down at once, and what others share is mended in the same transaction.

Who blends in with fewer than ``k`` others is taken down too, until the next epoch. Rows that stand out lose whatever
fact would be in a pair that fewer than ``k`` people share; where nothing is left of a row it is taken down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations_with_replacement

from sqlmodel import Session, col, delete, select, update

from models.bands import Exposure
from models.publication import Crowd, PublicationEpoch, PublicBearer, PublicIdentity, PublicProfile

from . import public_rows, tidying
from .facts import Fact
from .holding import Holder, holders_among, holders_of, holders_of_both, rare_pairs
from .sharing import Pair
from .shown import epoch_of

MENDED = 5
"""So many rows that were taken down while an epoch was prepared are made up for in one transaction."""

Removed = tuple[str, frozenset[Fact]]
"""The crowd of a row that was taken down or not issued, and what it published."""

_FIRST = ("skill", "sector", "language", "education", "seniority", "region", "country", "continent")
"""In this order facts are left out, and what somebody does last: all of a crowd have that in common."""


def take_down(session: Session, account_id: str) -> None:
    """Hide whatever anyone reads of a person, now and in the epoch that is being prepared."""
    epoch = epoch_of(session, lock=True)
    removed = _remove(session, epoch, holders_of(session, account_id))
    for crowd_id in dict.fromkeys(crowd_id for crowd_id, _facts in removed):
        removed += _remove_small_crowd(session, epoch, crowd_id, None)
    removed += _mend(session, epoch, removed, epoch.shown_size, None)
    note_removed(epoch, removed)
    session.flush()


def forget(session: Session, account_ids: Collection[str]) -> None:
    """Delete every public profile of these people that is still stored, also one that was never shown or is no more."""
    epoch = epoch_of(session, lock=True)
    own = select(col(PublicIdentity.id), col(PublicIdentity.row_id)).where(
        col(PublicIdentity.account_id).in_(account_ids)
    )
    found = session.execute(own).all()
    ids, rows = [id_ for id_, _row in found], {row_id for _id, row_id in found}
    session.exec(delete(PublicBearer).where(col(PublicBearer.row_id).in_(rows), col(PublicBearer.id).in_(ids)))
    session.exec(delete(PublicProfile).where(col(PublicProfile.id).in_(ids)))
    session.exec(delete(PublicIdentity).where(col(PublicIdentity.account_id).in_(account_ids)))
    _collect(session, epoch, rows)


def note_removed(epoch: PublicationEpoch, removed: Iterable[Removed]) -> None:
    """Have the epoch that is being prepared made up for rows that were taken down."""
    listed = [[crowd_id, sorted(facts)] for crowd_id, facts in removed]
    if epoch.run is not None and listed:
        epoch.removed = [*epoch.removed, *listed]


def mend_prepared(session: Session, epoch: PublicationEpoch, crowd_size: int) -> bool:
    """Mend the epoch that was prepared where people have left since it was planned; whether all of it is mended."""
    part, epoch.removed = epoch.removed[:MENDED], epoch.removed[MENDED:]
    removed = [(crowd_id, frozenset((facet, value) for facet, value in facts)) for crowd_id, facts in part]
    for crowd_id in dict.fromkeys(crowd_id for crowd_id, _facts in removed):
        removed += _remove_small_crowd(session, epoch, crowd_id, epoch.run)
    _mend(session, epoch, removed, crowd_size, epoch.run)
    return not epoch.removed


def _remove_small_crowd(
    session: Session, epoch: PublicationEpoch, crowd_id: str, prepared: int | None
) -> list[Removed]:
    """Take down who is left of a crowd that has become too small: one that blends in, or that nobody has seen yet."""
    crowd = session.get(Crowd, crowd_id)
    if crowd is None:
        return []
    members = holders_among(session, crowd.members, prepared=prepared)
    is_new = any(each.since == prepared for each in members)
    if len(members) >= crowd.size or (crowd.exposure is Exposure.STAND_OUT and not is_new):
        return []
    return _remove(session, epoch, members)


def _remove(session: Session, epoch: PublicationEpoch, people: Sequence[Holder]) -> list[Removed]:
    """Delete public profiles, and what nobody shows any more unless a run counts on it."""
    ids, rows = [each.id for each in people], {each.row_id for each in people}
    session.exec(delete(PublicBearer).where(col(PublicBearer.row_id).in_(rows), col(PublicBearer.id).in_(ids)))
    session.exec(delete(PublicProfile).where(col(PublicProfile.id).in_(ids)))
    whose = col(PublicIdentity.account_id).in_({each.account_id for each in people})
    session.exec(delete(PublicIdentity).where(whose, col(PublicIdentity.id).in_(ids)))
    _collect(session, epoch, rows)
    return [(each.crowd_id, each.facts) for each in people]


def _mend(
    session: Session, epoch: PublicationEpoch, removed: Iterable[Removed], crowd_size: int, prepared: int | None
) -> list[Removed]:
    """Leave out facts until no fact and no pair of the removed rows is rare; gives what the changed rows showed."""
    rows = {facts for _crowd_id, facts in removed}
    pairs = dict.fromkeys(pair for facts in rows for pair in combinations_with_replacement(sorted(facts), 2))
    before: dict[str, Removed] = {}
    while pairs:
        changed: dict[str, tuple[Holder, frozenset[Fact]]] = {}
        again: set[Pair] = set()
        for pair in rare_pairs(session, list(pairs), crowd_size, prepared=prepared):
            lost = min(pair, key=_place_in_line)
            for each in holders_of_both(session, pair, most=crowd_size, prepared=prepared):
                facts = changed.get(each.id, (each, each.facts))[1]
                if facts.issuperset(pair):
                    changed[each.id] = each, facts - {lost}
                    again |= {(min(lost, other), max(lost, other)) for other in facts}
        for each, facts in changed.values():
            before.setdefault(each.id, (each.crowd_id, each.facts))
            _show(session, epoch, each, facts)
        pairs = dict.fromkeys(sorted(again))
    return list(before.values())


def _show(session: Session, epoch: PublicationEpoch, person: Holder, facts: frozenset[Fact]) -> None:
    """Let somebody publish only these facts from now on; take them down where there are none."""
    if not facts:
        _remove(session, epoch, [person])
        return
    row_id = public_rows.store(session, facts)
    own = col(PublicIdentity.account_id) == person.account_id, col(PublicIdentity.id) == person.id
    bearing = col(PublicBearer.row_id) == person.row_id, col(PublicBearer.id) == person.id
    session.exec(update(PublicIdentity).where(*own).values(row_id=row_id))
    session.exec(update(PublicProfile).where(col(PublicProfile.id) == person.id).values(row_id=row_id))
    session.exec(update(PublicBearer).where(*bearing).values(row_id=row_id))
    _collect(session, epoch, [person.row_id])
    session.get_one(Crowd, person.crowd_id).worn = True


def _collect(session: Session, epoch: PublicationEpoch, rows: Collection[int]) -> None:
    if epoch.run is None:
        tidying.collect(session, rows)


def _place_in_line(fact: Fact) -> tuple[int, Fact]:
    return _FIRST.index(fact[0]) if fact[0] in _FIRST else len(_FIRST), fact
