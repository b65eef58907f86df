"""A copy of one's data as its owner deals with it: asked for, fetched for a time, deleted (GDPR articles 15 and 20).

A copy lies in the file store under the id of its row, sealed under its owner's key; services/copy_making.py makes it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from models.account import Account, SecurityEventKind
from models.copy import CopyKind, CopyState, DataCopy, TransferLink
from models.register import N_
from models.sealing import keyring

from . import accounts, audit, background, files
from .errors import NotFound, ServiceError
from .files import FileStore
from .sealed_streams import CHUNK, BrokenFile, OpeningReader

JOB = "make_copy"
MOST_A_DAY = 10

ACTS = {CopyKind.ACCESS: "copy", CopyKind.PORTABLE: "portability"}


class TooManyCopies(ServiceError):
    """More copies in a day than a person needs."""

    message = N_("You asked for 10 copies in a day, and that is the most. Ask again tomorrow.")


class CopyGone(ServiceError):
    """There was such a copy, and its file is deleted."""

    message = N_("This copy is deleted. Ask for a new one.")


@dataclass(frozen=True)
class CopyView:
    """A copy as its owner sees it; ``percent`` while it is made, ``size`` in bytes."""

    id: str
    kind: CopyKind
    state: CopyState
    asked_at: datetime
    percent: int
    until: datetime | None
    size: int
    downloads: int
    closed_at: datetime | None

    @property
    def is_being_made(self) -> bool:
        return self.state in (CopyState.WAITING, CopyState.MAKING)

    @property
    def is_ready(self) -> bool:
        return self.state is CopyState.READY


def ask(
    session: Session,
    store: FileStore,
    account_id: str,
    kind: CopyKind,
    *,
    locale: str,
    browser: str,
    now: datetime,
) -> CopyView:
    """Ask for a copy; where one is open already, it is that one. Raises TooManyCopies."""
    session.get_one(Account, account_id, with_for_update=True)
    there = session.exec(_own(account_id, kind).where(col(DataCopy.closed_at).is_(None))).first()
    if there is not None and not _is_over(there, now=now):
        return view_of(there, now=now)
    if there is not None:
        there.state, there.closed_at = CopyState.EXPIRED, now
        files.remove_at_commit(session, store, there.id)
        session.flush()
    today = _own(account_id, kind).where(DataCopy.asked_at > now - timedelta(days=1)).subquery()
    if session.exec(select(func.count()).select_from(today)).one() >= MOST_A_DAY:
        raise TooManyCopies
    row = DataCopy(account_id=account_id, kind=kind, locale=locale, asked_at=now)
    session.add(row)
    session.flush()
    background.enqueue(session, JOB, row.id)
    note(session, row, "request", now=now)
    accounts.note(session, account_id, SecurityEventKind.COPY_ASKED, browser=browser, now=now)
    return view_of(row, now=now)


def history(session: Session, account_id: str, kind: CopyKind, *, now: datetime, limit: int = 20) -> list[CopyView]:
    """The copies of a kind that the person asked for, newest first."""
    latest = _own(account_id, kind).order_by(col(DataCopy.asked_at).desc(), DataCopy.id).limit(limit)
    return [view_of(row, now=now) for row in session.exec(latest)]


def own(session: Session, account_id: str, copy_id: str, *, now: datetime) -> CopyView:
    """One of the person's own copies. Raises NotFound, also for anybody else's."""
    return view_of(_row(session, account_id, copy_id), now=now)


def delete(session: Session, store: FileStore, account_id: str, copy_id: str, *, now: datetime) -> None:
    """Delete a copy before its time, and close the links that lead to it.

    Raises NotFound, or CopyGone where there is no file any more.
    """
    row = _row(session, account_id, copy_id)
    if not view_of(row, now=now).is_ready:
        raise CopyGone
    row.state, row.closed_at = CopyState.DELETED, now
    links = update(TransferLink).where(col(TransferLink.copy_id) == row.id, col(TransferLink.closed_at).is_(None))
    session.connection().execute(links.values(closed_at=now, revoked_at=now))
    files.remove_at_commit(session, store, row.id)
    note(session, row, "deletion", now=now)


def note_download(session: Session, account_id: str, copy_id: str, *, browser: str, now: datetime) -> None:
    """Write down that the owner fetches the copy. Raises NotFound or CopyGone."""
    row = _row(session, account_id, copy_id)
    if not view_of(row, now=now).is_ready:
        raise CopyGone
    row.downloads += 1
    note(session, row, "download", now=now)
    accounts.note(session, account_id, SecurityEventKind.COPY_DOWNLOADED, browser=browser, now=now)


def content(session: Session, store: FileStore, account_id: str, copy_id: str) -> OpeningReader:
    """The archive, to be read piece by piece. Raises CopyGone where its bytes or their key are gone."""
    key = keyring(session).key_of(account_id)
    try:
        if key is not None:
            return store.opening(copy_id, key)
    except (FileNotFoundError, BrokenFile):
        pass
    raise CopyGone


def pieces(reader: OpeningReader) -> Iterator[bytes]:
    """The whole archive in chunks; the file is closed at the end."""
    with reader:
        while piece := reader.read(CHUNK):
            yield piece


def member(reader: OpeningReader, path: str) -> Iterator[bytes]:
    """One file of the archive in chunks. Raises CopyGone where the archive has no such file."""
    archive = zipfile.ZipFile(io.BufferedReader(reader, CHUNK))
    try:
        source: IO[bytes] = archive.open(path)
    except KeyError:
        reader.close()
        raise CopyGone from None
    return _drained(source, archive, reader)


def note(session: Session, row: DataCopy, act: str, *, actor: bool = True, now: datetime) -> None:
    """Write to the audit trail what was done with a copy: a request, a download, a deletion …"""
    actor_id = row.account_id if actor else None
    action = f"{ACTS[row.kind]}.{act}"
    audit.record(session, action, actor_id=actor_id, account_id=row.account_id, about_id=row.id, now=now)


def view_of(row: DataCopy, *, now: datetime) -> CopyView:
    """The copy as it is at the moment: past its time it is expired, also before its file went."""
    state = CopyState.EXPIRED if _is_over(row, now=now) else row.state
    return CopyView(
        row.id, row.kind, state, row.asked_at, row.percent, row.until, row.size, row.downloads, row.closed_at
    )


def _drained(source: IO[bytes], *closed_after: Any) -> Iterator[bytes]:
    with source:
        while piece := source.read(CHUNK):
            yield piece
    for each in closed_after:
        each.close()


def _is_over(row: DataCopy, *, now: datetime) -> bool:
    return row.state is CopyState.READY and row.until is not None and row.until <= now


def _row(session: Session, account_id: str, copy_id: str) -> DataCopy:
    row = session.get(DataCopy, copy_id)
    if row is None or row.account_id != account_id:
        raise NotFound
    return row


def _own(account_id: str, kind: CopyKind) -> Any:
    return select(DataCopy).where(DataCopy.account_id == account_id, DataCopy.kind == kind)
