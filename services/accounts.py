"""Accounts: registered and confirmed. Nothing that a stranger can ask for tells whether an address is known."""

from __future__ import annotations

from datetime import datetime, timedelta
from unicodedata import normalize

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from models.account import Account, OutgoingMail, SecurityEvent, SecurityEventKind, StaffRole
from models.client import Membership, Organisation, Representative
from models.professional import Professional
from models.register import N_

from . import audit, links, mail
from .errors import ServiceError
from .links import LinkExpired
from .mail import MailTemplate
from .passwords import hash_password, matches
from .tokens import TokenKeys

MAILS_AN_HOUR = 3


class UnknownPassword(ServiceError):
    """Who confirms an address does not know the password of the account."""

    message = N_("That is not the password you chose. If you did not register yourself, set a new password first.")


def create_account(
    session: Session,
    *,
    email: str,
    password_hash: str | None,
    keys: TokenKeys,
    now: datetime,
    locale: str = "en",
    staff_role: StaffRole | None = None,
    confirmed: bool = False,
) -> Account | None:
    """A new account, or None where the address has one already, also when another process was just quicker."""
    account = Account(
        email=email.strip(),
        email_digest=email_digest(keys, email),
        password_hash=password_hash,
        locale=locale,
        staff_role=staff_role,
        created_at=now,
        confirmed_at=now if confirmed else None,
        last_active_at=now,
    )
    try:
        with session.begin_nested():
            session.add(account)
            session.flush()
    except IntegrityError:
        return None
    return account


def add_professional(session: Session, account: Account, *, first_name: str, last_name: str) -> Professional:
    """Make the account one of a professional."""
    professional = Professional(account_id=account.id, first_name=first_name, last_name=last_name)
    session.add(professional)
    return professional


def add_client(
    session: Session, account: Account, *, first_name: str, last_name: str, organisation: str, now: datetime
) -> Organisation:
    """Make the account one of a client, with an organisation that is not verified."""
    row = Organisation(name=organisation, created_at=now)
    session.add(row)
    session.flush()
    session.add(Membership(account_id=account.id, organisation_id=row.id))
    session.add(Representative(account_id=account.id, first_name=first_name, last_name=last_name))
    return row


def register(
    session: Session,
    *,
    email: str,
    password: str,
    first_name: str,
    last_name: str,
    organisation: str | None = None,
    locale: str,
    browser: str,
    keys: TokenKeys,
    now: datetime,
) -> None:
    """Register a client (with an organisation) or a professional, and mail what the address's owner needs to know."""
    hashed = hash_password(password)
    account = create_account(session, email=email, password_hash=hashed, locale=locale, keys=keys, now=now)
    if account is None:
        known = find(session, email, keys=keys)
        if known is not None:
            mail_sparingly(session, known, MailTemplate.ALREADY_REGISTERED, now=now)
        remind_of_way_back(session, email, keys=keys, now=now)
        return
    if organisation is None:
        add_professional(session, account, first_name=first_name, last_name=last_name)
    else:
        add_client(session, account, first_name=first_name, last_name=last_name, organisation=organisation, now=now)
    note(session, account.id, SecurityEventKind.REGISTERED, browser=browser, now=now)
    audit.record(session, "account.registration", actor_id=account.id, account_id=account.id, now=now)
    mail.queue(session, account.id, MailTemplate.CONFIRM_EMAIL, now=now)


def ask_confirmation(session: Session, email: str, *, keys: TokenKeys, now: datetime) -> None:
    """Mail the confirmation link once more, where there is an account that waits for it."""
    account = find(session, email, keys=keys)
    if account is not None and account.confirmed_at is None:
        mail_sparingly(session, account, MailTemplate.CONFIRM_EMAIL, now=now)


def confirm(session: Session, token: str, password: str, *, browser: str, keys: TokenKeys, now: datetime) -> None:
    """Confirm the address that the link was sent to. Raises LinkExpired, or UnknownPassword.

    The password is asked for because somebody else may have registered the address: who owns the mailbox would
    otherwise confirm an account that another can log in to.
    """
    account = confirmable(session, token, keys=keys)
    if not matches(account.password_hash, password):
        raise UnknownPassword
    if account.confirmed_at is None:
        account.confirmed_at = now
        note(session, account.id, SecurityEventKind.EMAIL_CONFIRMED, browser=browser, now=now)
        audit.record(session, "account.confirmation", actor_id=account.id, account_id=account.id, now=now)


def confirmable(session: Session, token: str, *, keys: TokenKeys) -> Account:
    """The account of a confirmation link. Raises LinkExpired."""
    values = links.read_confirmation(keys, token)
    account = session.get(Account, values[0]) if values else None
    if values is None or account is None or account.email_digest != values[1] or account.deactivated_at is not None:
        raise LinkExpired
    return account


def find(session: Session, email: str, *, keys: TokenKeys) -> Account | None:
    """The active account of an address."""
    statement = select(Account).where(
        Account.email_digest == email_digest(keys, email), col(Account.deactivated_at).is_(None)
    )
    return session.exec(statement).first()


def find_deactivated(session: Session, email: str, *, keys: TokenKeys) -> Account | None:
    """The deactivated account of an address."""
    statement = select(Account).where(
        Account.email_digest == email_digest(keys, email), col(Account.deactivated_at).is_not(None)
    )
    return session.exec(statement).first()


def remind_of_way_back(session: Session, email: str, *, keys: TokenKeys, now: datetime) -> None:
    """Mail the way back once more, where the address has a deactivated account."""
    account = find_deactivated(session, email, keys=keys)
    if account is not None:
        mail_sparingly(session, account, MailTemplate.ACCOUNT_DEACTIVATED, now=now)


def email_digest(keys: TokenKeys, email: str) -> str:
    """What an address is found by, however it is capitalised."""
    return keys.digest("email", normalised(email))


def normalised(email: str) -> str:
    """The form in which two spellings of an address are the same."""
    return normalize("NFKC", email.strip()).casefold()


def note(session: Session, account_id: str, kind: SecurityEventKind, *, browser: str, now: datetime) -> None:
    """Note what happened at the door of an account."""
    session.add(SecurityEvent(account_id=account_id, kind=kind, browser=browser[:80], at=now))


def mail_sparingly(
    session: Session, account: Account, template: MailTemplate, about_id: str = "", *, now: datetime
) -> None:
    """Mail what anyone may ask for, but not more often than a person needs it: nobody's mailbox is to be filled."""
    statement = select(func.count()).where(
        OutgoingMail.account_id == account.id,
        OutgoingMail.template == template.value,
        OutgoingMail.created_at > now - timedelta(hours=1),
    )
    if session.exec(statement).one() < MAILS_AN_HOUR:
        mail.queue(session, account.id, template, about_id, now=now)
