"""Epochs: public profiles change for everybody at one moment, never when somebody saves.

An epoch is planned from one view of the database, then prepared in short transactions as rows that nobody is shown yet,
begun by raising one number, and tidied up in short transactions. Who leaves in between is gone at once, from what is
shown and from what is prepared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from time import sleep
from typing import TypeVar

from sqlmodel import Session, col, delete, or_, select, update

from models.base import new_id
from models.publication import Crowd, PublicationEpoch, PublicFacet, PublicIdentity, PublicProfile
from models.register import N_
from services.errors import ServiceError

from . import scene
from .issuing import Draft, issue
from .mending import mend_prepared
from .planning import Plan, Planning
from .shown import epoch_of

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a transaction; an epoch is many short ones."""

BATCH = 20
"""So many people are written in one transaction: it takes some hundredths of a second."""
PAUSE = 0.03
"""Seconds between two transactions: SQLite lets in who waits when they look again, every 25 ms at first."""
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


@dataclass(frozen=True)
class _Run:
    """A run of the epoch that follows ``number``, among at least ``crowd_size`` alike."""

    id: str
    number: int
    crowd_size: int
    reading: Opening
    writing: Opening

    def own(self, session: Session) -> PublicationEpoch:
        """Keep everybody else from changing what is shown. Raises Superseded where another run began since."""
        epoch = epoch_of(session, lock=True)
        if epoch.run != self.id:
            raise Superseded
        return epoch


def publish(writing: Opening, reading: Opening) -> Epoch:
    """Run one epoch. Raises Superseded where another run began after this one."""
    return _publish(_with_pauses(writing), reading)


def publish_within(session: Session) -> Epoch:
    """Run one epoch inside a transaction of the caller's."""
    return _publish(lambda: nullcontext(session), lambda: nullcontext(session))


def raise_crowd_size(session: Session, size: int) -> int:
    """Let at least ``size`` people be alike from the next epoch on; it never falls. Gives the size in force."""
    epoch = epoch_of(session, lock=True)
    epoch.crowd_size = max(epoch.crowd_size, size)
    return epoch.crowd_size


def _publish(writing: Opening, reading: Opening) -> Epoch:
    with writing() as session:
        epoch = epoch_of(session, lock=True)
        epoch.run, epoch.removed = new_id(), []
        run = _Run(epoch.run, epoch.number, epoch.crowd_size, reading, writing)
    _put_away(run)
    _tidy_up(reading, writing)
    with reading() as session:
        planning = Planning(scene.people(session), scene.crowds(session), run.crowd_size)
    plan = planning.plan()
    issued = _prepare(run, plan)
    while not _turned(run):
        pass
    _tidy_up(reading, writing)
    return Epoch(run.number + 1, sum(plan.keep.values()) + issued, issued, len(plan.unplaced))


def _put_away(run: _Run) -> None:
    """Undo what an earlier run prepared and did not begin."""
    with run.reading() as session:
        prepared = session.exec(select(PublicProfile.id).where(PublicProfile.since > run.number)).all()
        ending = session.exec(select(PublicProfile.id).where(col(PublicProfile.until) > run.number)).all()
    for ids in _batches(prepared):
        with run.writing() as session:
            run.own(session)
            _delete(session, ids)
    for ids in _batches(ending):
        with run.writing() as session:
            run.own(session)
            session.exec(update(PublicProfile).where(col(PublicProfile.id).in_(ids)).values(until=None))


def _prepare(run: _Run, plan: Plan) -> int:
    """Write the rows of the next epoch; gives how many people they are about."""
    issued = 0
    drawn = (draft for crowd in plan.issue for draft in Draft.of(crowd, since=run.number + 1, most=BATCH))
    for drafts in _batches(drawn, lambda draft: len(draft.rows)):
        with run.writing() as session:
            epoch = run.own(session)
            issued += sum(issue(session, epoch, draft, run.crowd_size) for draft in drafts)
    for ids in _batches(plan.retire):
        with run.writing() as session:
            run.own(session)
            session.exec(update(PublicProfile).where(col(PublicProfile.id).in_(ids)).values(until=run.number + 1))
    return issued


def _turned(run: _Run) -> bool:
    """Show the next epoch; not yet where many have left since it was planned and it is not mended for all of them."""
    with run.writing() as session:
        epoch = run.own(session)
        if not mend_prepared(session, epoch, run.crowd_size):
            return False
        epoch.number, epoch.shown_size, epoch.run = run.number + 1, run.crowd_size, None
        session.flush()
    return True


def _tidy_up(reading: Opening, writing: Opening) -> None:
    """Delete the rows that are not shown any more or are nobody's, and whatever would tell when a row came."""
    with reading() as session:
        number = epoch_of(session).number
        owners = select(PublicIdentity.id)
        is_past = or_(col(PublicProfile.until) <= number, col(PublicProfile.id).not_in(owners))
        past = session.exec(select(PublicProfile.id).where(is_past)).all()
        fresh = session.exec(select(PublicProfile.id).where(col(PublicProfile.since).between(1, number))).all()
    for ids in _batches(past):
        with writing() as session:
            _delete(session, ids)
    for ids in _batches(fresh):
        with writing() as session:
            session.exec(update(PublicProfile).where(col(PublicProfile.id).in_(ids)).values(since=0))
    with reading() as session:
        with_people = select(PublicIdentity.crowd_id)
        empty = session.exec(select(Crowd.id).where(col(Crowd.id).not_in(with_people))).all()
    for ids in _batches(empty):
        with writing() as session:
            session.exec(delete(Crowd).where(col(Crowd.id).in_(ids)))


def _with_pauses(writing: Opening) -> Opening:
    """As ``writing``, so that others who write get their turn."""

    @contextmanager
    def opened() -> Iterator[Session]:
        with writing() as session:
            yield session
        sleep(PAUSE)

    return opened


def _delete(session: Session, ids: Sequence[str]) -> None:
    for table, column in (
        (PublicFacet, PublicFacet.profile_id),
        (PublicProfile, PublicProfile.id),
        (PublicIdentity, PublicIdentity.id),
    ):
        session.exec(delete(table).where(col(column).in_(ids)))


def _batches(items: Iterable[T], weight: Callable[[T], int] = lambda _item: 1) -> Iterable[list[T]]:
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
