"""The canary: every personal column of every table filled with a marker, and after erasure none of them anywhere."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, delete, select

from config import Config
from models.account import Account, PersonKey
from models.database import Database
from models.newsletter import Subscriber, SuppressedAddress
from models.privacy import personal_columns
from models.sealing import Keyring
from services import accounts, background, backups, mail, smtp
from services.background import TABLES
from services.mail import MailTemplate
from services.rights.erasure_plan import Fate, Plan, plan_of
from services.rights.keeping import PROVEN
from tests.factories import KEYS, delivered, make_account
from tests.factories_erasure import (
    carry_out,
    every_value,
    files_under,
    now,
    spelled,
    start_erasure,
    store_files,
    subscribe,
    tables_of,
)
from tests.factories_privacy import fill_everything
from tests.factories_retention import officer_of

EMAIL = "canary.marker@people.example"
WEAK = 5
"""A value of fewer letters than this stands in many places that are about nobody."""


@pytest.fixture
def planted(database: Database, config: Config) -> dict[tuple[str, str], Any]:
    """Somebody with every column filled, with files, mails, a subscription and jobs that were about them."""
    with database.write() as session:
        person = make_account(session, EMAIL)
        values = fill_everything(session, person.account_id)
        account = session.get_one(Account, person.account_id)
        account.email, account.email_digest = EMAIL, accounts.email_digest(KEYS, EMAIL)
        values["account", "email"], account.locale = EMAIL, "nl"
        # The one table of people without an account: found by the address, as in life.
        session.exec(delete(Subscriber))
        subscribe(session, EMAIL)
        assert store_files(session, config)
        mail.queue(session, person.account_id, MailTemplate.PASSWORD_CHANGED, now=now())
    assert any("password" in each for each in delivered(database, config, EMAIL))
    values["account", "id"] = person.account_id
    return values


def account_id_of(planted: dict[tuple[str, str], Any]) -> str:
    return str(planted["account", "id"])


def markers(planted: dict[tuple[str, str], Any]) -> dict[str, tuple[str, str]]:
    """What to look for, each with where it was planted."""
    found: dict[str, tuple[str, str]] = {}
    for place, value in planted.items():
        inner = _texts_in(value)
        for each in inner:
            found |= {written: place for written in spelled(each) if len(written) >= WEAK}
    return found


def _texts_in(value: Any) -> list[Any]:
    match value:
        case dict():
            return [text for each in value.values() for text in _texts_in(each)]
        case list():
            return [text for each in value for text in _texts_in(each)]
        case str() | datetime():
            return [value]
        case int() if value > 700_000:
            return [value]
    return []


def found_in(text: str, wanted: dict[str, tuple[str, str]]) -> set[tuple[str, str]]:
    return {place for marker, place in wanted.items() if marker in text}


def in_tables(database: Database, wanted: dict[str, tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Which markers the tables hold, by where they were planted, and where they are."""
    found = {}
    for table, column, value in every_value(database):
        for place in found_in(_legible(value), wanted):
            found[place] = f"{table}.{column}"
    return found


def _legible(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, datetime):
        return " ".join(spelled(value if value.tzinfo else value.replace(tzinfo=UTC)))
    return str(value)


def test_nothing_of_the_person_is_left_anywhere(
    app: Flask,
    database: Database,
    config: Config,
    planted: dict[tuple[str, str], Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    wanted = markers(planted)
    personal = {(t.name, c.name) for t in SQLModel.metadata.tables.values() for c, _ in personal_columns(t)}
    assert personal <= planted.keys(), "every personal column was filled"
    before = in_tables(database, wanted)
    assert len(before) > 60 and files_under(config, "files", "mailbox")
    with database.write() as session:
        erasure_id = start_erasure(session, account_id_of(planted))
    caplog.set_level(logging.DEBUG)
    carry_out(database, config, erasure_id)
    assert in_tables(database, wanted) == {}
    assert not files_under(config, "files")
    assert found_in(caplog.text, wanted) == set()
    assert found_in((config.ledger / "entries").read_text(), wanted) == set()
    # In development a folder stands for everybody's mailboxes: the receipt is the one mail that lies there now.
    (receipt,) = smtp.read_mailbox(config.mailbox)
    assert receipt["To"] == EMAIL
    del receipt["To"]
    assert found_in(receipt.as_string(), wanted) == set()
    pages = app.test_client()
    for path in ("/talent", "/talent?q=marker", "/privacy", "/erasure-receipt"):
        assert found_in(pages.get(path).text, wanted) == set()
    with database.read() as session:
        assert session.get(Account, account_id_of(planted)) is None
        assert session.exec(select(PersonKey)).all() == []
        assert len(session.exec(select(SuppressedAddress)).all()) == 1, "a keyed hash, which the receipt names"


def test_the_bytes_of_the_file_hold_none_of_it(
    database: Database, config: Config, planted: dict[tuple[str, str], Any]
) -> None:
    if database.url.get_backend_name() != "sqlite":
        assert database.url.get_backend_name() == "postgresql", "its files are the server's: see the test of the key"
        return
    wanted, path = markers(planted), Path(str(database.url.database))
    database.checkpoint()
    assert found_in(path.read_bytes().decode("latin-1"), wanted)
    with database.write() as session:
        erasure_id = start_erasure(session, account_id_of(planted))
    carry_out(database, config, erasure_id)
    database.checkpoint()
    log = path.with_name(path.name + "-wal")
    for file in (path, log) if log.exists() else (path,):
        assert found_in(file.read_bytes().decode("latin-1"), wanted) == set(), file.name


def test_what_is_kept_is_what_the_plan_lists_with_its_reason(
    database: Database, config: Config, planted: dict[tuple[str, str], Any]
) -> None:
    with database.write() as session:
        erasure_id = start_erasure(session, account_id_of(planted))
        plan = plan_of(session, account_id_of(planted), now=now())
    assert Plan.of_json(plan.to_json()) == plan
    carry_out(database, config, erasure_id)
    kept = {
        (record.content["table"], column): value
        for record in officer_of(config).records()
        for column, value in record.content["values"].items()
    }
    listed = {item.table for item in plan.of(Fate.KEPT_APART)}
    assert kept and {table for table, _column in kept} == listed
    assert all(item.why and item.until and item.category in PROVEN for item in plan.of(Fate.KEPT_APART))
    assert kept["objection", "statement"] == planted["objection", "statement"]
    assert kept["consententry", "wording_hash"] == planted["consententry", "wording_hash"]
    assert {item.table for item in plan.items} >= {"experience", "storedfile", "disclosure", "loginsession", "account"}


def test_a_backup_of_before_stays_sealed_for_who_has_the_platforms_key(
    database: Database, config: Config, planted: dict[tuple[str, str], Any], tmp_path: Path
) -> None:
    """The copy has no keys, and the keys that may be put in are those of who was not erased since."""
    copy = backups.back_up(database, tmp_path / "backups", now=now())
    assert found_in(copy.read_bytes().decode("latin-1"), {EMAIL: ("account", "email")}) == set()
    with database.read() as session:
        sealed = session.execute(select(Account.__table__.c.email)).scalar_one()  # type: ignore[attr-defined]
        column = Account.__table__.c.email  # type: ignore[attr-defined]
        assert Keyring(session, config.data_key).open(sealed, column, account_id_of(planted), account_id_of(planted))
    with database.write() as session:
        erasure_id = start_erasure(session, account_id_of(planted))
    carry_out(database, config, erasure_id)
    with database.read() as session:
        ring = Keyring(session, config.data_key)
        assert ring.open(sealed, column, account_id_of(planted), account_id_of(planted)) is None
    backups.back_up(database, tmp_path / "backups", now=now())
    newest = (tmp_path / "backups" / "keys.json").read_text()
    assert account_id_of(planted) not in newest
    if copy.suffix == ".db":
        restored = Database(f"sqlite:///{copy}", config.data_key)
        with restored.write() as session:
            assert session.get_one(Account, account_id_of(planted)).email is None
            backups.restore_keys(session, tmp_path / "backups" / "keys.json")
            session.expire_all()
            assert session.get_one(Account, account_id_of(planted)).email is None
        restored.dispose()


def test_every_table_that_is_there_is_declared_or_one_of_the_jobs(database: Database) -> None:
    """A table that only a migration knows would escape every walk."""
    known = set(SQLModel.metadata.tables) | TABLES | {"alembic_version"}
    names = set(inspect(database.engine).get_table_names())
    assert names <= known
    legal_and_jobs = {name for name in tables_of(database) if name.startswith(("legal.", "dbos."))}
    assert {name for name in legal_and_jobs if name.startswith("legal.")} <= {"legal.record"}


def test_jobs_about_the_person_are_forgotten_and_others_are_kept(
    database: Database, planted: dict[tuple[str, str], Any], database_url: str
) -> None:
    with database.write() as session:
        own = background.enqueue(session, "send_mail", account_id_of(planted), 0)
        other = background.enqueue(session, "send_mail", "somebodyelse", 0)
        _end(session)
    assert background.forget(database_url, {account_id_of(planted)}) >= 1
    ids = {str(value) for _table, column, value in every_value(database) if column == "workflow_uuid"}
    assert own not in ids and other in ids


def _end(session: Session) -> None:
    """Let the jobs have ended, as if a worker had run them."""
    table = "workflow_status" if session.get_bind().dialect.name == "sqlite" else "dbos.workflow_status"
    session.connection().exec_driver_sql(f"UPDATE {table} SET status = 'SUCCESS'")
