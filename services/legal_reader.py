"""The legal store, as the officer has it: with the key that opens the records, which no page and no job has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, create_engine, text

from .legal_store import SEALING, Record, info_of, role_name, table_name


class WrongKey(Exception):
    """The key is not the one that the records were sealed for, or what stands beside a record was changed."""


@dataclass(frozen=True)
class Matter:
    """The records kept for one reason; ``until``: the last of their ends."""

    id: str
    ground: str
    until: datetime
    records: int


@dataclass(frozen=True)
class LegalReader:
    """The way to read and to discard; ``key`` is the private key (X25519, 32 bytes)."""

    url: str
    key: bytes

    def matters(self) -> list[Matter]:
        """What is kept, by matter, those that end first first."""
        with self._transaction() as (connection, table):
            columns = "matter, min(ground), max(until), count(*)"
            listed = text(f"SELECT {columns} FROM {table} GROUP BY matter ORDER BY max(until)")  # noqa: S608
            found = connection.execute(listed)
            return [Matter(id_, ground, datetime.fromisoformat(until), number) for id_, ground, until, number in found]

    def records(self, matter: str = "") -> list[Record]:
        """The records of a matter whose id begins so, or all of them, opened. Raises WrongKey."""
        with self._transaction() as (connection, table):
            found = connection.execute(
                text(f"SELECT id, matter, ground, until, sealed FROM {table} ORDER BY matter, id")  # noqa: S608
            ).all()
        return [self._opened(*row) for row in found if row[1].startswith(matter)]

    def discard(self, matter: str) -> int:
        """Delete the records of a matter before their end, and give how many there were."""
        with self._transaction() as (connection, table):
            return connection.execute(text(f"DELETE FROM {table} WHERE matter = :matter"), {"matter": matter}).rowcount  # noqa: S608

    def _opened(self, id_: str, matter: str, ground: str, until: str, sealed: bytes) -> Record:
        moment = datetime.fromisoformat(until)
        key = X25519PrivateKey.from_private_bytes(self.key)
        try:
            content = SEALING.decrypt(bytes(sealed), key, info_of(id_, matter, ground, moment))
        except InvalidTag:
            raise WrongKey from None
        return Record(id_, matter, ground, moment, json.loads(content))

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Connection, str]]:
        engine = create_engine(self.url, hide_parameters=True)
        try:
            with engine.begin() as connection:
                if engine.dialect.name == "postgresql":
                    role = role_name(str(engine.url.database), "officer")
                    connection.execute(text(f"SET LOCAL ROLE {engine.dialect.identifier_preparer.quote(role)}"))
                yield connection, table_name(engine)
        finally:
            engine.dispose()
