"""Who left takes a copy of what is still held: by the link of our mail and the password, without becoming active again.

The right of access does not end with the account's use (GDPR article 15): it lasts as long as something is held.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from models.account import Account

from . import authentication, deactivation, links
from .links import LinkExpired
from .tokens import TokenKeys


def let_in(
    session: Session, token: str, password: str, *, network: str, browser: str, keys: TokenKeys, now: datetime
) -> str:
    """A token for the pages of the copy, for who has a return link and gives the password.

    Raises LinkExpired, WrongPassword (commit: it counts) or TooManyAttempts.
    """
    account = deactivation.returning(session, token, keys=keys, now=now)
    authentication.check_password(session, account.id, password, network=network, browser=browser, keys=keys, now=now)
    return links.leaver_token(keys, account)


def account_of(session: Session, token: str, *, within: timedelta, keys: TokenKeys) -> str:
    """Whose token it is. Raises LinkExpired where it is too old, or the account is active again."""
    values = links.read_leaver(keys, token, within=within)
    account = session.get(Account, values[0]) if values else None
    if values is None or account is None or not links.is_present_end(account, values[1]):
        raise LinkExpired
    return account.id
