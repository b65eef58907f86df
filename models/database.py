"""Engines and sessions: SQLite by default, PostgreSQL at scale, the same code for both.

Four ways in, each a context manager that gives a session in one transaction:

- ``read()``: the default; the database refuses writes, and all that is read is of one moment, so that nobody sees what
  was written after they lost the right that was asked about before it.
- ``write()``: commits at the end, rolls back on an error. SQLite takes its write lock at once (BEGIN IMMEDIATE), so
  that two read-modify-writes never interleave.
- ``public()`` and ``verified()``: confined by the database itself to the tables that viewers of that tier may read
  (SQLite: an authorizer callback; PostgreSQL: a role).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import uniform
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlmodel import Session, SQLModel

from .base import Declared
from .ordering import add_keyed_order
from .privacy import Tier
from .sealing import Keyring, table_of

READ, WRITE = "read", "write"
POOL = 10
"""Connections a process keeps for each way in, and as many again when it must: two for each request that works."""
BUSY_SECONDS = 15
"""How long a transaction waits for SQLite's lock."""
LOOK_AGAIN = (0.002, 0.006)
"""Seconds after which one that wants to write looks again, drawn between the two."""
CONFINED_TIERS = (Tier.ANONYMOUS, Tier.VERIFIED)


class Database:
    """The way to one database; ``platform_key`` wraps the keys of the people in it."""

    def __init__(self, url: str, platform_key: bytes) -> None:
        self.url = make_url(url)
        self._platform_key = platform_key
        self.engine = _engine(self.url, None)
        self._reading = self.engine.execution_options(access=READ)
        self._writing = self.engine.execution_options(access=WRITE)
        self._confined = {tier: _engine(self.url, tier) for tier in CONFINED_TIERS}

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._session(self._reading) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        with self._session(self._writing) as session, session.begin():
            yield session

    @contextmanager
    def public(self) -> Iterator[Session]:
        with self._session(self._confined[Tier.ANONYMOUS]) as session:
            yield session

    @contextmanager
    def verified(self) -> Iterator[Session]:
        with self._session(self._confined[Tier.VERIFIED]) as session:
            yield session

    def checkpoint(self) -> None:
        """On SQLite, let the log be empty again where nobody reads from it: it may hold what was just deleted."""
        if self.url.get_backend_name() == "sqlite":
            with self.engine.connect() as connection:
                driver: Any = connection.connection.dbapi_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def dispose(self) -> None:
        """Close every connection."""
        for engine in (self.engine, *self._confined.values()):
            engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with Session(engine, expire_on_commit=False) as session:
            session.info["keyring"] = Keyring(session, self._platform_key)
            yield session


def readable_tables(tier: Tier) -> frozenset[str]:
    """Names of the stored projections that viewers of the tier may read."""
    return frozenset(
        table_of(mapper).name
        for mapper in SQLModel._sa_registry.mappers
        if issubclass(mapper.class_, Declared)
        and mapper.class_.__readable_at__ is not None
        and mapper.class_.__readable_at__ <= tier
    )


def confining_role(database: str, tier: Tier) -> str:
    """Name of the PostgreSQL role that confines a tier: roles belong to the cluster, so it names the database."""
    return f"{database}_{tier.name.lower()}"


def grant_confining_roles(engine: Engine) -> None:
    """Make the roles of the confined tiers on PostgreSQL and grant them their tables; does nothing on SQLite."""
    if engine.dialect.name != "postgresql":
        return
    with engine.begin() as connection:
        quote = engine.dialect.identifier_preparer.quote
        for tier in CONFINED_TIERS:
            role = quote(confining_role(str(engine.url.database), tier))
            exists = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
            if connection.execute(exists, {"name": confining_role(str(engine.url.database), tier)}).scalar() is None:
                connection.execute(text(f"CREATE ROLE {role} NOLOGIN"))
            connection.execute(text(f"GRANT {role} TO CURRENT_USER"))
            connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {role}"))
            connection.execute(text(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"))
            for table in sorted(readable_tables(tier)):
                connection.execute(text(f"GRANT SELECT ON {quote(table)} TO {role}"))


def _engine(url: Any, confined_to: Tier | None) -> Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, confined_to)
    return _postgresql_engine(url, confined_to)


def _sqlite_engine(url: Any, confined_to: Tier | None) -> Engine:
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=POOL,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=wal",
            "synchronous=normal",
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "foreign_keys=on",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA secure_delete=on")
        add_keyed_order(connection)
        if confined_to is not None:
            connection.execute("PRAGMA query_only=on")
            connection.set_authorizer(_only_reading(readable_tables(confined_to)))

    turns = WriteTurns()
    event.listen(engine, "commit", turns.over)
    event.listen(engine, "rollback", turns.over)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        driver = connection.connection.dbapi_connection
        access = connection.get_execution_options().get("access", WRITE)
        if confined_to is None:
            driver.execute(f"PRAGMA query_only={'on' if access == READ else 'off'}")
        if confined_to is not None or access == READ:
            driver.execute("BEGIN")
        else:
            with turns.taken(connection):
                _begin_writing(driver)

    return engine


class WriteTurns:
    """One thread of a process at a time asks SQLite for the write lock; the others wait here, at no cost.

    A turn lasts until the transaction is about to be committed or rolled back; SQLite itself keeps the two apart.
    """

    def __init__(self) -> None:
        self._free = Lock()
        self._holder: Any = None

    @contextmanager
    def taken(self, connection: Any) -> Iterator[None]:
        """Take a turn, given back at once where the transaction does not begin."""
        if not self._free.acquire(timeout=BUSY_SECONDS):
            raise sqlite3.OperationalError("database is locked")
        try:
            yield
        except BaseException:
            self._free.release()
            raise
        self._holder = connection

    def over(self, connection: Any) -> None:
        """The transaction of a connection ends: the turn is the next one's, if it was its."""
        if self._holder is connection:
            self._holder = None
            self._free.release()


def _begin_writing(driver: sqlite3.Connection) -> None:
    """Take the write lock, looking for it every few milliseconds.

    Nobody queues for it, and SQLite's own wait looks ever more seldom, at last every 100 ms: beside a job that lets go
    between short transactions it can miss every pause, and wait for seconds.
    """
    deadline = monotonic() + BUSY_SECONDS
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                    raise
            sleep(uniform(*LOOK_AGAIN))  # noqa: S311 - so that those who wait do not keep step
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _only_reading(tables: frozenset[str]) -> Callable[..., int]:
    """An authorizer that allows reading these tables and nothing else (https://sqlite.org/c3ref/set_authorizer.html)."""
    harmless = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_RECURSIVE}

    def authorize(action: int, table: str | None, *_rest: str | None) -> int:
        if action in harmless or (action == sqlite3.SQLITE_READ and table in tables):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return authorize


def _postgresql_engine(url: Any, confined_to: Tier | None) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, pool_size=POOL, hide_parameters=True)
    role = None
    if confined_to is not None:
        role = engine.dialect.identifier_preparer.quote(confining_role(str(url.database), confined_to))

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        access = connection.get_execution_options().get("access", WRITE)
        cursor = connection.connection.dbapi_connection.cursor()
        if confined_to is not None or access == READ:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if role is not None:
            cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.close()

    return engine
