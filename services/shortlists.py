"""An organisation's shortlist: whom its people keep in view, for which of its work, and what they note for each other.

Nobody is notified that they are on one. What is noted about them they read in their privacy centre.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from models.shortlist import ShortlistEntry, ShortlistNote
from models.work import WorkDescription

from . import audit, disclosure
from .errors import NotFound
from .matching import tidy_message
from .matching_errors import DataSetAside
from .rights.restriction import is_restricted
from .shortlist_errors import NotesFull, NoteTooLong, NothingNoted, ShortlistFull
from .viewers import Viewer

MOST, MOST_NOTES = 500, 50
LONGEST_NOTE = 1000
T = TypeVar("T")


def keep(session: Session, viewer: Viewer, found: disclosure.Found, *, now: datetime) -> ShortlistEntry:
    """Put a professional on the organisation's shortlist; who is there stays. Raises NotFound or ShortlistFull."""
    if not viewer.is_verified_client or not viewer.may_act:
        raise NotFound
    known = entry_of(session, viewer, found.account_id)
    if known is not None:
        return known
    count = select(func.count()).where(ShortlistEntry.organisation_id == viewer.organisation_id)
    if session.exec(count).one() >= MOST:
        raise ShortlistFull
    entry = ShortlistEntry(
        organisation_id=str(viewer.organisation_id),
        account_id=found.account_id,
        keeper_id=viewer.account_id,
        kept_at=now,
    )
    try:
        with session.begin_nested():
            session.add(entry)
    except IntegrityError:
        return _required(entry_of(session, viewer, found.account_id))
    _audit(session, "keeping.adding", viewer, entry, now=now)
    return entry


def remove(session: Session, viewer: Viewer, entry_id: str, *, now: datetime) -> None:
    """Take a professional off the shortlist, with what is noted beside them. Raises NotFound."""
    entry = _to_change(session, viewer, entry_id)
    session.delete(entry)
    session.flush()
    _audit(session, "keeping.removal", viewer, entry, now=now)


def assign(session: Session, viewer: Viewer, entry_id: str, work_id: str | None) -> None:
    """Say for which of the organisation's work descriptions they are kept, or for none. Raises NotFound."""
    entry = _to_change(session, viewer, entry_id)
    if work_id is not None:
        own = (WorkDescription.id == work_id, WorkDescription.organisation_id == viewer.organisation_id)
        _required(session.exec(select(WorkDescription.id).where(*own)).first())
    entry.work_id = work_id


def note(session: Session, viewer: Viewer, entry_id: str, text: str, *, now: datetime) -> ShortlistNote:
    """Note something for colleagues. Raises NotFound, NothingNoted, NoteTooLong, NotesFull or DataSetAside."""
    entry = _to_change(session, viewer, entry_id)
    text = tidy_message(text)
    if not text:
        raise NothingNoted
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong
    if is_restricted(session, str(viewer.account_id)) or is_restricted(session, entry.account_id):
        raise DataSetAside
    if session.exec(select(func.count()).where(ShortlistNote.entry_id == entry.id)).one() >= MOST_NOTES:
        raise NotesFull
    author_id = str(viewer.account_id)
    row = ShortlistNote(entry_id=entry.id, account_id=entry.account_id, author_id=author_id, text=text, noted_at=now)
    session.add(row)
    session.flush()
    return row


def delete_note(session: Session, viewer: Viewer, entry_id: str, note_id: str) -> None:
    """Delete a note of one's own. Raises NotFound, also for a colleague's."""
    entry = _to_change(session, viewer, entry_id)
    here = (ShortlistNote.id == note_id, ShortlistNote.entry_id == entry.id)
    own = select(ShortlistNote).where(*here, ShortlistNote.author_id == viewer.account_id)
    session.delete(_required(session.exec(own).first()))


def entry_of(session: Session, viewer: Viewer, account_id: str) -> ShortlistEntry | None:
    """The entry of a professional on the shortlist of the viewer's organisation."""
    same = (ShortlistEntry.organisation_id == viewer.organisation_id, ShortlistEntry.account_id == account_id)
    return session.exec(select(ShortlistEntry).where(*same)).first()


def find_entry(session: Session, viewer: Viewer, entry_id: str) -> ShortlistEntry:
    """An entry of the viewer's verified organisation. Raises NotFound."""
    entry = session.get(ShortlistEntry, entry_id) if viewer.is_verified_client else None
    if entry is None or entry.organisation_id != viewer.organisation_id:
        raise NotFound
    return entry


def has_notes(session: Session, entry_id: str) -> bool:
    """Whether something is noted beside an entry, which would go with it."""
    return session.exec(select(ShortlistNote.id).where(col(ShortlistNote.entry_id) == entry_id)).first() is not None


def _to_change(session: Session, viewer: Viewer, entry_id: str) -> ShortlistEntry:
    if not viewer.may_act:
        raise NotFound
    return find_entry(session, viewer, entry_id)


def _required(found: T | None) -> T:
    if found is None:
        raise NotFound
    return found


def _audit(session: Session, action: str, viewer: Viewer, entry: ShortlistEntry, *, now: datetime) -> None:
    audit.record(session, action, actor_id=viewer.account_id, account_id=viewer.account_id, about_id=entry.id, now=now)
