"""Issues of the newsletter as staff write them: drafts, which may change until they are sent, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session, col, func, select

from models.base import new_id
from models.newsletter import (
    IssueDelivery,
    IssueState,
    NewsletterIssue,
    NewsletterKind,
    Subscriber,
    SubscriberChoice,
)
from models.register import N_

from . import background, deliveries
from .deliveries import Counts
from .errors import NotFound, ServiceError
from .newsletter_html import paragraphs, sanitised

TEST = "send_issue_test"


class AlreadySent(ServiceError):
    """An issue that went out, or is going out, does not change any more."""

    message = N_("This issue has been sent, or is being sent. It does not change any more.")


@dataclass(frozen=True)
class Words:
    """What staff write: ``html`` empty where the text alone will do."""

    kind: NewsletterKind
    locale: str
    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True)
class Issue:
    """An issue as staff see it; ``rendered`` is its HTML as it would be sent, ``audience`` how many people want it."""

    id: str
    state: IssueState
    words: Words
    rendered: Markup
    edited_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    counts: Counts
    audience: int


@dataclass(frozen=True)
class Listed:
    """An issue in the list."""

    id: str
    state: IssueState
    kind: NewsletterKind
    locale: str
    subject: str
    edited_at: datetime
    finished_at: datetime | None
    sent: int


def listed(session: Session) -> list[Listed]:
    """Every issue, the last edited first."""
    statement = select(NewsletterIssue).order_by(col(NewsletterIssue.edited_at).desc(), NewsletterIssue.id)
    return [
        Listed(i.id, i.state, i.kind, i.locale, i.subject, i.edited_at, i.finished_at, i.sent)
        for i in session.exec(statement)
    ]


def count_drafts(session: Session) -> int:
    """How many issues are not sent yet."""
    return session.exec(select(func.count()).where(NewsletterIssue.state == IssueState.DRAFT)).one()


def issue(session: Session, issue_id: str) -> Issue:
    """One issue. Raises NotFound."""
    row = session.get(NewsletterIssue, issue_id)
    if row is None:
        raise NotFound
    return Issue(
        id=row.id,
        state=row.state,
        words=Words(row.kind, row.locale, row.subject, row.text, row.html),
        rendered=sanitised(row.html) if row.html else paragraphs(row.text),
        edited_at=row.edited_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        counts=counts(session, row),
        audience=count_audience(session, kind=row.kind, locale=row.locale),
    )


def write(session: Session, words: Words, *, now: datetime) -> str:
    """Begin a draft, and give its id."""
    row = NewsletterIssue(**vars(words), edited_at=now)
    session.add(row)
    session.flush()
    return row.id


def rewrite(session: Session, issue_id: str, words: Words, *, now: datetime) -> None:
    """Change a draft. Raises NotFound, AlreadySent."""
    row = _draft(session, issue_id)
    for name, value in vars(words).items():
        setattr(row, name, value)
    row.edited_at = now


def delete(session: Session, issue_id: str) -> None:
    """Throw a draft away. Raises NotFound, AlreadySent."""
    session.delete(_draft(session, issue_id))


def ask_test(session: Session, issue_id: str, *, account_id: str) -> None:
    """Mail the issue as it is now to who asks, and to nobody else. Raises NotFound."""
    if session.get(NewsletterIssue, issue_id) is None:
        raise NotFound
    background.enqueue(session, TEST, issue_id, account_id, new_id())


def counts(session: Session, row: NewsletterIssue) -> Counts:
    """How far an issue is: counted while it is being sent, afterwards as it was written down."""
    if row.state is IssueState.SENT:
        return Counts(sent=row.sent, refused=row.refused, unclear=row.unclear)
    return deliveries.count(session, IssueDelivery, col(IssueDelivery.issue_id) == row.id)


def count_audience(session: Session, *, kind: NewsletterKind, locale: str) -> int:
    """How many people want such an issue now."""
    statement = (
        select(func.count())
        .select_from(Subscriber)
        .join(SubscriberChoice, col(SubscriberChoice.subscriber_id) == Subscriber.id)
        .where(SubscriberChoice.kind == kind, Subscriber.locale == locale, col(Subscriber.confirmed_at).is_not(None))
    )
    return session.exec(statement).one()


def _draft(session: Session, issue_id: str) -> NewsletterIssue:
    row = session.get(NewsletterIssue, issue_id, with_for_update=True)
    if row is None:
        raise NotFound
    if row.state is not IssueState.DRAFT:
        raise AlreadySent
    return row
