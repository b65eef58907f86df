"""The words behind ids: what a country code, a language, an occupation or a skill is called.

A name says what its ids are, whether it is a column's or a key's within a JSON value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from services.publication.places import place_name, region_name
from services.publication.pseudonym_words import ADJECTIVES, NOUNS
from services.publication.pseudonyms import Pseudonym, pseudonym_name
from services.publication.vocabulary import vocabulary
from services.publication.wording import country, language

from .walk import Datum

PSEUDONYM = "pseudonym"
PSEUDONYM_WORDS = ("pseudonym_first", "pseudonym_second")

Labeller = Callable[[Any, str], tuple[str, str]]


def _from_vocabulary(kind: str) -> Labeller:
    return lambda id_, locale: vocabulary().label(kind, id_, locale)


def _in_both(name_of: Callable[[str, str], str]) -> Labeller:
    return lambda code, locale: (name_of(code, locale), locale)


def _pseudonym_word(words: Any) -> Labeller:
    return lambda number, locale: (words[number][1 if locale == "nl" else 0], locale)


def _pseudonym(words: tuple[int, int], locale: str) -> tuple[str, str]:
    return pseudonym_name(Pseudonym(*words), locale), locale


LABELLERS: dict[str, Labeller] = {
    "country": _in_both(country),
    "region": _in_both(region_name),
    "place": _in_both(place_name),
    "language": _in_both(language),
    "languages": _in_both(language),
    "locale": _in_both(language),
    "occupation": _from_vocabulary("isco"),
    "skill": _from_vocabulary("skill"),
    "skills": _from_vocabulary("skill"),
    "education_field": _from_vocabulary("education-field"),
    "sector": _from_vocabulary("nace"),
    "sectors": _from_vocabulary("nace"),
    "industry": _from_vocabulary("nace"),
    "certification": _from_vocabulary("certification"),
    "certifications": _from_vocabulary("certification"),
    PSEUDONYM: _pseudonym,
    "pseudonym_first": _pseudonym_word(ADJECTIVES),
    "pseudonym_second": _pseudonym_word(NOUNS),
}


def label_of(name: str, value: Any, locale: str) -> tuple[str, str] | None:
    """What the id is called and in which language; None where it has no other name."""
    if value is None or isinstance(value, Enum | bool) or name not in LABELLERS:
        return None
    try:
        return LABELLERS[name](value, locale)
    except (KeyError, IndexError, TypeError):
        return None


def in_words(name: str, value: Any, word_for: Callable[[str, Any], str | None]) -> Any:
    """The value with its ids and codes replaced by what ``word_for`` calls them; the rest stays as it is."""
    if isinstance(value, list):
        return [in_words(name, each, word_for) for each in value]
    if isinstance(value, dict):
        return {key: in_words(key, each, word_for) for key, each in value.items()}
    word = word_for(name, value)
    return value if word is None else word


def in_one(data: Sequence[Datum]) -> tuple[Datum, ...]:
    """The data of a row with the two words of a pseudonym as one: apart they are no name."""
    words = {datum.column: datum for datum in data if datum.column in PSEUDONYM_WORDS}
    if len(words) < len(PSEUDONYM_WORDS):
        return tuple(data)
    first, second = (words[column] for column in PSEUDONYM_WORDS)
    name = replace(first, column=PSEUDONYM, value=(first.value, second.value))
    return tuple(name if datum is first else datum for datum in data if datum is not second)
