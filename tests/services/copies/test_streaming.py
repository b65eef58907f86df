"""A long log is read and written a page at a time: the memory that a copy takes does not grow with it."""

from __future__ import annotations

import gc
import io
import tracemalloc
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

from sqlalchemy import event
from sqlmodel import Session

from config import Config
from models.copy import CopyKind
from models.database import Database
from models.resume import FileUse
from services import copy_making, files
from services.files import FileStore
from services.rights import exporting
from services.rights.archive import Archive
from services.rights.exporting import Export
from services.rights.speech import Speech, words_in
from services.rights.walk import PAGE, holdings, pages_about, rows_about
from tests.factories import KEYS, NOW, Person, make_professional_account
from tests.factories_copies import add_log, packed

MEGABYTE = 1_000_000


class Nowhere(io.RawIOBase):
    """Takes what is written and keeps none of it."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.size += len(data)
        return len(data)


def keep(session: Session, config: Config, person: Person) -> None:
    store, data = FileStore.of(config), bytes(MEGABYTE)
    kind = {"name": "a picture", "media_type": "image/jpeg", "use": FileUse.PICTURE}
    files.keep(session, store, person.account_id, data=data, now=NOW, **kind)  # type: ignore[arg-type]


def peak_of(database: Database, config: Config, account_id: str) -> tuple[int, int]:
    """The most memory that writing the archive took beyond what was there, and the size of the archive."""
    target, now = Nowhere(), datetime.now(UTC)
    with copy_making.snapshot(database) as session:
        person = copy_making.person_of(session, account_id, keys=KEYS)
        speech = Speech(str, words_in("en"))
        export = Export(session, FileStore.of(config), person, now, asdict(config.controller), "en", speech)
        gc.collect()
        tracemalloc.start()
        with Archive(target, now) as archive:
            exporting.write(CopyKind.ACCESS, archive, export)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak, target.size


def test_memory_does_not_grow_with_the_log_nor_with_the_files(database: Database, config: Config) -> None:
    with database.write() as session:
        people = [make_professional_account(session, f"{name}@people.example") for name in ("tiny", "short", "long")]
        for person, entries, number in zip(people, (1, 2 * PAGE, 4 * PAGE), (1, 2, 12), strict=True):
            add_log(session, person.account_id, entries, now=NOW)
            for _each in range(number):
                keep(session, config, person)
    _loaded_once, little, much = (peak_of(database, config, person.account_id) for person in people)
    assert much[1] > 12 * MEGABYTE
    assert much[0] < little[0] + MEGABYTE // 2, "twice the log and six times the files fit in the same memory"


def test_pages_begin_after_the_last_row_and_not_at_a_number(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        add_log(session, person.account_id, 2 * PAGE + 7, now=NOW)
    (log,) = (each for each in holdings() if each.name == "disclosure")
    statements: list[tuple[str, Any]] = []
    with database.read() as session:
        whole = [row.id for row in rows_about(session, person.account_id, tables=[log])]
        event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(call[2:4]))
        pages = [[row.id for row in page] for page in pages_about(session, person.account_id, log)]
    assert [len(page) for page in pages] == [PAGE, PAGE, 7]
    assert [each for page in pages for each in page] == whole
    read = [(statement, given) for statement, given in statements if "FROM disclosure" in statement]
    assert len(read) == 3 and all("LIMIT" in statement for statement, _given in read)
    # SQLAlchemy writes for SQLite a number to begin at, and gives 0 for it.
    assert all("OFFSET" not in statement or given[-1] == 0 for statement, given in read)


def test_rows_of_one_moment_are_told_once_each(database: Database, config: Config) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        for _each in range(PAGE + 3):
            add_log(session, person.account_id, 1, now=NOW)
    archive: ZipFile = packed(database, config, person.account_id)
    lines = archive.read("csv/who-saw-your-data.csv").decode().splitlines()
    assert len(lines) == PAGE + 3 + 1
