"""Sessions as rows: begun at log-in, resumed by a token, ended at once, and kept a while as one's log-in history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from models.account import Account, LoginSession

from . import audit
from .tokens import hash_of, random_token
from .viewers import Viewer, viewer_of

SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Login:
    """One log-in; ``place``: a region or country, None where unknown · ``ended_at``: None while it lasts."""

    id: str
    browser: str
    place: str | None
    at: datetime
    seen_at: datetime
    ended_at: datetime | None


def begin(session: Session, account_id: str, *, browser: str, now: datetime, place: str | None = None) -> str:
    """Log the account in and give the token for the cookie: only its hash is stored."""
    token = random_token()
    session.add(
        LoginSession(
            account_id=account_id,
            token_digest=hash_of(token),
            browser=browser[:80],
            place=place,
            created_at=now,
            seen_at=now,
            fresh_at=now,
        )
    )
    return token


def resume(session: Session, token: str, *, now: datetime, idle: timedelta, absolute: timedelta) -> Viewer | None:
    """The viewer whose token this is; None where the session ended, was idle too long or is too old."""
    statement = (
        select(LoginSession, Account)
        .join(Account, col(Account.id) == LoginSession.account_id)
        .where(LoginSession.token_digest == hash_of(token))
    )
    login, account = session.exec(statement).first() or (None, None)
    if login is None or account is None or _end_of(login, now=now, idle=idle, absolute=absolute) is not None:
        return None
    viewer = viewer_of(session, login, account)
    return viewer if viewer.is_known else None


def history(session: Session, account_id: str, *, now: datetime, idle: timedelta, absolute: timedelta) -> list[Login]:
    """The log-ins that are still kept, the newest first; one that ended by itself says when."""
    newest = select(LoginSession).where(LoginSession.account_id == account_id)
    return [
        Login(
            row.id,
            row.browser,
            row.place,
            row.created_at,
            row.seen_at,
            _end_of(row, now=now, idle=idle, absolute=absolute),
        )
        for row in session.exec(newest.order_by(col(LoginSession.created_at).desc(), LoginSession.id))
    ]


def note_seen(session: Session, session_id: str, *, now: datetime) -> None:
    """Note that the session is still in use."""
    login = session.get(LoginSession, session_id)
    if login is not None and login.ended_at is None:
        login.seen_at = now


def refresh(session: Session, session_id: str, *, now: datetime) -> None:
    """Note that the password was given again."""
    session.get_one(LoginSession, session_id).fresh_at = now


def act_as(session: Session, session_id: str, key: str) -> None:
    """Choose in which part the person acts from now on."""
    session.get_one(LoginSession, session_id).acting_as = key


def end(session: Session, session_id: str, *, now: datetime) -> None:
    """Log out: a copy of the cookie is worth nothing from now on."""
    login = session.get(LoginSession, session_id)
    if login is not None:
        _end(login, now)


def end_others(session: Session, account_id: str, *, keep: str | None, now: datetime) -> None:
    """End every session of the account but one."""
    for login in session.exec(select(LoginSession).where(LoginSession.account_id == account_id)):
        if login.id != keep:
            _end(login, now)


def forget_ended(session: Session, account_id: str, *, now: datetime, idle: timedelta, absolute: timedelta) -> int:
    """Delete the log-ins that ended before their period is over, and give their number."""
    logins = history(session, account_id, now=now, idle=idle, absolute=absolute)
    ended = [each.id for each in logins if each.ended_at is not None]
    session.exec(delete(LoginSession).where(col(LoginSession.id).in_(ended)))
    audit.record(session, "session.forgetting", actor_id=account_id, account_id=account_id, now=now)
    return len(ended)


def _end(login: LoginSession, now: datetime) -> None:
    """The hash of the token goes, so that no query can find the session by the cookie any more."""
    if login.ended_at is None:
        login.ended_at = now
        login.token_digest = f"ended-{login.id}"


def _end_of(login: LoginSession, *, now: datetime, idle: timedelta, absolute: timedelta) -> datetime | None:
    """When the session ended: by hand, by lying idle or of old age; None while it lasts."""
    if login.ended_at is not None:
        return login.ended_at
    by_itself = min(login.seen_at + idle, login.created_at + absolute)
    return by_itself if by_itself < now else None
