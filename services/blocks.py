"""The block list: a professional hides from organisations, which then read of them what anyone reads.

Nothing tells an organisation that somebody hides from it: for it the profile is taken down, and a request that was
sent runs to its end as one that nobody answers. A match that lasts goes on until one of the two ends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, not_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from models.block import Block, BlockKind
from models.client import Organisation
from models.match import InterestRequest, Match, RequestState
from models.publication import Publication
from models.register import N_

from . import audit
from .errors import NotFound, ServiceError
from .recognising import compared, digest_of, marks_of

MOST = 100
UNSEEN = (RequestState.OPEN, RequestState.EXPIRED)
"""A request that was answered has been read: it stays with its professional."""


class NotRecognisable(ServiceError):
    """The text is not a name, a domain or a number."""

    message = N_(
        "We could not use this. A name has at least two letters, a domain looks like example.org, and a registration "
        "number has at least five letters and digits."
    )


class HiddenAlready(ServiceError):
    """The same is on the list."""

    message = N_("You hide from this already.")


class ListFull(ServiceError):
    """More than anybody needs."""

    message = N_("Your list is full: it holds at most 100 entries. Remove one that you no longer need.")


@dataclass(frozen=True)
class Entry:
    """One line of the list, as its owner wrote it."""

    id: str
    kind: BlockKind
    value: str
    added_at: datetime


@dataclass(frozen=True)
class StillMatched:
    """A match that lasts with an organisation on the list; ``request_id`` leads to ending it."""

    request_id: str
    organisation: str


def entries(session: Session, account_id: str) -> list[Entry]:
    """The list, the newest first."""
    own = select(Block).where(Block.account_id == account_id)
    rows = session.exec(own.order_by(col(Block.added_at).desc(), Block.id))
    return [Entry(row.id, row.kind, row.value, row.added_at) for row in rows]


def hide_from(session: Session, account_id: str, kind: BlockKind, text: str, *, now: datetime) -> None:
    """Add to the list. Raises NotRecognisable, HiddenAlready or ListFull.

    Whether any organisation is meant by it is not told: that would tell who uses the platform.
    """
    value = compared(kind, text)
    if value is None:
        raise NotRecognisable
    count = select(func.count()).where(Block.account_id == account_id)
    if session.exec(count).one() >= MOST:
        raise ListFull
    shown = " ".join(text.split()) if kind is BlockKind.NAME else value
    row = Block(account_id=account_id, kind=kind, value=shown, digest=digest_of(session, kind, value), added_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise HiddenAlready from None
    audit.record(session, "block.adding", actor_id=account_id, account_id=account_id, about_id=row.id, now=now)


def show_to(session: Session, account_id: str, entry_id: str, *, now: datetime) -> None:
    """Take from the list. Raises NotFound, also for what is on somebody else's."""
    row = session.get(Block, entry_id)
    if row is None or row.account_id != account_id:
        raise NotFound
    session.delete(row)
    session.flush()
    audit.record(session, "block.removal", actor_id=account_id, account_id=account_id, about_id=entry_id, now=now)


def hides_from(session: Session, account_id: str, organisation_id: str | None) -> bool:
    """Whether the professional hides from the organisation."""
    if organisation_id is None or not _has_any(session, account_id):
        return False
    marks = marks_of(session, organisation_id)
    hidden = select(Block.id).where(Block.account_id == account_id, col(Block.digest).in_(marks))
    return session.exec(hidden.limit(1)).first() is not None


def hiding_from(session: Session, organisation_id: str | None) -> frozenset[str]:
    """The accounts of those who hide from the organisation."""
    if organisation_id is None:
        return frozenset()
    marks = marks_of(session, organisation_id)
    return frozenset(session.exec(select(Block.account_id).where(col(Block.digest).in_(marks)).distinct()))


def hidden_handles(session: Session, organisation_id: str) -> frozenset[str]:
    """The handles of the profiles that the explorer leaves out for the organisation."""
    accounts = hiding_from(session, organisation_id)
    if not accounts:
        return frozenset()
    return frozenset(session.exec(select(Publication.handle).where(col(Publication.account_id).in_(accounts))))


def is_seen(session: Session, account_id: str) -> ColumnElement[bool]:
    """The condition on requests to the professional that they may read them."""
    senders = select(InterestRequest.organisation_id).where(
        InterestRequest.account_id == account_id, col(InterestRequest.state).in_(UNSEEN)
    )
    asking = session.exec(senders.distinct()).all() if _has_any(session, account_id) else ()
    hidden = [each for each in asking if hides_from(session, account_id, each)]
    unseen: Any = and_(col(InterestRequest.state).in_(UNSEEN), col(InterestRequest.organisation_id).in_(hidden))
    return not_(unseen) if hidden else col(InterestRequest.id).is_not(None)


def is_unseen(session: Session, request: InterestRequest) -> bool:
    """Whether the request is one that its professional does not read, as they hide from who asks."""
    if request.state not in UNSEEN or request.account_id is None:
        return False
    return hides_from(session, request.account_id, request.organisation_id)


def still_matched(session: Session, account_id: str) -> list[StillMatched]:
    """The matches that last with organisations on the list: hiding ends nothing."""
    lasting = (
        select(Match.request_id, Organisation.id, Organisation.name)
        .join(Organisation, col(Organisation.id) == Match.organisation_id)
        .where(Match.account_id == account_id, col(Match.ended_at).is_(None))
        .order_by(Organisation.name)
    )
    return [
        StillMatched(request_id, name)
        for request_id, organisation_id, name in session.exec(lasting)
        if hides_from(session, account_id, organisation_id)
    ]


def _has_any(session: Session, account_id: str) -> bool:
    return session.exec(select(Block.id).where(Block.account_id == account_id).limit(1)).first() is not None
