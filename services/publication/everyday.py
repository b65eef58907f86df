"""Words that people use every day, and that are names of people and organisations too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from .identifiers import generic_words
from .vocabulary import vocabulary

EVERYDAY = Path(__file__).parents[2] / "data" / "vocabulary" / "supplement" / "everyday.txt"
_KINDS = ("isco", "nace", "education-field", "skill-group")
_WORD = re.compile(r"[a-z]+")


@cache
def everyday_words() -> frozenset[str]:
    """Words in lower case: of the supplement, of what many organisations are called, of labels that name no tool."""
    words = set(generic_words())
    for line in EVERYDAY.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            words.update(word.strip() for word in line.split(","))
    known = vocabulary()
    for kind in _KINDS:
        for id_ in known.ids(kind):
            words.update(*(_WORD.findall(label.lower()) for label in known.labels(kind, id_)))
    return frozenset(words - {""})
