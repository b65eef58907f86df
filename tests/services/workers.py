"""Databases and worker processes for the tests of background work."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from services import background

ROOT = Path(__file__).parents[2]
ADDRESS = "marijke@quiet.example"
SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1/postgres")


def engines() -> list[str]:
    """The databases to test on: SQLite, and PostgreSQL where a server answers."""
    try:
        psycopg.connect(_plain(SERVER), connect_timeout=2).close()
    except psycopg.OperationalError:
        return ["sqlite"]
    return ["sqlite", "postgresql"]


@dataclass(frozen=True)
class Site:
    """A prepared database with an engine like the application's, and a data directory."""

    folder: Path
    url: str
    engine: Engine

    def lines(self) -> list[str]:
        path = self.folder / "lines"
        return path.read_text().splitlines() if path.exists() else []

    def wait_for(self, done: Callable[[list[str]], bool]) -> None:
        """Return when the lines are as wished; fails after a time that only a broken worker needs."""
        deadline = time.monotonic() + 60
        while not done(self.lines()):
            assert time.monotonic() < deadline, self.lines()
            time.sleep(0.02)

    @contextmanager
    def worker(self, *, stop: signal.Signals = signal.SIGKILL) -> Iterator[subprocess.Popen[str]]:
        """A worker with the sample jobs, ended with this signal after the block; its log is in ``worker.log``."""
        environment = {**os.environ, "DATABASE_URL": self.url, "DATA_DIR": str(self.folder), "PYTHONPATH": str(ROOT)}
        with (self.folder / "worker.log").open("a") as log:
            command = [sys.executable, str(Path(__file__).with_name("sample_jobs.py"))]
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, text=True)
            try:
                yield process
            finally:
                process.send_signal(stop)
                process.wait(timeout=60)


@contextmanager
def site(kind: str, folder: Path) -> Iterator[Site]:
    """A new database of this kind, gone at the end."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'app.db'}"
        yield from _prepared(folder, url)
        return
    name = f"background_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(_plain(SERVER), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield from _prepared(folder, make_url(SERVER).set(database=name).render_as_string(hide_password=False))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _prepared(folder: Path, url: str) -> Iterator[Site]:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_the_application_does)
        event.listen(engine, "begin", _begin_immediate)
    background.prepare(url)
    try:
        yield Site(folder, url, engine)
    finally:
        engine.dispose()


def _as_the_application_does(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
