"""The worker: the process beside the web server that runs background jobs until SIGTERM or SIGINT."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime

from config import Config
from models.database import Database
from services import background
from services.ledger import Ledger, Standing, standing
from services.outside import NotCovered, require_agreements

log = logging.getLogger("worker")

JOBS = (
    "services.workflows",
    "services.newsletter_jobs",
    "services.notice_jobs",
    "services.surveys.jobs",
    "services.retention_jobs",
    "services.rights_jobs",
    "services.erasure_jobs",
    "blueprints.privacy.copy_jobs",
)


def main() -> int:
    """Run jobs until asked to stop, and return the exit status."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("dbos").setLevel(logging.WARNING)
    config = Config.from_environment()
    # Importing the modules registers their jobs.
    for name in JOBS:
        importlib.import_module(name)
    if not (_in_step(config) and _has_agreements(config)):
        return 1
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        with background.running(config.database_url, config.data_dir):
            log.info("The worker is running.")
            stop.wait()
    except background.WorkerAlreadyRunning as error:
        log.error("%s", error)
        return 1
    log.info("The worker has stopped.")
    return 0


def _has_agreements(config: Config) -> bool:
    """Whether what leaves this machine is covered; says what waits for an agreement."""
    database = Database(config.database_url, config.data_key)
    try:
        for warning in require_agreements(database, config, today=datetime.now(UTC).date()):
            log.warning("%s", warning)
    except NotCovered as error:
        log.error("%s", error)
        return False
    finally:
        database.dispose()
    return True


def _in_step(config: Config) -> bool:
    """Whether the database is no older than the erasure ledger: after a restore people must be erased again first."""
    database = Database(config.database_url, config.data_key)
    with database.read() as session:
        found = standing(session, Ledger.of(config))
    database.dispose()
    if found is Standing.BEHIND:
        log.error("The database was restored from a backup. Run: flask --app app ledger replay")
    elif found is Standing.LOST:
        log.error("The erasure ledger is missing entries that the database knows. Put it back (LEDGER_PATH).")
    return found is Standing.IN_STEP


if __name__ == "__main__":
    status = main()
    logging.shutdown()
    sys.stdout.flush()
    # Threads of jobs that are still waiting would hold up a normal exit; the next start takes those jobs up again.
    os._exit(status)
