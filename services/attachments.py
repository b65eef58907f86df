"""Files of a conversation: sent with a message, and opened by its two sides; where it must, the scanner comes first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from config import Config
from models.attachment import Attachment
from models.database import Database
from models.message import Message

from . import background, files
from .attachment_kinds import told_by_content
from .chat_errors import TooManyFilesToday
from .errors import NotFound
from .files import FileStore
from .match_access import find_match
from .scanning import Scanner, Verdict
from .viewers import Viewer

SCAN = "scan_attachment"
MOST = 5
"""So many files go with one message."""
MOST_BYTES = 10_000_000
"""Of the files of one message together."""
MOST_A_DAY = 100_000_000
"""Bytes that one person may send in 24 hours."""
LONGEST_NAME = 120
MOST_SCANNED = 100
"""So many files that wait are scanned in one go."""


@dataclass(frozen=True)
class Upload:
    """A file that may be sent: its type is told by its content, and of a picture only what one sees is left."""

    name: str
    media_type: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Upload:
        """Look at a file and make it ready, which may take seconds. Raises UnusableFile and UnusablePicture."""
        media_type, kept = told_by_content(data)
        bare = " ".join(files.bare_name(name).split())
        return cls(bare[:LONGEST_NAME] or "file", media_type, kept)


@dataclass(frozen=True)
class AttachmentView:
    """A file as the two sides see it; ``size`` in bytes. What is ``infected`` is gone."""

    id: str
    name: str
    media_type: str
    size: int
    is_scanned: bool
    is_infected: bool


@dataclass(frozen=True)
class Opened:
    """A file that was opened; ``place``: which one of its message."""

    media_type: str
    place: int
    data: bytes


@dataclass(frozen=True)
class Attaching:
    """What it takes to send files and to say what is shown of them."""

    store: FileStore
    scanner: Scanner

    @classmethod
    def of(cls, config: Config) -> Attaching:
        """The store and the scanner of a configuration."""
        return cls(FileStore.of(config), Scanner.of(config))


def add(session: Session, attaching: Attaching, message: Message, uploads: Sequence[Upload], *, now: datetime) -> None:
    """Send files with a message that was just written. Raises TooManyFilesToday."""
    sender_id = str(message.sender_id)
    _refuse_a_flood(session, sender_id, uploads, now)
    for place, upload in enumerate(uploads, start=1):
        row = Attachment(
            message_id=message.id,
            account_id=sender_id,
            recipient_id=message.recipient_id,
            place=place,
            name=upload.name,
            media_type=upload.media_type,
            size=len(upload.data),
            sent_at=now,
        )
        session.add(row)
        session.flush()
        files.seal(session, attaching.store, sender_id, row.id, upload.data)
        if attaching.scanner.address is not None:
            background.enqueue(session, SCAN, row.id)


def attached_to(session: Session, message_ids: Collection[str]) -> dict[str, list[AttachmentView]]:
    """The files of some messages, by message, in their order."""
    statement = select(Attachment).where(col(Attachment.message_id).in_(message_ids))
    found: dict[str, list[AttachmentView]] = {}
    for row in session.exec(statement.order_by(col(Attachment.message_id), col(Attachment.place))):
        found.setdefault(row.message_id, []).append(_view(row))
    return found


def find(session: Session, viewer: Viewer, request_id: str, attachment_id: str) -> AttachmentView:
    """A file of a conversation of the viewer's own. Raises NotFound."""
    return _view(_own(session, viewer, request_id, attachment_id))


def open_file(session: Session, attaching: Attaching, viewer: Viewer, request_id: str, attachment_id: str) -> Opened:
    """Open a file of a conversation of the viewer's own. Raises NotFound, also for one that is held back or gone."""
    row = _own(session, viewer, request_id, attachment_id)
    return _opened(session, attaching, row)


def open_reported(session: Session, attaching: Attaching, message_id: str, attachment_id: str) -> Opened:
    """Open a file of a message, for who decides on a report of it. Raises NotFound."""
    row = session.get(Attachment, attachment_id)
    if row is None or row.message_id != message_id:
        raise NotFound
    return _opened(session, attaching, row)


def scan(database: Database, attaching: Attaching, attachment_id: str, *, now: datetime) -> Verdict | None:
    """Let the scanner look at a file, and delete the bytes of one with malware; None where nothing is to be scanned."""
    with database.read() as session:
        row = session.get(Attachment, attachment_id)
        if row is None or row.scanned_at is not None or attaching.scanner.address is None:
            return None
        try:
            data = files.opened(session, attaching.store, row.account_id, row.id)
        except NotFound:
            return None
    verdict = attaching.scanner.verdict(data)
    if verdict is Verdict.NO_ANSWER:
        return verdict
    with database.write() as session:
        row = session.get(Attachment, attachment_id)
        if row is not None:
            row.scanned_at, row.infected = now, verdict is Verdict.INFECTED
            if row.infected:
                files.remove_at_commit(session, attaching.store, row.id)
    return verdict


def unscanned(session: Session) -> list[str]:
    """The files that wait for the scanner, those that wait longest first."""
    waiting = select(Attachment.id).where(col(Attachment.scanned_at).is_(None))
    return list(session.exec(waiting.order_by(col(Attachment.sent_at), Attachment.id).limit(MOST_SCANNED)))


def _own(session: Session, viewer: Viewer, request_id: str, attachment_id: str) -> Attachment:
    match = find_match(session, viewer, request_id)
    here = (Attachment.id == attachment_id, Message.match_id == match.id)
    row = session.exec(select(Attachment).join(Message, col(Message.id) == Attachment.message_id).where(*here)).first()
    if row is None:
        raise NotFound
    return row


def _opened(session: Session, attaching: Attaching, row: Attachment) -> Opened:
    if row.infected or (attaching.scanner.required and row.scanned_at is None):
        raise NotFound
    return Opened(row.media_type, row.place, files.opened(session, attaching.store, row.account_id, row.id))


def _view(row: Attachment) -> AttachmentView:
    return AttachmentView(row.id, row.name, row.media_type, row.size, row.scanned_at is not None, row.infected)


def _refuse_a_flood(session: Session, sender_id: str, uploads: Sequence[Upload], now: datetime) -> None:
    recent = (Attachment.account_id == sender_id, Attachment.sent_at > now - timedelta(days=1))
    sent = session.exec(select(func.coalesce(func.sum(Attachment.size), 0)).where(*recent)).one()
    if sent + sum(len(upload.data) for upload in uploads) > MOST_A_DAY:
        raise TooManyFilesToday
