"""Background work: jobs enqueued in the caller's transaction and run once by a worker that resumes after a crash.

A job is a DBOS workflow, called by name with ids only. The web process enqueues and never runs a job; the worker
(worker.py) runs them. DBOS keeps its tables in the application's own database, so that a job exists exactly when the
change that asked for it does: in the schema ``dbos`` on PostgreSQL, under the names of ``TABLES`` on SQLite.

A step that has ended is not repeated; the step that was running when the process died is. Let a step return its
outcome rather than raise what the workflow should react to: of a recorded exception only the name of its type is kept.
"""

from __future__ import annotations

import fcntl
import logging
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from services.job_records import IdsOnlySerializer, quieten

APPLICATION = "glopros"
QUEUE = "jobs"
SCHEMA = "dbos"
TABLES = frozenset({
    "application_versions", "dbos_migrations", "notifications", "operation_outputs", "queues", "streams",
    "workflow_events", "workflow_events_history", "workflow_input", "workflow_output", "workflow_schedules",
    "workflow_status",
})  # fmt: skip
"""The tables of DBOS on SQLite: no table of ours may have one of these names, and Alembic leaves them alone."""

FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
RETENTION = timedelta(days=90)

# A constant: DBOS recovers only jobs of its own version, so a number that changed with a release would strand them.
_VERSION = "1"
_CONCURRENT_JOBS = 16
_POLLING_SECONDS = 0.25
_SECONDS_TO_FINISH = 3
_PURGE_BATCH = 500

_schedules: dict[str, tuple[str, Callable[[datetime, None], None]]] = {}


class WorkerAlreadyRunning(Exception):
    """Another worker holds this data directory; a second one would repeat the jobs that the first is running."""


def workflow(function: Callable[..., None]) -> Callable[..., None]:
    """Register a job under its function's name; its arguments are ids, its parts are functions marked with ``step``."""
    return DBOS.workflow(name=function.__name__)(function)


def scheduled(cron: str) -> Callable[[Callable[[datetime], None]], Callable[[datetime, None], None]]:
    """Register a job that runs at the times of a cron expression (Europe/Amsterdam), which it gets as its ``now``."""

    def register(function: Callable[[datetime], None]) -> Callable[[datetime, None], None]:
        def run(now: datetime, _context: None) -> None:
            function(now)

        run.__name__ = run.__qualname__ = function.__name__
        job = DBOS.workflow(name=function.__name__)(run)
        _schedules[function.__name__] = cron, job
        return job

    return register


step = DBOS.step
"""Mark a part of a job whose result is recorded: ``@step()``. It opens, commits and closes a session of its own."""


def enqueue(session: Session, name: str, *ids: int | str, delay: timedelta = timedelta(0)) -> str:
    """Ask for the job ``name`` when the session's transaction commits, and return the job's id.

    Ids are integers or strings of letters, digits, ``_`` and ``-``; anything else is a TypeError. The session must be
    one that may write. With a delay the job starts that much later, which is how a job asks to be tried again.
    """
    connection = session.connection()
    options = EnqueueOptions(workflow_name=name, queue_name=QUEUE, workflow_id=str(uuid.uuid4()))
    if delay:
        options["delay_seconds"] = delay.total_seconds()
    return _client(connection.engine).enqueue_in_transaction(connection, options, *ids).get_workflow_id()


def forget(database_url: str, ids: Collection[str]) -> int:
    """Delete what DBOS holds of ended jobs that were about one of these ids, and give their number."""
    client = DBOSClient(
        system_database_url=database_url,
        dbos_system_schema=SCHEMA,
        serializer=IdsOnlySerializer(),
        application_name=APPLICATION,
    )
    try:
        about: list[str] = []
        for start in count(0, _PURGE_BATCH):
            jobs = client.list_workflows(status=FINISHED, limit=_PURGE_BATCH, offset=start, load_output=False)
            about += [
                job.workflow_id for job in jobs if not set(ids).isdisjoint(job.input["args"] if job.input else ())
            ]
            if len(jobs) < _PURGE_BATCH:
                break
        if about:
            client.delete_workflows(about)
    finally:
        client.destroy()
    return len(about)


def prepare(database_url: str) -> None:
    """Create or upgrade the tables of DBOS and the queue; to run after our own migrations, before anything enqueues."""
    DBOS.migrate(database_url, schema=SCHEMA)
    client = DBOSClient(system_database_url=database_url, dbos_system_schema=SCHEMA, application_name=APPLICATION)
    try:
        client.register_queue(QUEUE, worker_concurrency=_CONCURRENT_JOBS, polling_interval_sec=_POLLING_SECONDS)
    finally:
        client.destroy()


@contextmanager
def running(database_url: str, data_dir: Path) -> Iterator[None]:
    """Run jobs in this process for as long as the block lasts; first those that a dead worker left unfinished.

    The worker's name is kept in ``data_dir / "worker"``, which is locked meanwhile. Leaving waits some seconds for
    jobs to end; one that goes on is taken up at its unfinished step by the next worker. Raises WorkerAlreadyRunning.
    """
    with _identity(data_dir) as name:
        quieten(logging.getLogger("dbos"))
        prepare(database_url)
        DBOS(config=_configuration(database_url, name))
        try:
            DBOS.launch()
            _apply_schedules()
            yield
        finally:
            DBOS.destroy(workflow_completion_timeout_sec=_SECONDS_TO_FINISH)


@scheduled("20 * * * *")
def purge_finished_jobs(now: datetime) -> None:
    """Delete what DBOS holds of jobs that ended longer than the retention period ago (storage limitation)."""
    _purge((now - RETENTION).isoformat())


@step()
def _purge(ended_before: str) -> None:
    while True:
        jobs = DBOS.list_workflows(
            status=FINISHED,
            completed_before=ended_before,
            limit=_PURGE_BATCH,
            load_input=False,
            load_output=False,
        )
        if not jobs:
            return
        DBOS.delete_workflows([job.workflow_id for job in jobs])


@lru_cache(maxsize=8)
def _client(engine: Engine) -> DBOSClient:
    """What enqueues: it writes through the caller's connection and opens none itself."""
    return DBOSClient(
        system_database_engine=engine,
        dbos_system_schema=SCHEMA,
        serializer=IdsOnlySerializer(),
        application_name=APPLICATION,
        lazy=True,
    )


def _configuration(database_url: str, name: str) -> DBOSConfig:
    # DBOS makes an engine of its own: ours takes SQLite's write lock for every transaction, and DBOS reads often.
    return DBOSConfig(
        name=APPLICATION,
        system_database_url=database_url,
        dbos_system_schema=SCHEMA,
        serializer=IdsOnlySerializer(),
        application_version=_VERSION,
        executor_id=name,
        db_engine_kwargs={"hide_parameters": True},
        sys_db_pool_size=2 * _CONCURRENT_JOBS,
        log_level="WARNING",
        enable_otlp=False,
    )


@contextmanager
def _identity(data_dir: Path) -> Iterator[str]:
    """This worker's name: the same after a restart, so that it finds its unfinished jobs, and held by one process."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "worker").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkerAlreadyRunning("Another worker is running on this data directory.") from None
        file.seek(0)
        name = file.read().strip()
        if not name:
            name = str(uuid.uuid4())
            file.write(name)
            file.flush()
        yield name


def _apply_schedules() -> None:
    for stored in DBOS.list_schedules():
        if stored["schedule_name"] not in _schedules:
            DBOS.delete_schedule(stored["schedule_name"])
    DBOS.apply_schedules(
        [
            {
                "schedule_name": name,
                "workflow_fn": run,
                "schedule": cron,
                "context": None,
                "cron_timezone": "Europe/Amsterdam",
                "queue_name": QUEUE,
            }
            for name, (cron, run) in _schedules.items()
        ]
    )
