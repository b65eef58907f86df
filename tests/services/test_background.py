"""Jobs are enqueued with the transaction, run once, resume after a crash, and leave no personal data behind."""

import fcntl
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from services import background
from tests.services.workers import ADDRESS, Site, engines, site

THREADS, EACH = 4, 15


@pytest.fixture(params=engines())
def place(request, tmp_path):
    with site(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def sqlite(tmp_path):
    with site("sqlite", tmp_path) as made:
        yield made


@dataclass(frozen=True)
class Worked:
    place: Site
    failed: str
    delayed: str


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """What one run of the worker leaves of a failing, a delayed, an immediate and a scheduled job."""
    with site("sqlite", tmp_path_factory.mktemp("worked")) as made:
        failed = enqueue(made, "fail", 3)
        delayed = enqueue(made, "note", 1, delay=timedelta(hours=1))
        enqueue(made, "note", 2)
        with made.worker(stop=signal.SIGTERM):
            made.wait_for(lambda lines: {"failing 3", "first 2"} <= set(lines) and "tick" in " ".join(lines))
        yield Worked(made, failed, delayed)


def enqueue(place: Site, name: str, *ids: int | str, **options: timedelta) -> str:
    with Session(place.engine) as session, session.begin():
        return background.enqueue(session, name, *ids, **options)


def statuses(place: Site) -> dict[str, str]:
    schema = "dbos." if place.engine.dialect.name == "postgresql" else ""
    with place.engine.connect() as connection:
        rows = connection.execute(text(f"SELECT workflow_uuid, status FROM {schema}workflow_status"))
        return {row.workflow_uuid: row.status for row in rows}


def enqueue_from_threads(place: Site) -> list[Exception]:
    """Enqueue THREADS × EACH jobs in as many transactions at once, and return what went wrong."""
    errors: list[Exception] = []

    def enqueue_some(start: int) -> None:
        try:
            for number in range(start, start + EACH):
                enqueue(place, "note", number)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=enqueue_some, args=(thread * EACH,)) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_jobs_enqueued_while_the_worker_drains_run_exactly_once_each(place):
    with place.worker():
        assert enqueue_from_threads(place) == []
        place.wait_for(lambda lines: sum(line.startswith("first") for line in lines) >= THREADS * EACH)
    ran = Counter(line for line in place.lines() if line.startswith("first"))
    assert ran == Counter(f"first {number}" for number in range(THREADS * EACH))


def test_a_job_of_a_rolled_back_transaction_never_exists(place):
    with Session(place.engine) as session:
        rolled_back = background.enqueue(session, "note", 1)
        session.rollback()
    committed = enqueue(place, "note", 2)
    assert list(statuses(place)) == [committed]
    assert rolled_back != committed


def test_a_killed_worker_resumes_at_the_unfinished_step(place):
    (place.folder / "hold").touch()
    enqueue(place, "two_steps", 7)
    with place.worker():
        place.wait_for(lambda lines: "began 7" in lines)
    # Leaving the block killed the worker (SIGKILL) in the middle of the second step.
    (place.folder / "hold").unlink()
    with place.worker():
        place.wait_for(lambda lines: "second 7" in lines)
    assert Counter(line for line in place.lines() if line.endswith(" 7")) == {"first 7": 1, "began 7": 2, "second 7": 1}


def test_a_worker_asked_to_stop_leaves_an_endless_job_to_its_successor(sqlite):
    (sqlite.folder / "hold").touch()
    enqueue(sqlite, "two_steps", 8)
    with sqlite.worker(stop=signal.SIGTERM) as process:
        sqlite.wait_for(lambda lines: "began 8" in lines)
    assert process.returncode == 0
    (sqlite.folder / "hold").unlink()
    with sqlite.worker():
        sqlite.wait_for(lambda lines: "second 8" in lines)
    assert sqlite.lines().count("first 8") == 1


def test_what_a_job_failed_on_is_neither_stored_nor_logged(worked):
    assert statuses(worked.place)[worked.failed] == "ERROR"
    log = (worked.place.folder / "worker.log").read_text()
    assert "ValueError at sample_jobs.py" in log
    assert ADDRESS not in log
    stored = b"".join(path.read_bytes() for path in worked.place.folder.glob("app.db*"))
    assert b'{"$error":"ValueError"}' in stored
    assert ADDRESS.encode() not in stored


def test_a_scheduled_job_gets_the_time_it_was_due(worked):
    ticks = [line.removeprefix("tick ") for line in worked.place.lines() if line.startswith("tick")]
    due = datetime.fromisoformat(ticks[0])
    assert due.utcoffset() is not None
    assert due.microsecond == 0


def test_a_delayed_job_waits_for_its_time(worked):
    assert statuses(worked.place)[worked.delayed] == "DELAYED"
    assert "first 1" not in worked.place.lines()


@pytest.mark.parametrize("argument", [ADDRESS, "two words", "", "é", b"bytes", {"a name": 1}])
def test_only_ids_can_be_enqueued(sqlite, argument):
    with pytest.raises(TypeError, match="ids"):
        enqueue(sqlite, "note", argument)
    assert statuses(sqlite) == {}


def test_a_second_worker_on_the_same_data_directory_refuses_to_start(sqlite):
    with (sqlite.folder / "worker").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with sqlite.worker() as process:
            process.wait(timeout=60)
    assert process.returncode == 1
    assert "Another worker is running" in (sqlite.folder / "worker.log").read_text()


def test_finished_jobs_are_purged_after_the_retention_period_and_others_are_kept(sqlite):
    waiting = enqueue(sqlite, "note", 2, delay=timedelta(days=400))
    now = datetime.now(UTC)
    with background.running(sqlite.url, sqlite.folder):
        _purge(now)
        (done,) = set(statuses(sqlite)) - {waiting}
        _purge(now + background.RETENTION - timedelta(days=1))
        assert done in statuses(sqlite)
        _purge(now + background.RETENTION + timedelta(days=1))
    assert done not in statuses(sqlite)
    assert statuses(sqlite)[waiting] == "DELAYED"
    with sqlite.engine.connect() as connection:
        assert not connection.scalar(
            text("SELECT count(*) FROM operation_outputs WHERE workflow_uuid = :id"), {"id": done}
        )


def test_the_tables_of_dbos_are_those_that_alembic_is_told_to_leave_alone(place):
    background.prepare(place.url)
    names = set(inspect(place.engine).get_table_names())
    assert names == (background.TABLES if place.engine.dialect.name == "sqlite" else set())


def _purge(now: datetime) -> None:
    """As a job: in a thread of its own, where no event loop of a browser runs."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(background.purge_finished_jobs, now, None).result()
