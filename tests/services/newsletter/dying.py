"""Workers that are killed while they send."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import Config
from tests.conftest import DATA_KEY
from tests.factories import SECRET_KEY
from tests.services.newsletter.servers import Server

ROOT = Path(__file__).parents[3]
SECONDS = 60


@contextmanager
def worker(config: Config, server: Server, sending: str, die_after: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is killed at the end of the block, if it did not kill itself after so many steps of the job."""
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "SMTP_URL": server.url,
        "DIES_IN": sending,
        "DIE_AFTER": str(die_after),
        "PYTHONPATH": str(ROOT),
    }
    config.data_dir.mkdir(exist_ok=True)
    with (config.data_dir / "worker.log").open("ab") as log:
        program = str(Path(__file__).with_name("dying_worker.py"))
        process = subprocess.Popen([sys.executable, program], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=SECONDS)
