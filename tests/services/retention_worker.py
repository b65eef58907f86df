"""A worker with the job of retention alone, which dies of SIGKILL as soon as its KILL_AFTER-th batch has committed.

Each batch leaves the name of its function in the file ``steps`` of DATA_DIR.
"""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path
from typing import Any

from config import Config
from services import background, retaining

STEPS = Path(os.environ["DATA_DIR"]) / "steps"
KILL_AFTER = int(os.environ["KILL_AFTER"])

_done = count(1)


def note_calls_of(name: str) -> None:
    """Let the function of ``retaining`` write down each of its calls that did something."""
    function = getattr(retaining, name)

    def noted(*arguments: Any, **options: Any) -> Any:
        result = function(*arguments, **options)
        if result:
            with STEPS.open("a") as file:
                file.write(name + "\n")
            if next(_done) == KILL_AFTER:
                os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(retaining, name, noted)


if __name__ == "__main__":
    for each in ("notify", "remind", "deactivate", "purge_accounts", "purge_rows"):
        note_calls_of(each)
    import services.retention_jobs  # noqa: F401 - registers the job

    config = Config.from_environment()
    with background.running(config.database_url, config.data_dir):
        signal.pause()
