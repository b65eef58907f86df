"""Setting data aside and ending it (GDPR article 18): hidden at once, and its person is told before it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.account import Account
from models.case import RestrictionGround
from models.register import N_
from models.restriction import Restriction, ToldOf
from services import audit, mail
from services.errors import NotFound, ServiceError
from services.mail import MailTemplate
from services.publication import publishing

from . import deadlines
from .periods import ZONE, first_moment
from .restriction import is_restricted
from .telling import tell_recipients

GROUNDS: dict[RestrictionGround, str] = {
    RestrictionGround.ACCURACY: N_("Whether data are right is contested, and being checked"),
    RestrictionGround.UNLAWFUL: N_("The use is unlawful, but the data are not to be erased"),
    RestrictionGround.CLAIM: N_("No longer needed by the platform, but by their owner for a legal claim"),
    RestrictionGround.OBJECTION: N_("There is an objection, and it is being weighed"),
}
"""English message ids, in the order of article 18(1)."""

AT_ONCE = (RestrictionGround.ACCURACY, RestrictionGround.OBJECTION)
"""Where the question itself is what is being checked, data are set aside as soon as it is asked for."""

BATCH = 50


class AlreadyAnnounced(ServiceError):
    """The end of the restriction was announced before."""

    message = N_("The end of this was announced already.")


def restrict(
    session: Session,
    account_id: str,
    ground: RestrictionGround,
    *,
    request_id: str | None = None,
    officer_id: str | None = None,
    now: datetime,
) -> Restriction:
    """Set everything about the person aside, unless it is on this ground; the person and recipients are told."""
    _hold(session, account_id)
    lasting = next((each for each in lasting_of(session, account_id) if each.ground is ground), None)
    if lasting is not None:
        return lasting
    first = not is_restricted(session, account_id)
    row = Restriction(account_id=account_id, ground=ground, request_id=request_id, set_at=now, set_by=officer_id)
    session.add(row)
    session.flush()
    _note(session, "restriction.setting", row, actor_id=officer_id or account_id, now=now)
    mail.queue(session, account_id, MailTemplate.RESTRICTION_SET, row.id, now=now)
    if first:
        publishing.hide(session, account_id)
        tell_recipients(session, account_id, ToldOf.RESTRICTION, request_id=request_id, now=now)
    return row


def announce(session: Session, restriction_id: str, *, reason: str, officer_id: str, now: datetime) -> Restriction:
    """Tell the person that and why it ends, some days before it does. Raises NotFound or AlreadyAnnounced."""
    row = _lasting(session, restriction_id)
    if row.announced_at is not None:
        raise AlreadyAnnounced
    row.announced_at, row.reason = now, reason
    row.lifts_at = first_moment(now.astimezone(ZONE).date() + timedelta(days=deadlines.LIFTING_DAYS))
    session.flush()
    _note(session, "restriction.announcement", row, actor_id=officer_id, now=now)
    mail.queue(session, row.account_id, MailTemplate.RESTRICTION_ANNOUNCED, row.id, now=now)
    return row


def announce_of_request(session: Session, request_id: str, *, reason: str, officer_id: str, now: datetime) -> None:
    """The question is answered for which data were set aside: announce the end of that."""
    statement = select(Restriction).where(Restriction.request_id == request_id, col(Restriction.lifted_at).is_(None))
    for row in session.exec(statement).all():
        if row.announced_at is None:
            announce(session, row.id, reason=reason, officer_id=officer_id, now=now)


def lift_announced(session: Session, *, now: datetime) -> int:
    """End some of the restrictions whose announced day has come; give their number."""
    due = select(Restriction.id).where(col(Restriction.lifted_at).is_(None), col(Restriction.lifts_at) <= now)
    ids = session.exec(due.order_by(col(Restriction.lifts_at), Restriction.id).limit(BATCH)).all()
    for restriction_id in ids:
        _lift(session, _lasting(session, restriction_id), actor_id=None, now=now)
    return len(ids)


def end_own(session: Session, account_id: str, restriction_id: str, *, now: datetime) -> None:
    """The person wants the data used again: that holds at once. Raises NotFound."""
    row = _lasting(session, restriction_id)
    if row.account_id != account_id:
        raise NotFound
    _lift(session, row, actor_id=account_id, now=now)


def end_of_request(session: Session, request_id: str, *, actor_id: str | None, now: datetime) -> None:
    """The person takes back the request for which data were set aside: they are used again at once."""
    lasting = select(Restriction.id).where(Restriction.request_id == request_id, col(Restriction.lifted_at).is_(None))
    for restriction_id in session.exec(lasting).all():
        _lift(session, _lasting(session, restriction_id), actor_id=actor_id, now=now)


def lasting_of(session: Session, account_id: str) -> Sequence[Restriction]:
    """The restrictions of a person that last, the oldest first."""
    statement = select(Restriction).where(Restriction.account_id == account_id, col(Restriction.lifted_at).is_(None))
    return session.exec(statement.order_by(col(Restriction.set_at), Restriction.id)).all()


def lasting(session: Session) -> Sequence[Restriction]:
    """Every restriction that lasts, those that nobody has announced the end of first."""
    statement = select(Restriction).where(col(Restriction.lifted_at).is_(None))
    return session.exec(statement.order_by(col(Restriction.announced_at).is_not(None), col(Restriction.set_at))).all()


def _lift(session: Session, row: Restriction, *, actor_id: str | None, now: datetime) -> None:
    account = _hold(session, row.account_id)
    row.lifted_at = now
    session.flush()
    _note(session, "restriction.lifting", row, actor_id=actor_id, now=now)
    mail.queue(session, row.account_id, MailTemplate.RESTRICTION_LIFTED, row.id, now=now)
    if is_restricted(session, row.account_id):
        return
    if account.deactivated_at is None:
        publishing.show_again(session, row.account_id)
    tell_recipients(session, row.account_id, ToldOf.RESTRICTION_ENDED, request_id=row.request_id, now=now)


def _hold(session: Session, account_id: str) -> Account:
    """Keep others from setting aside or ending it until the transaction ends."""
    return session.get_one(Account, account_id, with_for_update=True)


def _lasting(session: Session, restriction_id: str) -> Restriction:
    row = session.get(Restriction, restriction_id, with_for_update=True, populate_existing=True)
    if row is None or row.lifted_at is not None:
        raise NotFound
    return row


def _note(session: Session, action: str, row: Restriction, *, actor_id: str | None, now: datetime) -> None:
    audit.record(session, action, actor_id=actor_id, account_id=row.account_id, about_id=row.id, now=now)
