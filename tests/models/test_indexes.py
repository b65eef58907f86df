"""Indexes leave out what nobody looks for by them."""

from __future__ import annotations

from sqlmodel import SQLModel

from models.types import UtcDateTime


def test_an_index_of_moments_that_may_be_missing_leaves_those_out() -> None:
    """SQLite would go through all that have none where a query asks for that: of a million accounts nearly each."""
    indexes = [index for table in SQLModel.metadata.tables.values() for index in table.indexes]
    led = {index: next(iter(index.columns)) for index in indexes}
    of_moments = [index for index, first in led.items() if first.nullable and isinstance(first.type, UtcDateTime)]
    assert [index.name for index in of_moments if index.dialect_kwargs.get("sqlite_where") is None] == []
    assert [index.name for index in of_moments if index.dialect_kwargs.get("postgresql_where") is None] == []
    assert of_moments
