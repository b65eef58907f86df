"""Recommendations of earlier clients: a link that writes once, a text that tells nobody's name, and two who decide.

The professional sends the link themselves, so that we learn no address of anybody. What is written passes the guard of
the professional's own profile and must not name its author; it is looked at once more each time it is shown, for a
profile may name more by then. Either side takes it back at any moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from models.account import Account
from models.notification import NotificationKind
from models.reference import Reference, ReferenceState
from models.register import N_

from . import free_text
from .errors import NotFound, ServiceError
from .free_text import Undisclosed
from .notifications import notify
from .rights.restriction import is_restricted, unrestricted
from .tokens import hash_of, random_token

LIFETIME = timedelta(days=30)
"""How long a link writes."""
MOST_OPEN, MOST = 10, 30
MOST_SHOWN = 10
SHORTEST, LONGEST = 20, 1500
LONGEST_NAME = 120


class TooManyAsked(ServiceError):
    """As many links are open, or texts kept, as anybody needs."""

    message = N_(
        "Ten links are open, or thirty recommendations kept. Delete one that you no longer need, and try again."
    )


class LinkOver(ServiceError):
    """The link is unknown, too old, or taken back: which of these, who holds it does not learn."""

    message = N_("This link does not work any more. Ask who sent it to you for a new one.")


class Identifies(ServiceError):
    """What was written would tell by now who the professional is."""

    message = N_("This text names what others may not read before a match, such as an employer. It cannot be shown.")


@dataclass(frozen=True)
class ReferenceView:
    """One as the professional or its author reads it."""

    id: str
    state: ReferenceState
    asked_at: datetime
    expires_at: datetime
    text: str | None
    author: str | None
    organisation: str | None


@dataclass(frozen=True)
class Praise:
    """What an earlier client says, as clients read it; ``author`` and ``organisation`` at a match only."""

    text: str
    author: str | None = None
    organisation: str | None = None


def ask(session: Session, account_id: str, *, now: datetime) -> str:
    """Make a link, and give its token: it is shown once. Raises TooManyAsked."""
    session.get_one(Account, account_id, with_for_update=True)
    own = list(session.exec(select(Reference).where(Reference.account_id == account_id)))
    waiting = [row for row in own if row.state is ReferenceState.ASKED and row.expires_at > now]
    if len(waiting) >= MOST_OPEN or len(own) >= MOST:
        raise TooManyAsked
    token = random_token()
    session.add(
        Reference(
            account_id=account_id,
            token_digest=hash_of(token),
            asked_at=now,
            expires_at=now + LIFETIME,
            text=None,
            author=None,
            organisation=None,
        )
    )
    session.flush()
    return token


def own(session: Session, account_id: str) -> list[ReferenceView]:
    """The professional's own, the latest first."""
    statement = select(Reference).where(Reference.account_id == account_id)
    return [_view(row) for row in session.exec(statement.order_by(col(Reference.asked_at).desc(), Reference.id))]


def show(session: Session, account_id: str, reference_id: str) -> None:
    """Let clients read one. Raises NotFound, or Identifies where it would tell by now who the professional is."""
    row = _own(session, account_id, reference_id)
    if row.text is None:
        raise NotFound
    if _tells(row, free_text.of_professional(session, account_id)):
        raise Identifies
    row.state = ReferenceState.SHOWN
    session.flush()


def hide(session: Session, account_id: str, reference_id: str) -> None:
    """Let nobody else read one. Raises NotFound."""
    row = _own(session, account_id, reference_id)
    if row.state is not ReferenceState.SHOWN:
        raise NotFound
    row.state = ReferenceState.WRITTEN
    session.flush()


def delete_own(session: Session, account_id: str, reference_id: str) -> None:
    """Delete one for good, or a link that was not used. Raises NotFound."""
    session.delete(_own(session, account_id, reference_id))
    session.flush()


def behind(session: Session, token: str, *, now: datetime) -> ReferenceView:
    """What a link leads to: an empty form, or what was written by it. Raises LinkOver."""
    return _view(_behind(session, token, now))


def undisclosed_behind(session: Session, token: str, *, author: str, organisation: str, now: datetime) -> Undisclosed:
    """What a text written by a link must not tell of the professional, nor of who writes. Raises LinkOver."""
    row = _behind(session, token, now)
    return _naming_too(free_text.of_professional(session, row.account_id), author, organisation)


def write(session: Session, token: str, *, text: str, author: str, organisation: str, now: datetime) -> None:
    """Write it, once. Raises LinkOver, also for a link that wrote already, and TextIdentifies."""
    row = _behind(session, token, now)
    session.refresh(row, with_for_update=True)
    if row.state is not ReferenceState.ASKED:
        raise LinkOver
    told = free_text.of_professional(session, row.account_id)
    free_text.require_undisclosed(text, _naming_too(told, author, organisation))
    row.text, row.author, row.organisation = text, author, organisation or None
    row.state, row.written_at = ReferenceState.WRITTEN, now
    session.flush()
    notify(session, row.account_id, NotificationKind.REFERENCE_WRITTEN, row.id, now=now)


def withdraw(session: Session, token: str, *, now: datetime) -> None:
    """Its author takes back what they wrote: it is deleted, and the link with it. Raises LinkOver."""
    row = _behind(session, token, now)
    if row.state is ReferenceState.ASKED:
        raise LinkOver
    session.delete(row)
    session.flush()


def praise_of(session: Session, account_id: str, *, with_names: bool) -> tuple[Praise, ...]:
    """What clients read of a professional, the latest first; who wrote it only at a match."""
    shown = select(Reference).where(
        Reference.account_id == account_id,
        Reference.state == ReferenceState.SHOWN,
        unrestricted(col(Reference.account_id)),
    )
    rows = session.exec(shown.order_by(col(Reference.written_at).desc(), Reference.id).limit(MOST_SHOWN)).all()
    if with_names or not rows:
        return tuple(Praise(str(row.text), row.author, row.organisation) for row in rows)
    undisclosed = free_text.of_professional(session, account_id)
    return tuple(Praise(str(row.text)) for row in rows if not _tells(row, undisclosed))


def forget_over(session: Session, *, now: datetime) -> int:
    """Delete links by which nothing was written in time; give their number."""
    over = delete(Reference).where(col(Reference.state) == ReferenceState.ASKED, col(Reference.expires_at) <= now)
    return session.execute(over).rowcount  # type: ignore[attr-defined]


def _behind(session: Session, token: str, now: datetime) -> Reference:
    row = session.exec(select(Reference).where(Reference.token_digest == hash_of(token))).first()
    is_over = row is None or (row.state is ReferenceState.ASKED and row.expires_at <= now)
    if row is None or is_over or is_restricted(session, row.account_id):
        raise LinkOver
    if session.get_one(Account, row.account_id).deactivated_at is not None and row.state is ReferenceState.ASKED:
        raise LinkOver
    return row


def _naming_too(undisclosed: Undisclosed, author: str, organisation: str) -> Undisclosed:
    """What must not be told of a professional, with who writes about them."""
    own = undisclosed.identifiers
    names, organisations = (*own.names, *filter(None, [author])), (*own.organisations, *filter(None, [organisation]))
    return replace(undisclosed, identifiers=replace(own, names=names, organisations=organisations))


def _tells(row: Reference, undisclosed: Undisclosed) -> bool:
    """Whether what was written would tell by now who the professional or its author is."""
    named = _naming_too(undisclosed, row.author or "", row.organisation or "")
    return bool(free_text.passages(row.text or "", named))


def _own(session: Session, account_id: str, reference_id: str) -> Reference:
    row = session.get(Reference, reference_id, with_for_update=True)
    if row is None or row.account_id != account_id:
        raise NotFound
    return row


def _view(row: Reference) -> ReferenceView:
    return ReferenceView(row.id, row.state, row.asked_at, row.expires_at, row.text, row.author, row.organisation)
