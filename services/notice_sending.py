"""Telling people of a new version of the notice by mail: listed once, then one by one, at most once to each person.

As an issue of the newsletter: each mail is claimed in a transaction of its own before the server gets it, and settled
after. A claim that was never settled is not tried again, because the server may have taken the mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from enum import Enum

from sqlalchemy import insert, literal, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from config import Config
from models.account import Account
from models.base import new_id
from models.database import Database
from models.newsletter import DeliveryState
from models.notice import NoticeMail, NoticeVersion

from . import post, smtp
from .mail_templates import write
from .publication.wording import LOCALES
from .rights.notice_telling import significant_changes, still_stands
from .rights.notices import SHOWN

TEMPLATE = "notice-changed"
LISTED, BATCH = 500, 20
FAILURES_IN_A_ROW = 3
"""After so many the server is taken to be away, and the rest waits."""


class Step(str, Enum):
    """How the telling goes on after a batch."""

    MORE = "more"
    LATER = "later"
    HELD = "held"
    DONE = "done"


class _Outcome(str, Enum):
    """What became of one mail."""

    SETTLED = "settled"
    FAILED = "failed"


@dataclass(frozen=True)
class _Letter:
    """What every mail about a version says, with what changes in each language."""

    prefix: str
    in_force_at: datetime
    changes: Mapping[str, str]


def list_addressees(session: Session, version_id: str) -> int:
    """Write down some of those who are told: whoever was active and confirmed before it was published.

    Gives their number, 0 once all are listed. Done again, it adds nobody twice.
    """
    known = select(col(NoticeMail.account_id)).where(col(NoticeMail.version_id) == version_id)
    statement = (
        select(col(Account.id))
        .join(NoticeVersion, col(NoticeVersion.id) == literal(version_id))
        .where(*_is_active(), col(Account.created_at) < col(NoticeVersion.published_at), still_stands())
        .where(col(Account.id).not_in(known))
        .order_by(col(Account.id))
        .limit(LISTED)
    )
    ids = session.execute(statement).scalars().all()
    rows = [
        {"id": new_id(), "version_id": version_id, "account_id": each, "state": DeliveryState.WAITING, "tries": 0}
        for each in ids
    ]
    if rows:
        session.execute(insert(NoticeMail), rows)
    return len(rows)


def send_batch(database: Database, config: Config, version_id: str, attempt: int, *, now: datetime) -> Step:
    """Send some of what waits and was put off at most ``attempt`` times; says how to go on."""
    with database.read() as session:
        stands = select(col(NoticeVersion.id)).where(col(NoticeVersion.id) == version_id, still_stands())
        waiting = select(col(NoticeMail.id)).where(*_waiting(version_id))
        ids = session.execute(waiting.where(col(NoticeMail.tries) <= attempt).limit(BATCH)).scalars().all()
        if session.execute(stands).first() is None or session.execute(waiting.limit(1)).first() is None:
            return Step.DONE
        letter = _letter(session, version_id, now=now)
    if not ids:
        return Step.LATER
    if post.uncovered_host(database, config, today=now.date()) is not None:
        return Step.HELD
    failures = 0
    for mail_id in ids:
        outcome = _send(database, config, mail_id, letter, now=now)
        failures = failures + 1 if outcome is _Outcome.FAILED else 0
        if failures == FAILURES_IN_A_ROW:
            return Step.LATER
    return Step.MORE


def _send(database: Database, config: Config, mail_id: str, letter: _Letter, *, now: datetime) -> _Outcome:
    with database.write() as session:
        message = _claim(session, mail_id, letter, config=config, now=now)
    if message is None:
        return _Outcome.SETTLED
    settled = update(NoticeMail).where(col(NoticeMail.id) == mail_id)
    outcome = _Outcome.SETTLED
    try:
        post.send(message, database=database, config=config, now=now)
        settled = settled.values(state=DeliveryState.SENT, at=now)
    except smtp.MailNotSent as error:
        outcome = _Outcome.SETTLED if error.permanent else _Outcome.FAILED
        if error.uncertain:
            return outcome
        state = DeliveryState.REFUSED if error.permanent else DeliveryState.WAITING
        settled = settled.values(state=state, tries=col(NoticeMail.tries) + (0 if error.permanent else 1))
    with database.write() as session:
        session.execute(settled)
    return outcome


def _claim(session: Session, mail_id: str, letter: _Letter, *, config: Config, now: datetime) -> EmailMessage | None:
    """Take a mail; None where it is taken, or the person left since."""
    row = session.get(NoticeMail, mail_id, with_for_update=True)
    if row is None or row.state is not DeliveryState.WAITING:
        return None
    active = session.execute(select(col(Account.id)).where(col(Account.id) == row.account_id, *_is_active())).first()
    if active is None:
        session.delete(row)
        return None
    row.state = DeliveryState.CLAIMED
    return _message(row.id, session.get_one(Account, row.account_id), letter, config=config, now=now)


def _letter(session: Session, version_id: str, *, now: datetime) -> _Letter:
    version = session.get_one(NoticeVersion, version_id)
    told = {locale: significant_changes(session, version_id, locale, now=now) for locale in LOCALES}
    changes = {locale: "\n\n".join(f"{each.heading}: {each.text}" for each in every) for locale, every in told.items()}
    return _Letter(version.digest[:SHOWN], version.in_force_at, changes)


def _message(mail_id: str, account: Account, letter: _Letter, *, config: Config, now: datetime) -> EmailMessage:
    content = write(
        TEMPLATE,
        locale=account.locale,
        config=config,
        token=letter.prefix,
        reason=letter.changes[account.locale],
        day=letter.in_force_at,
    )
    message = smtp.compose(
        mail_id, sender=config.mail_from, to=account.email, subject=content.subject, text=content.text, now=now
    )
    message.add_alternative(content.html, subtype="html")
    return message


def _is_active() -> tuple[ColumnElement[bool], ...]:
    return col(Account.deactivated_at).is_(None), col(Account.confirmed_at).is_not(None)


def _waiting(version_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(NoticeMail.version_id) == version_id, col(NoticeMail.state) == DeliveryState.WAITING
