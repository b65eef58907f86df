"""Epochs: public profiles change for everybody at one moment, never when somebody saves.

An epoch is planned from one view of the database, then prepared in short transactions as rows that nobody is shown yet,
begun by raising one number, and tidied up in short transactions. Who leaves in between is gone at once, from what is
shown and from what is prepared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from secrets import randbits
from typing import TypeVar

from sqlmodel import Session, col, delete, select, update

from models.account import Account
from models.base import new_id
from models.publication import Crowd, Publication, PublicationEpoch, PublicFacet, PublicIdentity, PublicProfile
from models.register import N_
from services.errors import ServiceError

from . import scene, storage
from .mending import mend_prepared
from .planning import NewCrowd, Plan, plan_epoch
from .pseudonyms import draw_pseudonym
from .shown import epoch_of

Writing = Callable[[], AbstractContextManager[Session]]
"""Opens a transaction that writes; an epoch is many short ones."""

TILE_BITS = 53
BATCH = 200
T = TypeVar("T")


class Superseded(ServiceError):
    """Another run prepares the next epoch."""

    message = N_("Another run is publishing at this moment.")


@dataclass(frozen=True)
class Epoch:
    """What an epoch did: its number, how many people are public now, got new ids, and wait for others like them."""

    number: int
    public: int
    issued: int
    waiting: int


def publish(writing: Writing) -> Epoch:
    """Run one epoch. Raises Superseded where another run began after this one."""
    with writing() as session:
        run, number, crowd_size = _begin(session)
    _tidy_up(writing)
    with writing() as session:
        people, crowds = scene.people(session), scene.crowds(session)
    plan = plan_epoch(people, crowds, crowd_size)
    issued = _prepare(writing, plan, number + 1, crowd_size)
    with writing() as session:
        _turn(session, run, crowd_size)
    _tidy_up(writing)
    public = sum(len(each.members) for each in crowds if each.id in set(plan.keep)) + issued
    return Epoch(number + 1, public, issued, len(plan.unplaced))


def publish_within(session: Session) -> Epoch:
    """Run one epoch inside a transaction of the caller's."""
    return publish(lambda: nullcontext(session))


def raise_crowd_size(session: Session, size: int) -> int:
    """Let at least ``size`` people be alike from the next epoch on; it never falls. Gives the size in force."""
    epoch = epoch_of(session)
    epoch.crowd_size = max(epoch.crowd_size, size)
    return epoch.crowd_size


def _begin(session: Session) -> tuple[str, int, int]:
    """Take the run, and put away what an earlier run prepared and did not begin."""
    epoch = epoch_of(session)
    epoch.run, epoch.removed = new_id(), []
    session.exec(update(PublicProfile).where(col(PublicProfile.until) > epoch.number).values(until=None))
    session.exec(
        update(PublicProfile).where(col(PublicProfile.since) > epoch.number).values(since=0, until=epoch.number)
    )
    session.flush()
    return epoch.run, epoch.number, epoch.crowd_size


def _prepare(writing: Writing, plan: Plan, number: int, crowd_size: int) -> int:
    """Write the rows of the next epoch; gives how many people they are about."""
    issued = 0
    for crowds in _batches(plan.issue, lambda crowd: len(crowd.members)):
        with writing() as session:
            issued += sum(_issue(session, crowd, number, crowd_size) for crowd in crowds)
    for ids in _batches(plan.retire, lambda _id: 1):
        with writing() as session:
            session.exec(update(PublicProfile).where(col(PublicProfile.id).in_(ids)).values(until=number))
    with writing() as session:
        session.exec(update(Crowd).where(col(Crowd.size) < crowd_size).values(size=crowd_size))
    return issued


def _issue(session: Session, crowd: NewCrowd, number: int, crowd_size: int) -> int:
    """Prepare one crowd, without who has left since it was planned; not at all where too few remain."""
    wanted = dict(crowd.members)
    present = set(
        session.exec(
            select(Publication.account_id)
            .join(Account, col(Account.id) == Publication.account_id)
            .where(
                col(Publication.account_id).in_(wanted),
                Publication.exposure == crowd.exposure,
                col(Publication.published).is_not(None),
                col(Account.deactivated_at).is_(None),
            )
        )
    )
    epoch = epoch_of(session)
    epoch.removed = [*epoch.removed, *(sorted(row.facts()) for key, row in wanted.items() if key not in present)]
    if len(present) < crowd_size:
        epoch.removed = [*epoch.removed, *(sorted(wanted[key].facts()) for key in present)]
        return 0
    made = Crowd(
        exposure=crowd.exposure,
        row=crowd.row.to_json(),
        occupation=crowd.row.occupation,
        size=crowd_size,
        population=crowd.population,
    )
    session.add(made)
    session.flush()
    ids = {key: new_id() for key in sorted(present)}
    session.add_all(PublicIdentity(id=ids[key], account_id=key, crowd_id=made.id) for key in ids)
    session.add_all(
        storage.public_row(ids[key], wanted[key], draw_pseudonym(), randbits(TILE_BITS), since=number) for key in ids
    )
    session.flush()
    session.add_all(facet for key in ids for facet in storage.public_facets(ids[key], wanted[key]))
    session.flush()
    return len(ids)


def _turn(session: Session, run: str, crowd_size: int) -> None:
    """Show the next epoch. Raises Superseded."""
    epoch = session.exec(select(PublicationEpoch).with_for_update()).one()
    if epoch.run != run:
        raise Superseded
    mend_prepared(session, epoch, crowd_size)
    epoch.number += 1
    epoch.run, epoch.removed = None, []
    session.flush()


def _tidy_up(writing: Writing) -> None:
    """Delete the rows that are not shown any more, and whatever would tell when a row came."""
    while True:
        with writing() as session:
            number = epoch_of(session).number
            past = session.exec(select(PublicProfile.id).where(col(PublicProfile.until) <= number).limit(BATCH)).all()
            for table, column in ((PublicFacet, PublicFacet.profile_id), (PublicProfile, PublicProfile.id)):
                session.exec(delete(table).where(col(column).in_(past)))
            session.exec(delete(PublicIdentity).where(col(PublicIdentity.id).in_(past)))
            new = session.exec(select(PublicProfile.id).where(col(PublicProfile.since).between(1, number)).limit(BATCH))
            fresh = new.all()
            session.exec(update(PublicProfile).where(col(PublicProfile.id).in_(fresh)).values(since=0))
            if not past and not fresh:
                with_people = select(PublicIdentity.crowd_id)
                session.exec(delete(Crowd).where(col(Crowd.id).not_in(with_people)))
                return


def _batches(items: Iterable[T], weight: Callable[[T], int]) -> Iterable[list[T]]:
    """The items in lists of about ``BATCH`` people."""
    batch: list[T] = []
    total = 0
    for item in items:
        batch.append(item)
        total += weight(item)
        if total >= BATCH:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch
