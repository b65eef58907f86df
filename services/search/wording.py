"""From what somebody types to the terms of a query: skills and occupations by any of their names, else words."""

from __future__ import annotations

from services.publication.normalise import key_of, word_set
from services.publication.vocabulary import Vocabulary, vocabulary

from .query import Term

MOST_TERMS = 8
LONGEST_NAME = 5
# Words between the words that matter, and what stands around a number of years.
_FILLING = word_set(
    "a an and or the of in with for from to years year experience de het een en met voor van in op te jaar jaren"
    " ervaring und mit der die das ein eine"
)


def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of a search text, in order; the longest names first. Text without any word fits nobody."""
    words = key_of(text).split()
    terms: list[Term] = []
    while words and len(terms) < MOST_TERMS:
        length, term = _next(words)
        if term is not None and term not in terms:
            terms.append(term)
        words = words[length:]
    if not terms and text.strip():
        return (Term(((key_of(text) or text.strip(),),)),)
    return tuple(terms)


def _next(words: list[str]) -> tuple[int, Term | None]:
    """The term that the words begin with, and how many of them it takes."""
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        named = _named(words[:length])
        if named is not None:
            return length, named
    word = words[0]
    return 1, None if word in _FILLING or word.isdigit() else Term(((word,),))


def _named(words: list[str]) -> Term | None:
    """A skill or an occupation that goes by exactly these words: also found under its own label."""
    name, known = " ".join(words), vocabulary()
    if name in _FILLING:
        return None
    skill, occupation = known.skill_named(name), known.titles.exact(name)
    if skill is None and occupation is None:
        return None
    phrases = [tuple(words), *(_labels(known, skill) if skill else ())]
    return Term(tuple(dict.fromkeys(phrases)), (occupation,) if occupation else ())


def _labels(known: Vocabulary, skill: str) -> list[tuple[str, ...]]:
    return [tuple(key_of(label).split()) for label in known.labels("skill", skill)]
