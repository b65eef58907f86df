"""What every table has: a random id, and the path from its rows to the people they are about."""

from __future__ import annotations

import base64
import secrets
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from .privacy import Subjects, Tier, technical

# Constraints need names of their own: SQLite can change a table only by copying it, and then names them again.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A random id of 128 bits, 26 letters and digits: says nothing, so it may stand in an address."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def index_where_set(table: str, column: str) -> Index:
    """An index of a moment that most rows do not have, without them: nobody looks for those by it.

    With them SQLite, which keeps no statistics, would go through all of them where a query asks for their being empty.
    """
    is_set = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=is_set, postgresql_where=is_set)


class Declared(SQLModel):
    """What every table states of itself.

    ``__subjects__`` names whom a row is about and by which path; empty for a table about nobody.
    ``__readable_at__`` marks a stored projection: the tier whose confined connection may read the table.
    ``__collected_at__``: the column with the moment of collection, where a period runs from it · ``__closed_at__``: the
    column with the moment at which a request was closed, where a period runs from that · ``__ends_with__``: the column
    that refers to a row with ``ends_at``, the end that a consent states, where the rows are kept until then ·
    ``__handled_at__``: the column with the moment at which a letter was handled, which is kept while its writer's
    account is active.
    """

    model_config = {"validate_assignment": True}

    __subjects__: ClassVar[Subjects]
    __readable_at__: ClassVar[Tier | None] = None
    __collected_at__: ClassVar[str | None] = None
    __closed_at__: ClassVar[str | None] = None
    __ends_with__: ClassVar[str | None] = None
    __handled_at__: ClassVar[str | None] = None


class Row(Declared):
    """A row with a random id. ``__sealed_under__``: the column with the account whose key seals its sealed columns."""

    __sealed_under__: ClassVar[str] = "account_id"

    id: str = technical("the row", default_factory=new_id, primary_key=True, max_length=26)
