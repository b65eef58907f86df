"""The migrations give what the models say, also to a database with people in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
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
