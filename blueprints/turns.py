"""How many requests of a process work at a time: the rest wait for their turn, and a stream that is silent takes none.

There are as many threads as pages may follow something (gunicorn_settings.py), far more than may use the database and
the processor at once without standing in each other's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, current_app

WORKING = 3
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def init_app(app: Flask) -> None:
    """Give every request its turn until its answer is made."""
    turns = BoundedSemaphore(WORKING)
    app.extensions["turns"] = turns
    app.wsgi_app = _taking_turns(app.wsgi_app, turns)  # type: ignore[method-assign,assignment]


@contextmanager
def turn() -> Iterator[None]:
    """A turn for what an answer does after it has begun: one event of a stream."""
    with current_app.extensions["turns"]:
        yield


def _taking_turns(wsgi: Wsgi, turns: BoundedSemaphore) -> Wsgi:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with turns:
            return wsgi(environ, start_response)

    return answer
