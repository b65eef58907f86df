"""What people type, made fit to keep: lines, lists of names, addresses of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

LONGEST_NAME = 200
MOST_NAMES = 300
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def tidy(text: str | None) -> str | None:
    """Text without control characters and without space around it; None where nothing is left."""
    return _CONTROL.sub("", (text or "").replace("\r\n", "\n")).strip() or None


def names_in(text: str | None) -> list[str]:
    """The distinct names of a list that people separate by commas, semicolons or lines."""
    parts = (" ".join(part.split())[:LONGEST_NAME] for part in re.split(r"[,;\n]", text or ""))
    return distinct(parts)[:MOST_NAMES]


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts without empty ones, each once however it is capitalised."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(text.casefold(), text)
    return list(found.values())


def web_address(text: str | None) -> str | None:
    """The address with its scheme; None for what is no address of a web page."""
    if not text:
        return None
    address = text if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) else f"https://{text}"
    try:
        parts: Any = urlsplit(address)
    except ValueError:
        return None
    fits = parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", address)
    return address if fits else None


def lines_of(text: str | None) -> list[str]:
    """The distinct lines of a text, without empty ones."""
    return distinct(" ".join(line.split())[:LONGEST_NAME] for line in (text or "").splitlines())
