"""When an account that nobody uses is deactivated: after its time, and not before its owner had theirs to answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from models.account import Account, OutgoingMail
from models.register import INACTIVITY, WARNING_DAYS

from .periods import ZONE, end_of, first_moment

NOTICE = "inactivity-notice"
"""The template of the first warning."""


def planned_end(last_active_at: datetime, noticed_at: datetime | None, *, now: datetime) -> datetime:
    """The moment (UTC) at which the account is deactivated if nothing happens; ``noticed_at``: first warned since."""
    day = (noticed_at or now).astimezone(ZONE).date() + timedelta(days=WARNING_DAYS[0])
    return max(end_of(INACTIVITY, last_active_at), first_moment(day))


def noticed_at(session: Session, account_ids: Collection[str]) -> dict[str, datetime]:
    """When each of the accounts was warned for the first time since they were last used, for those that were."""
    statement = (
        select(Account.id, func.min(OutgoingMail.created_at))
        .join(OutgoingMail, and_(col(OutgoingMail.account_id) == Account.id, is_warning(NOTICE)))
        .where(col(Account.id).in_(account_ids))
        .group_by(col(Account.id))
    )
    return dict(session.exec(statement).all())


def is_warning(template: str) -> ColumnElement[bool]:
    """Whether a mail is the warning of this template about the present time without activity."""
    return and_(col(OutgoingMail.template) == template, col(OutgoingMail.created_at) > col(Account.last_active_at))
