"""Column types of our own: UTC time, enums by value, JSON of declared keys, text sealed under a person's key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, DateTime, LargeBinary
from sqlalchemy import Enum as EnumType
from sqlalchemy.types import TypeDecorator

from .cipher import encrypt


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Refuses a datetime without a zone: a naive one is a bug that moves by two hours."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(enum: type[Enum], length: int = 24) -> EnumType:
    """A column that stores an enum's value as text, checked by SQLAlchemy, without a type of the database's own."""
    return EnumType(enum, values_callable=lambda e: [m.value for m in e], native_enum=False, length=length)


class UndeclaredKey(Exception):
    """A value on its way into a JSON column has a key that the column does not declare; nothing was written."""


class KeyedJson(TypeDecorator[Any]):
    """JSON whose keys, at whatever depth, are among those that the column declares; without keys: values and lists.

    None is stored as NULL, never as the JSON word for it, which a query would take for a value. As an
    undeclared column, an undeclared key would be neither disclosed, exported nor erased: it is refused.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, *keys: str) -> None:
        super().__init__(none_as_null=True)
        self.keys = keys

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        undeclared = set(_keys_in(value)) - set(self.keys)
        if undeclared:
            raise UndeclaredKey(f"not declared: {', '.join(sorted(undeclared))}")
        return value

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        return self.impl_instance.coerce_compared_value(op, value)


def _keys_in(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from value
            yield from (key for each in value.values() for key in _keys_in(each))
        case list():
            yield from (key for each in value for key in _keys_in(each))


class Sealable(str):
    """A text on its way into a sealed column, with what seals it: the person's key and the place it belongs to."""

    __slots__ = ("key", "place")
    key: bytes
    place: bytes

    @classmethod
    def of(cls, text: str, key: bytes, place: bytes) -> Sealable:
        sealable = cls(text)
        sealable.key, sealable.place = key, place
        return sealable


class Ciphertext(bytes):
    """What a sealed column holds, as it came from the database."""


class UnsealedWrite(Exception):
    """A text reached a sealed column without the key that seals it; nothing was written."""


class SealedText(TypeDecorator[str]):
    """Text encrypted with AES-256-GCM under its person's key, bound to table, column and row.

    Reads give a Ciphertext: only a session's keyring opens it (models/sealing.py does so for loaded rows).
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Sealable):
            raise UnsealedWrite("a sealed column takes text only through the session's keyring")
        return encrypt(str(value), value.key, value.place)

    def process_result_value(self, value: bytes | None, dialect: Any) -> Any:
        return None if value is None else Ciphertext(value)
