"""Names of other people in a résumé, for the guard: references, managers, colleagues, relatives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import is_generic, looks_like_organisation, looks_like_place
from .lexicon_words import GENERIC, PARTICLES
from .organisation_names import clean_name, unique
from .owner_name import names_function

_WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]+)"
_PERSON = rf"{_WORD}(?:[ ](?:(?:van|der|den|de|ten|ter|von|zu|el|al|bin)[ ]){{0,2}}{_WORD}){{1,3}}"
_HONORIFIC = r"(?i:mr|mrs|ms|dr|prof|professor|ir|drs|dhr|mevr|mw|herr|frau|sri|shri)\b\.?\s"
_COLLEAGUE = re.compile(
    r"(?i:reported to|reporting to|reports to|rapporteerde aan|berichtete an|supervisors?|supervised by|manager|"
    r"mentors?|advis[oe]rs?|guide|under the (?:guidance|supervision|direction) of|begeleider|leidinggevende|"
    r"vorgesetzter|betreuer|references?|referenties?|referenz(?:en)?|referees?|contact person|contactpersoon|"
    r"ansprechpartner|partner|(?:father|mother|husband|spouse)'?s? name|spouse|colleagues?|collega(?:'s)?|kollegen?|"
    r"together with|samen met|"
    rf"zusammen mit)\s?[:\-–]?\s?(?:{_HONORIFIC}){{0,3}}(?P<name>{_PERSON})"
)
# One of these is in every cue, and told faster than the cues themselves.
_STEMS = (
    "report", "rapport", "bericht", "supervis", "manager", "mentor", "advis", "guid", "direction", "begeleid",
    "leidinggev", "vorgesetz", "betreuer", "refer", "contact", "ansprech", "partner", "name", "spouse", "colleague",
    "collega", "kolleg", "together", "samen", "zusammen",
)  # fmt: skip
_HONOURED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Dhr|Mevr|Mw|Herr|Frau|Shri|Sri)\b\.?\s(?P<name>{_PERSON}|[A-Z][a-z]+)"
)


def find_people(lines: Sequence[str], references: Sequence[str]) -> list[str]:
    """Other people named: by a title or a relation anywhere, and on lines of their own among references."""
    found: list[str] = []
    for line in lines:
        low = line.casefold()
        if any(stem in low for stem in _STEMS):
            found.extend(match["name"] for match in _COLLEAGUE.finditer(line[:2000]))
        found.extend(match["name"] for match in _HONOURED.finditer(line[:2000]))
    for line in references:
        for piece in re.split(r"[,;:|•\t(]|\s[-–—]\s", line)[:2]:
            name = re.sub(
                r"^(?:\W|(?:mr|mrs|ms|dr|prof|dhr|mevr|mw|herr|frau)\b\.?)*", "", piece.strip(), flags=re.I
            ).strip()
            if re.fullmatch(_PERSON, name):
                found.append(name)
    return unique(name for name in map(clean_name, found) if _is_person(name))


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        1 <= len(words) <= 5
        and len(name) > 2
        and not is_generic(name)
        and not names_function(name)
        and not looks_like_organisation(name)
        and not looks_like_place(name)
        and not any(word.casefold().strip(".") in GENERIC for word in words if word.casefold() not in PARTICLES)
    )
