"""The worker, killed by itself after a number of steps of a job: run as a program.

DIES_IN names the job, DIE_AFTER says after how many steps; each step that ended leaves its name in the file ``steps``
of DATA_DIR.
"""

from __future__ import annotations

import functools
import os
import runpy
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from services import background

DIES_IN = os.environ["DIES_IN"]
ended: list[str] = []
calls: set[str] = set()
original_step, original_workflow = background.step, background.workflow


def workflow(function: Callable[..., None]) -> Callable[..., None]:
    """As the workflow of background work; what the job calls is read from its own code."""
    if function.__name__ == DIES_IN:
        calls.update(function.__code__.co_names)
    return original_workflow(function)


def step() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """As the step of background work, which is recorded by the time that this one counts it."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        recorded = original_step()(function)

        @functools.wraps(function)
        def run(*arguments: Any) -> Any:
            outcome = recorded(*arguments)
            if function.__name__ in calls:
                _count(function.__name__)
            return outcome

        return run

    return decorate


def _count(name: str) -> None:
    ended.append(name)
    with (Path(os.environ["DATA_DIR"]) / "steps").open("a") as file:
        file.write(name + "\n")
    if len(ended) == int(os.environ["DIE_AFTER"]):
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    background.step, background.workflow = step, workflow  # type: ignore[assignment]
    runpy.run_module("worker", run_name="__main__")
