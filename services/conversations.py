"""What the two sides of a match write to each other while it lasts.

A message gets the next number of its conversation while the match's row is held: numbers have no gaps and follow the
order in which messages were stored, so that whoever has read up to a number misses nothing and reads nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from models.account import Account
from models.match import Match
from models.message import ChatChoice, Message, ReadMark
from models.notification import NotificationKind

from . import attachments
from .attachments import MOST as MOST_FILES
from .attachments import MOST_BYTES, Attaching, Upload
from .chat_errors import (
    ConversationOver,
    FilesTooLarge,
    NothingWritten,
    OnlyReadsHere,
    TextTooLong,
    TooManyAtOnce,
    TooManyFiles,
)
from .match_access import find_match, is_professional
from .matching import tidy_message
from .matching_errors import DataSetAside
from .notifications import notify
from .rights.restriction import is_restricted
from .viewers import Viewer

LONGEST_TEXT = 4000
MOST_A_MINUTE = 30
_MINUTE = timedelta(minutes=1)


def send(
    session: Session,
    viewer: Viewer,
    request_id: str,
    *,
    text: str,
    nonce: str,
    now: datetime,
    uploads: Sequence[Upload] = (),
    attaching: Attaching | None = None,
) -> Message:
    """Write to the other side. The same form sent again is the same message.

    ``uploads``: files that go along, with what it takes to send them in ``attaching``; with them it needs no words.

    Raises NotFound, OnlyReadsHere, NothingWritten, TextTooLong, DataSetAside, ConversationOver, TooManyAtOnce,
    TooManyFiles, FilesTooLarge or TooManyFilesToday.
    """
    match = find_match(session, viewer, request_id)
    sender_id, by_professional = str(viewer.account_id), is_professional(viewer, match)
    if not by_professional and not viewer.may_act:
        raise OnlyReadsHere
    text = _checked(text, uploads)
    if is_restricted(session, sender_id):
        raise DataSetAside
    _hold(session, match)
    if sent := _sent_before(session, match, sender_id, nonce):
        return sent
    _refuse_a_flood(session, sender_id, now)
    number = _last_number(session, match.id) + 1
    recipient_id = match.sender_id if by_professional else match.account_id
    message = Message(
        match_id=match.id,
        sender_id=sender_id,
        recipient_id=recipient_id,
        by_professional=by_professional,
        number=number,
        nonce=nonce,
        text=text,
        files=len(uploads),
        sent_at=now,
    )
    session.add(message)
    if uploads and attaching is not None:
        session.flush()
        attachments.add(session, attaching, message, uploads, now=now)
    session.get_one(Account, sender_id).last_active_at = now
    if recipient_id is not None:
        _tell(session, match, recipient_id, by_professional=by_professional, number=number, now=now)
    note_read(session, match.id, sender_id, number, now=now)
    return message


def note_read(session: Session, match_id: str, account_id: str, number: int, *, now: datetime) -> None:
    """Note that somebody has read up to a message; what was noted never goes back."""
    here = (col(ReadMark.match_id) == match_id, col(ReadMark.account_id) == account_id)
    further = update(ReadMark).where(*here, col(ReadMark.number) < number).values(number=number, read_at=now)
    if session.exec(further.execution_options(synchronize_session=False)).rowcount:
        return
    if number and session.exec(select(ReadMark.id).where(*here)).first() is None:
        session.add(ReadMark(match_id=match_id, account_id=account_id, number=number, read_at=now))
        session.flush()


def choice_of(session: Session, account_id: str) -> ChatChoice:
    """What somebody wants of conversations; not stored where they never chose."""
    found = session.exec(select(ChatChoice).where(ChatChoice.account_id == account_id)).first()
    return found or ChatChoice(account_id=account_id)


def choose(session: Session, account_id: str, *, shows_reading: bool) -> None:
    """Keep what somebody wants of conversations."""
    chosen = choice_of(session, account_id)
    chosen.shows_reading = shows_reading
    session.add(chosen)
    session.flush()


def _checked(text: str, uploads: Sequence[Upload]) -> str:
    tidy = tidy_message(text)
    if not tidy and not uploads:
        raise NothingWritten
    if len(uploads) > MOST_FILES:
        raise TooManyFiles
    if sum(len(upload.data) for upload in uploads) > MOST_BYTES:
        raise FilesTooLarge
    if len(tidy) > LONGEST_TEXT:
        raise TextTooLong
    return tidy


def _hold(session: Session, match: Match) -> None:
    """Hold the match's row until the transaction ends; one that has ended meanwhile is over."""
    lasting = select(Match.id).where(col(Match.id) == match.id, col(Match.ended_at).is_(None)).with_for_update()
    if session.exec(lasting).first() is None:
        raise ConversationOver


def _sent_before(session: Session, match: Match, sender_id: str, nonce: str) -> Message | None:
    same = (Message.match_id == match.id, Message.sender_id == sender_id, Message.nonce == nonce)
    return session.exec(select(Message).where(*same)).first()


def _refuse_a_flood(session: Session, sender_id: str, now: datetime) -> None:
    recent = (Message.sender_id == sender_id, Message.sent_at > now - _MINUTE)
    if session.exec(select(func.count()).where(*recent)).one() >= MOST_A_MINUTE:
        raise TooManyAtOnce


def _last_number(session: Session, match_id: str) -> int:
    return session.exec(select(func.max(Message.number)).where(Message.match_id == match_id)).one() or 0


def _tell(
    session: Session, match: Match, recipient_id: str, *, by_professional: bool, number: int, now: datetime
) -> None:
    """Told once for all that is unread: not again while an earlier message waits."""
    mark = select(ReadMark.number).where(ReadMark.match_id == match.id, ReadMark.account_id == recipient_id)
    waiting = select(func.count()).where(
        Message.match_id == match.id,
        Message.by_professional == by_professional,
        Message.number > (session.exec(mark).first() or 0),
        Message.number < number,
    )
    if not session.exec(waiting).one():
        notify(session, recipient_id, NotificationKind.MESSAGE_RECEIVED, match.request_id, now=now)
