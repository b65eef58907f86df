"""Names of organisations and schools anywhere in a résumé: what the guard keeps out of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import is_generic, is_tool, looks_like_title
from .lexicon_words import (
    GENERIC,
    LEGAL_FORMS,
    PARTICLES,
    SCHOOLS,
    STRICT_FORMS,
    STRONG_ORGANISATIONS,
    WEAK_ORGANISATIONS,
    word_set,
)
from .organisation_cues import by_cue
from .organisation_names import clean_name, plausible, unique

_TOKEN = re.compile(r"\([A-Za-z]{1,9}\.?\)|[^\s,;:|•()\[\]\"“”{}<>]+|[,;:|•()\[\]\"“”{}<>]")
_JOINERS = word_set("""& 't and at de den der des di du en for für in la le of the to und van von voor""")
_SUBJECTS = word_set("""agency association center centre committee consulate department office society""")
_BEFORE_NAME = word_set(
    """academie academy association bank board bureau center centre college commission committee consulate council
    department faculty foundation gemeente hochschule hogeschool institute institution klinikum lyceum ministerie
    ministry office politie provincie roc school society stadtwerke stichting umc universidad universite
    universiteit university universität université waterschap"""
)
_LONGEST = 9


def find_organisations(lines: Sequence[str]) -> list[str]:
    """Companies, clients and schools named in the lines, as written, each once; generic words left out."""
    found: list[str] = []
    for line in lines:
        for segment in _segments(line):
            found.extend(_by_noun(segment))
            found.extend(by_cue(segment))
    return unique(found)


def _segments(line: str) -> list[str]:
    return [line[i : i + 2000] for i in range(0, min(len(line), 20_000), 2000)]


def _by_noun(line: str) -> list[str]:
    """Runs of capitalised words around a legal form or a noun of organisations."""
    tokens = _TOKEN.findall(line)
    found: list[str] = []
    for index, token in enumerate(tokens):
        bare = token.strip(".")
        low = bare.casefold()
        legal = (low in LEGAL_FORMS and len(bare) > 2 and bare[0].isupper()) or token in STRICT_FORMS
        strong = low in _SUBJECTS or low in STRONG_ORGANISATIONS or low in SCHOOLS or low.endswith("school")
        weak = low in WEAK_ORGANISATIONS
        if not (legal or strong or weak) or not (bare[0].isupper() or (strong and low.endswith("school"))):
            continue
        left, right = _left(tokens, index, legal), _right(tokens, index)
        name = clean_name(" ".join(tokens[left:right]).replace(" , ", ", ").replace(" ,", ","))
        if index == left and right == index + 1:
            continue
        if weak and not (legal or strong) and not _introduced(tokens, left, right, name):
            continue
        if (plausible(name) and not is_tool(name)) or (legal and not is_generic(name)):
            found.append(name)
    return found


def _left(tokens: Sequence[str], index: int, legal: bool) -> int:
    """Where the name that ends on a noun begins."""
    left = index
    while left > 0 and index - left < _LONGEST - 1:
        before = tokens[left - 1]
        if before in "," and legal and left == index and index > 1:
            left -= 1
            continue
        if not _proper(before) and not (before.casefold() in _JOINERS and left > 1 and _proper(tokens[left - 2])):
            break
        if before.casefold().strip(".") in ("at", "to", "in") or (
            before.istitle() and before.casefold() in PARTICLES and left - 1 == 0
        ):
            break
        left -= 1
    while left < index and (tokens[left].casefold() in _JOINERS or tokens[left] == ","):
        left += 1
    while left < index and looks_like_title(tokens[left]) and tokens[left].casefold() not in STRONG_ORGANISATIONS:
        left += 1
    return left


def _right(tokens: Sequence[str], index: int) -> int:
    """Where the name ends: after "University of X", "Gemeente X", or further legal forms."""
    right = index + 1
    while right < len(tokens) and (tokens[right].strip(".").casefold() in LEGAL_FORMS and tokens[right][0].isupper()):
        right += 1
    low = tokens[index].casefold().strip(".")
    if low in _BEFORE_NAME or (
        right < len(tokens) and tokens[right].casefold() in ("of", "für", "voor", "van", "de", "for")
    ):
        end = right
        while end < len(tokens) and end - index < 6 and (_proper(tokens[end]) or tokens[end].casefold() in _JOINERS):
            end += 1
        while end > right and not _proper(tokens[end - 1]):
            end -= 1
        right = end
    return right


def _proper(token: str) -> bool:
    return (
        token[0].isupper()
        or (token[0].isdigit() and any(c.isupper() for c in token))
        or (token[0] == "(" and len(token) > 1)
    )


def _introduced(tokens: Sequence[str], left: int, right: int, name: str) -> bool:
    """Whether a name on a common noun ("… Services") stands where organisations stand."""
    before = tokens[left - 1].casefold() if left else ""
    alone = left == 0 and right >= len(tokens) - 1
    known = any(word.casefold() in GENERIC for word in name.split()[:-1])
    return (
        before in {"at", "for", "with", "by", "from", "joined", "bij", "bei", "voor", "für", "in"} and not known
    ) or (alone and not known)
