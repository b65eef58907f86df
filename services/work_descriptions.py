"""An organisation's work descriptions, as its own people write them: draft, open, closed.

Each change of state is one conditional UPDATE, so of two people who act at once one succeeds. Who writes a text is its
author from then on: the words are sealed under their key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, case
from sqlalchemy import delete as delete_rows
from sqlmodel import Session, col, func, select, update

from models.bands import RemoteWork
from models.work import WorkDescription, WorkState

from . import audit, free_text
from .errors import NotFound
from .publication.vocabulary import vocabulary
from .rights.restriction import is_restricted
from .viewers import Viewer
from .work_errors import CloseItFirst, NotOpen, NotVerifiedYet, OpenAlready, WorkSetAside

MOST_SKILLS = 20
LONGEST_TITLE, LONGEST_DESCRIPTION = 120, 6000
PAGE = 20


@dataclass(frozen=True)
class WorkDetails:
    """What a client fills in. ``region``: a NUTS 3 region or an ISO country · ``starts_on``: the first of a month.

    ``months``: how long it lasts · ``hours`` a week · rates in euro cents a day.
    """

    title: str
    description: str
    skills: tuple[str, ...] = ()
    region: str | None = None
    remote: RemoteWork = RemoteWork.ON_SITE
    starts_on: date | None = None
    months: int | None = None
    hours: int | None = None
    rate_from: int | None = None
    rate_to: int | None = None


@dataclass(frozen=True)
class OwnWork:
    """A work description as its organisation reads it."""

    id: str
    details: WorkDetails
    state: WorkState
    created_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None


def write(session: Session, viewer: Viewer, details: WorkDetails, *, now: datetime) -> WorkDescription:
    """Write a draft. Raises NotFound for who may not act for an organisation."""
    if not viewer.may_act or viewer.account_id is None or viewer.organisation_id is None:
        raise NotFound
    work = WorkDescription(
        organisation_id=viewer.organisation_id, author_id=viewer.account_id, created_at=now, **_columns(details)
    )
    session.add(work)
    session.flush()
    _audit(session, "description.writing", viewer, work.id, now=now)
    return work


def edit(session: Session, viewer: Viewer, work_id: str, details: WorkDetails, *, now: datetime) -> None:
    """Put other details in the place of those there. Raises NotFound, and TextIdentifies for what professionals read.

    Every text is written anew, so that all of it is sealed under the key of who wrote it last.
    """
    work = _to_change(session, viewer, work_id)
    if work.state is WorkState.OPEN:
        require_undisclosed(session, work.organisation_id, details)
    work.title = work.description = ""
    work.author_id = str(viewer.account_id)
    session.flush()
    for name, value in _columns(details).items():
        setattr(work, name, value)
    session.flush()
    _audit(session, "description.edit", viewer, work_id, now=now)


def open_to_professionals(session: Session, viewer: Viewer, work_id: str, *, now: datetime) -> None:
    """Let professionals read it. Raises NotFound, NotVerifiedYet, WorkSetAside, TextIdentifies or OpenAlready."""
    work = _to_change(session, viewer, work_id)
    if not viewer.is_verified_client:
        raise NotVerifiedYet
    if any(is_restricted(session, each) for each in {work.author_id, str(viewer.account_id)}):
        raise WorkSetAside
    require_undisclosed(session, work.organisation_id, details_of(work))
    change = _in_state(work_id, WorkState.DRAFT, WorkState.CLOSED)
    if not _changed(session, change.values(state=WorkState.OPEN, opened_at=now, closed_at=None)):
        raise OpenAlready
    session.refresh(work)
    _audit(session, "description.opening", viewer, work_id, now=now)


def close(session: Session, viewer: Viewer, work_id: str, *, now: datetime) -> None:
    """Let nobody else read it any more. Raises NotFound or NotOpen."""
    work = _to_change(session, viewer, work_id)
    if not _changed(session, _in_state(work_id, WorkState.OPEN).values(state=WorkState.CLOSED, closed_at=now)):
        raise NotOpen
    session.refresh(work)
    _audit(session, "description.closing", viewer, work_id, now=now)


def copy(session: Session, viewer: Viewer, work_id: str, *, now: datetime) -> WorkDescription:
    """Write a draft with the same details, by whoever copies it. Raises NotFound."""
    return write(session, viewer, details_of(_to_change(session, viewer, work_id)), now=now)


def delete(session: Session, viewer: Viewer, work_id: str, *, now: datetime) -> None:
    """Delete one that professionals do not read. Raises NotFound or CloseItFirst."""
    _to_change(session, viewer, work_id)
    unread = delete_rows(WorkDescription).where(
        col(WorkDescription.id) == work_id, col(WorkDescription.state) != WorkState.OPEN
    )
    if session.exec(unread.execution_options(synchronize_session=False)).rowcount != 1:
        raise CloseItFirst
    session.expire_all()
    _audit(session, "description.deletion", viewer, work_id, now=now)


def own_work(session: Session, viewer: Viewer, work_id: str) -> OwnWork:
    """One of the viewer's organisation. Raises NotFound for anybody else's."""
    return _own(_row(session, viewer, work_id))


def own_works(session: Session, viewer: Viewer, *, page: int = 1) -> tuple[list[OwnWork], bool]:
    """A page (from 1) of the organisation's: open, draft, closed, each the latest first; and whether there are more."""
    rank = case(
        (col(WorkDescription.state) == WorkState.OPEN, 0), (col(WorkDescription.state) == WorkState.DRAFT, 1), else_=2
    )
    statement = (
        select(WorkDescription)
        .where(WorkDescription.organisation_id == viewer.organisation_id)
        .order_by(rank, col(WorkDescription.created_at).desc(), WorkDescription.id)
    )
    rows = session.exec(statement.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    return [_own(row) for row in rows[:PAGE]], len(rows) > PAGE


def open_works(session: Session, organisation_id: str) -> list[OwnWork]:
    """Those of an organisation that professionals read, the latest first."""
    return [each for each in works_in_hand(session, organisation_id) if each.state is WorkState.OPEN]


def works_in_hand(session: Session, organisation_id: str) -> list[OwnWork]:
    """Those of an organisation that are not closed, the latest opened first, then the drafts."""
    statement = (
        select(WorkDescription)
        .where(WorkDescription.organisation_id == organisation_id, WorkDescription.state != WorkState.CLOSED)
        .order_by(col(WorkDescription.opened_at).desc().nulls_last(), WorkDescription.id)
    )
    return [_own(row) for row in session.exec(statement)]


def count_by_state(session: Session, organisation_id: str) -> dict[WorkState, int]:
    """How many the organisation has in each state."""
    statement = (
        select(WorkDescription.state, func.count())
        .where(WorkDescription.organisation_id == organisation_id)
        .group_by(col(WorkDescription.state))
    )
    found = {WorkState(state): number for state, number in session.exec(statement)}
    return {state: found.get(state, 0) for state in WorkState}


def suggested_skills(text: str, *, without: Sequence[str] = ()) -> tuple[str, ...]:
    """The ids of the skills that a text names, in its order, but for those chosen already."""
    found = dict.fromkeys(id_ for id_, _span in vocabulary().match(text, prose=True))
    return tuple(id_ for id_ in found if id_ not in without)[:MOST_SKILLS]


def require_undisclosed(session: Session, organisation_id: str, details: WorkDetails) -> None:
    """Refuse texts that tell whose work it is. Raises TextIdentifies."""
    undisclosed = free_text.of_work(session, organisation_id)
    for text in (details.title, details.description):
        free_text.require_undisclosed(text, undisclosed)


def details_of(work: WorkDescription) -> WorkDetails:
    """The row's columns that a client fills in."""
    values = {field.name: getattr(work, field.name) for field in fields(WorkDetails)}
    return replace(WorkDetails(**values), skills=tuple(work.skills))


def _columns(details: WorkDetails) -> dict[str, Any]:
    values = {field.name: getattr(details, field.name) for field in fields(WorkDetails)}
    known = [skill for skill in dict.fromkeys(details.skills) if vocabulary().has_skill(skill)]
    return values | {"skills": known[:MOST_SKILLS]}


def _row(session: Session, viewer: Viewer, work_id: str, *, lock: bool = False) -> WorkDescription:
    work = session.get(WorkDescription, work_id, with_for_update=lock or None, populate_existing=lock)
    if work is None or viewer.organisation_id is None or work.organisation_id != viewer.organisation_id:
        raise NotFound
    return work


def _to_change(session: Session, viewer: Viewer, work_id: str) -> WorkDescription:
    """The row, which nobody else changes until the transaction ends: what is opened is what the guard read."""
    if not viewer.may_act:
        raise NotFound
    return _row(session, viewer, work_id, lock=True)


def _own(work: WorkDescription) -> OwnWork:
    return OwnWork(work.id, details_of(work), work.state, work.created_at, work.opened_at, work.closed_at)


def _in_state(work_id: str, *states: WorkState) -> Update:
    return update(WorkDescription).where(col(WorkDescription.id) == work_id, col(WorkDescription.state).in_(states))


def _changed(session: Session, change: Update) -> bool:
    return session.exec(change.execution_options(synchronize_session=False)).rowcount == 1


def _audit(session: Session, action: str, viewer: Viewer, work_id: str, *, now: datetime) -> None:
    audit.record(session, action, actor_id=viewer.account_id, about_id=work_id, now=now)
