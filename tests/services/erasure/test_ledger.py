"""A backup that brings somebody back is not served before they are erased again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlmodel import select

import worker
from app import create_app
from config import Config
from models.account import Account
from models.database import Database
from models.erasure import Erasure, LedgerMark
from models.professional import Professional
from models.schema import upgrade
from services.ledger import Ledger, LedgerBroken, Standing, standing
from tests.factories import KEYS, Person, make_professional_account
from tests.factories_erasure import erase, start_erasure, tables_of
from tests.factories_retention import ids_in


@pytest.fixture
def people(database: Database) -> tuple[Person, Person]:
    with database.write() as session:
        return make_professional_account(session, "gone@people.example"), make_professional_account(session)


def standing_of(database: Database, config: Config) -> Standing:
    with database.read() as session:
        return standing(session, Ledger.of(config))


def back_up(database: Database, folder: Path) -> Callable[[], None]:
    """Copy the database as it is now; gives what puts the copy back."""
    if database.url.get_backend_name() == "sqlite":
        path, copy = Path(str(database.url.database)), folder / "backup.db"
        database.checkpoint()
        shutil.copyfile(path, copy)

        def put_file_back() -> None:
            database.dispose()
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            shutil.copyfile(copy, path)

        return put_file_back
    own = [table for table in tables_of(database) if not table.startswith(("dbos.", "legal."))]
    with database.engine.begin() as connection:
        rows = {table: connection.execute(text(f"SELECT * FROM {table}")).mappings().all() for table in own}

    def put_rows_back() -> None:
        with database.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table, kept in rows.items():
                connection.execute(text(f"DELETE FROM {table}"))
                for row in kept:
                    _insert(connection, table, row)

    return put_rows_back


def _insert(connection: Any, table: str, row: Any) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), dict(row))


def test_a_restored_backup_is_not_served_before_the_ledger_is_replayed(
    app: Flask, database: Database, config: Config, people: tuple[Person, Person], tmp_path: Path
) -> None:
    gone, other = people
    put_back = back_up(database, tmp_path)
    erase(database, config, gone.account_id)
    assert app.test_client().get("/talent").status_code == 200
    put_back()
    with database.read() as session:
        assert ids_in(session, Account) == {gone.account_id, other.account_id}, "the backup brought them back"
    assert standing_of(database, config) is Standing.BEHIND
    started_anew = create_app(config)
    for path in ("/talent", "/login", "/nl/privacy", "/not-here"):
        refused = started_anew.test_client().get(path)
        assert refused.status_code == 503 and "flask --app app ledger replay" in refused.text
    assert not worker._in_step(config)
    said = started_anew.test_cli_runner().invoke(args=["ledger", "replay"])
    assert said.output == "1 erased again.\n", said.output
    with database.read() as session:
        assert ids_in(session, Account) == {other.account_id}
        assert session.exec(select(Professional.first_name)).all() and not ids_in(session, Erasure)
        assert session.get_one(Professional, other.professional_id).first_name == "Rowan"
    assert started_anew.test_client().get("/talent").status_code == 200
    assert worker._in_step(config)
    started_anew.extensions["database"].dispose()


def test_replaying_twice_changes_nothing(database: Database, config: Config, people: tuple[Person, Person]) -> None:
    erase(database, config, people[0].account_id)
    before = (config.ledger / "entries").read_text()
    for _time in range(2):
        said = create_app(config).test_cli_runner().invoke(args=["ledger", "replay"])
        assert said.output == "0 erased again.\n"
    assert (config.ledger / "entries").read_text() == before
    assert standing_of(database, config) is Standing.IN_STEP


def test_an_erasure_between_its_last_steps_is_no_restored_backup(
    database: Database, config: Config, people: tuple[Person, Person]
) -> None:
    """The ledger is written before the account goes: killed in between, worker and site start all the same."""
    with database.write() as session:
        start_erasure(session, people[0].account_id)
    Ledger.of(config).enter(people[0].account_id)
    assert standing_of(database, config) is Standing.IN_STEP
    Ledger.of(config).enter(people[1].account_id)
    assert standing_of(database, config) is Standing.BEHIND


def test_the_ledger_names_nobody_and_each_entry_follows_from_the_last(config: Config) -> None:
    ledger = Ledger.of(config)
    first, second = ledger.enter("accountone"), ledger.enter("accounttwo")
    assert ledger.enter("accountone") == first and ledger.entries() == [first, second]
    text = ledger.path.read_text()
    assert "accountone" not in text and first.pseudonym == KEYS.digest("erasure-ledger", "accountone")
    with ledger.path.open("a") as file:
        file.write("3 torn off in the mid")
    assert ledger.entries() == [first, second]
    third = ledger.enter("accountthree")
    assert [entry.position for entry in ledger.entries()] == [1, 2, 3] and ledger.entries()[-1] == third
    assert oct(ledger.path.stat().st_mode & 0o777) == "0o600"


def test_a_backup_from_before_there_was_a_ledger_is_behind_it(config: Config, tmp_path: Path) -> None:
    old = Database(f"sqlite:///{tmp_path / 'old.db'}", b"k" * 32)
    upgrade(old, "0001")
    assert standing_of(old, config) is Standing.IN_STEP
    Ledger.of(config).enter("somebody")
    assert standing_of(old, config) is Standing.BEHIND
    old.dispose()


def test_a_ledger_that_was_changed_or_cut_is_noticed(
    database: Database, config: Config, people: tuple[Person, Person]
) -> None:
    ledger = Ledger.of(config)
    for person in people:
        erase(database, config, person.account_id)
    whole = ledger.path.read_text()
    first, second = whole.splitlines(keepends=True)
    for damaged in ("", first, second, whole.replace(first[2:20], "0" * 18)):
        ledger.path.write_text(damaged)
        assert standing_of(database, config) is Standing.LOST, damaged
    with pytest.raises(LedgerBroken):
        ledger.enter("somebody")
    assert "put it back" in create_app(config).test_cli_runner().invoke(args=["ledger", "replay"]).output
    page = create_app(config).test_client().get("/talent")
    assert page.status_code == 503 and "LEDGER_PATH" in page.text
    ledger.path.write_text(whole)
    assert standing_of(database, config) is Standing.IN_STEP
    with database.read() as session:
        assert session.exec(select(LedgerMark.position)).one() == 2
