"""An order that only who has its key can tell, the same on both databases: by the SHA-256 of key and id."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from sqlalchemy import LargeBinary, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _KeyedOrder(FunctionElement[bytes]):
    type = LargeBinary()
    inherit_cache = True


def keyed_order(key: bytes, id_column: Any) -> FunctionElement[bytes]:
    """What to order by, so that rows lie by chance for who does not have ``key``; all ids are of one length."""
    return _KeyedOrder(literal(key, LargeBinary()), id_column)


def add_keyed_order(connection: sqlite3.Connection) -> None:
    """Teach SQLite the hash, which PostgreSQL has of its own."""
    connection.create_function("keyed_order", 2, _digest, deterministic=True)


@compiles(_KeyedOrder, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"keyed_order({compiler.process(element.clauses, **options)})"


@compiles(_KeyedOrder, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    key, id_ = (compiler.process(each, **options) for each in element.clauses)
    return f"sha256({key} || convert_to({id_}, 'UTF8'))"


def _digest(key: bytes, id_: str) -> bytes:
    return hashlib.sha256(key + id_.encode()).digest()
