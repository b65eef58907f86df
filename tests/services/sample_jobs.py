"""Jobs for the tests of background work; run as a program, this file is the worker with these jobs and no others.

Each step leaves a line "step id" in the file ``lines`` of DATA_DIR; a file ``hold`` there keeps ``second`` waiting.
"""

import os
import runpy
import sys
import time
from datetime import datetime
from pathlib import Path

from services import background
from tests.services.workers import ADDRESS


@background.workflow
def note(number: int) -> None:
    first(number)


@background.workflow
def two_steps(number: int) -> None:
    first(number)
    second(number)


@background.workflow
def fail(number: int) -> None:
    _leave_line(f"failing {number}")
    raise ValueError(f"cannot write to {ADDRESS}")


@background.scheduled("* * * * * *")
def tick(now: datetime) -> None:
    _leave_line(f"tick {now.isoformat()}")


@background.step()
def first(number: int) -> None:
    _leave_line(f"first {number}")


@background.step()
def second(number: int) -> None:
    _leave_line(f"began {number}")
    while (_folder() / "hold").exists():
        time.sleep(0.01)
    _leave_line(f"second {number}")


def _leave_line(line: str) -> None:
    # One short write in append mode: lines of several threads do not mix.
    with (_folder() / "lines").open("a") as file:
        file.write(line + "\n")


def _folder() -> Path:
    return Path(os.environ["DATA_DIR"])


if __name__ == "__main__":
    sys.modules["services.workflows"] = sys.modules[__name__]
    runpy.run_module("worker", run_name="__main__")
