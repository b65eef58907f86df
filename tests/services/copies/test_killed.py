"""A real worker, killed (-9) after every step and within the file: one complete copy, one mail, no remains."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from config import Config
from models.account import OutgoingMail
from models.copy import CopyKind, CopyState, DataCopy
from models.database import Database
from models.disclosure import AuditEntry
from models.resume import StoredFile
from services import files
from services.files import FileStore
from tests.conftest import DATA_KEY
from tests.factories import NOW, SECRET_KEY, Person, make_professional_account
from tests.factories_copies import ask, opened

ROOT = Path(__file__).parents[3]
SECONDS = 90
WITHIN, NOT = 0, -1
CONTENT = secrets.token_bytes(700_000)


@pytest.fixture
def rowan(database: Database, config: Config) -> Person:
    """Somebody with a file that takes several pieces."""
    with database.write() as session:
        person = make_professional_account(session)
        store = FileStore.of(config)
        files.keep(
            session, store, person.account_id, name="cv.pdf", media_type="application/pdf", data=CONTENT, now=NOW
        )
    return person


@contextmanager
def worker(config: Config, die_after: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that dies after so many steps, WITHIN the file, or not before it is killed at the end."""
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "DIE_AFTER": str(die_after),
        "PYTHONPATH": str(ROOT),
    }
    with (config.data_dir / "worker.log").open("ab") as log:
        program = str(Path(__file__).with_name("dying_worker.py"))
        process = subprocess.Popen([sys.executable, program], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=SECONDS)


def copy_of(database: Database, copy_id: str) -> DataCopy:
    with database.read() as session:
        return session.get_one(DataCopy, copy_id)


def stored(config: Config) -> list[Path]:
    return [path for path in (config.data_dir / "files").rglob("*") if path.is_file()]


def wait_until_ready(database: Database, config: Config, copy_id: str) -> None:
    deadline = time.monotonic() + SECONDS
    while copy_of(database, copy_id).state is not CopyState.READY:
        assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
        time.sleep(0.1)


def test_killed_after_every_step_and_within_the_file_it_ends_complete_and_exactly_once(
    database: Database, config: Config, rowan: Person
) -> None:
    copy_id = ask(database, config, rowan.account_id, CopyKind.PORTABLE)
    steps = config.data_dir / "steps"
    with worker(config, WITHIN) as process:
        assert process.wait(timeout=SECONDS) == -signal.SIGKILL
    assert copy_of(database, copy_id).state is CopyState.MAKING
    (half,) = (path for path in stored(config) if path.name == copy_id)
    assert CONTENT[:1000] not in half.read_bytes() and half.read_bytes()[:2] != b"PK"
    # What the making calls, read from its code, without the step that is there for a failure.
    called = (config.data_dir / "calls").read_text().split()
    wanted = [name for name in called if name.endswith("_copy") and not name.startswith("fail")]
    assert steps.read_text().split() == wanted[:1]
    for number in range(1, len(wanted) + 1):
        with worker(config, number) as process:
            assert process.wait(timeout=SECONDS) == -signal.SIGKILL
        assert steps.read_text().split() == wanted[:number], "each takes up where the one before was killed"
    with worker(config, NOT):
        wait_until_ready(database, config, copy_id)
        time.sleep(1)
    assert steps.read_text().split() == wanted, "nothing was done twice"
    archive = opened(database, config, rowan.account_id, copy_id)
    assert archive.testzip() is None and archive.read("files/001.pdf") == CONTENT
    assert json.loads(archive.read("manifest.json"))["kind"] == "portable"
    with database.read() as session:
        mails = [mail.template for mail in session.exec(select(OutgoingMail))]
        asked = [entry.action for entry in session.exec(select(AuditEntry))]
        names = {copy_id, *session.exec(select(StoredFile.id))}
    assert mails == ["portable-ready"] and asked == ["portability.request"]
    assert {path.name for path in stored(config)} == names, "nothing half-made stays behind"
    assert b"Voorbeeld" not in (config.data_dir / "worker.log").read_bytes()
    assert not [path for path in config.data_dir.rglob("*") if path.suffix in (".zip", ".tmp", ".pdf", ".json")]
