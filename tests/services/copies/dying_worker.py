"""The worker, killed by itself after a number of steps of making a copy (DIE_AFTER), or within the file: a program.

The work of a step leaves its name in the file ``steps`` of DATA_DIR; a step that a worker before had done is only
recalled, which counts but leaves nothing. DIE_AFTER 0 dies with the second piece of the file, -1 not at all.
"""

from __future__ import annotations

import functools
import os
import runpy
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from services import background, sealed_streams

MAKING = "make_copy"
calls: list[str] = []
ended = count(1)
DIE_AFTER = int(os.environ["DIE_AFTER"])
WITHIN = 0
original_step, original_workflow = background.step, background.workflow


def workflow(function: Callable[..., None]) -> Callable[..., None]:
    """As the workflow of background work; the steps of the making are read from its own code."""
    if function.__name__ == MAKING:
        calls.extend(function.__code__.co_names)
        (Path(os.environ["DATA_DIR"]) / "calls").write_text("\n".join(calls))
    return original_workflow(function)


def step() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """As the step of background work: noted where its work is done, and counted once that is recorded."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def work(*arguments: Any) -> Any:
            outcome = function(*arguments)
            if function.__name__ in calls:
                with (Path(os.environ["DATA_DIR"]) / "steps").open("a") as file:
                    file.write(function.__name__ + "\n")
            return outcome

        recorded = original_step()(work)

        @functools.wraps(function)
        def run(*arguments: Any) -> Any:
            outcome = recorded(*arguments)
            if function.__name__ in calls and next(ended) == DIE_AFTER:
                os.kill(os.getpid(), signal.SIGKILL)
            return outcome

        return run

    return decorate


def die_within() -> None:
    """Die when a second piece of an archive lies on disk."""
    original = sealed_streams.SealingWriter._seal

    def seal(self: Any, chunk: bytes, *, last: bool) -> None:
        original(self, chunk, last=last)
        if self._number == 2:
            self._target.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    sealed_streams.SealingWriter._seal = seal  # type: ignore[method-assign]


if __name__ == "__main__":
    background.step, background.workflow = step, workflow  # type: ignore[assignment]
    if DIE_AFTER == WITHIN:
        die_within()
    runpy.run_module("worker", run_name="__main__")
