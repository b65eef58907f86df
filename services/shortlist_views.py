"""The shortlist as the organisation's people read it: who is on it and still shown, and what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.account import Account
from models.client import Organisation, Representative
from models.match import InterestRequest, Match
from models.publication import Publication
from models.shortlist import ShortlistEntry, ShortlistNote
from models.work import WorkDescription

from . import blocks
from .aliases import Alias, alias_of, handle_of
from .errors import NotFound
from .match_access import has_profile
from .match_views import Standing, standing_of
from .rights.restriction import unrestricted
from .viewers import Viewer

PAGE = 20
NO_WORK = "none"
"""Asks for the entries that are kept for no work description."""


@dataclass(frozen=True)
class Kept:
    """An entry. ``handle``: of the profile, where it is shown to the organisation · ``work``: id and title.

    ``asked``: the latest request to the professional, and how it stands · ``notes``: how many there are.
    """

    id: str
    alias: Alias
    handle: str | None
    work: tuple[str, str] | None
    kept_at: datetime
    asked: tuple[str, Standing] | None
    notes: int


@dataclass(frozen=True)
class Note:
    """A note, and which colleague wrote it; ``author`` is None for who is set aside."""

    id: str
    text: str
    author: str | None
    is_own: bool
    noted_at: datetime


def page_of(
    session: Session, viewer: Viewer, *, work_id: str | None, page: int, now: datetime
) -> tuple[list[Kept], bool]:
    """A page (from 1) of the shortlist, the latest first, of one work description, of none or all; and whether there
    are more."""
    if not viewer.is_verified_client:
        return [], False
    which: list[ColumnElement[bool]] = [col(ShortlistEntry.organisation_id) == viewer.organisation_id]
    if work_id is not None:
        which.append(
            col(ShortlistEntry.work_id).is_(None) if work_id == NO_WORK else col(ShortlistEntry.work_id) == work_id
        )
    order = (col(ShortlistEntry.kept_at).desc(), col(ShortlistEntry.id))
    rows = list(session.execute(_statement().where(*which).order_by(*order).limit(PAGE + 1).offset((page - 1) * PAGE)))
    return _kept(session, viewer, rows[:PAGE], now), len(rows) > PAGE


def one(session: Session, viewer: Viewer, entry_id: str, *, now: datetime) -> Kept:
    """One entry of the viewer's verified organisation. Raises NotFound."""
    own = (col(ShortlistEntry.id) == entry_id, col(ShortlistEntry.organisation_id) == viewer.organisation_id)
    rows = list(session.execute(_statement().where(*own))) if viewer.is_verified_client else []
    if not rows:
        raise NotFound
    return _kept(session, viewer, rows, now)[0]


def notes_of(session: Session, viewer: Viewer, entry_id: str) -> list[Note]:
    """What is noted beside an entry of the viewer's organisation, the oldest first; not where data are set aside."""
    statement = (
        select(ShortlistNote, Representative)
        .join(ShortlistEntry, col(ShortlistEntry.id) == ShortlistNote.entry_id)
        .outerjoin(Representative, col(Representative.account_id) == ShortlistNote.author_id)
        .where(ShortlistNote.entry_id == entry_id, ShortlistEntry.organisation_id == viewer.organisation_id)
        .where(unrestricted(col(ShortlistNote.author_id)), unrestricted(col(ShortlistNote.account_id)))
        .order_by(col(ShortlistNote.noted_at), col(ShortlistNote.id))
    )
    return [
        Note(
            note.id,
            note.text,
            f"{person.first_name} {person.last_name}".strip() if person else None,
            note.author_id == viewer.account_id,
            note.noted_at,
        )
        for note, person in session.exec(statement)
    ]


def count(session: Session, viewer: Viewer) -> int:
    """How many professionals are on the shortlist of the viewer's organisation."""
    if not viewer.is_verified_client:
        return 0
    own = ShortlistEntry.organisation_id == viewer.organisation_id
    return session.exec(select(func.count()).where(own)).one()


def kept_among(session: Session, viewer: Viewer, alias_ids: Sequence[str]) -> dict[str, str]:
    """Which of some professionals are on the shortlist: their entry, by the id under which the organisation knows
    them."""
    if not viewer.is_verified_client:
        return {}
    key = session.get_one(Organisation, viewer.organisation_id).alias_key
    known = {handle: id_ for id_ in alias_ids if (handle := handle_of(key, id_)) is not None}
    statement = (
        select(ShortlistEntry.id, Publication.handle)
        .join(Publication, col(Publication.account_id) == ShortlistEntry.account_id)
        .where(ShortlistEntry.organisation_id == viewer.organisation_id, col(Publication.handle).in_(known))
    )
    return {known[handle]: entry_id for entry_id, handle in session.exec(statement)}


def _statement() -> Any:
    notes = select(func.count()).where(ShortlistNote.entry_id == ShortlistEntry.id)
    return (
        select_columns(
            ShortlistEntry,
            WorkDescription,
            unrestricted(col(WorkDescription.author_id)).label("work_is_shown"),
            col(Organisation.alias_key),
            col(Publication.handle),
            has_profile().label("is_shown"),
            notes.correlate(ShortlistEntry).scalar_subquery().label("notes"),
        )
        .join(Organisation, col(Organisation.id) == ShortlistEntry.organisation_id)
        .join(Account, col(Account.id) == ShortlistEntry.account_id)
        .join(Publication, col(Publication.account_id) == ShortlistEntry.account_id)
        .outerjoin(WorkDescription, col(WorkDescription.id) == ShortlistEntry.work_id)
    )


def _kept(session: Session, viewer: Viewer, rows: Sequence[Any], now: datetime) -> list[Kept]:
    hiding = blocks.hiding_from(session, viewer.organisation_id)
    asked = _asked(session, viewer, [row.ShortlistEntry.account_id for row in rows], now)
    return [
        Kept(
            id=row.ShortlistEntry.id,
            alias=alias_of(row.alias_key, row.handle),
            handle=row.handle if row.is_shown and row.ShortlistEntry.account_id not in hiding else None,
            work=(row.WorkDescription.id, row.WorkDescription.title)
            if row.WorkDescription is not None and row.work_is_shown
            else None,
            kept_at=row.ShortlistEntry.kept_at,
            asked=asked.get(row.ShortlistEntry.account_id),
            notes=row.notes,
        )
        for row in rows
    ]


def _asked(
    session: Session, viewer: Viewer, account_ids: Sequence[str], now: datetime
) -> dict[str | None, tuple[str, Standing]]:
    """The latest request of the organisation to each of these professionals."""
    statement = (
        select(InterestRequest, Match)
        .outerjoin(Match, col(Match.request_id) == InterestRequest.id)
        .where(InterestRequest.organisation_id == viewer.organisation_id)
        .where(col(InterestRequest.account_id).in_(account_ids))
        .order_by(col(InterestRequest.created_at))
    )
    return {row.account_id: (row.id, standing_of(row, match, now)) for row, match in session.exec(statement)}
