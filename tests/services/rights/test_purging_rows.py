"""What is due is looked for before anybody has to wait, and looked at once more before it goes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

from sqlalchemy import event

from models.client import Membership, Organisation
from models.database import Database
from services import retaining
from services.files import FileStore
from services.rights import purging_rows
from tests.factories import NOW, make_client
from tests.factories_retention import keeper_of


def test_looking_through_the_tables_keeps_nobody_from_writing(database: Database, tmp_path: Path) -> None:
    keeper, writing = keeper_of(database, FileStore((tmp_path / "files").as_uri())), []

    @event.listens_for(database.engine, "begin")
    def note(connection: Any) -> None:
        writing.append(connection.get_execution_options().get("access") == "write")

    assert retaining.purge_rows(database, keeper, now=NOW) == 0
    assert writing and not any(writing)


def test_who_joined_since_it_was_looked_for_keeps_an_organisation(database: Database) -> None:
    with database.write() as session:
        person = make_client(session, "anna")
        deserted = Organisation(name="Left", country="NL", created_at=NOW)
        also = Organisation(name="Left for good", country="NL", created_at=NOW)
        session.add_all([deserted, also])
        session.flush()
        kept, gone = deserted.id, also.id
    with database.read() as session:
        found = purging_rows.find(session, purging_rows.deserted())
    assert {id_ for each in found for id_ in each.ids} == {kept, gone}
    with database.write() as session:
        session.add(Membership(account_id=person.account_id, organisation_id=kept))
        session.flush()
        assert purging_rows.purge_deserted(session, found) == 1
    with database.read() as session:
        assert session.get(Organisation, kept) is not None
        assert session.get(Organisation, gone) is None


def test_of_two_runs_at_once_one_deletes_and_counts(database: Database) -> None:
    with database.write() as session:
        session.add(Organisation(name="Left", country="NL", created_at=NOW))
    with database.read() as session:
        found = purging_rows.find(session, purging_rows.deserted())

    def purge() -> int:
        with database.write() as session:
            return purging_rows.purge_deserted(session, found)

    with ThreadPoolExecutor(1) as others:
        with database.write() as session:
            number = purging_rows.purge_deserted(session, found)
            other = others.submit(purge)
            wait([other], timeout=0.5)
        assert (number, other.result()) == (1, 0)
