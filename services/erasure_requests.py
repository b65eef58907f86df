"""Asking to be erased: by password, confirmed from the mailbox, and open to change one's mind for some days.

Who asked is hidden at once; until the day comes, coming back (deactivation.py) ends the erasure too.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.account import Account
from models.erasure import Erasure, ErasureState
from models.register import N_

from . import audit, background, leaving, links, mail
from .accounts import mail_sparingly
from .errors import ServiceError
from .links import LinkExpired
from .mail import MailTemplate
from .tokens import TokenKeys

ERASE = "erase_person"
STALLED = timedelta(days=1)
"""An erasure that began so long ago and is not over yet is begun again: each of its steps may be done twice."""


class StaffAsks(ServiceError):
    """A member of the team asks: what they did for us must be handed over first."""

    message = N_("You are a member of our team. Have your role ended first; then you can have your account erased.")


def ask(session: Session, account: Account, *, now: datetime) -> None:
    """Mail the link that confirms; nothing happens before it is followed. Raises StaffAsks.

    Whoever asks again gets the same link, at most three times an hour.
    """
    if account.staff_role is not None:
        raise StaffAsks
    erasure = _latest(session, account.id, ErasureState.ASKED)
    if erasure is None:
        erasure = Erasure(account_id=account.id, asked_at=now)
        session.add(erasure)
        audit.record(session, "erasure.request", actor_id=account.id, account_id=account.id, now=now)
    erasure.asked_at = now
    session.flush()
    mail_sparingly(session, account, MailTemplate.ERASURE_CONFIRM, erasure.id, now=now)


def confirmable(session: Session, token: str, *, keys: TokenKeys) -> Erasure:
    """The erasure that a link would confirm. Raises LinkExpired, also where it was used."""
    erasure_id = links.read_erasure(keys, token)
    erasure = session.get(Erasure, erasure_id) if erasure_id else None
    if erasure is None or erasure.state is not ErasureState.ASKED:
        raise LinkExpired
    return erasure


def confirm(session: Session, token: str, *, keys: TokenKeys, delay: timedelta, now: datetime) -> Erasure:
    """Hide the person, and begin the days to change one's mind; a mail tells the day and the way back.

    Raises LinkExpired.
    """
    erasure = confirmable(session, token, keys=keys)
    account = session.get_one(Account, erasure.account_id, with_for_update=True)
    if not _moved(
        session, erasure, ErasureState.ASKED, state=ErasureState.WAITING, confirmed_at=now, due_at=now + delay
    ):
        raise LinkExpired
    leaving.hide(session, account, now=now)
    audit.record(session, "erasure.confirmation", actor_id=account.id, account_id=account.id, now=now)
    mail.queue(session, account.id, MailTemplate.ERASURE_WAITING, erasure.id, now=now)
    return erasure


def waiting_of(session: Session, account_id: str) -> Erasure | None:
    """The erasure of an account that waits for its day."""
    return _latest(session, account_id, ErasureState.WAITING)


def is_running(session: Session, account_id: str) -> bool:
    """Whether the account is being erased now: there is no way back any more."""
    return _latest(session, account_id, ErasureState.RUNNING) is not None


def withdraw(session: Session, account_id: str, *, now: datetime) -> bool:
    """End the erasure of somebody who changed their mind, where one waits; whether there was one."""
    erasure = waiting_of(session, account_id)
    if erasure is None:
        return False
    if not _moved(session, erasure, ErasureState.WAITING, state=ErasureState.WITHDRAWN, closed_at=now):
        raise LinkExpired
    audit.record(session, "erasure.withdrawal", actor_id=account_id, account_id=account_id, now=now)
    return True


def begin_due(session: Session, *, now: datetime) -> int:
    """Begin the erasures of which the day has come, and those that stalled; give their number."""
    due = (col(Erasure.state) == ErasureState.WAITING) & (col(Erasure.due_at) <= now)
    stalled = (col(Erasure.state) == ErasureState.RUNNING) & (col(Erasure.due_at) <= now - STALLED)
    begun = 0
    for erasure in session.exec(select(Erasure).where(due | stalled).with_for_update(skip_locked=True)).all():
        erasure.state = ErasureState.RUNNING
        session.flush()
        background.enqueue(session, ERASE, erasure.id)
        begun += 1
    return begun


def lapse(session: Session, *, now: datetime) -> None:
    """Close what was asked for and never confirmed: its link does not work any more."""
    old = (col(Erasure.state) == ErasureState.ASKED, col(Erasure.asked_at) <= now - links.ERASURE_LIFETIME)
    session.execute(update(Erasure).where(*old).values(state=ErasureState.LAPSED, closed_at=now))


def _latest(session: Session, account_id: str, state: ErasureState) -> Erasure | None:
    statement = select(Erasure).where(Erasure.account_id == account_id, Erasure.state == state)
    return session.exec(statement.order_by(col(Erasure.asked_at).desc())).first()


def _moved(session: Session, erasure: Erasure, before: ErasureState, **values: object) -> bool:
    """Whether the erasure was in that state still, and is in the new one now: of two at once, one succeeds."""
    change = update(Erasure).where(col(Erasure.id) == erasure.id, col(Erasure.state) == before).values(**values)
    changed = session.execute(change.execution_options(synchronize_session=False)).rowcount == 1  # type: ignore[attr-defined]
    session.refresh(erasure)
    return changed
