"""Letting in: the password checked and counted, given again, replaced, and set anew by a mailed link."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from models.account import Account, SecurityEventKind
from models.professional import Professional
from models.register import N_

from . import audit, links, logins, mail, throttle
from .accounts import email_digest, find, find_deactivated, mail_sparingly, note, remind_of_way_back
from .errors import ServiceError
from .links import LinkExpired
from .mail import MailTemplate
from .passwords import hash_password, matches
from .throttle import Attempt
from .tokens import TokenKeys


class WrongCredentials(ServiceError):
    """The address or the password is not right; which of them is not said."""

    message = N_("The e-mail address or the password is not right. Check both and try again.")


class AccountDeactivated(ServiceError):
    """The right password of a deactivated account; ``way_back`` is the token of the link that activates it."""

    message = N_("This account is deactivated.")

    def __init__(self, way_back: str) -> None:
        super().__init__()
        self.way_back = way_back


class WrongPassword(ServiceError):
    """The password given again is not the account's."""

    message = N_("That is not your password. Try again, or ask for a new one.")


def log_in(
    session: Session,
    *,
    email: str,
    password: str,
    network: str,
    browser: str,
    keys: TokenKeys,
    now: datetime,
    place: str | None = None,
) -> str:
    """Begin a session and give its token. ``place``: where it began, coarsely; kept for professionals only.

    Raises WrongCredentials (commit: it counts), TooManyAttempts, or AccountDeactivated.
    """
    attempt = Attempt.at(keys, email_digest=email_digest(keys, email), network=network)
    throttle.admit(session, attempt, now=now)
    account = find(session, email, keys=keys) or find_deactivated(session, email, keys=keys)
    if not matches(account.password_hash if account else None, password) or account is None:
        _count_failure(session, account, attempt, browser=browser, now=now)
        raise WrongCredentials
    throttle.forget(session, attempt)
    if account.deactivated_at is not None:
        raise AccountDeactivated(links.return_token(keys, account))
    account.last_active_at = now
    note(session, account.id, SecurityEventKind.LOGGED_IN, browser=browser, now=now)
    return logins.begin(session, account.id, browser=browser, place=_kept_place(session, account, place), now=now)


def check_password(
    session: Session, account_id: str, password: str, *, network: str, browser: str, keys: TokenKeys, now: datetime
) -> Account:
    """The account, where the password is its. Raises WrongPassword (commit: it counts) or TooManyAttempts."""
    account = session.get_one(Account, account_id)
    attempt = Attempt.at(keys, email_digest=account.email_digest, network=network)
    throttle.admit(session, attempt, now=now)
    if not matches(account.password_hash, password):
        _count_failure(session, account, attempt, browser=browser, now=now)
        raise WrongPassword
    throttle.forget(session, attempt)
    return account


def authenticate_again(
    session: Session,
    account_id: str,
    session_id: str,
    password: str,
    *,
    network: str,
    browser: str,
    keys: TokenKeys,
    now: datetime,
) -> None:
    """Note that the password was given again in this session. Raises WrongPassword or TooManyAttempts."""
    check_password(session, account_id, password, network=network, browser=browser, keys=keys, now=now)
    logins.refresh(session, session_id, now=now)
    note(session, account_id, SecurityEventKind.AUTHENTICATED_AFRESH, browser=browser, now=now)


def ask_reset(session: Session, email: str, *, keys: TokenKeys, now: datetime) -> None:
    """Mail a link to set a new password, where the address has an account."""
    account = find(session, email, keys=keys)
    if account is not None:
        mail_sparingly(session, account, MailTemplate.RESET_PASSWORD, now=now)
    remind_of_way_back(session, email, keys=keys, now=now)


def resettable(session: Session, token: str, *, keys: TokenKeys) -> Account:
    """The account of a reset link. Raises LinkExpired, also where the link was used."""
    values = links.read_reset(keys, token)
    account = session.get(Account, values[0]) if values else None
    if (
        values is None
        or account is None
        or links.password_state(keys, account) != values[1]
        or account.deactivated_at is not None
    ):
        raise LinkExpired
    return account


def reset_password(
    session: Session, token: str, password: str, *, browser: str, keys: TokenKeys, now: datetime
) -> None:
    """Set the password by a mailed link, which also proves the address. Raises LinkExpired."""
    account = resettable(session, token, keys=keys)
    if account.confirmed_at is None:
        account.confirmed_at = now
        note(session, account.id, SecurityEventKind.EMAIL_CONFIRMED, browser=browser, now=now)
    _set_password(session, account, password, keep=None, browser=browser, now=now)


def exchange_password(
    session: Session,
    account_id: str,
    current: str,
    password: str,
    *,
    keep: str | None,
    network: str,
    browser: str,
    keys: TokenKeys,
    now: datetime,
) -> None:
    """Replace the present password, keeping one session. Raises WrongPassword or TooManyAttempts."""
    account = check_password(session, account_id, current, network=network, browser=browser, keys=keys, now=now)
    _set_password(session, account, password, keep=keep, browser=browser, now=now)


def _kept_place(session: Session, account: Account, place: str | None) -> str | None:
    """The place at log-in is held of professionals only (register, O1)."""
    is_professional = select(Professional.id).where(Professional.account_id == account.id)
    return place if place and session.exec(is_professional).first() else None


def _count_failure(session: Session, account: Account | None, attempt: Attempt, *, browser: str, now: datetime) -> None:
    throttle.count_failure(session, attempt, now=now)
    if account is not None:
        note(session, account.id, SecurityEventKind.LOGIN_FAILED, browser=browser, now=now)


def _set_password(
    session: Session, account: Account, password: str, *, keep: str | None, browser: str, now: datetime
) -> None:
    """Set the password, log out every other session, and tell the owner by mail."""
    account.password_hash = hash_password(password)
    logins.end_others(session, account.id, keep=keep, now=now)
    note(session, account.id, SecurityEventKind.PASSWORD_CHANGED, browser=browser, now=now)
    audit.record(session, "account.password", actor_id=account.id, account_id=account.id, now=now)
    mail.queue(session, account.id, MailTemplate.PASSWORD_CHANGED, now=now)
