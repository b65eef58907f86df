"""A server that speaks the protocol of language models, on this machine, and answers as it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from threading import Event, Thread
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """Where it listens, how it replies, and what it was asked."""

    url: str
    stopped: Event = field(default_factory=Event)
    reply: Reply | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def says(self, text: str) -> None:
        """Answer every question with this text."""
        self.reply = answer(text)


def answer(text: Any) -> Reply:
    """A well-formed answer."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return raw(json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode())


def raw(
    body: bytes, *, status: int = 200, kind: str = "application/json", says: int | None = None, **headers: str
) -> Reply:
    """Any answer at all; ``says``: another length than it has."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if says is None else says))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def drips(server: Server) -> Reply:
    """One byte at a time, without an end."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not server.stopped.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return reply


def never(server: Server) -> Reply:
    """Nothing, for as long as the test lasts."""

    def reply(_handler: BaseHTTPRequestHandler) -> None:
        server.stopped.wait(30)

    return reply


def floods(handler: BaseHTTPRequestHandler) -> None:
    """More than anybody wants to read, without saying how much."""
    handler.send_response(200)
    handler.end_headers()
    for _round in range(2000):
        handler.wfile.write(b"x" * 65536)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """No answer, and the line is cut."""
    handler.connection.shutdown(SHUT_RDWR)


@contextmanager
def language_model() -> Iterator[Server]:
    """The server, for as long as the block lasts."""
    server = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append({"path": self.path, **json.loads(body)})
            server.headers.append(dict(self.headers))
            assert server.reply is not None
            server.reply(self)

        def log_message(self, *_: Any) -> None:
            """Nothing in the output of the tests."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True  # the asker went away

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                self.close_connection = True

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server.url = f"http://127.0.0.1:{listening.server_port}/v1"
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        listening.shutdown()
        listening.server_close()
