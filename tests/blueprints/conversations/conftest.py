"""Two sides of a match, and where they write to each other."""

from __future__ import annotations

import pytest
from sqlmodel import select

from models.database import Database
from models.match import Match
from tests.factories import Person


@pytest.fixture
def pair(matched_pair: tuple[Person, Person]) -> tuple[Person, Person]:
    return matched_pair


@pytest.fixture
def address(database: Database, pair: tuple[Person, Person]) -> str:
    with database.read() as session:
        return f"/conversations/{session.exec(select(Match)).one().request_id}"
