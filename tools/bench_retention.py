"""Retention at scale: ``python tools/bench_retention.py [accounts]``, by default a million, of which 1 % is due.

Three in four of those due left over six months ago, so that their contents go; the others five years ago, so that what
is left of them goes. The purge runs in a process of its own, as in the worker. Meanwhile this one writes a little, over
and over: printed is how long its transactions waited, and how long those of the purge held the database. Beside it the
same number of rows is deleted for others in one plain transaction.
"""

from __future__ import annotations

import base64
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sqlalchemy import event  # noqa: E402

from config import Config  # noqa: E402
from models.account import LoginAttempt  # noqa: E402
from models.base import new_id  # noqa: E402
from models.database import Database  # noqa: E402
from models.schema import upgrade  # noqa: E402
from services import retaining  # noqa: E402
from services.rights.clocks import stages  # noqa: E402
from services.rights.keeping import Keeper  # noqa: E402

KEY = b"k" * 32
NOW = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
LEFT = {6: NOW - timedelta(days=190), 60: NOW - timedelta(days=1900)}
ROWS = {"experience": 2, "skill": 4, "loginsession": 1, "securityevent": 2, "outgoingmail": 1, "auditentry": 1}
"""How many rows of each table an account has, besides its own, its key and its personalia."""
PAUSE = 0.01
SEALED = b"s" * 60


def main(accounts: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.db")
        database = Database(f"sqlite:///{path}", KEY)
        upgrade(database)
        begun = time.perf_counter()
        due, others = _fill(path, accounts)
        size = path.stat().st_size / 1e6
        print(f"{accounts:,} accounts in {time.perf_counter() - begun:.0f} s, {size:,.0f} MB; {due:,} are due")
        _measure(database, folder)
        _reference(path, others)
        database.dispose()


def _measure(database: Database, folder: str) -> None:
    """Purge in another process, and write here as long as it lasts."""
    waits: list[float] = []
    done = multiprocessing.get_context("spawn").Process(target=purge, args=(str(database.url), folder))
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(database, waits, stop))
    writer.start()
    done.start()
    done.join()
    stop.set()
    writer.join()
    waits.sort()
    if done.exitcode:
        raise SystemExit("the purge failed")
    middle, late, worst = (waits[min(int(len(waits) * part), len(waits) - 1)] * 1000 for part in (0.5, 0.99, 1))
    print(
        f"  another writer, {len(waits):,} times: p50 {middle:.1f} ms, p99 {late:.1f} ms, worst {worst:.1f} ms;"
        f" load {os.getloadavg()[0]:.1f}"
    )


def purge(url: str, folder: str) -> None:
    """Everything that is due, as the daily job does it; says what it took."""
    data_key = base64.urlsafe_b64encode(KEY).decode()
    config = Config.from_environment({"DATA_DIR": folder, "SECRET_KEY": "bench", "DATA_KEY": data_key})
    database, keeper = Database(url, KEY), Keeper.of(config)
    keeper.legal.prepare()
    held: list[float] = []
    _note_transactions(database, held)
    begun, computing = time.perf_counter(), time.process_time()
    for months in stages():
        after = retaining.purge_accounts(database, keeper, months, now=NOW)
        while after is not None:
            after = retaining.purge_accounts(database, keeper, months, now=NOW, after=after)
    while retaining.purge_rows(database, keeper, now=NOW):
        pass
    seconds, computed = time.perf_counter() - begun, time.process_time() - computing
    held.sort()
    middle, most = held[len(held) // 2] * 1000, held[-1] * 1000
    print(
        f"  purged in {seconds:.1f} s ({computed:.1f} s of computing) in {len(held):,} transactions of {middle:.0f} ms"
        f" at the median, {most:.0f} ms at most",
        flush=True,
    )


def _note_transactions(database: Database, held: list[float]) -> None:
    """Note for how long each writing transaction has the lock."""
    began = [0.0]

    @event.listens_for(database.engine, "begin")
    def start(_connection: Any) -> None:
        began[0] = time.perf_counter()

    @event.listens_for(database.engine, "commit")
    def end(connection: Any) -> None:
        if connection.get_execution_options().get("access") == "write":
            held.append(time.perf_counter() - began[0])


def _write(database: Database, waits: list[float], stop: threading.Event) -> None:
    """One small change after another, as from the web, each timed until it is committed."""
    while not stop.is_set():
        begun = time.perf_counter()
        with database.write() as session:
            session.add(LoginAttempt(bucket="bench", at=NOW))
        waits.append(time.perf_counter() - begun)
        stop.wait(PAUSE)


def _reference(path: Path, others: list[str]) -> None:
    """Delete as much about other accounts, by the plainest statements, in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=on")
        connection.execute("PRAGMA foreign_keys=on")
        begun, computing = time.perf_counter(), time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for table in ROWS:
            connection.executemany(f"DELETE FROM {table} WHERE account_id = ?", ((each,) for each in others))  # noqa: S608
        connection.execute("COMMIT")
        seconds, computed = time.perf_counter() - begun, time.process_time() - computing
    print(f"  reference, one transaction with these tables only: {seconds:.1f} s ({computed:.1f} s of computing)")


def _fill(path: Path, accounts: int) -> tuple[int, list[str]]:
    """People who are in use, and those due; gives their number, and as many others."""
    random = Random(1)  # noqa: S311
    ids = sorted(new_id() for _ in range(accounts))
    due = random.sample(range(accounts), accounts // 100)
    left = {number: 60 if place % 4 == 0 else 6 for place, number in enumerate(due)}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("PRAGMA synchronous=off")
        indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''").fetchall()
        for name, _sql in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        _insert(connection, "account", (_account(number, id_, left.get(number)) for number, id_ in enumerate(ids)))
        _insert(connection, "personkey", ({"id": id_, "account_id": id_, "wrapped": SEALED} for id_ in ids))
        names = {"first_name": SEALED, "last_name": SEALED, "country": "NL", "one_person_business": 0}
        _insert(connection, "professional", ({"id": id_, "account_id": id_, **names} for id_ in ids))
        emptied = {ids[number] for number, months in left.items() if months == 60}
        for table, number in ROWS.items():
            # In the order of their own ids, which say nothing of whose they are.
            owners = [each for each in ids if each not in emptied] * number
            random.shuffle(owners)
            own = sorted(new_id() for _ in owners)
            _insert(connection, table, map(_row_of(table), own, owners))
        connection.execute("COMMIT")
        for _name, sql in indexes:
            connection.execute(sql)
        connection.execute("PRAGMA optimize")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # What was filled is on the disk before anything is measured: else the first to write it down would wait for it.
    os.sync()
    standing = [id_ for number, id_ in enumerate(ids) if number not in left]
    return len(due), random.sample(standing, len(due))


def _account(number: int, id_: str, months: int | None) -> dict[str, Any]:
    left = LEFT[months] if months else None
    return {
        "id": id_,
        "email": SEALED,
        "email_digest": f"{number:064}",
        "password_hash": "h" * 90,
        "locale": "nl",
        "created_at": _text(NOW - timedelta(days=2000)),
        "last_active_at": _text(left or NOW - timedelta(days=number % 300)),
        "deactivated_at": _text(left) if left else None,
        "purged_months": 6 if months == 60 else -1,
    }


def _row_of(table: str) -> Callable[[str, str], dict[str, Any]]:
    recent = _text(NOW - timedelta(days=30))
    values: dict[str, dict[str, Any]] = {
        "experience": {"title": SEALED, "current": 0},
        "skill": {"name": SEALED},
        "loginsession": {"browser": "Firefox, Linux", "created_at": recent, "seen_at": recent, "fresh_at": recent},
        "securityevent": {"kind": "logged-in", "browser": "Firefox, Linux", "at": recent},
        "outgoingmail": {"template": "confirm-email", "about_id": "", "created_at": recent},
        "auditentry": {"action": "account.registration", "about_id": "", "at": recent},
    }

    def row(id_: str, owner: str) -> dict[str, Any]:
        own = {"token_digest": id_, "acting_as": ""} if table == "loginsession" else {}
        return {"id": id_, "account_id": owner, **values[table], **own}

    return row


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    found: Iterator[dict[str, Any]] = iter(rows)
    first = next(found)
    places = ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({places})"  # noqa: S608 - names of ours
    connection.execute(statement, first)
    connection.executemany(statement, found)


def _text(moment: datetime) -> str:
    """As the database keeps it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
