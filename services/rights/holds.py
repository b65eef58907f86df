"""Legal holds: while one lasts, what the product deletes of its account is kept apart (GDPR articles 17(3)(b) and (e)).

Nothing stays longer in the product itself: what a hold covers moves to the legal store (keeping.py).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, func, select

from models.account import Account
from models.register import N_
from models.retention import HoldGround, LegalHold
from services import audit, mail
from services.accounts import email_digest
from services.errors import NotFound, ServiceError
from services.mail import MailTemplate
from services.tokens import TokenKeys

GROUNDS: dict[HoldGround, str] = {
    HoldGround.LEGAL_DUTY: N_("A duty that the law lays on us"),
    HoldGround.MISUSE_INQUIRY: N_("An inquiry into fraud or misuse"),
    HoldGround.LEGAL_CLAIM: N_("A legal claim"),
}
"""English message ids."""


class NoSuchAccount(ServiceError):
    """No account has the address."""

    message = N_("No account has this e-mail address.")


class EndsTooEarly(ServiceError):
    """The end of the hold lies in the past."""

    message = N_("Choose an end in the future: a hold is set for a time, and set again if it must last longer.")


@dataclass(frozen=True)
class HoldView:
    """A hold as the officer sees it; ``code`` stands for the account."""

    id: str
    code: str
    ground: HoldGround
    reason: str
    set_at: datetime
    until: datetime
    told: bool


def set_hold(
    session: Session,
    email: str,
    *,
    ground: HoldGround,
    reason: str,
    until: datetime,
    told: bool,
    officer_id: str,
    keys: TokenKeys,
    now: datetime,
) -> LegalHold:
    """Keep everything about the account until then, apart once its period is over or it is erased.

    Its owner is told by mail, unless that is forbidden.

    Raises NoSuchAccount or EndsTooEarly.
    """
    if until <= now:
        raise EndsTooEarly
    account = session.exec(select(Account).where(Account.email_digest == email_digest(keys, email))).first()
    if account is None:
        raise NoSuchAccount
    hold = LegalHold(
        account_id=account.id,
        told_id=account.id if told else None,
        ground=ground,
        reason=reason,
        set_at=now,
        set_by=officer_id,
        until=until,
    )
    session.add(hold)
    _note(session, "hold.setting", hold, officer_id=officer_id, now=now)
    if told:
        mail.queue(session, account.id, MailTemplate.HOLD_SET, hold.id, now=now)
    return hold


def lift_hold(session: Session, hold_id: str, *, officer_id: str, now: datetime) -> None:
    """End a hold before its time; who was told of it is told of this too. Raises NotFound."""
    hold = session.get(LegalHold, hold_id)
    if hold is None or hold.lifted_at is not None:
        raise NotFound
    hold.lifted_at = now
    _note(session, "hold.lifting", hold, officer_id=officer_id, now=now)
    if hold.told_id is not None:
        mail.queue(session, hold.told_id, MailTemplate.HOLD_LIFTED, hold.id, now=now)


def holds(session: Session, *, now: datetime) -> list[HoldView]:
    """The holds that last, those that end first first."""
    statement = select(LegalHold).where(*_lasts(now)).order_by(col(LegalHold.until), LegalHold.id)
    return [
        HoldView(
            row.id, code_of(row.account_id), row.ground, row.reason, row.set_at, row.until, row.told_id is not None
        )
        for row in session.exec(statement)
    ]


def held(session: Session, account_ids: Collection[str], *, now: datetime, told: bool = False) -> dict[str, datetime]:
    """Until when each of the accounts is held, for those that are; ``told``: by holds that their owners know of."""
    known = [col(LegalHold.told_id).is_not(None)] if told else []
    statement = (
        select(LegalHold.account_id, func.max(LegalHold.until))
        .where(col(LegalHold.account_id).in_(account_ids), *_lasts(now), *known)
        .group_by(col(LegalHold.account_id))
    )
    return dict(session.exec(statement).all())


def lasting_holds(session: Session, account_ids: Collection[str], *, now: datetime) -> Sequence[LegalHold]:
    """The holds on these accounts, whether their owners may know of them or not."""
    statement = select(LegalHold).where(col(LegalHold.account_id).in_(account_ids), *_lasts(now))
    return session.exec(statement.order_by(LegalHold.id)).all()


def any_hold_lasts(session: Session, *, now: datetime) -> bool:
    """Whether anything is to be kept for a hold at all."""
    return session.exec(select(LegalHold.id).where(*_lasts(now)).limit(1)).first() is not None


def is_held(*columns: Any, now: datetime) -> ColumnElement[bool]:
    """The condition that one of these columns names an account that is held."""
    names = or_(*(col(LegalHold.account_id) == column for column in columns))
    return exists(select(LegalHold.id).where(names, *_lasts(now)))


def code_of(account_id: str) -> str:
    """What an account goes by where nobody needs to know whose it is."""
    return account_id[:8].upper()


def _lasts(now: Any) -> tuple[ColumnElement[bool], ...]:
    return col(LegalHold.lifted_at).is_(None), col(LegalHold.until) > now


def _note(session: Session, action: str, hold: LegalHold, *, officer_id: str, now: datetime) -> None:
    """Where the person may not know, the audit trail does not name them: they read what names them."""
    audit.record(session, action, actor_id=officer_id, account_id=hold.told_id, about_id=hold.id, now=now)
