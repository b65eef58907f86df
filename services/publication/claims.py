"""Whether a text says nothing but the facts of a record: what a language model wrote is believed only then.

The text is read as facts, in words that the record itself is told in, joined by words that claim nothing. Any other
word, number, name or sign refuses it, and so does a fact in a place where it becomes another claim ("a degree in
Python", "certified in German"). So nothing has to be recognised as an invention, an instruction or a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import dropwhile, takewhile

from .claim_words import BESIDE_EXPERIENCE, CONNECTING, FRAMES, LED_FROM_EDUCATION, LISTING
from .record import VerifiedRecord
from .spoken_facts import spoken_facts

LONGEST = 1000
MOST_SENTENCES = 6
_OTHER_SIGNS = re.compile(r"[^\w\s.,;:()'’–—€&/+#-]|_")
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[^\W\d_])")
_TOKEN = re.compile(r"\[(\d+)\]|([^\W\d_]+(?:['’-][^\W\d_]+)*)|(\d[\d.,]*)|(\S)")


class Refusal(str, Enum):
    """Why a text is not believed."""

    LENGTH = "length"
    MARKUP = "markup"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    CLAIM = "claim"
    NOTHING_SAID = "nothing-said"


class NotSupported(Exception):
    """The text says something that the record does not; ``why`` without a word of it."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def supported_sentences(text: str, record: VerifiedRecord, locale: str) -> tuple[str, ...]:
    """The sentences of a text of which every word is a fact of the record or claims nothing. Raises NotSupported."""
    if len(text) > LONGEST:
        raise NotSupported(Refusal.LENGTH)
    if "\n" in text.strip() or _OTHER_SIGNS.search(text):
        raise NotSupported(Refusal.MARKUP)
    sentences = tuple(_SENTENCE.split(text.strip()))
    if len(sentences) > MOST_SENTENCES:
        raise NotSupported(Refusal.LENGTH)
    phrases = {
        phrase.casefold(): fact.kind
        for fact in reversed(spoken_facts(record, locale))
        for phrase in fact.phrases
        if phrase
    }
    for sentence in sentences:
        _check(sentence, phrases, locale)
    return sentences


def _check(sentence: str, phrases: Mapping[str, str], locale: str) -> None:
    if not sentence.endswith(".") or not sentence[0].isalnum():
        raise NotSupported(Refusal.MARKUP)
    masked, kinds = _masked(sentence, phrases)
    if not kinds:
        raise NotSupported(Refusal.NOTHING_SAID)
    words: list[str] = []
    for number, word, digits, sign in _TOKEN.findall(masked):
        if number:
            words.append(f"[{kinds[int(number)]}]")
        elif digits:
            raise NotSupported(Refusal.NUMBER)
        elif word:
            words.append(_connecting(word, locale, first=not words))
        elif sign == ",":
            words.append(sign)
        elif sign not in ".;:()–—-":
            raise NotSupported(Refusal.MARKUP)
    _check_frames(words)


def _masked(sentence: str, phrases: Mapping[str, str]) -> tuple[str, list[str]]:
    """The sentence with a number in brackets for each fact, and the kinds of the facts by that number."""
    kinds: list[str] = []
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)

    def mask(found: re.Match[str]) -> str:
        kinds.append(phrases[" ".join(found[0].casefold().split())])
        return f"[{len(kinds) - 1}]"

    return re.sub(
        rf"(?<![\w])(?:{pattern})(?![\w])", mask, sentence, flags=re.IGNORECASE
    ) if pattern else sentence, kinds


def _connecting(word: str, locale: str, *, first: bool) -> str:
    if word.lower() in CONNECTING[locale] and (word.islower() or first):
        return word.lower()
    raise NotSupported(Refusal.WORD if word.islower() or first else Refusal.NAME)


def _check_frames(words: list[str]) -> None:
    """Refuse a fact where the words around it make another claim of it."""
    kinds = {word[1:-1] for word in words if word.startswith("[")}
    if "experience" in kinds and not kinds <= BESIDE_EXPERIENCE:
        raise NotSupported(Refusal.CLAIM)
    for place, word in enumerate(words):
        behind = words[place + 1 :]
        if word == "[education]" and not set(_in_clause(behind)) <= LED_FROM_EDUCATION:
            raise NotSupported(Refusal.CLAIM)
        allowed, before = FRAMES.get(word), words[place - 1] if place else ""
        if allowed is not None and before[1:-1] not in allowed and not (set(_in_list(behind)) or {""}) <= allowed:
            raise NotSupported(Refusal.CLAIM)


def _in_clause(words: Sequence[str]) -> list[str]:
    """The kinds of the facts before the clause ends."""
    clause = takewhile(lambda word: word not in LISTING, words)
    return [word[1:-1] for word in clause if word.startswith("[")]


def _in_list(words: Sequence[str]) -> list[str]:
    """The kinds of the next fact and of those listed with it."""
    facts = dropwhile(lambda word: not word.startswith("["), words)
    listed = takewhile(lambda word: word.startswith("[") or word in LISTING, facts)
    return [word[1:-1] for word in listed if word.startswith("[")]
