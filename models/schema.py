"""Bringing a database to the newest schema, through Alembic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine
from sqlalchemy import Enum as EnumType
from sqlmodel import AutoString, SQLModel

import models

from .database import Database, grant_confining_roles
from .types import KeyedJson, SealedText, UtcDateTime

MIGRATIONS = Path(models.__file__).parent.parent / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the migrations that are missing, then let the confined roles read what the declarations say."""
    _run(database.engine, lambda config: command.upgrade(config, revision))
    if revision == "head":
        grant_confining_roles(database.engine)


def write_migration(database: Database, message: str) -> None:
    """Write a migration with what the models have and the database has not, for a developer to read and finish."""
    _run(database.engine, lambda config: command.revision(config, message, autogenerate=True))


def belongs_to_us(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether a table found in the database is one of ours: the background jobs keep tables of their own."""
    return kind != "table" or name in SQLModel.metadata.tables


def render_type(kind: str, item: Any, _context: Any) -> str | bool:
    """How a column type of our own is written in a migration: by what the database sees of it."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, KeyedJson):
        return "sa.JSON()"
    if kind == "type" and isinstance(item, SealedText):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, EnumType | AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def _run(engine: Engine, step: Callable[[AlembicConfig], object]) -> None:
    with engine.connect() as connection, _tables_may_be_copied(connection), connection.begin():
        config = AlembicConfig()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        step(config)


@contextmanager
def _tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """On SQLite, changing a table drops it after a copy: what refers to its rows must not go with them meanwhile."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.execute("PRAGMA foreign_keys=off")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=on")
