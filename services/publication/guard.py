"""The guard: what would point to the owner of a résumé, and where text or a label contains it.

Compared are folded tokens (normalise.py) and their concatenations, so that zero-width, full-width, look-alike,
hyphenated, spaced-out and digit-for-letter spellings count as the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .identifiers import Identifiers, handle_keys, organisation_keys, person_keys, sounds, whole_names, words_in
from .normalise import fold, fold_with_places
from .phonetics import sounds_of

__all__ = ["Guard", "Hit", "Identifiers"]

_WORD = re.compile(r"[A-Za-z0-9]+")
_LEET_WORD = re.compile(r"[A-Za-z0-9@$!|€+]+")
_LEET = str.maketrans("0123456789@$!|€+", "oizeasgtbgasiiet")
_AT = re.compile(
    r"\s*[\[({<]\s*(?:at?|@|bei|bij|apenstaart(?:je)?)\s*[\])}>]\s*|"
    r"\s+(?:at|ät)\s+(?=\S+\s*(?:[\[({]|dot|\.))|\s*@\s*",
    re.I,
)
_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punt|punkt|\.)\s*[\])}>]\s*|\s+(?:dot|punt|punkt)\s+", re.I)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\s?\.\s?[\w-]+)+")
_PHONE = re.compile(r"(?<![\w])\+?\(?\d(?:[\s().\-/]{0,3}\d){7,14}(?![\w])")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b(?:linkedin\.com|github\.com|xing\.com|facebook\.com|t\.me)/\S+", re.I)
_SINGLE_BEFORE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][\W_]$")
_LONGEST_JOIN = 6
_LONGEST_KEY = 60
_LONGEST_LEET = 20
# A concatenation of several words counts from this length on: "van ess" must not become "vanessa".
_JOINED = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that identifies, in the text as given; kind: name, organisation, email, phone or link."""

    start: int
    end: int
    kind: str
    matched: str


class Guard:
    """Compares text and labels with one person's identifiers."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._names = person_keys(identifiers)
        self._organisations = organisation_keys(identifiers)
        self._handles = handle_keys(identifiers)
        self._kinds = {
            **dict.fromkeys(self._handles, "link"),
            **dict.fromkeys(self._organisations, "organisation"),
            **dict.fromkeys(self._names, "name"),
        }
        self._long = tuple(key for key in self._organisations if len(key) > 5)
        self._whole = whole_names(identifiers)
        self._sounds = sounds(identifiers)
        self._cleaned: dict[str, bool] = {}

    def clean(self, label: str) -> bool:
        """Whether a label contains nothing of the person's."""
        known = self._cleaned.get(label)
        if known is None:
            known = self._cleaned[label] = self._is_clean(label)
        return known

    def all_clean(self, labels: Iterable[str]) -> bool:
        """Whether none of the labels contains anything of the person's."""
        return all(map(self.clean, labels))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every place of a text that identifies, in order; any e-mail address, phone number or link counts."""
        folded, places = fold_with_places(text)
        found = [*self._words(folded), *self._leet_words(folded), *_addresses(folded)]
        hits: list[Hit] = []
        for start, end, kind in sorted(found, key=lambda each: (each[0], -each[1])):
            first, last = places[start], places[end - 1] + 1
            if hits and first < hits[-1].end:
                if last > hits[-1].end:
                    hits[-1] = Hit(hits[-1].start, last, hits[-1].kind, text[hits[-1].start : last])
                continue
            hits.append(Hit(first, last, kind, text[first:last]))
        return tuple(hits)

    def _is_clean(self, label: str) -> bool:
        joins, squeezed = _joins_of(label)
        if squeezed in self._whole or (self._sounds and not self._sounds.isdisjoint(sounds_of(label))):
            return False
        return joins.isdisjoint(self._kinds) and not any(key in squeezed for key in self._long)

    @cached_property
    def _leet(self) -> dict[str, str]:
        return {_skeleton(key): kind for key, kind in self._kinds.items() if len(key) > 3}

    def _words(self, folded: str) -> Iterable[tuple[int, int, str]]:
        words = words_in(folded)
        for place, (start, end, _) in enumerate(words):
            joined = ""
            for _, stop, word in words[place : place + 40]:
                joined += word
                if len(joined) > _LONGEST_KEY:
                    break
                kind = self._kinds.get(joined)
                if kind and (stop == end or len(joined) >= _JOINED or _is_spaced(folded, start, stop)):
                    yield start, stop, kind

    def _leet_words(self, folded: str) -> Iterable[tuple[int, int, str]]:
        words = list(_LEET_WORD.finditer(folded)) if self._leet else []
        for place, first in enumerate(words):
            joined = ""
            for word in words[place : place + _LONGEST_LEET]:
                joined += word[0]
                whole = word is first or len(joined) >= _JOINED
                kind = self._leet.get(_skeleton(joined)) if whole and not joined.isalpha() else None
                if kind:
                    yield first.start(), word.end(), kind


def _skeleton(word: str) -> str:
    """Digits and signs as the letters they stand for; i and l are one, as 1 may be either."""
    return word.lower().translate(_LEET).replace("l", "i")


def _is_spaced(folded: str, start: int, end: int) -> bool:
    """Whether a stretch is single letters with something between: "J a n"."""
    letters = _WORD.findall(folded[start:end])
    return all(len(letter) == 1 for letter in letters) and not _SINGLE_BEFORE.search(folded[max(0, start - 3) : start])


def _addresses(folded: str) -> Iterable[tuple[int, int, str]]:
    for kind, pattern in (("email", _EMAIL), ("phone", _PHONE), ("link", _LINK)):
        for match in pattern.finditer(folded):
            yield match.start(), match.end(), kind
    # "[at]" and "dot" are written longer than what they mean, so places are found by replaying the replacement.
    plain, starts = _with_signs(folded)
    for match in _EMAIL.finditer(plain):
        yield starts[match.start()], starts[match.end() - 1] + 1, "email"


def _with_signs(folded: str) -> tuple[str, list[int]]:
    pieces: list[str] = []
    starts: list[int] = []
    place = 0
    signs = sorted(
        [(found.span(), "@") for found in _AT.finditer(folded)]
        + [(found.span(), ".") for found in _DOT.finditer(folded)]
    )
    for (start, end), sign in signs:
        if start < place:
            continue
        pieces += [folded[place:start], sign]
        starts += [*range(place, start), start]
        place = end
    pieces.append(folded[place:])
    starts += range(place, len(folded))
    return "".join(pieces), starts


@lru_cache(maxsize=65536)
def _joins_of(label: str) -> tuple[frozenset[str], str]:
    words = [word for _, _, word in words_in(fold(label))]
    joins = {
        "".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _LONGEST_JOIN) + 1)
    }
    return frozenset(joins), "".join(words)
