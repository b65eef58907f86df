"""Sealed columns: each person has a key of their own, wrapped by the platform's key.

Destroying the person's key makes every sealed value about them unreadable, in the tables and in every backup and
log of the database (GDPR article 17; crypto-shredding as in NIST SP 800-88r1, section 2.5).
"""

from __future__ import annotations

import hmac
import secrets
from functools import cache
from typing import Any, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Table, event, insert, inspect
from sqlalchemy.orm import Mapper, Session, attributes
from sqlmodel import col, select

from .account import PersonKey
from .base import Row, new_id
from .cipher import NONCE, decrypt, decrypt_bytes
from .types import Ciphertext, Sealable, SealedText


class Keyring:
    """The keys of the people one session deals with, unwrapped on first use and forgotten with the session."""

    def __init__(self, session: Session, platform_key: bytes) -> None:
        self._session = session
        self._platform = AESGCM(platform_key)
        self._index_key = hmac.digest(platform_key, b"values that are found by a hash", "sha256")
        self._keys: dict[str, bytes | None] = {}

    def key_of(self, account_id: str) -> bytes | None:
        """The person's key, or None where there is none (never made, or destroyed)."""
        if account_id not in self._keys:
            statement = select(col(PersonKey.wrapped)).where(PersonKey.account_id == account_id)
            wrapped = self._session.connection().execute(statement).scalar_one_or_none()
            self._keys[account_id] = wrapped and decrypt_bytes(wrapped, self._platform, account_id.encode())
        return self._keys[account_id]

    def make_key(self, account_id: str) -> bytes:
        """A new key for a person who has none yet."""
        key = secrets.token_bytes(32)
        nonce = secrets.token_bytes(NONCE)
        wrapped = nonce + self._platform.encrypt(nonce, key, account_id.encode())
        self._session.connection().execute(
            insert(PersonKey).values(id=new_id(), account_id=account_id, wrapped=wrapped)
        )
        self._keys[account_id] = key
        return key

    def open(self, value: Any, column: Column[Any], row_id: str, account_id: str) -> str | None:
        """The text of a sealed value; None where it is empty or the person's key was destroyed."""
        if not isinstance(value, Ciphertext):
            return value
        key = self.key_of(account_id)
        return None if key is None else decrypt(value, key, place_of(column, row_id))

    def digest(self, purpose: str, value: str) -> str:
        """A keyed hash (HMAC-SHA256, hex) by which a sealed value is found: the same for one purpose only."""
        return hmac.new(self._index_key, f"{purpose}\0{value}".encode(), "sha256").hexdigest()

    def forget(self, account_id: str) -> None:
        """Drop the person's key from memory."""
        self._keys.pop(account_id, None)


def keyring(session: Session) -> Keyring:
    """The session's keyring; Database puts it there."""
    return session.info["keyring"]


def place_of(column: Column[Any], row_id: str) -> bytes:
    """What binds a sealed value to where it stands."""
    return f"{column.table.name}.{column.name}:{row_id}".encode()


@cache
def sealed_columns(mapper: Mapper[Any]) -> list[Column[Any]]:
    """The mapper's sealed columns."""
    return [column for column in table_of(mapper).columns if isinstance(column.type, SealedText)]


def table_of(mapper: Mapper[Any]) -> Table:
    """The mapper's table."""
    return cast(Table, mapper.local_table)


@event.listens_for(Row, "before_insert", propagate=True)
@event.listens_for(Row, "before_update", propagate=True)
def _seal(mapper: Mapper[Any], _connection: Any, row: Row) -> None:
    """Give each changed sealed text its key, so that the column type can encrypt it."""
    columns = sealed_columns(mapper)
    if not columns:
        return
    session = inspect(row).session
    ring = keyring(session)
    account_id = getattr(row, row.__sealed_under__)
    for column in columns:
        value = getattr(row, column.key)
        if value is None or not inspect(row).attrs[column.key].history.has_changes():
            continue
        key = ring.key_of(account_id) or ring.make_key(account_id)
        attributes.set_attribute(row, column.key, Sealable.of(str(value), key, place_of(column, row.id)))


@event.listens_for(Row, "load", propagate=True, restore_load_context=True)
def _open_loaded(row: Row, context: Any) -> None:
    _open(row, context.session)


@event.listens_for(Row, "refresh", propagate=True, restore_load_context=True)
def _open_refreshed(row: Row, context: Any, _attrs: Any) -> None:
    _open(row, context.session)


def _open(row: Row, session: Session) -> None:
    """Open what was just loaded; what was not loaded stays as it is."""
    loaded = attributes.instance_dict(row)
    for column in sealed_columns(inspect(row).mapper):
        value = loaded.get(column.key)
        if isinstance(value, Ciphertext):
            text = keyring(session).open(value, column, row.id, getattr(row, row.__sealed_under__))
            attributes.set_committed_value(row, column.key, text)
