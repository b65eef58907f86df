"""A real mail server on this machine that notes who gets a mail, and misbehaves as it is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Server:
    """``got``: the addresses in the order of their mails · ``answers``: what a recipient is answered, by local part ·
    ``dies_after``: local parts for whom the connection is cut once the mail is taken · ``pause``: seconds per mail."""

    url: str = ""
    got: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    dies_after: set[str] = field(default_factory=set)
    pause: float = 0

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        answer = self.answers.get(address.partition("@")[0], "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        time.sleep(self.pause)
        self.got += envelope.rcpt_tos
        if self.dies_after & {address.partition("@")[0] for address in envelope.rcpt_tos}:
            server.transport.abort()
        return "250 OK"


class _AnyPort(Controller):
    """A server on a port of the system's choice."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving() -> Iterator[Server]:
    """The server, for as long as the block lasts."""
    server = Server()
    controller = _AnyPort(server, hostname="127.0.0.1", port=0)
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield server
    finally:
        controller.stop()
