"""The legal store, as the product has it: it puts records in, and takes out what has ended. It can read none of them.

Each record is sealed for the officer's key (HPKE, RFC 9180) and bound to what stands beside it in clear: its ground,
its end and a keyed id of the matter. The store is a database of its own, which lets the product find records by their
end or matter in order to delete them, and refuses it to read any: on SQLite by an authorizer callback, on PostgreSQL by
a role (see docs/decisions/008).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from config import Config

SCHEMA = "legal"
SEALING = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_COLUMNS = "id VARCHAR(64) PRIMARY KEY, matter VARCHAR(64) NOT NULL, ground VARCHAR(24) NOT NULL, until TEXT NOT NULL"


@dataclass(frozen=True)
class Record:
    """What is kept apart. ``id`` and ``matter`` are keyed hashes: the same record put in twice stays one.

    ``content`` is JSON, sealed before it leaves the process; ``ground`` and ``until`` stay legible.
    """

    id: str
    matter: str
    ground: str
    until: datetime
    content: dict[str, Any]


@dataclass(frozen=True)
class LegalStore:
    """The way in; ``public_key`` (X25519, 32 bytes) seals, and opens nothing."""

    url: str
    public_key: bytes

    @classmethod
    def of(cls, config: Config) -> LegalStore:
        """The store that the configuration names; by default a file of its own, on PostgreSQL a schema of its own."""
        return cls(address_of(config), config.legal_public_key)

    def prepare(self) -> None:
        """Make the store where it is missing; on PostgreSQL also its roles (its user may create them)."""
        url = make_url(self.url)
        if url.get_backend_name() == "sqlite":
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = create_engine(url)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                _prepare_postgresql(connection)
            else:
                connection.execute(text(f"CREATE TABLE IF NOT EXISTS record ({_COLUMNS}, sealed BLOB NOT NULL)"))
        engine.dispose()

    def append(self, records: Iterable[Record]) -> int:
        """Put records in, and give how many there were; those that are there already stay as they are."""
        rows = [
            {
                "id": each.id,
                "matter": each.matter,
                "ground": each.ground,
                "until": each.until.astimezone(UTC).isoformat(),
                "sealed": self._sealed(each),
            }
            for each in records
        ]
        if rows:
            with self._transaction() as (connection, table):
                columns = "(id, matter, ground, until, sealed) VALUES (:id, :matter, :ground, :until, :sealed)"
                connection.execute(text(f"INSERT INTO {table} {columns} ON CONFLICT DO NOTHING"), rows)
        return len(rows)

    def forget_ended(self, *, now: datetime) -> int:
        """Delete what has ended, and give how many records that were."""
        with self._transaction() as (connection, table):
            ended = text(f"DELETE FROM {table} WHERE until <= :now")  # noqa: S608
            return connection.execute(ended, {"now": now.astimezone(UTC).isoformat()}).rowcount

    def discard(self, matter: str) -> int:
        """Delete the records of a matter that is closed, and give how many there were."""
        with self._transaction() as (connection, table):
            closed = text(f"DELETE FROM {table} WHERE matter = :matter")  # noqa: S608
            return connection.execute(closed, {"matter": matter}).rowcount

    def _sealed(self, record: Record) -> bytes:
        content = json.dumps(record.content, ensure_ascii=False, separators=(",", ":")).encode()
        key = X25519PublicKey.from_public_bytes(self.public_key)
        return SEALING.encrypt(content, key, info_of(record.id, record.matter, record.ground, record.until))

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Connection, str]]:
        engine = _confined(self.url)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                role = role_name(str(engine.url.database), "writer")
                connection.execute(text(f"SET LOCAL ROLE {engine.dialect.identifier_preparer.quote(role)}"))
            yield connection, table_name(engine)


def address_of(config: Config) -> str:
    """Where the legal store of a configuration is."""
    if config.legal_database_url:
        return config.legal_database_url
    if make_url(config.database_url).get_backend_name() == "sqlite":
        return f"sqlite:///{config.data_dir / 'legal.db'}"
    return config.database_url


def info_of(record_id: str, matter: str, ground: str, until: datetime) -> bytes:
    """What a sealed content is bound to: under another end or ground it does not open."""
    return "\n".join(("legal record", record_id, matter, ground, until.astimezone(UTC).isoformat())).encode()


def table_name(engine: Engine) -> str:
    """The table of records."""
    return f"{SCHEMA}.record" if engine.dialect.name == "postgresql" else "record"


def role_name(database: str, what: str) -> str:
    """The PostgreSQL role that may put in (``writer``) or read (``officer``): roles belong to the whole cluster."""
    return f"{database}_legal_{what}"


@lru_cache(maxsize=4)
def _confined(address: str) -> Engine:
    """Connections of the product: on SQLite they may insert and delete, and select nothing at all."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    LegalStore(address, b"").prepare()
    engine = create_engine(url, connect_args={"timeout": 15, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def confine(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA secure_delete=on")
        connection.set_authorizer(_only_writing())

    return engine


def _only_writing() -> Callable[..., int]:
    """An authorizer that lets records in and ended ones out (https://sqlite.org/c3ref/set_authorizer.html)."""

    def authorize(action: int, table: str | None, column: str | None, *_rest: str | None) -> int:
        writes = action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE) and table == "record"
        looks_up = action == sqlite3.SQLITE_READ and table == "record" and column in ("until", "matter")
        if writes or looks_up or action in (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_FUNCTION):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return authorize


def _prepare_postgresql(connection: Connection) -> None:
    quote = connection.dialect.identifier_preparer.quote
    names = {what: role_name(str(connection.engine.url.database), what) for what in ("writer", "officer")}
    for name in names.values():
        exists = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
        if connection.execute(exists, {"name": name}).scalar() is None:
            connection.execute(text(f"CREATE ROLE {quote(name)} NOLOGIN"))
    writer, officer = quote(names["writer"]), quote(names["officer"])
    for statement in (
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"CREATE TABLE IF NOT EXISTS {SCHEMA}.record ({_COLUMNS}, sealed BYTEA NOT NULL)",
        f"GRANT {writer} TO CURRENT_USER",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {writer}, {officer}",
        f"GRANT INSERT, DELETE, SELECT (until, matter) ON {SCHEMA}.record TO {writer}",
        f"GRANT SELECT, DELETE ON {SCHEMA}.record TO {officer}",
        # Who owns a table may take the right to read it from themselves; on purpose it is not given back.
        f"REVOKE ALL ON {SCHEMA}.record FROM CURRENT_USER, PUBLIC",
    ):
        connection.execute(text(statement))
