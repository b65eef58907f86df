"""Staff approach somebody about a collaboration: never who objects to it, and always with the reason in their log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.account import Account
from models.disclosure import DisclosureKind
from models.privacy import Interest, Tier
from models.register import N_
from models.staff_work import Approach

from . import accounts, audit, disclosure, mail
from .errors import ServiceError
from .mail import MailTemplate
from .rights.holds import NoSuchAccount, code_of
from .rights.objections import objects
from .rights.restriction import is_restricted
from .tokens import TokenKeys
from .viewers import Viewer

AGAIN_AFTER = timedelta(days=30)
MOST_LISTED = 50
LONGEST, LONGEST_REASON = 2000, 400


class Objects(ServiceError):
    """The person objected to being approached, or has set their data aside."""

    message = N_("This person does not want to be approached about a collaboration. Nothing was sent.")


class ApproachedLately(ServiceError):
    """Somebody of ours wrote to them lately."""

    message = N_("We approached this person within the last 30 days. Nothing was sent.")


@dataclass(frozen=True)
class ApproachView:
    """One that was sent; ``code`` stands for the person."""

    code: str
    reason: str
    sent_at: datetime


def approach(
    session: Session, viewer: Viewer, email: str, *, reason: str, text: str, keys: TokenKeys, now: datetime
) -> Approach:
    """Write to somebody, and into their log who did and why.

    Raises NoSuchAccount, also for one that is deactivated or unconfirmed, Objects or ApproachedLately.
    """
    found = accounts.find(session, email, keys=keys)
    person = None if found is None else session.get(Account, found.id, with_for_update=True)
    if person is None or person.deactivated_at is not None or person.confirmed_at is None:
        raise NoSuchAccount
    if objects(session, person.id, Interest.APPROACH) or is_restricted(session, person.id):
        raise Objects
    lately = select(Approach.id).where(Approach.account_id == person.id, col(Approach.sent_at) > now - AGAIN_AFTER)
    if session.exec(lately).first() is not None:
        raise ApproachedLately
    row = Approach(account_id=person.id, staff_id=viewer.account_id, reason=reason, text=text, sent_at=now)
    session.add(row)
    session.flush()
    disclosure.record(
        session, viewer, person.id, DisclosureKind.STAFF_APPROACH, tier=Tier.MATCHED, now=now, reason=reason
    )
    audit.record(
        session, "approach.sending", actor_id=viewer.account_id, account_id=person.id, about_id=row.id, now=now
    )
    mail.queue(session, person.id, MailTemplate.APPROACH, row.id, now=now)
    return row


def sent(session: Session) -> list[ApproachView]:
    """The latest that were sent, by code."""
    statement = select(Approach).order_by(col(Approach.sent_at).desc(), Approach.id).limit(MOST_LISTED)
    return [ApproachView(code_of(row.account_id), row.reason, row.sent_at) for row in session.exec(statement)]
