"""Accounts that nobody uses: warned twice, then deactivated. Mails that were opened do not count as use.

A deactivation waits until both warnings were given their time, also where the worker was away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlmodel import Session, col

from models.account import Account, OutgoingMail
from models.register import INACTIVITY, WARNING_DAYS

from . import deactivation, mail
from .mail import MailTemplate
from .rights.idleness import is_warning
from .rights.periods import days_ago, last_begun
from .rights.restriction import unrestricted

FIRST, LAST = WARNING_DAYS


def to_notify(session: Session, *, now: datetime, limit: int | None = None) -> Sequence[str]:
    """Active accounts that are to be warned for the first time."""
    idle = _idle_by(now + timedelta(days=FIRST))
    return session.execute(_active(idle, ~_warned(MailTemplate.INACTIVITY_NOTICE), limit=limit)).scalars().all()


def to_remind(session: Session, *, now: datetime, limit: int | None = None) -> Sequence[str]:
    """Active accounts that are to be warned once more."""
    notified = _warned(MailTemplate.INACTIVITY_NOTICE, by=days_ago(now, FIRST - LAST))
    idle = _idle_by(now + timedelta(days=LAST))
    waiting = _active(idle, notified, ~_warned(MailTemplate.INACTIVITY_REMINDER), limit=limit)
    return session.execute(waiting).scalars().all()


def to_deactivate(session: Session, *, now: datetime, limit: int | None = None) -> Sequence[str]:
    """Active accounts of which the time is up."""
    reminded = _warned(MailTemplate.INACTIVITY_REMINDER, by=days_ago(now, LAST))
    return session.execute(_active(_idle_by(now), reminded, limit=limit)).scalars().all()


def lock(session: Session, account_ids: Sequence[str]) -> Sequence[str]:
    """Keep the accounts from changing until the transaction ends; gives them."""
    if not account_ids:
        return []
    locked = select(col(Account.id)).where(col(Account.id).in_(account_ids)).order_by(col(Account.id))
    return session.execute(locked.with_for_update()).scalars().all()


def warn(session: Session, account_ids: Sequence[str], template: MailTemplate, *, now: datetime) -> None:
    """Ask for the warning to each; the mail itself is what is known of it later."""
    for account_id in account_ids:
        mail.queue(session, account_id, template, now=now)


def deactivate_idle(session: Session, account_ids: Sequence[str], *, now: datetime) -> None:
    """Deactivate them, and tell each."""
    for account_id in account_ids:
        deactivation.deactivate(session, account_id, idle=True, now=now)


def _idle_by(moment: datetime) -> ColumnElement[bool]:
    return col(Account.last_active_at) <= last_begun(INACTIVITY, moment)


def _warned(template: MailTemplate, *, by: datetime | None = None) -> ColumnElement[bool]:
    """Whether the owner was warned by this mail since they were last active, no later than ``by``."""
    in_time = [] if by is None else [col(OutgoingMail.created_at) <= by]
    of_account = col(OutgoingMail.account_id) == Account.id
    return exists(
        select(col(OutgoingMail.id)).where(of_account, is_warning(template.value), *in_time).correlate(Account)
    )


def _active(*conditions: ColumnElement[bool], limit: int | None) -> Select[Any]:
    # What is set aside may be needed by its owner for a claim: its clock does not start by itself.
    active = and_(col(Account.deactivated_at).is_(None), unrestricted(col(Account.id)))
    return select(col(Account.id)).where(active, *conditions).order_by(col(Account.last_active_at)).limit(limit)
