"""The branch of industry (NACE section) of a job, where its words say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from .matching import Phrases
from .normalise import Words, read
from .vocabulary import phrases_of, vocabulary

# Occupations that are practised in one branch by their nature.
_BY_OCCUPATION = {
    "22": "Q", "32": "Q", "53": "Q", "23": "P", "61": "A", "62": "A", "71": "F", "512": "I", "513": "I", "2612": "O",
    "1345": "P", "1346": "K", "1342": "Q", "1411": "I", "1412": "I", "1420": "G", "522": "G", "5411": "O", "5412": "O",
    "3312": "K", "3321": "K", "4211": "K", "2635": "Q", "5311": "Q", "5312": "P", "3334": "L", "1323": "F", "941": "I",
    "932": "C", "81": "C", "82": "C", "2265": "Q", "2634": "Q", "7512": "C", "8331": "H", "8332": "H", "3154": "H",
}  # fmt: skip
# Crafts practised in every branch, whose own words ("software", "audit") stand in any of their descriptions.
_BY_CRAFT = {
    "25": "J", "35": "J", "133": "J", "241": "M", "261": "M", "242": "M", "243": "M", "2161": "M", "2166": "M",
    "2642": "J", "2643": "M", "4321": "H", "1324": "H", "4323": "H", "2423": "N", "1212": "N", "3333": "N", "74": "F",
    "2424": "P", "2356": "P", "2142": "F", "2151": "D", "3332": "R", "2654": "R",
}  # fmt: skip
# Consultancies and foundations are forms in which any trade is practised: "Jansen Advies" of a nurse is in care.
_FORMS = frozenset("MS")
_ENOUGH = 3


def sector_of(employer: str, title: Words, description: Words, occupation: str | None) -> str | None:
    """The NACE section of a job: the employer's kind, else that of the occupation, else what is described at length.

    A title alone tells no branch, unless its occupation is practised in one: nurses work in care, developers anywhere.
    """
    kind = _clearest(_sections(read(employer), employers=True), least=1)
    if kind and kind not in _FORMS:
        return kind
    known = _by_group(_BY_OCCUPATION, occupation) or kind
    if known:
        return known
    votes = _sections(title) + _sections(description)
    del votes[_by_group(_BY_CRAFT, occupation) or ""]
    return _clearest(votes, least=_ENOUGH)


def _sections(words: Words, *, employers: bool = False) -> Counter[str]:
    """How many different words of each section a text has; names of employers have words of their own."""
    sections, by_number = _phrases(employers)
    return Counter(by_number[number] for number in {span.index for span in sections.find_in(words)})


def _clearest(votes: Counter[str], *, least: int) -> str | None:
    best = votes.most_common(2)
    clear = best and best[0][1] >= least and (len(best) == 1 or best[0][1] >= 2 * best[1][1])
    return best[0][0] if clear else None


def _by_group(table: Mapping[str, str], occupation: str | None) -> str | None:
    return next((table[(occupation or "")[:n]] for n in (4, 3, 2) if (occupation or "")[:n] in table), None)


@cache
def _phrases(employers: bool) -> tuple[Phrases, list[str]]:
    words = vocabulary().employer_words if employers else vocabulary().sector_words
    return phrases_of({word: number for number, word in enumerate(words)}), list(words.values())
