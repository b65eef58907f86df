"""Every wording under which an id may be displayed, at any tier and level, in any language: what the guard reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from .narrative_phrases import DUTCH, ENGLISH
from .places import region_name
from .vocabulary import vocabulary
from .wording import LOCALES, country, language

COUNTRY = 2
"""Letters of a NUTS code that stand for the country; each further one is a level."""


@lru_cache(maxsize=65536)
def wordings(kind: str, id_: str) -> tuple[str, ...]:
    """All wordings of an id and of what may stand for it in a crowd.

    Kinds: occupation, skill, sector, certification, education-field, country, region, language.
    """
    return tuple(dict.fromkeys(_KINDS[kind](id_)))


def _occupation(unit: str) -> Iterable[str]:
    for code in (unit, *vocabulary().isco_parents(unit)):
        yield from vocabulary().labels("isco", code)
        yield from vocabulary().labels("isco-singular", code)


def _skill(id_: str) -> Iterable[str]:
    yield from vocabulary().labels("skill", id_)
    for group in vocabulary().skill_groups(id_):
        for above in (group, *vocabulary().parents(group)):
            yield from vocabulary().labels("skill-group", above)


def _sector(section: str) -> Iterable[str]:
    yield from vocabulary().labels("nace", section)
    yield from (words.sectors[section] for words in (ENGLISH, DUTCH) if section in words.sectors)


def _region(code: str) -> Iterable[str]:
    levels = (code[:length] for length in range(COUNTRY, len(code) + 1))
    return (region_name(level, locale) for level in levels for locale in LOCALES)


_KINDS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "occupation": _occupation,
    "skill": _skill,
    "sector": _sector,
    "certification": lambda id_: vocabulary().labels("certification", id_),
    "education-field": lambda id_: vocabulary().labels("education-field", id_),
    "country": lambda code: (country(code, locale) for locale in LOCALES),
    "region": _region,
    "language": lambda code: (language(code, locale) for locale in LOCALES),
}
