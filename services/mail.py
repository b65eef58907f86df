"""Mails to people with an account: asked for in the transaction of what they tell, written and sent by the worker.

A mail waits as a row with a template and ids; its words, links and tokens are made when it is sent, so that nothing
about a person lies in a queue. A mail that is sent twice has the same Message-ID.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlmodel import Session, col, func, select

from config import Config
from models.account import Account, OutgoingMail
from models.client import Verification
from models.database import Database
from models.erasure import Erasure, ErasureState
from models.match import Match
from models.message import Message, ReadMark
from models.notification import NotificationKind
from models.publication import Publication
from models.register import ACCOUNT_PERIOD
from models.restriction import Restriction
from models.retention import LegalHold
from models.staff_work import Approach

from . import background, post, smtp
from .links import confirmation_token, erasure_token, reset_token, return_token
from .mail_templates import write
from .rights.idleness import NOTICE, noticed_at, planned_end
from .rights.periods import end_of
from .rights.restriction import Bypass, despite_restriction, is_restricted
from .tokens import TokenKeys

SEND = "send_mail"


class MailTemplate(str, Enum):
    """The mails there are; each has a file in templates/mails. Those of notifications have the name of their kind."""

    CONFIRM_EMAIL = "confirm-email"
    ALREADY_REGISTERED = "already-registered"
    RESET_PASSWORD = "reset-password"  # noqa: S105 - the name of a mail
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of a mail
    VERIFICATION_APPROVED = NotificationKind.VERIFICATION_APPROVED.value
    VERIFICATION_DECLINED = NotificationKind.VERIFICATION_DECLINED.value
    REQUEST_RECEIVED = NotificationKind.REQUEST_RECEIVED.value
    REQUEST_ACCEPTED = NotificationKind.REQUEST_ACCEPTED.value
    REQUEST_DECLINED = NotificationKind.REQUEST_DECLINED.value
    REQUEST_EXPIRED = NotificationKind.REQUEST_EXPIRED.value
    REQUEST_REMINDER = NotificationKind.REQUEST_REMINDER.value
    QUESTION_ASKED = NotificationKind.QUESTION_ASKED.value
    QUESTION_ANSWERED = NotificationKind.QUESTION_ANSWERED.value
    MEETING_OFFERED = NotificationKind.MEETING_OFFERED.value
    MEETING_AGREED = NotificationKind.MEETING_AGREED.value
    MEETING_CANCELLED = NotificationKind.MEETING_CANCELLED.value
    SEARCH_FOUND = NotificationKind.SEARCH_FOUND.value
    REPORT_DECIDED = NotificationKind.REPORT_DECIDED.value
    MATCH_ENDED = NotificationKind.MATCH_ENDED.value
    MESSAGE_RECEIVED = NotificationKind.MESSAGE_RECEIVED.value
    REFERENCE_WRITTEN = NotificationKind.REFERENCE_WRITTEN.value
    REVIEW_ACCEPTED = NotificationKind.REVIEW_ACCEPTED.value
    REVIEW_RETURNED = NotificationKind.REVIEW_RETURNED.value
    INACTIVITY_NOTICE = NOTICE
    INACTIVITY_REMINDER = "inactivity-reminder"
    ACCOUNT_DEACTIVATED = "account-deactivated"
    ACCOUNT_RESTORED = "account-restored"
    COPY_READY = "copy-ready"
    PORTABLE_READY = "portable-ready"
    ERASURE_CONFIRM = "erasure-confirm"
    ERASURE_WAITING = "erasure-waiting"
    HOLD_SET = "hold-set"
    HOLD_LIFTED = "hold-lifted"
    DATA_DEMANDED = "data-demanded"
    RESTRICTION_SET = "restriction-set"
    RESTRICTION_ANNOUNCED = "restriction-announced"
    RESTRICTION_LIFTED = "restriction-lifted"
    NEWS_OF_THE_DAY = "news-of-the-day"
    RECIPIENT_TOLD = "recipient-told"
    TEAM_REMOVED = "team-removed"
    APPROACH = "approach"


SERVICE_MAILS = frozenset({
    MailTemplate.CONFIRM_EMAIL, MailTemplate.ALREADY_REGISTERED, MailTemplate.RESET_PASSWORD,
    MailTemplate.PASSWORD_CHANGED, MailTemplate.INACTIVITY_NOTICE, MailTemplate.INACTIVITY_REMINDER,
    MailTemplate.ACCOUNT_DEACTIVATED, MailTemplate.ACCOUNT_RESTORED, MailTemplate.HOLD_SET, MailTemplate.HOLD_LIFTED,
    MailTemplate.RESTRICTION_SET, MailTemplate.RESTRICTION_ANNOUNCED, MailTemplate.RESTRICTION_LIFTED,
    MailTemplate.ERASURE_CONFIRM, MailTemplate.ERASURE_WAITING, MailTemplate.RECIPIENT_TOLD, MailTemplate.COPY_READY,
    MailTemplate.PORTABLE_READY, MailTemplate.DATA_DEMANDED, MailTemplate.TEAM_REMOVED,
})  # fmt: skip
"""Mails about security and rights: they go also to people whose data are set aside, all others do not."""


class Outcome(str, Enum):
    """What became of an attempt to send a mail."""

    SENT = "sent"
    GONE = "gone"
    REFUSED = "refused"
    LATER = "later"
    HELD = "held"
    UNCERTAIN = "uncertain"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class Addressed:
    """What one mail needs from the database."""

    account: Account
    template: MailTemplate
    about_id: str
    reason: str
    day: datetime | None


def queue(
    session: Session, account_id: str, template: MailTemplate, about_id: str = "", *, now: datetime
) -> OutgoingMail:
    """Ask for a mail to the account; it goes out when the transaction commits. ``about_id``: the row it is about."""
    mail = OutgoingMail(account_id=account_id, template=template.value, about_id=about_id, created_at=now)
    session.add(mail)
    session.flush()
    background.enqueue(session, SEND, mail.id, 0)
    return mail


def deliver(database: Database, config: Config, mail_id: str, *, now: datetime) -> Outcome:
    """Write and send one mail, unless it was sent or its account is gone. Raises nothing about a server's refusal."""
    with database.read() as session:
        addressed = _addressed(session, mail_id, now=now)
        withheld = addressed is not None and (not _may_reach(session, addressed) or _is_read(session, addressed))
    if addressed is None:
        return Outcome.GONE
    if withheld:
        return Outcome.WITHHELD
    account = addressed.account
    content = write(
        addressed.template.value,
        locale=account.locale,
        config=config,
        reason=addressed.reason,
        day=addressed.day,
        token=_token(TokenKeys(config.secret_key), addressed),
    )
    message = post.compose(mail_id, config, account.email, content, now)
    try:
        post.send(message, database=database, config=config, now=now)
    except post.NoAgreement:
        return Outcome.HELD
    except smtp.MailNotSent as error:
        return Outcome.REFUSED if error.permanent else Outcome.LATER
    with database.write() as session, despite_restriction(session, account.id, Bypass.RIGHTS, now=now):
        session.get_one(OutgoingMail, mail_id).sent_at = now
    return Outcome.SENT


def send_pending(database: Database, config: Config, *, now: datetime) -> list[Outcome]:
    """Send every mail that waits, in the order they were asked for."""
    with database.read() as session:
        statement = (
            select(OutgoingMail.id).where(col(OutgoingMail.sent_at).is_(None)).order_by(col(OutgoingMail.created_at))
        )
        ids = list(session.exec(statement))
    return [deliver(database, config, mail_id, now=now) for mail_id in ids]


def _addressed(session: Session, mail_id: str, *, now: datetime) -> Addressed | None:
    mail = session.get(OutgoingMail, mail_id)
    account = session.get(Account, mail.account_id) if mail is not None and mail.sent_at is None else None
    if mail is None or account is None or account.email is None:
        return None
    template = MailTemplate(mail.template)
    day = _day(session, template, account, mail.about_id, now=now)
    return Addressed(account, template, mail.about_id, _reason(session, template, mail.about_id), day)


def _may_reach(session: Session, addressed: Addressed) -> bool:
    """Whether the mail may go: to who is restricted, only one about security or rights (GDPR article 18(2))."""
    return addressed.template in SERVICE_MAILS or not is_restricted(session, addressed.account.id)


def _is_read(session: Session, addressed: Addressed) -> bool:
    """Whether the mail tells of messages that were read meanwhile, by who had the conversation before them."""
    if addressed.template is not MailTemplate.MESSAGE_RECEIVED:
        return False
    reader_id = addressed.account.id
    mark = select(ReadMark.number).where(ReadMark.match_id == Match.id, ReadMark.account_id == reader_id)
    unread = (
        select(Message.id)
        .join(Match, col(Match.id) == Message.match_id)
        .where(Match.request_id == addressed.about_id)
        .where(col(Message.by_professional) != (col(Match.account_id) == reader_id))
        .where(col(Message.number) > func.coalesce(mark.correlate(Match).scalar_subquery(), 0))
    )
    return session.exec(unread.limit(1)).first() is None


def _reason(session: Session, template: MailTemplate, about_id: str) -> str:
    """The reason that a decision was given, for the mails which say it; of an approach its words."""
    if template is MailTemplate.APPROACH:
        approach = session.get(Approach, about_id)
        return approach.text if approach is not None else ""
    decision: Verification | Publication | LegalHold | Restriction | None = None
    if template is MailTemplate.VERIFICATION_DECLINED:
        decision = session.get(Verification, about_id)
    elif template is MailTemplate.REVIEW_RETURNED:
        decision = session.get(Publication, about_id)
    elif template is MailTemplate.HOLD_SET:
        decision = session.get(LegalHold, about_id)
    elif template is MailTemplate.RESTRICTION_ANNOUNCED:
        decision = session.get(Restriction, about_id)
    return (decision and decision.reason) or ""


def _day(
    session: Session, template: MailTemplate, account: Account, about_id: str, *, now: datetime
) -> datetime | None:
    """The day that the mail tells: of deactivation or erasure, until when the way back is open or data are held."""
    match template:
        case MailTemplate.INACTIVITY_NOTICE | MailTemplate.INACTIVITY_REMINDER:
            return planned_end(account.last_active_at, noticed_at(session, [account.id]).get(account.id), now=now)
        case MailTemplate.ACCOUNT_DEACTIVATED if account.deactivated_at is not None:
            return _erased_on(session, account.id) or end_of(ACCOUNT_PERIOD, account.deactivated_at)
        case MailTemplate.ERASURE_WAITING if (erasure := session.get(Erasure, about_id)) is not None:
            return erasure.due_at
        case MailTemplate.HOLD_SET if (hold := session.get(LegalHold, about_id)) is not None:
            return hold.until
        case MailTemplate.RESTRICTION_ANNOUNCED if (restriction := session.get(Restriction, about_id)) is not None:
            return restriction.lifts_at
    return None


def _erased_on(session: Session, account_id: str) -> datetime | None:
    waiting = select(Erasure.due_at).where(Erasure.account_id == account_id, Erasure.state == ErasureState.WAITING)
    return session.exec(waiting).first()


def _token(keys: TokenKeys, addressed: Addressed) -> str:
    """The token of the mail's link, for the mails that have one."""
    match addressed.template:
        case MailTemplate.CONFIRM_EMAIL:
            return confirmation_token(keys, addressed.account)
        case MailTemplate.RESET_PASSWORD:
            return reset_token(keys, addressed.account)
        case MailTemplate.ERASURE_CONFIRM:
            return erasure_token(keys, addressed.about_id)
        case MailTemplate.ACCOUNT_DEACTIVATED | MailTemplate.ERASURE_WAITING:
            return return_token(keys, addressed.account)
        case MailTemplate.COPY_READY if addressed.account.deactivated_at is not None:
            return return_token(keys, addressed.account)
        case _:
            return ""
