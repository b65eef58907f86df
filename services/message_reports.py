"""Reports of messages: made by who received one, read and decided by a person; what they open is logged for both.

Nothing happens by itself: a report neither hides a message nor suspends anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.disclosure import DisclosureKind
from models.match import Match
from models.message import Message
from models.message_report import MessageReport, ReportReason
from models.notification import NotificationKind
from models.privacy import Tier
from models.register import N_

from . import attachments, audit, disclosure
from .attachments import Attaching, AttachmentView, Opened
from .errors import NotFound, ServiceError
from .match_access import find_match, is_professional
from .matching import tidy_message
from .notifications import notify
from .viewers import Viewer

LONGEST = 1000
REASON = N_("Somebody reported a message")


class ReportedAlready(ServiceError):
    """The viewer reported the same message before."""

    message = N_("You reported this message already. You hear from us when somebody has looked at it.")


class DetailTooLong(ServiceError):
    """More than is needed to know what is meant."""

    message = N_("Shorten what you write to 1000 characters or fewer.")


@dataclass(frozen=True)
class Waiting:
    """A report in the queue; ``reason`` is None where its reporter took it along."""

    id: str
    reason: ReportReason | None
    reported_at: datetime


@dataclass(frozen=True)
class Report:
    """A report as a moderator reads it; ``text``: the message, None where its author took it along.

    ``attachments``: the files that came with it.
    """

    id: str
    reason: ReportReason | None
    detail: str | None
    reported_at: datetime
    text: str | None
    sent_at: datetime
    by_professional: bool
    attachments: tuple[AttachmentView, ...]


def find_message(session: Session, viewer: Viewer, request_id: str, number: int) -> Message:
    """A message that the other side wrote in a conversation of the viewer's own. Raises NotFound."""
    match = find_match(session, viewer, request_id)
    here = (Message.match_id == match.id, Message.number == number)
    message = session.exec(select(Message).where(*here)).first()
    if message is None or message.by_professional == is_professional(viewer, match):
        raise NotFound
    return message


def report(
    session: Session, viewer: Viewer, message: Message, *, reason: ReportReason, detail: str, now: datetime
) -> MessageReport:
    """Report a message. Raises ReportedAlready or DetailTooLong."""
    if reported_among(session, viewer, [message.id]):
        raise ReportedAlready
    text = tidy_message(detail)
    if len(text) > LONGEST:
        raise DetailTooLong
    row = MessageReport(
        message_id=message.id,
        reporter_id=viewer.account_id,
        author_id=message.sender_id,
        reason=reason,
        detail=text or None,
        reported_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(session, "report.making", actor_id=viewer.account_id, about_id=row.id, now=now)
    return row


def reported_among(session: Session, viewer: Viewer, message_ids: list[str]) -> dict[str, MessageReport]:
    """The viewer's own reports of some messages, by message."""
    own = (MessageReport.reporter_id == viewer.account_id, col(MessageReport.message_id).in_(message_ids))
    return {row.message_id: row for row in session.exec(select(MessageReport).where(*own))}


def queue(session: Session) -> list[Waiting]:
    """What waits for a decision, the oldest first."""
    statement = select(MessageReport).where(col(MessageReport.decided_at).is_(None))
    rows = session.exec(statement.order_by(col(MessageReport.reported_at), col(MessageReport.id)))
    return [Waiting(row.id, row.reason, row.reported_at) for row in rows]


def count_waiting(session: Session) -> int:
    """How many reports wait."""
    return session.exec(select(func.count()).where(col(MessageReport.decided_at).is_(None))).one()


def open_report(session: Session, viewer: Viewer, report_id: str, *, now: datetime) -> Report:
    """Show a report with its message, and write down for both people who read it and why. Raises NotFound."""
    row = _waiting(session, viewer, report_id)
    for account_id in {row.reporter_id, row.author_id} - {None}:
        disclosure.record(
            session, viewer, str(account_id), DisclosureKind.STAFF_REPORT, tier=Tier.MATCHED, now=now, reason=REASON
        )
    message = session.get_one(Message, row.message_id)
    return Report(
        row.id,
        row.reason,
        row.detail,
        row.reported_at,
        message.text,
        message.sent_at,
        message.by_professional,
        tuple(attachments.attached_to(session, [message.id]).get(message.id, ())),
    )


def open_reported_file(
    session: Session, attaching: Attaching, viewer: Viewer, report_id: str, attachment_id: str
) -> Opened:
    """Open a file of a reported message; that the report was read is for the caller to write down.

    Raises NotFound.
    """
    return attachments.open_reported(session, attaching, _waiting(session, viewer, report_id).message_id, attachment_id)


def decide(session: Session, viewer: Viewer, report_id: str, *, upheld: bool, answer: str, now: datetime) -> None:
    """Decide, with an answer that the reporter reads. Raises NotFound."""
    row = _waiting(session, viewer, report_id)
    row.upheld, row.decided_at, row.decided_by = upheld, now, viewer.account_id
    if row.reporter_id is not None:
        row.answer = tidy_message(answer)
    session.flush()
    action = "report.upholding" if upheld else "report.dismissal"
    audit.record(session, action, actor_id=viewer.account_id, account_id=row.reporter_id, about_id=row.id, now=now)
    request_id = session.exec(
        select(Match.request_id).join(Message, col(Message.match_id) == Match.id).where(Message.id == row.message_id)
    ).one()
    notify(session, row.reporter_id, NotificationKind.REPORT_DECIDED, request_id, now=now)


def _waiting(session: Session, viewer: Viewer, report_id: str) -> MessageReport:
    """A report that waits; nobody decides on their own message or report."""
    row = session.get(MessageReport, report_id, with_for_update=True)
    if row is None or row.decided_at is not None or viewer.account_id in (row.reporter_id, row.author_id):
        raise NotFound
    return row
