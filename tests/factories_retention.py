"""Accounts in every state that retention knows, and what the purge left of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from config import Config, legal_key
from models.account import Account, LoginSession
from models.base import new_id
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.database import Database
from models.resume import Experience
from models.retention import HoldGround, LegalHold
from models.special import SpecialDatum
from services import retaining
from services.files import FileStore
from services.legal_reader import LegalReader
from services.legal_store import LegalStore
from services.rights.keeping import Keeper
from tests.factories import KEYS, NOW, Person, make_professional_account

_LEGAL = X25519PrivateKey.generate()


def make_left(session: Session, name: str, deactivated_at: datetime) -> Person:
    """A professional with a position in the résumé whose account was deactivated then."""
    person = make_professional_account(session, f"{name}@people.example")
    session.add(Experience(account_id=person.account_id, title="Developer"))
    session.get_one(Account, person.account_id).deactivated_at = deactivated_at
    session.flush()
    return person


def make_session(session: Session, person: Person, name: str, created_at: datetime) -> LoginSession:
    """A session that began then."""
    row = LoginSession(
        account_id=person.account_id,
        token_digest=name,
        browser="Firefox, Linux",
        created_at=created_at,
        seen_at=created_at,
        fresh_at=created_at,
    )
    session.add(row)
    session.flush()
    return row


def make_consent(session: Session, person: Person, given: bool, at: datetime) -> ConsentEntry:
    """An entry of the consent ledger."""
    row = ConsentEntry(
        account_id=person.account_id,
        purpose=ConsentPurpose.AI_TRAINING,
        given=given,
        wording_hash="0" * 64,
        locale="en",
        method=ConsentMethod.PRIVACY_CENTRE,
        at=at,
    )
    session.add(row)
    session.flush()
    return row


def make_special(session: Session, person: Person, ends_at: datetime | None) -> SpecialDatum:
    """Something to arrange for the person, with a consent that ends then or lasts."""
    row_id = new_id()
    entry = ConsentEntry(
        account_id=person.account_id,
        about_id=row_id,
        purpose=ConsentPurpose.SPECIAL_CATEGORIES,
        given=True,
        wording_hash="0" * 64,
        locale="en",
        method=ConsentMethod.PROFILE_FORM,
        ends_at=ends_at,
        at=NOW,
    )
    session.add(entry)
    session.flush()
    row = SpecialDatum(
        id=row_id,
        account_id=person.account_id,
        consent_id=entry.id,
        special_kind="health",
        special_purpose="workplace",
        special_audience="staff",
        text="A desk that can be raised.",
        recorded_at=NOW,
    )
    session.add(row)
    session.flush()
    return row


def make_hold(session: Session, person: Person, *, since: datetime, until: datetime, told: bool = True) -> LegalHold:
    """A hold on everything about the person."""
    row = LegalHold(
        account_id=person.account_id,
        told_id=person.account_id if told else None,
        ground=HoldGround.LEGAL_CLAIM,
        reason="A client disputes an invoice.",
        set_at=since,
        set_by="officer",
        until=until,
    )
    session.add(row)
    session.flush()
    return row


def purge(database: Database, store: FileStore, now: datetime) -> None:
    """A day of retention."""
    retaining.retain(database, keeper_of(database, store), now=now)


def keeper_of(database: Database, store: FileStore) -> Keeper:
    """What the product has of the legal store: beside the files, on PostgreSQL in the database itself."""
    return Keeper(LegalStore(_legal_url(database, store), _LEGAL.public_key().public_bytes_raw()), store, KEYS)


def reader_of(database: Database, store: FileStore) -> LegalReader:
    """What the officer has of it."""
    return LegalReader(_legal_url(database, store), _LEGAL.private_bytes_raw())


def officer_of(config: Config) -> LegalReader:
    """What the officer of an installation has of it, with the key that no page and no job has."""
    return LegalReader(LegalStore.of(config).url, legal_key({"DATA_DIR": str(config.data_dir)}))


def _legal_url(database: Database, store: FileStore) -> str:
    if database.url.get_backend_name() == "postgresql":
        return database.url.render_as_string(hide_password=False)
    return f"sqlite:///{Path(store.url.removeprefix('file://')).parent / 'legal.db'}"


def ids_in(session: Session, table: type[SQLModel]) -> set[str]:
    """The rows that a table has."""
    columns: Any = table
    return set(session.execute(select(columns.id)).scalars())
