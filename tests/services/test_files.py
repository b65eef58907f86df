"""Files kept: encrypted under their owner's key, gone with the row, never half there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import delete, select

from models.account import PersonKey
from models.database import Database
from models.resume import StoredFile
from services import files
from services.errors import NotFound
from services.files import FileStore
from tests.factories import Person, make_professional_account

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DATA = b"the words of a resume"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "kept").as_uri())


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


def keep(database: Database, store: FileStore, person: Person) -> str:
    with database.write() as session:
        return files.keep(
            session, store, person.account_id, name="robin.pdf", media_type="application/pdf", data=DATA, now=NOW
        ).id


def on_disk(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]


def test_a_file_comes_back_as_it_was_and_lies_encrypted(
    database: Database, store: FileStore, tmp_path: Path, rowan: Person
) -> None:
    file_id = keep(database, store, rowan)
    with database.read() as session:
        view, data = files.content(session, store, rowan.account_id, file_id)
        assert files.kept(session, rowan.account_id) == [view]
    assert (view.name, view.size, data) == ("robin.pdf", len(DATA), DATA)
    (path,) = on_disk(tmp_path)
    assert DATA not in path.read_bytes() and "robin" not in str(path)


def test_bytes_go_when_the_deletion_is_committed(
    database: Database, store: FileStore, tmp_path: Path, rowan: Person
) -> None:
    file_id = keep(database, store, rowan)
    with pytest.raises(ZeroDivisionError), database.write() as session:
        files.remove(session, store, rowan.account_id, file_id)
        raise ZeroDivisionError
    assert len(on_disk(tmp_path)) == 1
    with database.write() as session:
        files.remove(session, store, rowan.account_id, file_id)
    assert on_disk(tmp_path) == []


def test_nothing_stays_of_a_file_whose_transaction_failed(
    database: Database, store: FileStore, tmp_path: Path, rowan: Person
) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        files.keep(session, store, rowan.account_id, name="a", media_type="b", data=DATA, now=NOW)
        raise ZeroDivisionError
    assert on_disk(tmp_path) == []
    with database.read() as session:
        assert session.exec(select(StoredFile)).first() is None


def test_others_and_people_without_a_key_find_nothing(database: Database, store: FileStore, rowan: Person) -> None:
    file_id = keep(database, store, rowan)
    with database.write() as session:
        other = make_professional_account(session, "kim@people.example")
    with database.write() as session:
        for act in (files.content, files.remove):
            with pytest.raises(NotFound):
                act(session, store, other.account_id, file_id)
        session.exec(delete(PersonKey).where(PersonKey.account_id == rowan.account_id))  # type: ignore[arg-type]
    with database.read() as session, pytest.raises(NotFound):
        files.content(session, store, rowan.account_id, file_id)


def test_bytes_of_one_file_do_not_open_as_another(
    database: Database, store: FileStore, tmp_path: Path, rowan: Person
) -> None:
    first, second = keep(database, store, rowan), keep(database, store, rowan)
    store.write(second, store.read(first))
    with database.read() as session, pytest.raises(NotFound):
        files.content(session, store, rowan.account_id, second)


def test_a_person_keeps_twenty_files_and_no_more(
    database: Database, store: FileStore, tmp_path: Path, rowan: Person
) -> None:
    with database.write() as session:
        other = make_professional_account(session, "kim@people.example")
    for _ in range(20):
        file_id = keep(database, store, rowan)
    with pytest.raises(files.TooManyFiles):
        keep(database, store, rowan)
    assert len(on_disk(tmp_path)) == 20
    keep(database, store, other)
    with database.write() as session:
        files.remove(session, store, rowan.account_id, file_id)
    assert keep(database, store, rowan)
