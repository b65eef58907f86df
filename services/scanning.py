"""The scanner for malware: clamd, where the configuration names one. It hears bytes and never whose they are."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket

from config import Config

SECONDS = 60
"""How long the scanner may take over one file."""
PORT = 3310


class Verdict(str, Enum):
    """What the scanner says of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True)
class Scanner:
    """A clamd at ``tcp://host:port`` or ``unix:///path``; ``required``: no file is shown before it was scanned."""

    address: str | None
    required: bool

    @classmethod
    def of(cls, config: Config) -> Scanner:
        """The scanner that the configuration names."""
        return cls(config.clamd_url, config.scan_required)

    def verdict(self, data: bytes) -> Verdict:
        """Let the scanner look at a file."""
        try:
            status = self._daemon().instream(io.BytesIO(data)).get("stream", ("ERROR", None))[0]
        except (ClamdError, OSError):
            return Verdict.NO_ANSWER
        return {"OK": Verdict.CLEAN, "FOUND": Verdict.INFECTED}.get(status, Verdict.NO_ANSWER)

    def _daemon(self) -> ClamdNetworkSocket:
        parts = urlsplit(self.address or "")
        if parts.scheme == "unix":
            return ClamdUnixSocket(parts.path, SECONDS)
        return ClamdNetworkSocket(parts.hostname or "127.0.0.1", parts.port or PORT, SECONDS)
