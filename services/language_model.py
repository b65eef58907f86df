"""Asking a language model over an OpenAI-compatible endpoint, within bounds of time and size.

Nothing is asked but the endpoint of the configuration: no redirect is followed, no proxy or netrc of the environment is
used, and an answer that is late, long or of another kind is no answer.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from socket import SHUT_RDWR, socket
from urllib.parse import urlsplit

SECONDS = 40.0
LARGEST = 64 * 1024
MOST_WORDS = 400


class Silence(str, Enum):
    """Why there is no answer that could be used."""

    UNREACHABLE = "unreachable"
    LATE = "late"
    REFUSED = "refused"
    BUSY = "busy"
    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"
    EMPTY = "empty"


class NoAnswer(Exception):
    """There is no answer; ``why`` says so without a word of what was asked or said."""

    def __init__(self, why: Silence) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Endpoint:
    """Where to ask: the address that ends before ``/chat/completions``, the model, and the key if one is needed."""

    url: str
    model: str
    key: str | None = None

    @property
    def host(self) -> str:
        """The server's name, as an agreement names it."""
        return (urlsplit(self.url).hostname or "").casefold()

    @property
    def is_safe(self) -> bool:
        """Whether what is sent is encrypted on its way, or does not leave the machine."""
        parts = urlsplit(self.url)
        return parts.scheme == "https" or (parts.scheme == "http" and _is_own_machine(self.host))


def ask(endpoint: Endpoint, messages: Sequence[dict[str, str]], *, seconds: float = SECONDS) -> str:
    """The model's answer to the messages, as text. Raises NoAnswer within about ``seconds``."""
    question = {"model": endpoint.model, "messages": list(messages), "temperature": 0.3, "max_tokens": MOST_WORDS}
    body = _exchange(endpoint, json.dumps(question).encode(), seconds)
    try:
        answer = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoAnswer(Silence.UNREADABLE) from None
    if not isinstance(answer, str):
        raise NoAnswer(Silence.UNREADABLE)
    if not answer.strip():
        raise NoAnswer(Silence.EMPTY)
    return answer.strip()


def _exchange(endpoint: Endpoint, question: bytes, seconds: float) -> bytes:
    parts = urlsplit(endpoint.url)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    late = threading.Event()
    try:
        with _connection(endpoint, seconds, late) as connection:
            connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", question, headers)
            body = _read(connection.getresponse())
    except TimeoutError:
        raise NoAnswer(Silence.LATE) from None
    except (OSError, HTTPException, ValueError):
        raise NoAnswer(Silence.LATE if late.is_set() else Silence.UNREACHABLE) from None
    if late.is_set():
        raise NoAnswer(Silence.LATE)
    return body


def _read(response: HTTPResponse) -> bytes:
    if response.status != 200:
        raise NoAnswer(Silence.BUSY if response.status == 429 else Silence.REFUSED)
    body = response.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise NoAnswer(Silence.TOO_LONG)
    return body


@contextmanager
def _connection(endpoint: Endpoint, seconds: float, late: threading.Event) -> Iterator[HTTPConnection]:
    """A connection that is cut when its time is up: a socket's own timeout begins anew with every byte."""
    parts = urlsplit(endpoint.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(endpoint.host, parts.port, timeout=seconds)
    sockets: list[socket] = []

    def cut() -> None:
        late.set()
        for each in sockets:
            with suppress(OSError):
                each.shutdown(SHUT_RDWR)

    watch = threading.Timer(seconds, cut)
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        # Kept here because a response without a length takes the socket away from its connection.
        sockets.append(connection.sock)
        if late.is_set():
            raise TimeoutError
        yield connection
    finally:
        watch.cancel()
        connection.close()


def _is_own_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
