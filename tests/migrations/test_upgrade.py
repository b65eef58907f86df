"""The migrations give what the models say, also to a database with people in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from models.database import Database
from models.professional import Professional
from models.schema import MIGRATIONS, belongs_to_us, upgrade
from tests.factories import make_professional_account

FIRST = "0001"


def test_migrations_and_models_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": belongs_to_us, "compare_type": False})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_database_with_people_is_brought_up_to_date(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, first_name="Maruska")
    upgrade(database)
    upgrade(database)
    with database.read() as session:
        assert session.get_one(Professional, person.professional_id).first_name == "Maruska"


def test_requests_and_matches_of_before_stay_when_their_tables_are_copied(tmp_path: Path) -> None:
    """On SQLite a changed table is dropped after a copy: what refers to it must not go with the old one."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}", b"k" * 32)
    upgrade(database, "0002")
    moment = "2026-01-01 00:00:00"
    with database.engine.begin() as connection:
        for name in ("sender", "asked"):
            values = {"id": name, "email": b"x", "email_digest": name, "locale": "en", "created_at": moment}
            _insert(connection, "account", values | {"last_active_at": moment, "purged_months": -1})
        organisation = {"id": "o", "name": "Tulip", "state": "verified", "alias_key": b"x", "created_at": moment}
        _insert(connection, "organisation", organisation)
        sides = {"sender_id": "sender", "organisation_id": "o", "account_id": "asked"}
        request = {"id": "r", "message": b"x", "state": "accepted", "created_at": moment, "expires_at": moment}
        _insert(connection, "interestrequest", request | sides)
        _insert(connection, "match", {"id": "m", "request_id": "r", "started_at": moment} | sides)
    upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM account WHERE id = 'sender'"))
        found = connection.execute(text('SELECT sender_id, account_id, organisation_id FROM "match"')).all()
        assert found == [(None, "asked", "o")]
        assert connection.execute(text("SELECT count(*) FROM interestrequest")).scalar_one() == 1
    database.dispose()


def _insert(connection: Connection, table: str, values: dict[str, object]) -> None:
    names = ", ".join(values)
    connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES (:{", :".join(values)})'), values)


def test_every_step_from_an_empty_database_can_be_taken(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'steps.db'}", b"k" * 32)
    upgrade(database, FIRST)
    upgrade(database)
    tables = set(inspect(database.engine).get_table_names())
    database.dispose()
    assert set(SQLModel.metadata.tables) <= tables


def test_revisions_form_one_line() -> None:
    revisions = sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("*.py"))
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_the_database_refuses_what_the_models_forbid(database: Database) -> None:
    with database.write() as session:
        make_professional_account(session)
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.write() as session:
        session.execute(text("UPDATE professional SET account_id = 'nobody'"))
