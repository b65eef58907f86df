"""Sending an issue: listed once, then one by one, at most once to each person, whatever dies on the way.

Each delivery is claimed in a transaction of its own before the mail server gets the mail, and settled after. A claim
that was never settled (the worker was killed in between, or the connection broke) is not tried again: the server may
have taken the mail. It is counted as unclear, for staff to see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from enum import Enum

from sqlalchemy import update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, delete, func, select

from config import Config
from models.database import Database
from models.newsletter import (
    DeliveryState,
    IssueDelivery,
    IssueState,
    NewsletterIssue,
    Subscriber,
    SubscriberChoice,
)
from models.register import N_

from . import audit, background, newsletter_issues, post
from .errors import NotFound, ServiceError
from .mail import Outcome
from .newsletter_mails import hand_over, issue_message
from .newsletters import is_suppressed

SEND = "send_issue"
BATCH = 20
FAILURES_IN_A_ROW = 3
"""After so many the server is taken to be away, and the rest waits."""

_SETTLED = {
    Outcome.SENT: DeliveryState.SENT,
    Outcome.REFUSED: DeliveryState.REFUSED,
    Outcome.LATER: DeliveryState.WAITING,
    Outcome.HELD: DeliveryState.WAITING,
    Outcome.UNCERTAIN: DeliveryState.CLAIMED,
}


class NobodyToSendTo(ServiceError):
    """Nobody wants an issue of this kind in this language."""

    message = N_("Nobody subscribes to this kind of newsletter in this language yet.")


class Step(str, Enum):
    """How the sending goes on after a batch."""

    MORE = "more"
    LATER = "later"
    HELD = "held"
    HALTED = "halted"
    DONE = "done"


@dataclass(frozen=True)
class Claim:
    """A delivery that nobody else sends any more, and its mail."""

    delivery_id: str
    message: EmailMessage


def start(session: Session, issue_id: str, *, staff_id: str, now: datetime) -> None:
    """Begin to send a draft. Raises NotFound, AlreadySent, NobodyToSendTo."""
    row = _locked(session, issue_id)
    if row.state is not IssueState.DRAFT:
        raise newsletter_issues.AlreadySent
    if not newsletter_issues.count_audience(session, kind=row.kind, locale=row.locale):
        raise NobodyToSendTo
    row.state, row.started_at = IssueState.SENDING, now
    audit.record(session, "newsletter.sending", actor_id=staff_id, about_id=row.id, now=now)
    background.enqueue(session, SEND, row.id, 0)


def pause(session: Session, issue_id: str, *, staff_id: str, now: datetime) -> None:
    """Stop after the mail that is on its way; nothing happens where nothing is being sent. Raises NotFound."""
    row = _locked(session, issue_id)
    if row.state is IssueState.SENDING:
        row.state = IssueState.PAUSED
        audit.record(session, "newsletter.pause", actor_id=staff_id, about_id=row.id, now=now)


def resume(session: Session, issue_id: str, *, staff_id: str, now: datetime) -> None:
    """Go on where it was paused; nothing happens where it is not. Raises NotFound."""
    row = _locked(session, issue_id)
    if row.state is IssueState.PAUSED:
        row.state = IssueState.SENDING
        audit.record(session, "newsletter.resumption", actor_id=staff_id, about_id=row.id, now=now)
        background.enqueue(session, SEND, row.id, 0)


def list_recipients(session: Session, issue_id: str) -> None:
    """Write down who gets the issue: who had confirmed when sending began. Done again, it adds nobody twice."""
    row = session.get_one(NewsletterIssue, issue_id)
    if row.state is not IssueState.SENDING:
        return
    statement = (
        select(Subscriber.id)
        .join(SubscriberChoice, col(SubscriberChoice.subscriber_id) == Subscriber.id)
        .where(
            SubscriberChoice.kind == row.kind,
            Subscriber.locale == row.locale,
            col(Subscriber.confirmed_at) <= row.started_at,
            col(Subscriber.id).not_in(select(IssueDelivery.subscriber_id).where(IssueDelivery.issue_id == issue_id)),
        )
    )
    session.add_all(
        IssueDelivery(issue_id=issue_id, subscriber_id=subscriber_id) for subscriber_id in session.exec(statement).all()
    )


def send_batch(database: Database, config: Config, issue_id: str, attempt: int, *, now: datetime) -> Step:
    """Send some of what waits and was put off at most ``attempt`` times; says how to go on."""
    with database.read() as session:
        if session.get_one(NewsletterIssue, issue_id).state is not IssueState.SENDING:
            return Step.HALTED
        waiting = select(IssueDelivery.id).where(*_waiting(issue_id))
        ids = session.exec(waiting.where(IssueDelivery.tries <= attempt).limit(BATCH)).all()
        if not ids:
            return Step.DONE if session.exec(waiting.limit(1)).first() is None else Step.LATER
    if post.uncovered_host(database, config, today=now.date()) is not None:
        return Step.HELD
    failures = 0
    for delivery_id in ids:
        outcome = _send(database, config, delivery_id, now=now)
        failures = failures + 1 if outcome in (Outcome.LATER, Outcome.UNCERTAIN) else 0
        if failures == FAILURES_IN_A_ROW:
            return Step.LATER
    return Step.MORE


def give_up(session: Session, issue_id: str) -> None:
    """Count as refused what the servers put off too often."""
    session.exec(update(IssueDelivery).where(*_waiting(issue_id)).values(state=DeliveryState.REFUSED))


def finish(session: Session, issue_id: str, *, now: datetime) -> None:
    """Keep the numbers and delete who got it: a sent issue goes to nobody any more."""
    row = _locked(session, issue_id)
    if row.state is not IssueState.SENDING:
        return
    counted = newsletter_issues.counts(session, row)
    row.sent, row.refused, row.unclear = counted.sent, counted.refused, counted.unclear
    row.state, row.finished_at = IssueState.SENT, now
    session.exec(delete(IssueDelivery).where(col(IssueDelivery.issue_id) == issue_id))


def _send(database: Database, config: Config, delivery_id: str, *, now: datetime) -> Outcome:
    with database.write() as session:
        claim = _claim(session, delivery_id, config=config, now=now)
    if claim is None:
        return Outcome.GONE
    outcome = hand_over(claim.message, config, database=database, now=now)
    with database.write() as session:
        settled = update(IssueDelivery).where(col(IssueDelivery.id) == delivery_id).values(state=_SETTLED[outcome])
        if outcome is Outcome.LATER:
            settled = settled.values(tries=col(IssueDelivery.tries) + 1)
        session.exec(settled)
    return outcome


def _claim(session: Session, delivery_id: str, *, config: Config, now: datetime) -> Claim | None:
    """Take a delivery; None where it is taken, the issue is paused, or the person does not want it any more."""
    delivery = session.get(IssueDelivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.state is not DeliveryState.WAITING:
        return None
    row = session.get_one(NewsletterIssue, delivery.issue_id)
    if row.state is not IssueState.SENDING:
        return None
    subscriber = session.get_one(Subscriber, delivery.subscriber_id)
    if not _wants(session, subscriber, row):
        session.delete(delivery)
        return None
    delivery.state = DeliveryState.CLAIMED
    return Claim(delivery.id, issue_message(delivery.id, row, subscriber, config=config, now=now))


def _wants(session: Session, subscriber: Subscriber, row: NewsletterIssue) -> bool:
    wanted = select(func.count()).where(
        SubscriberChoice.subscriber_id == subscriber.id, SubscriberChoice.kind == row.kind
    )
    return (
        subscriber.confirmed_at is not None
        and session.exec(wanted).one() > 0
        and not is_suppressed(session, subscriber.email_digest)
    )


def _waiting(issue_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(IssueDelivery.issue_id) == issue_id, col(IssueDelivery.state) == DeliveryState.WAITING


def _locked(session: Session, issue_id: str) -> NewsletterIssue:
    row = session.get(NewsletterIssue, issue_id, with_for_update=True)
    if row is None:
        raise NotFound
    return row
