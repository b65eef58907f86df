"""What a copy of somebody's data costs: ``python tools/bench_copy.py [log entries] [files] [bytes a file]``.

A professional with so many entries in the disclosure log and so many stored files asks for both kinds of copy. A fresh
worker (worker.py, as it runs in production) makes them; measured are its peak of resident memory and the time from the
request until the copy is ready. Beside it: zipfile alone over the same bytes, read from a folder.
"""

from __future__ import annotations

import base64
import io
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sqlmodel import insert  # noqa: E402

from config import Config  # noqa: E402
from models.base import new_id  # noqa: E402
from models.client import Organisation  # noqa: E402
from models.copy import CopyKind, CopyState, DataCopy  # noqa: E402
from models.database import Database  # noqa: E402
from models.disclosure import Disclosure, DisclosureKind  # noqa: E402
from models.privacy import Tier  # noqa: E402
from models.resume import FileUse  # noqa: E402
from models.schema import upgrade  # noqa: E402
from services import accounts, background, copies, files  # noqa: E402
from services.files import FileStore  # noqa: E402
from services.tokens import TokenKeys  # noqa: E402

ENTRIES, FILES, SIZE = 50_000, 200, 250_000
PATIENCE = 600


def main(entries: int, number: int, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        environment = {"DATA_DIR": folder, "SECRET_KEY": "bench", "DATA_KEY": key, "PUBLICATION_SCHEDULE": "0 0 1 1 *"}
        if "DATABASE_URL" in os.environ:
            environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
        config = Config.from_environment(environment)
        database = Database(config.database_url, config.data_key)
        upgrade(database)
        background.prepare(config.database_url)
        account_id = _fill(database, config, entries, number, size)
        print(f"{entries:,} log entries, {number} files of {size:,} bytes; {database.engine.dialect.name}")
        _report("a worker with nothing to do", *_worked(environment, lambda: time.sleep(5)))
        for kind in CopyKind:
            with database.write() as session:
                store, now = FileStore.of(config), datetime.now(UTC)
                asked = copies.ask(session, store, account_id, kind, locale="en", browser="", now=now)
            peak, seconds = _worked(environment, lambda id_=asked.id: _wait(database, id_))
            _report(f"{kind.value} copy", peak, seconds)
            _reference(database, config, account_id, asked.id, Path(folder))
        database.dispose()


def _fill(database: Database, config: Config, entries: int, number: int, size: int) -> str:
    now, keys = datetime.now(UTC), TokenKeys(config.secret_key)
    with database.write() as session:
        account = accounts.create_account(
            session, email="bench@people.example", password_hash="", keys=keys, confirmed=True, now=now
        )
        if account is None:
            raise SystemExit("the database is not empty")
        accounts.add_professional(session, account, first_name="Robin", last_name="Meetlat")
        organisations = [Organisation(name=f"Bench {each}", created_at=now) for each in range(50)]
        session.add_all(organisations)
        session.flush()
        session.connection().execute(
            insert(Disclosure),
            [
                {
                    "id": new_id(),
                    "account_id": account.id,
                    "organisation_id": organisations[each % 50].id,
                    "kind": DisclosureKind.PROFILE_VIEW,
                    "tier": int(Tier.VERIFIED),
                    "at": now - timedelta(minutes=each),
                }
                for each in range(entries)
            ],
        )
        for each in range(number):
            data = secrets.token_bytes(size)
            files.keep(
                session,
                FileStore.of(config),
                account.id,
                name=f"picture {each}.jpg",
                media_type="image/jpeg",
                data=data,
                use=FileUse.PICTURE,
                now=now,
            )
        return account.id


def _worked(environment: dict[str, str], done: object) -> tuple[int, float]:
    """Run a worker until it is done: its peak of resident memory in kB, and the seconds that it took."""
    began = time.perf_counter()
    worker = subprocess.Popen(
        [sys.executable, "worker.py"], cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL
    )
    done()  # type: ignore[operator]
    seconds = time.perf_counter() - began
    worker.send_signal(signal.SIGTERM)
    _id, _status, usage = os.wait4(worker.pid, 0)
    worker.returncode = 0
    return usage.ru_maxrss, seconds


def _wait(database: Database, copy_id: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with database.read() as session:
            row = session.get_one(DataCopy, copy_id)
        if row.state is CopyState.READY:
            return
        if row.state is CopyState.FAILED:
            raise SystemExit("the copy could not be made")
        time.sleep(0.2)
    raise SystemExit("the copy was not ready in time")


def _reference(database: Database, config: Config, account_id: str, copy_id: str, folder: Path) -> None:
    """The same files packed by zipfile alone."""
    with database.read() as session:
        reader = copies.content(session, FileStore.of(config), account_id, copy_id)
    with zipfile.ZipFile(io.BufferedReader(reader)) as archive:
        archive.extractall(folder / copy_id)
        packed, plain = reader.size, sum(each.file_size for each in archive.infolist())
        named = [(folder / copy_id / each.filename, each.filename, each.compress_type) for each in archive.infolist()]
    began = time.perf_counter()
    with zipfile.ZipFile(folder / "reference.zip", "w") as reference:
        for path, name, packing in named:
            reference.write(path, name, packing)
    seconds = time.perf_counter() - began
    print(f"  {plain / 1e6:.1f} MB in {len(named)} files, {packed / 1e6:.1f} MB packed; zipfile alone {seconds:.1f} s")


def _report(what: str, peak: int, seconds: float) -> None:
    print(f"{what}: {peak / 1024:.0f} MB at the peak, {seconds:.1f} s with the start of the worker")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]), *(ENTRIES, FILES, SIZE)[len(sys.argv) - 1 :])
