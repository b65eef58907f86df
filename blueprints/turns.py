"""How many requests of a process work at a time: the rest wait for their turn, and a stream that is silent takes none.

There are as many threads as pages may follow something (gunicorn_settings.py), far more than may use the database and
the processor at once without standing in each other's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, current_app

WORKING = 3
MEGABYTE = 1024 * 1024
MOST_SENT = 12 * MEGABYTE
IN_MEMORY = MEGABYTE
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
        _read_ahead(environ)
        with turns:
            return wsgi(environ, start_response)

    return answer


def _read_ahead(environ: dict[str, Any]) -> None:
    """Take in what is sent before the turn, which a slow line would hold; what is too long is refused in it."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or not 0 < (left := int(length)) <= MOST_SENT:
        return
    sent, source = SpooledTemporaryFile(max_size=IN_MEMORY), environ["wsgi.input"]  # noqa: SIM115 - until it is read
    while left and (part := source.read(min(left, IN_MEMORY))):
        sent.write(part)
        left -= len(part)
    sent.seek(0)
    environ["wsgi.input"] = sent
