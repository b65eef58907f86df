"""The named cast: people with an account, made by the services that the application uses.

All have the password PASSWORD and a confirmed address unless asked otherwise. Each factory takes a writing session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlmodel import Session

from config import Config
from models.account import Account, StaffRole
from models.client import VerificationState
from models.database import Database
from services import accounts, mail, smtp
from services.passwords import hash_password
from services.tokens import TokenKeys

PASSWORD = "explore-with-trust"
SECRET_KEY = "secret of the tests"
KEYS = TokenKeys(SECRET_KEY)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """Somebody with an account; the ids of what hangs on it."""

    account_id: str
    email: str
    professional_id: str = ""
    organisation_id: str = ""
    password: str = PASSWORD


def make_account(
    session: Session,
    email: str = "somebody@people.example",
    *,
    confirmed: bool = True,
    staff_role: StaffRole | None = None,
    locale: str = "en",
    now: datetime = NOW,
) -> Person:
    """An account without a part to act in."""
    account = accounts.create_account(
        session,
        email=email,
        password_hash=_hashed(),
        keys=KEYS,
        locale=locale,
        staff_role=staff_role,
        confirmed=confirmed,
        now=now,
    )
    assert account is not None, f"{email} has an account already"
    return Person(account.id, email)


def make_professional_account(
    session: Session,
    email: str = "rowan@people.example",
    *,
    first_name: str = "Rowan",
    last_name: str = "Voorbeeld",
    confirmed: bool = True,
    locale: str = "en",
    now: datetime = NOW,
) -> Person:
    """A professional with a name and nothing else."""
    person = make_account(session, email, confirmed=confirmed, locale=locale, now=now)
    account = session.get_one(Account, person.account_id)
    professional = accounts.add_professional(session, account, first_name=first_name, last_name=last_name)
    session.flush()
    return Person(person.account_id, email, professional_id=professional.id)


def make_client(
    session: Session,
    email: str = "jip@client.example",
    *,
    first_name: str = "Jip",
    last_name: str = "Sjabloon",
    organisation: str = "Sjabloon Bouw",
    state: VerificationState = VerificationState.VERIFIED,
    confirmed: bool = True,
    locale: str = "en",
    now: datetime = NOW,
) -> Person:
    """A client whose organisation is verified, with a registration number and a web site."""
    person = make_account(session, email, confirmed=confirmed, locale=locale, now=now)
    account = session.get_one(Account, person.account_id)
    row = accounts.add_client(
        session, account, first_name=first_name, last_name=last_name, organisation=organisation, now=now
    )
    row.registration_number, row.website = "12345678", "https://sjabloon.example"
    row.state = state
    session.flush()
    return Person(person.account_id, email, organisation_id=row.id)


def make_staff(
    session: Session,
    email: str = "staff@platform.example",
    *,
    role: StaffRole = StaffRole.VERIFIER,
    now: datetime = NOW,
) -> Person:
    """A member of staff."""
    return make_account(session, email, staff_role=role, now=now)


def delivered(database: Database, config: Config, to: str) -> list[str]:
    """Send the mails that wait, and give the texts of those to an address, oldest first."""
    mail.send_pending(database, config, now=datetime.now(UTC))
    mails = reversed(smtp.read_mailbox(Path(config.mailbox)))
    return [_plain(message) for message in mails if message["To"] == to]


def _plain(message: smtp.EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return body.get_content()


@lru_cache
def _hashed() -> str:
    """The password's hash, made once a process."""
    return hash_password(PASSWORD)
