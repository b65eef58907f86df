"""Telling people of a new version of the notice by mail: listed once, then one by one, at most once to each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy import insert, literal, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from config import Config
from models.account import Account
from models.base import new_id
from models.database import Database
from models.delivery import DeliveryState
from models.notice import NoticeMail, NoticeVersion

from . import deliveries, post
from .deliveries import Deliveries, Step
from .mail_templates import write
from .publication.wording import LOCALES
from .rights.notice_telling import significant_changes, still_stands
from .rights.notices import SHOWN

TEMPLATE = "notice-changed"
LISTED = 500


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
        letter = _letter(session, version_id, now=now) if _stands(session, version_id) else None
    if letter is None:
        return Step.HALTED
    told = Deliveries(
        NoticeMail,
        col(NoticeMail.version_id) == version_id,
        lambda session: _stands(session, version_id),
        lambda session, mail_id: _claim(session, mail_id, letter, config=config, now=now),
        {"at": now},
    )
    return deliveries.send_batch(database, config, told, attempt, now=now)


def _stands(session: Session, version_id: str) -> bool:
    stands = select(col(NoticeVersion.id)).where(col(NoticeVersion.id) == version_id, still_stands())
    return session.execute(stands).first() is not None


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
    return post.compose(mail_id, config, account.email, content, now)


def _is_active() -> tuple[ColumnElement[bool], ...]:
    return col(Account.deactivated_at).is_(None), col(Account.confirmed_at).is_not(None)
