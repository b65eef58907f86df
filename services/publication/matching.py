"""Longest-match recognition of vocabulary names in text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .normalise import Words, read

# "myeclipse5", "jboss4x": a version written against the name.
_VERSIONED = re.compile(r"([a-z]{4,})\d+[a-z]?")


@dataclass(frozen=True, slots=True)
class Span:
    """A recognised name: number of what it names, place in the folded text, whether it stood alone in a list."""

    index: int
    start: int
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """Names by lookup key, with the lengths in words of the names that begin with each word (longest first).

    ``strict`` names are everyday words too ("go", "access"): they count only with evidence around them.
    ``tools`` tells which numbers are names of tools, whose company is such evidence.
    ``listed`` names say too little in running text ("minutes", "lead a team") and count elsewhere only.
    ``other_senses`` hold a name and mean something else ("public transport"): nothing is recognised in them.
    """

    by_key: Mapping[str, int]
    starts: Mapping[str, str]
    strict: frozenset[str]
    tools: frozenset[int]
    listed: frozenset[str] = frozenset()
    other_senses: frozenset[str] = frozenset()

    def find(self, text: str) -> list[Span]:
        """Every recognised name of ``text``, in order, without overlaps; places refer to ``fold(text)``."""
        return self.find_in(read(text))

    def find_in(self, words: Words, *, prose: bool = False) -> list[Span]:
        """As ``find``, for text read before; in prose without the ``listed`` names."""
        keys, starts = words.keys, self.starts
        found: list[tuple[int, int, int, bool]] = []
        place, count = 0, len(keys)
        while place < count:
            lengths = starts.get(keys[place])
            if lengths is None:
                index = self._versioned(keys[place])
                if index is not None:
                    found.append((place, place + 1, index, False))
                place += 1
                continue
            place = self._longest(words, place, lengths, found, self.listed if prose else frozenset())
        return self._evident(words, found)

    def _longest(
        self, words: Words, place: int, lengths: str, found: list[tuple[int, int, int, bool]], passed: frozenset[str]
    ) -> int:
        """Note the longest name that begins at ``place``; gives the place after it."""
        keys, joins = words.keys, words.joins
        for digit in lengths:
            end = place + int(digit)
            if end > len(keys) or False in joins[place + 1 : end]:
                continue
            key = " ".join(keys[place:end])
            if key in self.other_senses:
                return end
            index = self.by_key.get(key)
            if index is not None and key not in passed:
                found.append((place, end, index, key in self.strict))
                return end
        return place + 1

    def _versioned(self, key: str) -> int | None:
        if key.isalpha():
            return None
        versioned = _VERSIONED.fullmatch(key)
        index = self.by_key.get(versioned[1]) if versioned else None
        return index if index in self.tools else None

    def _evident(self, words: Words, found: list[tuple[int, int, int, bool]]) -> list[Span]:
        spans: list[Span] = []
        last = len(words.keys)
        for number, (place, end, index, strict) in enumerate(found):
            start, stop = words.starts[place], words.ends[end - 1]
            alone = words.listed[place] and (end == last or words.listed[end])
            if strict:
                capital = words.folded[start].isupper()
                short = stop - start < 3
                # "C" needs the capital and a neighbour; "Excel" alone in a list, or capitalised beside another tool.
                if not (capital and self._near(found, number)) and (short or not alone):
                    continue
            spans.append(Span(index, start, stop, alone))
        return spans

    def _near(self, found: list[tuple[int, int, int, bool]], number: int) -> bool:
        place, end, _, _ = found[number]
        for other in (number - 1, number + 1):
            if 0 <= other < len(found):
                begin, finish, index, _ = found[other]
                distance = place - finish if other < number else begin - end
                if distance <= 1 and index in self.tools:
                    return True
        return False


def listed_names(data: dict[str, Any]) -> frozenset[str]:
    """Names that count in lists only: everyday words, and verb phrases apart from their nouns."""
    verb_phrases, nouns = set(data["verb_phrases"]), set(data["shortened"])
    phrases: dict[str, int] = data["phrases"]
    spoken = (name for name, number in phrases.items() if number in verb_phrases and name not in nouns)
    return frozenset((*data["listed"], *spoken))
