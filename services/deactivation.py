"""Leaving for a while, or for good: a deactivated account is hidden at once, and its owner may come back for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from models.account import Account
from models.register import ACCOUNT_PERIOD, CONTACT_PERIOD

from . import audit, links, logins, mail
from .links import LinkExpired
from .mail import MailTemplate
from .publication import publishing
from .rights.periods import end_of
from .tokens import TokenKeys


@dataclass(frozen=True)
class WayBack:
    """Until when an account may be activated again, after which its contents go, and when the contact details go."""

    until: datetime
    contact_until: datetime


def deactivate(session: Session, account_id: str, *, idle: bool = False, now: datetime) -> None:
    """Hide the person at every tier, log them out everywhere and start the clocks; a mail tells the way back.

    ``idle``: not asked for by the owner, but after a time without activity.
    """
    account = session.get_one(Account, account_id)
    account.deactivated_at = now
    publishing.hide(session, account_id)
    logins.end_others(session, account_id, keep=None, now=now)
    action, actor = ("account.inactivity", None) if idle else ("account.deactivation", account_id)
    audit.record(session, action, actor_id=actor, account_id=account_id, now=now)
    mail.queue(session, account_id, MailTemplate.ACCOUNT_DEACTIVATED, now=now)


def restore(session: Session, token: str, *, keys: TokenKeys, now: datetime) -> None:
    """Activate the account of a return link: what was published comes back as it was reviewed. Raises LinkExpired."""
    account = _returning(session, token, keys=keys, now=now, lock=True)
    account.deactivated_at, account.last_active_at = None, now
    publishing.show_again(session, account.id)
    audit.record(session, "account.return", actor_id=account.id, account_id=account.id, now=now)
    mail.queue(session, account.id, MailTemplate.ACCOUNT_RESTORED, now=now)


def way_back(session: Session, token: str, *, keys: TokenKeys, now: datetime) -> WayBack:
    """What a return link opens. Raises LinkExpired."""
    account = _returning(session, token, keys=keys, now=now)
    return way_back_from(account.deactivated_at or now)


def way_back_from(moment: datetime) -> WayBack:
    """The dates for an account that is deactivated at the moment."""
    return WayBack(end_of(ACCOUNT_PERIOD, moment), end_of(CONTACT_PERIOD, moment))


def is_open(account: Account, *, now: datetime) -> bool:
    """Whether a deactivated account may still be activated: as long as nothing of it is due to go."""
    return (
        account.deactivated_at is not None
        and account.purged_months < 0
        and now < end_of(ACCOUNT_PERIOD, account.deactivated_at)
    )


def _returning(session: Session, token: str, *, keys: TokenKeys, now: datetime, lock: bool = False) -> Account:
    values = links.read_return(keys, token)
    account = session.get(Account, values[0], with_for_update=lock) if values else None
    if values is None or account is None or not links.is_present_end(account, values[1]):
        raise LinkExpired
    if not is_open(account, now=now):
        raise LinkExpired
    return account
