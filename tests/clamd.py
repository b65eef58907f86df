"""A clamd on a port of its own: it speaks the protocol of the scanner (INSTREAM) and knows one signature."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNATURE = b"malware of the test suite"


@contextmanager
def clamd(answer: bytes | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """The address of the scanner, and what it was given; ``answer``: what it says instead of looking."""
    seen: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if self.rfile.readline() != b"nINSTREAM\n":
                return
            data = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                data += self.rfile.read(size)
            seen.append(data)
            verdict = b"stream: Test.Signature FOUND\n" if SIGNATURE in data else b"stream: OK\n"
            self.wfile.write(verdict if answer is None else answer)

    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"tcp://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
