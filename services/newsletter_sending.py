"""Sending an issue: listed once, then one by one, at most once to each person (deliveries.py says how)."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

from sqlmodel import Session, col, delete, func, select

from config import Config
from models.database import Database
from models.delivery import DeliveryState
from models.newsletter import (
    IssueDelivery,
    IssueState,
    NewsletterIssue,
    Subscriber,
    SubscriberChoice,
)
from models.register import N_

from . import audit, background, deliveries, newsletter_issues
from .deliveries import Deliveries, Step
from .errors import NotFound, ServiceError
from .newsletter_mails import issue_message
from .newsletters import is_suppressed

SEND = "send_issue"


class NobodyToSendTo(ServiceError):
    """Nobody wants an issue of this kind in this language."""

    message = N_("Nobody subscribes to this kind of newsletter in this language yet.")


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
    return deliveries.send_batch(database, config, _deliveries(issue_id, config, now), attempt, now=now)


def give_up(session: Session, issue_id: str) -> None:
    """Count as refused what the servers put off too often."""
    deliveries.give_up(session, IssueDelivery, col(IssueDelivery.issue_id) == issue_id)


def finish(session: Session, issue_id: str, *, now: datetime) -> None:
    """Keep the numbers and delete who got it: a sent issue goes to nobody any more."""
    row = _locked(session, issue_id)
    if row.state is not IssueState.SENDING:
        return
    counted = newsletter_issues.counts(session, row)
    row.sent, row.refused, row.unclear = counted.sent, counted.refused, counted.unclear
    row.state, row.finished_at = IssueState.SENT, now
    session.exec(delete(IssueDelivery).where(col(IssueDelivery.issue_id) == issue_id))


def _deliveries(issue_id: str, config: Config, now: datetime) -> Deliveries:
    """The deliveries of an issue, which go on while it is being sent."""
    return Deliveries(
        IssueDelivery,
        col(IssueDelivery.issue_id) == issue_id,
        lambda session: session.get_one(NewsletterIssue, issue_id).state is IssueState.SENDING,
        lambda session, delivery_id: _claim(session, delivery_id, config=config, now=now),
    )


def _claim(session: Session, delivery_id: str, *, config: Config, now: datetime) -> EmailMessage | None:
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
    return issue_message(delivery.id, row, subscriber, config=config, now=now)


def _wants(session: Session, subscriber: Subscriber, row: NewsletterIssue) -> bool:
    wanted = select(func.count()).where(
        SubscriberChoice.subscriber_id == subscriber.id, SubscriberChoice.kind == row.kind
    )
    return (
        subscriber.confirmed_at is not None
        and session.exec(wanted).one() > 0
        and not is_suppressed(session, subscriber.email_digest)
    )


def _locked(session: Session, issue_id: str) -> NewsletterIssue:
    row = session.get(NewsletterIssue, issue_id, with_for_update=True)
    if row is None:
        raise NotFound
    return row
