"""Sessions as rows: begun at log-in, resumed by a token, ended at once."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlmodel import Session, select

from models.account import LoginSession

from .tokens import random_token
from .viewers import Viewer, viewer_of

SEEN_EVERY = timedelta(minutes=5)


def begin(session: Session, account_id: str, *, browser: str, now: datetime) -> str:
    """Log the account in and give the token for the cookie: only its hash is stored."""
    token = random_token()
    session.add(
        LoginSession(
            account_id=account_id,
            token_digest=_digest(token),
            browser=browser[:80],
            created_at=now,
            seen_at=now,
            fresh_at=now,
        )
    )
    return token


def resume(session: Session, token: str, *, now: datetime, idle: timedelta, absolute: timedelta) -> Viewer | None:
    """The viewer whose token this is; None where the session ended, was idle too long or is too old."""
    login = session.exec(select(LoginSession).where(LoginSession.token_digest == _digest(token))).first()
    if login is None or now - login.seen_at > idle or now - login.created_at > absolute:
        return None
    viewer = viewer_of(session, login)
    return viewer if viewer.is_known else None


def note_seen(session: Session, session_id: str, *, now: datetime) -> None:
    """Note that the session is still in use."""
    login = session.get(LoginSession, session_id)
    if login is not None:
        login.seen_at = now


def refresh(session: Session, session_id: str, *, now: datetime) -> None:
    """Note that the password was given again."""
    session.get_one(LoginSession, session_id).fresh_at = now


def act_as(session: Session, session_id: str, key: str) -> None:
    """Choose in which part the person acts from now on."""
    session.get_one(LoginSession, session_id).acting_as = key


def end(session: Session, session_id: str) -> None:
    """Log out: a copy of the cookie is worth nothing from now on."""
    login = session.get(LoginSession, session_id)
    if login is not None:
        session.delete(login)


def end_others(session: Session, account_id: str, *, keep: str | None) -> None:
    """End every session of the account but one."""
    for login in session.exec(select(LoginSession).where(LoginSession.account_id == account_id)):
        if login.id != keep:
            session.delete(login)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
