"""One-time links: another controller fetches what a person takes along, without an account (GDPR article 20(2)).

The link holds a random token of 256 bits, of which only a hash is kept; it is shown once, and works once, as long as
the copy that it leads to exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, func, select

from models.account import SecurityEventKind
from models.copy import CopyKind, DataCopy, TransferLink
from models.register import N_

from . import accounts, audit, copies
from .copies import CopyGone
from .errors import NotFound, ServiceError
from .tokens import TokenKeys, random_token

MOST_OPEN = 5


class LinkUsed(ServiceError):
    """The link was used or withdrawn, or is too old: which of these, who holds it does not learn."""

    message = N_("This link does not work any more: it works once, and for a limited time.")


class TooManyLinks(ServiceError):
    """As many links as anybody needs are open."""

    message = N_("Five links are open already. Withdraw one that you no longer need, and try again.")


class LinkState(str, Enum):
    """What became of a link."""

    OPEN = "open"
    FETCHED = "fetched"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True)
class LinkView:
    """A link as its maker sees it, without its token; ``at``: when it was fetched, withdrawn or ended."""

    id: str
    state: LinkState
    made_at: datetime
    until: datetime
    at: datetime | None


@dataclass(frozen=True)
class Transfer:
    """What a link leads to: a copy, until when, and how large it is in bytes."""

    account_id: str
    copy_id: str
    until: datetime
    size: int


def make(session: Session, account_id: str, *, keys: TokenKeys, browser: str, now: datetime) -> str:
    """Make a link to the person's portable copy and give its token, which is never shown again.

    It ends with the copy. Raises CopyGone where no copy is ready, or TooManyLinks.
    """
    newest = copies.history(session, account_id, CopyKind.PORTABLE, now=now, limit=1)
    if not newest or not newest[0].is_ready or newest[0].until is None:
        raise CopyGone
    open_ = select(func.count()).where(TransferLink.account_id == account_id, col(TransferLink.closed_at).is_(None))
    if session.exec(open_).one() >= MOST_OPEN:
        raise TooManyLinks
    token = random_token()
    row = TransferLink(
        account_id=account_id,
        copy_id=newest[0].id,
        token_digest=_digest(keys, token),
        made_at=now,
        until=newest[0].until,
    )
    session.add(row)
    session.flush()
    _note(session, row, "link", actor_id=account_id, now=now)
    accounts.note(session, account_id, SecurityEventKind.LINK_MADE, browser=browser, now=now)
    return token


def made(session: Session, account_id: str, *, now: datetime, limit: int = 20) -> list[LinkView]:
    """The links that the person made, newest first."""
    mine = select(TransferLink).where(TransferLink.account_id == account_id)
    rows = session.exec(mine.order_by(col(TransferLink.made_at).desc(), TransferLink.id).limit(limit))
    return [_view(row, now=now) for row in rows]


def revoke(session: Session, account_id: str, link_id: str, *, now: datetime) -> None:
    """Withdraw a link. Raises NotFound for anybody else's, or LinkUsed where it does not work any more anyway."""
    row = session.get(TransferLink, link_id)
    if row is None or row.account_id != account_id:
        raise NotFound
    if not _close(session, TransferLink.id == link_id, revoked_at=now, now=now):
        raise LinkUsed
    _note(session, row, "revocation", actor_id=account_id, now=now)


def look(session: Session, token: str, *, keys: TokenKeys, now: datetime) -> Transfer:
    """What a link leads to, without using it up. Raises LinkUsed, or NotFound where there never was such a link."""
    row = _found(session, _digest(keys, token))
    if _view(row, now=now).state is not LinkState.OPEN:
        raise LinkUsed
    return _transfer(session, row, now=now)


def fetch(session: Session, token: str, *, keys: TokenKeys, now: datetime) -> Transfer:
    """Use the link up: of any number who try at once, one gets the data. Raises LinkUsed or NotFound.

    The person reads in the privacy centre when it was fetched; who did is not known, and not written down.
    """
    digest = _digest(keys, token)
    row = _found(session, digest)
    if not _close(session, TransferLink.token_digest == digest, fetched_at=now, now=now):
        raise LinkUsed
    _note(session, row, "fetch", actor_id=None, now=now)
    accounts.note(session, row.account_id, SecurityEventKind.LINK_FETCHED, browser="", now=now)
    return _transfer(session, row, now=now)


def _found(session: Session, digest: str) -> TransferLink:
    row = session.exec(select(TransferLink).where(TransferLink.token_digest == digest)).first()
    if row is None:
        raise NotFound
    return row


def _close(session: Session, which: Any, *, now: datetime, **moments: datetime) -> bool:
    """Close the link if it is open: one statement, so that the database decides who was first."""
    open_ = (col(TransferLink.closed_at).is_(None), col(TransferLink.until) > now)
    statement = update(TransferLink).where(which, *open_).values(closed_at=now, **moments)
    done: CursorResult[Any] = session.connection().execute(statement)
    return done.rowcount == 1


def _transfer(session: Session, row: TransferLink, *, now: datetime) -> Transfer:
    copy = session.get(DataCopy, row.copy_id)
    if copy is None or not copies.view_of(copy, now=now).is_ready:
        raise LinkUsed
    return Transfer(row.account_id, row.copy_id, row.until, copy.size)


def _view(row: TransferLink, *, now: datetime) -> LinkView:
    if row.fetched_at is not None:
        return LinkView(row.id, LinkState.FETCHED, row.made_at, row.until, row.fetched_at)
    if row.revoked_at is not None:
        return LinkView(row.id, LinkState.REVOKED, row.made_at, row.until, row.revoked_at)
    if row.closed_at is not None or row.until <= now:
        return LinkView(row.id, LinkState.EXPIRED, row.made_at, row.until, row.closed_at or row.until)
    return LinkView(row.id, LinkState.OPEN, row.made_at, row.until, None)


def _note(session: Session, row: TransferLink, act: str, *, actor_id: str | None, now: datetime) -> None:
    action = f"portability.{act}"
    audit.record(session, action, actor_id=actor_id, account_id=row.account_id, about_id=row.id, now=now)


def _digest(keys: TokenKeys, token: str) -> str:
    return keys.digest("transfer", token)
