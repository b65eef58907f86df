"""Epochs: public profiles change for everybody at one moment, never when somebody saves.

An epoch is planned from one view of the database, then prepared in short transactions as profiles that nobody is shown
yet, begun by changing one row, and tidied up in short transactions. Who leaves in between is gone at once, from what is
shown and from what is prepared.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from secrets import randbits
from typing import Any

import numpy as np
from sqlmodel import Session, SQLModel, col, select, update

from models.publication import (
    Crowd,
    Generation,
    PublicationEpoch,
    PublicBearer,
    PublicFacet,
    PublicIdentity,
    PublicProfile,
    PublicRow,
)
from models.register import N_
from services.errors import ServiceError

from . import public_rows, publishing, scene, tidying
from .bulk import Opening, Turns, delete_many, insert_many
from .issuing import BEARER_COLUMNS, CROWD_COLUMNS, PROFILE_COLUMNS, Draft, Issued
from .mending import mend_prepared, note_removed
from .planning import Plan, Planning
from .shown import epoch_of

GENERATION_BITS = 62


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
    """A run that prepares ``generation``, among at least ``crowd_size`` alike, for the epoch after ``number``.

    ``follows_broken``: the run before it did not come to its end.
    """

    generation: int
    number: int
    crowd_size: int
    follows_broken: bool
    reading: Opening
    turns: Turns

    def own(self, session: Session) -> PublicationEpoch:
        """Keep everybody else from changing what is shown. Raises Superseded where another run began since."""
        epoch = epoch_of(session, lock=True)
        if epoch.run != self.generation:
            raise Superseded
        return epoch

    def insert(self, table: type[SQLModel], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows as they come, in the order of their key; those that are there already stay."""

        def act(session: Session, batch: Sequence[tuple[Any, ...]]) -> None:
            self.own(session)
            insert_many(session, table, columns, batch, again=True)

        self.turns.write(rows, act)


def publish(writing: Opening, reading: Opening) -> Epoch:
    """Run one epoch. Raises Superseded where another run began after this one."""
    return _publish(Turns(writing), reading)


def publish_within(session: Session) -> Epoch:
    """Run one epoch inside a transaction of the caller's."""
    return _publish(Turns(lambda: nullcontext(session), pausing=False), lambda: nullcontext(session))


def raise_crowd_size(session: Session, size: int) -> int:
    """Let at least ``size`` people be alike from the next epoch on; it never falls. Gives the size in force."""
    epoch = epoch_of(session, lock=True)
    epoch.crowd_size = max(epoch.crowd_size, size)
    return epoch.crowd_size


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circular garbage: among the millions of objects of a plan it would take a second at any
    moment, also of a transaction that others wait for."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def _publish(turns: Turns, reading: Opening) -> Epoch:
    run = _begin(turns, reading)
    if run.follows_broken:
        tidying.tidy_up(turns, reading, run.own)
    with turns() as session:
        publishing.show_returning(session)
    with reading() as session:
        planning = Planning(scene.people(session), scene.crowds(session), run.crowd_size)
    plan = planning.plan()
    issued = _prepare(run, plan)
    while not _turned(run):
        pass
    with suppress(Superseded):
        tidying.tidy_up(turns, reading, run.own)
        with turns() as session:
            run.own(session).run = None
            session.flush()
    return Epoch(run.number + 1, sum(plan.keep.values()) + issued, issued, len(plan.unplaced))


def _begin(turns: Turns, reading: Opening) -> _Run:
    with turns() as session:
        epoch = epoch_of(session, lock=True)
        follows_broken, generation = epoch.run is not None, 1 + randbits(GENERATION_BITS)
        epoch.run, epoch.removed = generation, []
        session.add(Generation(id=generation))
        session.flush()
        return _Run(generation, epoch.number, epoch.crowd_size, follows_broken, reading, turns)


def _prepare(run: _Run, plan: Plan) -> int:
    """Write the next epoch; gives how many people are new in it."""
    draft = Draft(plan.issue, plan.population, generation=run.generation, size=run.crowd_size)
    with run.reading() as session:
        stored = np.fromiter(session.execute(select(PublicRow.id)).scalars(), np.int64)
    new = np.flatnonzero(~np.isin(draft.row_ids, stored))
    new = new[np.argsort(draft.row_ids[new])]
    facts = draft.facts(new)
    with run.turns() as session:
        run.own(session)
        fact_ids = public_rows.fact_ids(session, facts, add=True)
    run.insert(PublicRow, public_rows.COLUMNS, draft.rows(new))
    run.insert(PublicFacet, public_rows.FACET_COLUMNS, draft.facets(new, fact_ids))
    run.insert(PublicProfile, PROFILE_COLUMNS, draft.profiles())
    run.insert(PublicBearer, BEARER_COLUMNS, draft.bearers())
    run.insert(Crowd, CROWD_COLUMNS, draft.crowds())
    issued = 0

    def issue(session: Session, people: Sequence[Issued]) -> None:
        nonlocal issued
        issued += _issue(session, run.own(session), draft, people)

    def retire(session: Session, ids: Sequence[str]) -> None:
        run.own(session)
        session.exec(update(PublicProfile).where(col(PublicProfile.id).in_(ids)).values(until=run.generation))

    run.turns.write(draft.people(), issue)
    run.turns.write(sorted(plan.retire), retire)
    return issued


def _issue(session: Session, epoch: PublicationEpoch, draft: Draft, people: Sequence[Issued]) -> int:
    """Say whose the new profiles are, where what they are to show is true at this moment; gives how many.

    Who is left out is made up for before the epoch begins, and a crowd that became too small by it is not shown.
    """
    true = scene.still_true(session, draft, people)
    present = [each for each in people if each.account_id in true]
    absent = [each for each in people if each.account_id not in true]
    insert_many(
        session, PublicIdentity, ("account_id", "id", "row_id"), [(p.account_id, p.id, p.row_id) for p in present]
    )
    delete_many(session, PublicProfile, ("id",), [(each.id,) for each in absent])
    delete_many(session, PublicBearer, ("row_id", "id"), [(each.row_id, each.id) for each in absent])
    note_removed(epoch, [(each.crowd_id, draft.facts_of(each.row)) for each in absent])
    session.flush()
    return len(present)


def _turned(run: _Run) -> bool:
    """Show the next epoch; not yet where many have left since it was planned and it is not mended for all of them."""
    with run.turns() as session:
        epoch = run.own(session)
        if not mend_prepared(session, epoch, run.crowd_size):
            return False
        epoch.number, epoch.shown_size = run.number + 1, run.crowd_size
        session.exec(update(Generation).where(col(Generation.id) == run.generation).values(shown=True))
        session.flush()
    return True
