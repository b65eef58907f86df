"""Organisations by the words before their names: "Client: …", "worked at …", "customers such as …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import is_tool, looks_like_organisation
from .organisation_names import clean_name, plausible

_CUE = re.compile(
    r"(?:^|[\s(*•▪➢❖-])(?P<cue>client(?:s| name)?|customers?|end[ -]client|klant(?:en)?|opdrachtgevers?|kunden?|"
    r"auftraggeber|company(?: name)?|employer|name of employer|organi[sz]ation(?: name)?|werkgever|arbeitgeber|firma|"
    r"bedrijf|vendor|account|institute|institution|university|college|school|onderwijsinstelling|hochschule)"
    r"\s{0,2}(?:name)?\s{0,2}(?::-?|=|\s[-–])\s{0,9}(?P<name>[^\n]{2,100})",
    re.IGNORECASE,
)
_CAPITAL = r"(?:[A-Z](?:[\w&'’/-]|\.(?=\w))*|\d+[A-Z][\w&]*|[a-z]{1,2}[A-Z]\w+)"
_SINGLE = rf"{_CAPITAL}(?:[ ](?:(?:of|&|the|van|de|der)[ ]){{0,2}}{_CAPITAL}){{0,5}}"
# What continues a list of names: ", Name" and " and Name".
_NEXT = re.compile(rf"[\"”]?(?:,|,? (?:and|und|en|&|/))[ ][\"“”]?(?P<name>{_SINGLE})")
_LISTS = re.compile(r"such as|including|like|:")
_NAME = rf"{_CAPITAL}(?:[ ](?:(?:of|and|&|the|van|de|der|für|und|en)[ ]){{0,2}}{_CAPITAL}){{0,5}}"
_AT = re.compile(
    rf"\b(?P<cue>at|joined|joining|employed (?:by|at|with)|associated with|on behalf of|deputed (?:to|at)|clients?|"
    rf"work(?:ed|ing|s)? (?:\w{{1,20}} ){{0,5}}?(?:for|at|with|in)|contract(?:ed|or)? (?:to|for|with|at)|"
    rf"intern(?:ship)? (?:at|with|in)|trained (?:at|by|in)|experience (?:with|at|in|from)|career (?:with|at)|"
    rf"projects? (?:for|at|with|of|by)|(?:customer|client)s? (?:like|such as|including|is|was|were)|"
    rf"(?i:consultant|engineer|developer|analyst|manager|intern|trainee|assistant|teacher) (?:at|for|with|to|in)|"
    rf"studied at|graduated (?:from|at)|degree from|for|from|to|bij|voor|werkzaam (?:bij|voor)|"
    rf"(?:werkte?|gewerkt|opdracht|project) (?:bij|voor)|"
    rf"gedetacheerd (?:bij|naar)|bei(?: der| dem)?|tätig (?:bei|für)|projekt (?:für|bei))[ ]"
    rf"(?:(?:the|de|het|der|die|m/s\.?) ?)?[\"“]?(?P<name>{_NAME})"
)
# Cues so common that what follows must look like an organisation.
_LOOSE = re.compile(
    r"for|from|to|voor|at|with|in|clients?|bei|bij|experience \w+|(?!contract).*\b(?:with|in)|work.* for"
)
_FIRM = re.compile(r"^(?:at|bij|joined|employed|deputed|werkzaam|gedetacheerd|associated)\b")
_SMALL = ("vzw ", "asbl ")


def by_cue(line: str) -> list[str]:
    """Names after a label of clients or employers, and after words of employment."""
    found: list[str] = []
    for match in _CUE.finditer(line):
        for piece in re.split(r"[,;|•()]|\s[-–—]\s|\s+and\s+|/", match["name"])[:4]:
            name = clean_name(piece)
            proper = name[:1].isupper() or name.startswith(_SMALL)
            if proper and len(name.split()) <= 6 and plausible(name):
                found.append(name)
    for match in _AT.finditer(line):
        name, cue = clean_name(match["name"]), match["cue"]
        lists = _LISTS.search(cue) is not None
        firm = lists or _FIRM.match(cue) is not None or not _LOOSE.fullmatch(cue)
        if _means_company(name, firm=firm):
            found.append(name)
        if lists or (firm and name in found):
            found.extend(_listed(line, match.end(), firm=True))
    return found


def _means_company(name: str, *, firm: bool) -> bool:
    named = firm or looks_like_organisation(name)
    return plausible(name) and not is_tool(name) and named and (firm or len(name) > 3)


def _listed(line: str, place: int, *, firm: bool) -> Iterator[str]:
    """The names that go on a list after the one that ends at ``place``; without ``firm`` only clear ones."""
    while match := _NEXT.match(line, place):
        name = clean_name(match["name"])
        if not _means_company(name, firm=firm):
            return
        yield name
        place = match.end()
