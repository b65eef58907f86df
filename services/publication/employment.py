"""Products that a résumé means as the company behind them: "worked for Datadog", "Figma GmbH", "Engineer, Miro 2019".

Any tool of the vocabulary may be an employer; "worked with Datadog" and "experience in Miro" mean the tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from .dates import find_periods
from .job_headers import is_header, is_title, split_header, without_periods
from .lexicon import looks_like_place
from .matching import Phrases
from .normalise import fold, key_of, read
from .vocabulary import vocabulary

_THE = r"\s*(?:\s(?:is|was)\s|:|-|–)?\s*(?:\b(?:the|de|het|der|die|dem|la)\s+)?[\"“'‘(]?$"
# Words of employment that mean a company whatever follows.
_CLEAR = re.compile(
    r"(?:\bwork(?:ed|ing|s)? (?:\w+ ){0,3}?(?:for|at)|\bjoin(?:ed|ing|s)?|\bemployed (?:by|at|with)|"
    r"\bemployee (?:of|at)|\b(?:hired|acquired|recruited|contracted|engaged) by|\bcontract(?:ed|or|ing)? (?:to|for|at)|"
    r"\bemployer|\b(?:seconded|deputed|assigned) to|\bon behalf of|\bpayroll of|\bintern(?:ship)?s? (?:at|with)|"
    r"\bcareer (?:at|with)|\b(?:years|months|time|tenure|stint|role|position|job) at|\bcolleagues (?:from|at|of)|\bex-|"
    r"\b(?:resigned from|laid off (?:by|from)|returned to|moved to|my employer|in-house \w+ (?:within|at|for))|"
    r"\b(?:client|customer)s? (?:include[sd]?|including|like|such as|were|was)|"
    r"\b(?:client|customer|company)(?: name)?\s?:|"
    r"\bwerkzaam (?:bij|voor)|\bin dienst (?:van|bij)|\b(?:gewerkt|werk|werkte?n?) (?:bij|voor)|"
    r"\baangenomen (?:bij|door)|\b(?:gedetacheerd|overgestapt|overstap) (?:bij|naar)|"
    r"\b(?:opdrachtgever|klant|werkgever|kunde|auftraggeber|arbeitgeber)|"
    r"\b(?:angestellt|tätig|tatig|beschäftigt|beschaftigt|gearbeitet|arbeite(?:te)?n?) (?:bei|für|fur)|"
    r"\bim auftrag von|\bchez|\bpour le compte de|\bemployee? par|\btrabaj\w+ (?:en|para)|\bcontratad[oa] por|"
    rf"(?:{fold('работал')}|{fold('работаю')})\w? {fold('в')})" + _THE,
    re.I,
)
# Words that stand before companies, and before the names of tools after some adjectives.
_PLAIN = re.compile(
    r"(?<!good )(?<!expert )(?<!skilled )(?<!proficient )(?<!excellent )(?<!adept )(?<!great )(?<!look )(?<!looking )"
    r"(?<!experienced )(?<!strong )(?:\bat|@|\bbij|\bbei)" + _THE,
    re.I,
)
_AFTER = re.compile(
    r"['’s]{0,2}\s*,?\s*(?:\((?:inc|gmbh|b\.?v|n\.?v|ltd|llc)\b|inc\b|gmbh\b|ltd\b|limited\b|llc\b|plc\b|corp\b|corporation\b|"
    r"b\.?v\b|n\.?v\b|ag\b|pvt\b|labs\b|nederland\b|netherlands\b|deutschland\b|germany\b|belgium\b|headquarters\b|"
    r"hq\b|hoofdkantoor\b|premises\b|campus\b|employees?\b|employer\b|alumn\w+|werknemer|medewerker|mitarbeiter|"
    r"(?:has |have )?(?:hired|employed|acquired|recruited|promoted) (?:me|us)\b|angestellt|gearbeitet|beschäftigt|"
    r"as an?\s+(?:\w+\s+){0,3}(?:teacher|developer|engineer|consultant|manager|analyst|intern|trainee)\b)",
    re.I,
)
_TOOL_AFTER = re.compile(
    r"\s*[-/&]?\s*(?:\d{1,2}\b|\d+\.\d|v\d|developer|consultant|admin|dba\b|database|db\b|server|cloud\b|platform|tools?\b|"
    r"level|side\b|application|suite|software|systems?\b|module|implement|integrat|migrat|configur|upgrade|team\b|project|"
    r"training|course|workshop|certif|class|query|queries|script|program|code\b|coding|develop|test|report|dashboard|"
    r"file|format|environment|technolog|framework|librar|skill|knowledge|version|support)",
    re.I,
)
_ALSO = re.compile(r"\s*(?:,|&|/|,?\s+(?:and|or|en|und|et|y))\s*", re.I)
_SPACED = re.compile(r"(?<![^\s(,;:])(?:[^\W\d_][ .]){3,}[^\W\d_](?![^\s),;:.])")
_REACH = 60
_LONGEST_LINE = 120
_WORD = re.compile(r"\w")


def products_employing(text: str) -> list[str]:
    """Tools of the vocabulary beside words of employment or a legal form, as written."""
    found: list[str] = []
    last, listing = -1, False
    for folded, start, end in _mentions(text):
        reach = max(0, start - _REACH)
        clear = _CLEAR.search(folded, reach, start) is not None
        if listing and _ALSO.fullmatch(folded, last, start):
            clear = True
        company = _AFTER.match(folded, end, end + _REACH) is not None
        employs = clear or _PLAIN.search(folded, reach, start) is not None
        if company or (employs and not _TOOL_AFTER.match(folded, end, end + _REACH)):
            found.append(folded[start:end])
            last, listing = end, clear
    return found


def products_heading(text: str) -> list[str]:
    """Tools that stand where the employer does: beside a function on or over the line of a period, and nothing else."""
    rows = [row.strip() for row in text.split("\n")]
    rows = [row for row in rows if row]
    found: list[str] = []
    for number, row in enumerate(rows):
        if not any(not period.single for period in find_periods(row[:_LONGEST_LINE])):
            continue
        found += _in_header(without_periods(row), rows[max(0, number - 2) : number])
    return found


def _in_header(dated: str, above: Sequence[str]) -> Iterable[str]:
    """The tool in the nearest lines that has only functions and places beside it."""
    header: list[str] = []
    for row in (dated, *reversed(above)):
        if _WORD.search(row):
            if not is_header(row):
                return []
            header.extend(part for part in split_header(row) if _WORD.search(part))
        tools = [part for part in header if is_product(part)]
        others = [part for part in header if part not in tools]
        if len(tools) == 1 and others and any(map(is_title, others)):
            return tools if all(is_title(part) or looks_like_place(part) for part in others) else []
    return []


def spaced_out(text: str) -> list[str]:
    """Tools that a text writes letter by letter, as nobody does with a tool: "D a t a d o g"."""
    names = (re.sub(r"[\s.]", "", match[0]) for match in _SPACED.finditer(fold(text)))
    return [name for name in names if is_product(name)]


def is_employer_in(name: str, text: str) -> bool:
    """Whether a text shows a name to be a company's: beside words of employment, a legal form or on a job's line."""
    folded, wanted = fold(text), re.escape(fold(name).strip())
    for match in re.finditer(rf"(?<!\w){wanted}(?!\w)", folded, re.I) if wanted else ():
        start, end = match.span()
        reach = max(0, start - _REACH)
        if _CLEAR.search(folded, reach, start) or _PLAIN.search(folded, reach, start) or _AFTER.match(folded, end):
            return True
        if _heads(folded, start, end):
            return True
    return False


def is_product(name: str) -> bool:
    """Whether a name is that of a tool of the vocabulary."""
    id_ = vocabulary().skill_named(name)
    return id_ is not None and vocabulary().skill(id_).kind == "tool"


def _heads(text: str, start: int, end: int) -> bool:
    """Whether a name is a part of a line that has a period, or that has a function and a period under it."""
    begin, finish = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[begin : finish if finish >= 0 else len(text)]
    below = text[begin + len(line) :].lstrip("\n")[:_LONGEST_LINE].partition("\n")[0]
    if len(line) > _LONGEST_LINE or not is_header(line.strip()):
        return False
    name = key_of(text[start:end])
    parts = split_header(without_periods(line.strip()))
    if all(key_of(part) != name for part in parts):
        return False
    if any(not period.single for period in find_periods(line)):
        return True
    dated = any(not period.single for period in find_periods(below))
    return dated and (len(parts) == 1 or any(is_title(part) for part in parts if key_of(part) != name))


def _mentions(text: str) -> Iterable[tuple[str, int, int]]:
    words = read(text)
    for span in _phrases().find_in(words):
        if _is_brand(span.index, words.folded[span.start : span.end]):
            yield words.folded, span.start, span.end


def _is_brand(index: int, name: str) -> bool:
    """Whether a name may be a company's: a tool's, or a capitalised word that begins no other skill's name."""
    phrases, key = _phrases(), key_of(name)
    if index in phrases.tools:
        return name[0].isupper() or key not in vocabulary().phrases.strict
    camel = name[0].isupper() and any(letter.isupper() for letter in name[1:]) and not name.isupper()
    return camel or (name[0].isupper() and phrases.starts.get(key) == "1")


@cache
def _phrases() -> Phrases:
    # As a company's, a name that is an everyday word too needs no other tool beside it: "Joined Slack".
    return replace(vocabulary().phrases, strict=frozenset())
