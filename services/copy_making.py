"""A copy of somebody's data as the worker makes it: begun, written, finished; and gone when its time is over.

Every step may be repeated from its beginning: the file is written anew under the same name, and what was finished
is not finished twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, or_, select

from models.account import Account
from models.copy import CopyKind, CopyState, DataCopy, TransferLink
from models.database import Database
from models.newsletter import Subscriber
from models.sealing import keyring

from . import mail, newsletters
from .files import FileStore
from .mail import MailTemplate
from .rights.access import Person
from .tokens import TokenKeys

STALLED = timedelta(hours=2)
"""A copy that is not made by then never will be: its job was given up, and its owner may ask again."""
ENDED_A_BATCH = 50

_BEING_MADE = (CopyState.WAITING, CopyState.MAKING)
_MAILS = {CopyKind.ACCESS: MailTemplate.COPY_READY, CopyKind.PORTABLE: MailTemplate.PORTABLE_READY}


@dataclass(frozen=True)
class Task:
    """A copy to make; ``key`` seals its file."""

    id: str
    kind: CopyKind
    locale: str
    person: Person
    key: bytes


def begin(session: Session, copy_id: str) -> bool:
    """Note that the copy is being made; False where nobody waits for it any more."""
    row = session.get(DataCopy, copy_id, with_for_update=True)
    if row is None or row.state not in _BEING_MADE:
        return False
    row.state = CopyState.MAKING
    return True


def task_of(session: Session, copy_id: str, *, keys: TokenKeys) -> Task | None:
    """What to make; None where the person is gone or nobody waits for it."""
    row = session.get(DataCopy, copy_id)
    if row is None or row.state is not CopyState.MAKING:
        return None
    key = keyring(session).key_of(row.account_id)
    if key is None:
        return None
    return Task(row.id, row.kind, row.locale, person_of(session, row.account_id, keys=keys), key)


def person_of(session: Session, account_id: str, *, keys: TokenKeys) -> Person:
    """The person under every id: a subscription to the newsletter is theirs by the address that they confirmed."""
    account = session.get_one(Account, account_id)
    ids = [account_id]
    if account.confirmed_at is not None and account.email is not None:
        digest = newsletters.email_digest(keys, account.email)
        ids += session.exec(select(Subscriber.id).where(Subscriber.email_digest == digest))
    return Person(account_id, tuple(ids))


@contextmanager
def snapshot(database: Database) -> Iterator[Session]:
    """A reading session in which everything stays as it was at its beginning: counts in a copy agree with its rows."""
    with database.read() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


def counter(database: Database, copy_id: str, total: int) -> Callable[[int], None]:
    """What to tell how much more is done: every twentieth of the total is written down for who waits."""
    done, shown = 0, 0

    def tick(more: int) -> None:
        nonlocal done, shown
        done += more
        percent = min(99, 100 * done // max(total, 1))
        if percent >= shown + 5:
            shown = percent
            with database.write() as session:
                row = session.get(DataCopy, copy_id)
                if row is not None:
                    row.percent = percent

    return tick


def finish(session: Session, store: FileStore, copy_id: str, size: int, *, lifetime: timedelta, now: datetime) -> None:
    """Let the owner have the copy, and tell them by mail; a copy that nobody waits for any more is thrown away."""
    row = session.get(DataCopy, copy_id, with_for_update=True)
    if row is not None and row.state is CopyState.READY:
        return
    if row is None or row.state is not CopyState.MAKING:
        store.remove(copy_id)
        return
    row.state, row.percent, row.size = CopyState.READY, 100, size
    row.ready_at, row.until = now, now + lifetime
    mail.queue(session, row.account_id, _MAILS[row.kind], now=now)


def fail(session: Session, store: FileStore, copy_id: str, *, now: datetime) -> None:
    """Note that it could not be made; nothing of it stays."""
    store.remove(copy_id)
    row = session.get(DataCopy, copy_id, with_for_update=True)
    if row is not None and row.state in _BEING_MADE:
        row.state, row.closed_at = CopyState.FAILED, now


def end_due(session: Session, store: FileStore, *, now: datetime) -> int:
    """Delete the files of copies whose time is over, give up what stalled, close links that were not used.

    The bytes go before the row says so: what dies in between is found again. Gives how many were ended.
    """
    over = and_(col(DataCopy.state) == CopyState.READY, col(DataCopy.until) <= now)
    stalled = and_(col(DataCopy.state).in_(_BEING_MADE), col(DataCopy.asked_at) <= now - STALLED)
    due = select(DataCopy).where(or_(over, stalled)).order_by(DataCopy.id).limit(ENDED_A_BATCH)
    rows = session.exec(due.with_for_update()).all()
    for row in rows:
        store.remove(row.id)
        row.state = CopyState.EXPIRED if row.state is CopyState.READY else CopyState.FAILED
        row.closed_at = now
    unused = select(TransferLink).where(col(TransferLink.closed_at).is_(None), TransferLink.until <= now)
    links = session.exec(unused.order_by(TransferLink.id).limit(ENDED_A_BATCH).with_for_update()).all()
    for link in links:
        link.closed_at = now
    return len(rows) + len(links)
