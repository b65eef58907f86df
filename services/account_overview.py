"""What somebody sees of their own account: where they are logged in, and what happened at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.account import Account, LoginSession, SecurityEvent, SecurityEventKind

from . import audit, logins
from .errors import NotFound

EVENTS_SHOWN = 20


@dataclass(frozen=True)
class Device:
    """A browser that is logged in."""

    id: str
    browser: str
    since: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True)
class Event:
    """One thing that happened at the door."""

    kind: SecurityEventKind
    browser: str
    at: datetime


@dataclass(frozen=True)
class Overview:
    """One's own account."""

    email: str
    confirmed: bool
    locale: str
    since: datetime
    devices: tuple[Device, ...]
    events: tuple[Event, ...]


def overview(
    session: Session, account_id: str, *, session_id: str, now: datetime, idle: timedelta, absolute: timedelta
) -> Overview:
    """The account, the sessions that still live (this one first, then the last seen) and the newest events."""
    account = session.get_one(Account, account_id)
    living = select(LoginSession).where(
        LoginSession.account_id == account_id,
        LoginSession.seen_at >= now - idle,
        LoginSession.created_at >= now - absolute,
        col(LoginSession.ended_at).is_(None),
    )
    devices = [
        Device(row.id, row.browser, row.created_at, row.seen_at, row.id == session_id) for row in session.exec(living)
    ]
    newest = select(SecurityEvent).where(SecurityEvent.account_id == account_id)
    events = session.exec(newest.order_by(col(SecurityEvent.at).desc()).limit(EVENTS_SHOWN))
    return Overview(
        email=account.email,
        confirmed=account.confirmed_at is not None,
        locale=account.locale,
        since=account.created_at,
        devices=tuple(sorted(devices, key=lambda device: (device.is_this, device.seen_at), reverse=True)),
        events=tuple(Event(row.kind, row.browser, row.at) for row in events),
    )


def choose_locale(session: Session, account_id: str, locale: str, *, now: datetime) -> None:
    """Choose the language of the site and of mails."""
    session.get_one(Account, account_id).locale = locale
    audit.record(session, "account.language", actor_id=account_id, account_id=account_id, now=now)


def end_device(session: Session, account_id: str, session_id: str, *, now: datetime) -> None:
    """Log out one of one's own devices. Raises NotFound for anybody else's."""
    row = session.get(LoginSession, session_id)
    if row is None or row.account_id != account_id or row.ended_at is not None:
        raise NotFound
    logins.end(session, session_id, now=now)
    audit.record(session, "session.end", actor_id=account_id, account_id=account_id, now=now)
