"""Text as the vocabulary and the guard read it: look-alike characters folded, then cut into tokens.

Folding (NFKD, marks and format characters dropped, confusables to Latin: Unicode UTS #39) keeps the case, and
can say from which character of the text each folded character came.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONFUSABLES = Path(__file__).parents[2] / "data" / "vocabulary" / "confusables.json"

# ".net" is a name, "&" a word; "+" and "#" belong to the names of programming languages.
_TOKEN = re.compile(
    r"(?<![a-z0-9])\.net(?![a-z0-9])|(?<=asp)\.net|(?<=vb)\.net|(?<=ado)\.net|&|[a-z0-9]+(?:\+\+|#)?", re.I
)
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.I)
# Between the words of one name: at most a line end, a hyphen, a slash, a full stop without a space after it.
_JOINING = re.compile(r"[ \t_'’-]*\n?[ \t]*|\s?[-/.&+]\s?|\.[-/]")
_LISTING = re.compile(r"[,;:|/•()\[\]\n\t{}<>=*]|\s[-–—]\s|\.\s|\.$")


@dataclass(frozen=True, slots=True)
class Words:
    """Folded text cut into words, as columns of equal length: lookup keys and places in the folded text.

    ``joins``: may continue a name begun by the word before · ``listed``: a separator of a list or sentence precedes.
    """

    folded: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    joins: list[bool]
    listed: list[bool]


def fold(text: str) -> str:
    """``text`` with look-alikes, marks and invisible characters folded to plain Latin; the case is kept."""
    return text if text.isascii() else text.translate(_table())


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """``fold(text)`` and, for each character of it, the index of its origin in ``text``."""
    if text.isascii():
        return text, list(range(len(text)))
    table = _table()
    parts: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        part = table[ord(character)]
        parts.append(part)
        places.extend([place] * len(part))
    return "".join(parts), places


def without_addresses(text: str) -> str:
    """``text`` with e-mail addresses and links blanked, every other character in its place."""
    if "@" not in text and "//" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def read(text: str) -> Words:
    """Text as the vocabulary reads it; addresses are passed over."""
    folded = fold(text)
    found = list(_TOKEN.finditer(without_addresses(folded)))
    if not found:
        return Words(folded, [], [], [], [], [])
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    gaps = [folded[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    kinds = [_SHORT_GAPS.get(gap) or _gap(gap) for gap in gaps]
    return Words(
        folded,
        ["and" if match[0] == "&" else match[0].lower() for match in found],
        starts,
        ends,
        [False, *[kind[0] for kind in kinds]],
        [True, *[kind[1] for kind in kinds]],
    )


def key_of(text: str) -> str:
    """The form under which a name is looked up: the keys of its words, joined by single spaces."""
    return " ".join("and" if key == "&" else key.lower() for key in _TOKEN.findall(fold(text)))


def word_set(text: str) -> frozenset[str]:
    """The words of a text that holds nothing but words."""
    return frozenset(text.split())


def _gap(between: str) -> tuple[bool, bool]:
    return _JOINING.fullmatch(between) is not None, _LISTING.search(between) is not None


_SHORT_GAPS = {
    gap: _gap(gap) for gap in (" ", ", ", ",", "/", "-", "\n", ". ", " (", ") ", ": ", "  ", ".\n", "; ", " - ")
}


class _FoldTable(dict[int, str]):
    """Character code to folded text, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if kind in ("Zs", "Zl", "Zp", "Cc"):
            plain = " "
        elif kind == "Co":
            # Fonts of office programs keep their bullets in the private use area.
            plain = "•"
        else:
            parts = (self._looks(part) for part in unicodedata.normalize("NFKD", character))
            plain = "".join(parts)
        self[code] = plain
        return plain

    def _looks(self, part: str) -> str:
        if unicodedata.category(part) in ("Mn", "Me", "Cf", "Cn"):
            return ""
        return _confusables().get(part, part)


@cache
def _confusables() -> dict[str, str]:
    table: dict[str, str] = json.loads(CONFUSABLES.read_text("utf-8"))
    return table


@cache
def _table() -> _FoldTable:
    return _FoldTable({code: chr(code) for code in range(128)})
