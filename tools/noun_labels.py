"""Labels of ESCO's skills as nouns: "lead a team" is shown as "Team leadership", "manage zoos" as "Managing zoos".

The curated ones are in supplement/noun-labels.txt; every other verb phrase is put into the -ing form.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from services.publication.normalise import word_set

# First words of labels that are no verbs, although most of their neighbours are.
NO_VERBS = word_set(
    "food automotive metal personnel digital clinical mine types roles non evaluation handling manufacturing managing"
    " problem-solving own identity shearing vegetation"
)
_ADVERB = re.compile(r"(?!apply|supply|comply|multiply|rely|reply|tally)[a-z]+ly")
# Stress on the last syllable doubles the last letter: "plan" always, of longer verbs these.
_DOUBLED = word_set(
    "program control transfer refer compel submit admit commit permit travel model label channel counsel signal fuel"
    " cancel enrol fulfil regret upset omit equip level propel transmit emit format input output prefer confer debug"
    " degum patrol"
)
_SEPARABLE = frozenset(("follow", "set", "hand"))
_PARTICLES = ("-up", "up", "over")
_ONE_SYLLABLE = re.compile(r"(?:qu|[^aeiou]*)[aeiou][bdgklmnprtz]")


def gerund(verb: str) -> str:
    """The -ing form of an English verb, in British spelling."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return f"{verb[:-1]}ing"
    for particle in _PARTICLES:
        base = verb.removesuffix(particle)
        if base != verb and base in _SEPARABLE:
            return f"{gerund(base)} {particle.strip('-')}"
    last = verb.rsplit("-", 1)[-1]
    if last in _DOUBLED or _ONE_SYLLABLE.fullmatch(last):
        return f"{verb}{verb[-1]}ing"
    return f"{verb}ing"


class Nouns:
    """Turns verb phrases into nouns; built from all labels, which tell verbs from nouns."""

    def __init__(self, labels: Iterable[str], curated: Mapping[str, str]) -> None:
        phrases = [_small(label).split() for label in labels]
        self.curated = curated
        self._verbs = {words[0] for words in phrases if words[0].islower()} - NO_VERBS
        inside = {word for words in phrases for before, word in pairwise(words) if before not in _JOINING}
        self._only_verbs = self._verbs - inside

    def is_verb_phrase(self, label: str) -> bool:
        """Whether a label of a skill begins with a verb."""
        return _small(label).split()[0] in self._verbs

    def of(self, label: str) -> str:
        """The label as a noun; as it is where it is none of a verb phrase."""
        if label in self.curated:
            return self.curated[label]
        if not self.is_verb_phrase(label):
            return label
        words = _small(label).split()
        place = 1 if _ADVERB.fullmatch(words[0]) else 0
        words[place] = gerund(words[place])
        for number in range(place + 2, len(words)):
            if words[number - 1] in ("and", "or") and self._is_second(words, number, place):
                words[number] = gerund(words[number])
        return " ".join(words)

    def _is_second(self, words: list[str], number: int, place: int) -> bool:
        """Whether a word behind "and" is a verb too: "read and write", "find problems and solve them"."""
        known: Collection[str] = self._verbs if number == place + 2 else self._only_verbs
        return words[number] in known


_JOINING = frozenset(("and", "or", "to", "not"))


def _small(label: str) -> str:
    """A label without the capital that ESCO gives a few verbs; names of languages and abbreviations keep theirs."""
    return label[:1].lower() + label[1:] if re.match(r"[A-Z][a-z]+ [a-z]", label) else label
