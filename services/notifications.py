"""Telling people what happened: on a page always, by mail as each chose for each kind.

A mail for the day tells only that there is news. What a notification is about is read behind the log-in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from models.notification import Notification, NotificationChoice, NotificationKind, Way

from . import mail
from .daily import last_morning
from .mail import MailTemplate

PAGE = 30
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Told:
    """One line of the page; ``is_new``: not seen before."""

    id: str
    kind: NotificationKind
    about_id: str
    at: datetime
    is_new: bool


def notify(
    session: Session, account_id: str | None, kind: NotificationKind, about_id: str = "", *, now: datetime
) -> None:
    """Tell somebody of something, where they are still there; the mail goes out when the transaction commits."""
    if account_id is None:
        return
    way = ways_of(session, account_id)[kind]
    session.add(Notification(account_id=account_id, kind=kind, about_id=about_id, at=now, waits=way is Way.DAILY))
    session.flush()
    if way is Way.AT_ONCE:
        mail.queue(session, account_id, MailTemplate(kind.value), about_id, now=now)


def ways_of(session: Session, account_id: str) -> dict[NotificationKind, Way]:
    """How somebody wants to be told of each kind."""
    own = session.exec(select(NotificationChoice).where(NotificationChoice.account_id == account_id))
    return dict.fromkeys(NotificationKind, Way.AT_ONCE) | {row.kind: row.way for row in own}


def choose(session: Session, account_id: str, ways: Mapping[NotificationKind, Way]) -> None:
    """Keep how somebody wants to be told of each of these kinds."""
    own = select(NotificationChoice).where(NotificationChoice.account_id == account_id)
    rows = {row.kind: row for row in session.exec(own)}
    for kind, way in ways.items():
        if kind in rows:
            rows[kind].way = way
        elif way is not Way.AT_ONCE:
            session.add(NotificationChoice(account_id=account_id, kind=kind, way=way))
    session.flush()


def page_of(session: Session, account_id: str, *, page: int = 1) -> tuple[list[Told], bool]:
    """A page (from 1) of what somebody was told, the latest first; and whether there is more."""
    statement = (
        select(Notification)
        .where(Notification.account_id == account_id)
        .order_by(col(Notification.at).desc(), col(Notification.id))
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    rows = session.exec(statement).all()
    told = [Told(row.id, row.kind, row.about_id, row.at, row.seen_at is None) for row in rows[:PAGE]]
    return told, len(rows) > PAGE


def count_new(session: Session, account_id: str) -> int:
    """How many somebody has not seen."""
    own = (Notification.account_id == account_id, col(Notification.seen_at).is_(None))
    return session.exec(select(func.count()).where(*own)).one()


def note_seen(session: Session, account_id: str, *, now: datetime) -> None:
    """All of them are seen; what waits for the mail of the day need not be mailed any more."""
    own = (col(Notification.account_id) == account_id, col(Notification.seen_at).is_(None))
    session.exec(update(Notification).where(*own).values(seen_at=now, waits=False))


def send_daily(session: Session, *, now: datetime) -> int:
    """Mail everybody for whom something waits since before the last morning, once for all of it; gives how many."""
    due = (col(Notification.waits), col(Notification.at) <= last_morning(now))
    people = session.exec(select(Notification.account_id).where(*due).distinct()).all()
    for account_id in people:
        own = update(Notification).where(col(Notification.account_id) == account_id, col(Notification.waits))
        if session.exec(own.values(waits=False)).rowcount:
            mail.queue(session, account_id, MailTemplate.NEWS_OF_THE_DAY, now=now)
    return len(people)


def forget_old(session: Session, *, now: datetime) -> int:
    """Delete what is past its 90 days; gives how many."""
    return session.exec(delete(Notification).where(col(Notification.at) <= now - KEPT)).rowcount
