"""A real database for every test: SQLite by default, PostgreSQL where TEST_DATABASE_URL names one.

The schema is migrated once a worker; each test then gets a copy (SQLite: the file; PostgreSQL: a template database).
"""

from __future__ import annotations

import base64
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url

from app import create_app
from config import Config
from models.database import Database
from models.schema import upgrade
from services import background
from services.legal_store import LegalStore
from tests.factories import Person
from tests.factories_chat import matched
from tests.factories_matches import make_ana, make_jip
from tests.pages import Browser

BEGAN = datetime.now(UTC)
# What a test asks for when it needs a database: the others say nothing new on another engine.
ENGINE_FIXTURES = {"template", "platform", "product", "place"}
DATA_KEY = base64.urlsafe_b64encode(b"k" * 32).decode()


def postgresql_url() -> str | None:
    """The PostgreSQL server to test on, or None to test on SQLite."""
    return os.environ.get("TEST_DATABASE_URL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out the tests that ask for no database."""
    if postgresql_url() is None:
        return
    elsewhere = [item for item in items if ENGINE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in set(elsewhere)]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated, empty database: a file that tests copy, or the address of a PostgreSQL database that they share."""
    url = postgresql_url()
    if url is None:
        path = tmp_path_factory.mktemp("template") / "template.db"
        database = Database(f"sqlite:///{path}", b"k" * 32)
        upgrade(database)
        database.dispose()
        background.prepare(f"sqlite:///{path}")
        yield str(path)
        return
    name = f"gp_test_{secrets.token_hex(6)}"
    own = create_database(url, name)
    database = Database(own, b"k" * 32)
    upgrade(database)
    database.dispose()
    LegalStore(own, b"").prepare()
    background.prepare(own)
    yield own
    drop_database(url, name)


@pytest.fixture
def database_url(template: str, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own: a copy of the file; on PostgreSQL the worker's database, emptied afterwards."""
    url = postgresql_url()
    if url is None:
        path = tmp_path / "test.db"
        shutil.copyfile(template, path)
        yield f"sqlite:///{path}"
        return
    yield template
    _empty(template)


@pytest.fixture
def another_database(template: str, tmp_path: Path, database_url: str) -> Callable[[], str]:
    """Gives the address of an empty database at each call; on PostgreSQL it is the same one, emptied."""

    def make() -> str:
        if postgresql_url() is not None:
            _empty(template)
            return template
        path = tmp_path / f"{secrets.token_hex(6)}.db"
        shutil.copyfile(template, path)
        return f"sqlite:///{path}"

    return make


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    """The configuration of a test installation; its mails land in a folder."""
    return Config.from_environment(
        {
            "DATABASE_URL": database_url,
            "DATA_DIR": str(tmp_path / "data"),
            "SECRET_KEY": "secret of the tests",
            "DATA_KEY": DATA_KEY,
        }
    )


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The application on the test's own database."""
    application = create_app(config)
    yield application
    application.extensions["database"].dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    """The way to the test's own database."""
    return app.extensions["database"]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser's worth of HTTP without a browser: keeps cookies."""
    return app.test_client()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Pages read and forms sent as a person would, over the test client."""
    return Browser(app.test_client())


def create_database(url: str, name: str) -> str:
    """Make a database on the server, and give its address."""
    with _admin(url) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        # A test database may be lost in a crash: nothing waits for the disk.
        admin.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str, name: str) -> None:
    """Remove a database and the roles that belong to it."""
    with _admin(url) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        for role in ("anonymous", "verified", "legal_writer", "legal_officer"):
            admin.execute(f'DROP ROLE IF EXISTS "{name}_{role}"')


def _empty(url: str) -> None:
    """Delete every row but those that the migrations wrote; faster than TRUNCATE, which makes new files."""
    kept = ("alembic_version", "dbos_migrations", "queues")
    with _admin(url) as admin:
        admin.execute("SET session_replication_role = replica")
        found = admin.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname IN ('public', 'dbos', 'legal') AND tablename <> ALL(%s)",
            [list(kept)],
        )
        admin.execute("; ".join(f"DELETE FROM {row[0]}" for row in found.fetchall()))


def _admin(url: str) -> psycopg.Connection:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


@pytest.fixture
def ana(database: Database) -> Person:
    """A professional with a published profile."""
    with database.write() as session:
        return make_ana(session)


@pytest.fixture
def jip(database: Database) -> Person:
    """The representative of a verified organisation."""
    with database.write() as session:
        return make_jip(session)


@pytest.fixture
def pair(ana: Person, jip: Person) -> tuple[Person, Person]:
    """Both of them, who have nothing to do with each other yet."""
    return ana, jip


@pytest.fixture
def matched_pair(pair: tuple[Person, Person], database: Database) -> tuple[Person, Person]:
    """Both of them, whose match lasts."""
    ana, jip = pair
    with database.write() as session:
        matched(session, jip, ana, now=BEGAN)
    return pair
