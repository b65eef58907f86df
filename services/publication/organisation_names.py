"""Names of organisations as written: cleaned, judged, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .dates import find_periods
from .lexicon import is_generic, looks_like_organisation, looks_like_place, looks_like_title

_ARTICLE = re.compile(r"^(?:the|de|het|die|der|das|m/s\.?|messrs\.?|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_LONGEST = 9
_TAIL = re.compile(r"(?:\s+(?:of|the|and|&|for|de|van|und|en|voor|to|in|at|as|with|from|on|by|-|–))+$", re.IGNORECASE)


def unique(names: Iterable[str]) -> list[str]:
    """Names in order, the first spelling of each."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return list(kept.values())


def plausible(name: str) -> bool:
    """Whether a name can stand for an organisation: not generic, no function, no place, no date."""
    if not 2 <= len(name) <= 100 or len(name.split()) > _LONGEST or is_generic(name) or find_periods(name):
        return False
    if looks_like_place(name):
        return False
    return not looks_like_title(name) or looks_like_organisation(name)


def clean_name(name: str) -> str:
    """A name without the punctuation and small words around it."""
    name = _TAIL.sub("", name.strip(" \t.,;:-–—|•·*_/\\'\"“”’‘()[]"))
    return " ".join(_POSSESSIVE.sub("", _ARTICLE.sub("", name)).split())
