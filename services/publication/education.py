"""From degrees as written to the highest level (after ISCED 2011) and the field (ISCED-F 2013) of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from .normalise import key_of
from .record import EducationLevel
from .resume import Study
from .vocabulary import vocabulary

_ORDER = tuple(EducationLevel)
_LONGEST = 4


def level_of(studies: Iterable[Study]) -> EducationLevel | None:
    """The highest level that a degree names."""
    levels = [level for study in studies if (level := _level(study))]
    return max(levels, key=_ORDER.index, default=None)


def fields_of(studies: Sequence[Study]) -> list[str]:
    """ISCED-F codes of the studies, that of the highest level first."""
    ranked = sorted(studies, key=lambda study: _ORDER.index(level) if (level := _level(study)) else -1, reverse=True)
    fields = (_longest("field", study.field_of_study) or _longest("field", study.degree) for study in ranked)
    return list(dict.fromkeys(field for field in fields if field))


def _level(study: Study) -> EducationLevel | None:
    names = _names("level")
    words = key_of(study.degree).split()
    found: list[EducationLevel] = []
    place = 0
    while place < len(words):
        for length in range(_LONGEST, 0, -1):
            name = names.get(" ".join(words[place : place + length]))
            if name:
                found.append(EducationLevel(name))
                place += length - 1
                break
        place += 1
    return max(found, key=_ORDER.index, default=None)


def _longest(kind: str, text: str) -> str | None:
    names = _names(kind)
    words = key_of(text).split()
    for length in range(_LONGEST, 0, -1):
        for start in range(len(words) - length + 1):
            name = names.get(" ".join(words[start : start + length]))
            if name:
                return name
    return None


@cache
def _names(kind: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for each, name, words in vocabulary().education_words:
        if each == kind:
            for word in words:
                names.setdefault(word, name)
    return names
