"""What both sides of reading a file agree on: its kind, what it may cost, its text, and why it gives none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "docx", "text", "json", "xml"]
Code = Literal[
    "empty",
    "too_large",
    "encrypted",
    "broken",
    "mislabelled",
    "unsupported_type",
    "too_many_pages",
    "unpacks_too_large",
    "took_too_long",
    "too_much_memory",
    "no_text",
    "invalid",
]


class UnreadableDocument(Exception):
    """A file that gives no text; ``code`` says why. ``no_text`` is a scan: pages, but no letters on them ·
    ``invalid``: a format of fields with mistakes in them."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Limits:
    """What one file may cost: bytes, pages, characters of text, seconds; ``wait_seconds`` for a place to be read."""

    file_bytes: int = 10_000_000
    pages: int = 100
    characters: int = 1_000_000
    unpacked_bytes: int = 100_000_000
    memory_bytes: int = 512_000_000
    cpu_seconds: int = 12
    wall_seconds: float = 15.0
    wait_seconds: float = 2.0


@dataclass(frozen=True)
class Document:
    """The text of a file, normalised, its pages divided by ``\\f``. ``pages`` is 1 where the kind has no pages."""

    text: str
    pages: int
    kind: Kind
