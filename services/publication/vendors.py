"""Vendors that a résumé means as companies: where "Oracle" is an employer or a client, not the name of a tool.

The vendors of the vocabulary are the companies whose name many tools bear; any other tool is left to employment.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .employment import products_employing
from .matching import Phrases
from .normalise import fold, key_of, read
from .resume import Resume
from .vocabulary import phrases_of, vocabulary

_AFTER = re.compile(
    r"\s*(?:\(|india\b|corporation|corp\b|inc\b|ltd\b|limited|pvt\b|private|solutions\b|technologies\b|gmbh|ag\b|bv\b|nv\b|llc|plc|labs\b|"
    r"international|ssi\b|r&d|global services|consulting\b|nederland|netherlands|deutschland|germany|team\b|account\b|"
    r"client\b|employees?\b|premises|campus\b|headquarters|office in|"
    r"as an?\s+(?:\w+\s+){0,3}(?:teacher|developer|engineer|consultant|manager|analyst|intern|trainee)\b)",
    re.I,
)
_BEFORE = re.compile(
    r"(?:(?<!good )(?<!expert )(?<!skilled )(?<!proficient )(?<!excellent )\bat|@|\bjoined|\bemployed (?:by|with)|"
    r"\bemployee of|\bemployer|\b(?:client|customer)s?(?: name| include[sd]?| including| like| such as)?|"
    r"\bcompany(?: name)?|"
    r"\borgani[sz]ation(?: name)?|\bon behalf of|\bwork(?:ing|ed)? for|\bdeputed to|\bpayroll of|\bbij|\bbei|"
    r"\bopdrachtgever|\bklant|\bkunde|\bauftraggeber|\bvendor|\bproject for|\bsupport(?:ing)? for|\bassociated with|"
    r"\bintern(?:ship)? (?:with|in)|\bcurrently working (?:on|in|with)|\bdivision of|"
    r"\bsubsidiary of|\bpart of)\s*(?:is|:|-|–)?\s*(?:the |m/s )?$",
    re.I,
)
# What follows a tool: "at Oracle database level" is none of its maker's payroll.
_TOOL_AFTER = re.compile(
    r"\s*(?:[-/&]?\s*)(?:database|server|cloud|platform|tools?|level|side|application|suite)\b", re.I
)
_STANDS_BEFORE = re.compile(r"(?:^|[-–|,(@/:]|\bat|\bfor|\bof)\s*$", re.I)
_STANDS_AFTER = re.compile(r"\s*(?:$|[-–|,)/]|\bin\b|\bof\b)", re.I)
_WORD = re.compile(r"[a-z0-9]+")
_REACH = 40
_LINES = re.compile(r"\n|\s{2,}")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\bpresent\b|\bheden\b|\bheute\b", re.I)
_HEADING = re.compile(r"\s*(?:$|[-–—|,]|(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))(?P<rest>.*)", re.I)
_ALSO = re.compile(r"\s*(?:,|&|/|,?\s+(?:and|or|en|und))\s*", re.I)
_LONGEST_LINE = 120
# Evidence that a vendor's name is used as that of a tool.
_NEIGHBOUR = 8
_BETWEEN = re.compile(r"\W{1,4}|\s*(?:\W\s*)?(?:and|en|und|or|of|oder|&)\s+", re.I)
_USE_BEFORE = re.compile(
    r"(?:experience|expertise|knowledge|skill(?:s|ed)|proficien\w+|familiar\w*|certified|hands on|trained|exposure|"
    r"ervaring|kennis|kenntnisse|erfahrung|understanding)\s+(?:\w+\s+)?"
    r"(?:in|with|of|on|using|met|van|in|mit)\s+$|"
    r"(?:\b(?:using|used|such as|like|including)|"
    r"\b(?:tools?|software|platforms?|technolog\w+|databases?|rdbms)\s?:)\s?$",
    re.I,
)
_USE_AFTER = re.compile(
    r"\s*[-/]?\s*(?:\d|v\d|(?:developer|consultant|administrat|admin\b|dba|database|db\b|apps|application|erp|crm|forms|"
    r"reports?|certif|module|implement|version|cloud|platform|tool|software|system\b|server|develop|page|campaign|"
    r"marketing|integrat|architect|functional|technical|programm|migrat|automation|report|ads|sql|skill|suite|"
    r"environment|configur|upgrade|query|queries|workflow|integration|object|trigger|package|product|fundament))",
    re.I,
)


def vendors_meant(resume: Resume) -> tuple[str, ...]:
    """Vendors and makers of tools that stand where a company stands: in a job's line, or beside words of employment."""
    found: list[str] = []
    for job in resume.jobs:
        found += vendors_in(f"{job.employer}\n{job.city}")
        found += _standing(job.title)
        found += vendors_employing(job.description)
    found += vendors_employing(resume.headline)
    found += vendors_employing(resume.summary)
    return tuple(dict.fromkeys(found))


def vendors_in(text: str) -> list[str]:
    """Vendors named in a text that holds a company's name."""
    return [folded[start:end] for folded, start, end in _mentions(text)]


def vendors_employing(text: str) -> list[str]:
    """Vendors and makers of tools beside words of employment: "at Microsoft", "Clients: Oracle and SAP", "Figma BV"."""
    found: list[str] = []
    last = -1
    for folded, start, end in _mentions(text):
        after_one = last >= 0 and _ALSO.fullmatch(folded, last, start)
        before = after_one or _BEFORE.search(folded, max(0, start - _REACH), start)
        if (before and not _TOOL_AFTER.match(folded, end, end + _REACH)) or _AFTER.match(folded, end, end + _REACH):
            found.append(folded[start:end])
            last = end
    # "Microsoft Excel" is left to the rules of its vendor.
    return [*found, *(name for name in products_employing(text) if not vendors_in(name))]


def vendors_heading(text: str) -> list[str]:
    """Vendors that begin a line with a date on it or under it, as the line of a job does: "Oracle - Pune, 2012"."""
    lines = [line for line in _LINES.split(text) if line.strip()]
    found = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if len(line) > _LONGEST_LINE or not _DATE.search(f"{line} {below[:_LONGEST_LINE]}"):
            continue
        for folded, start, end in _mentions(line):
            rest = _HEADING.match(folded, end)
            if not re.search(r"\w", folded[:start]) and rest and not _names_tool(rest["rest"]):
                found.append(folded[start:end])
    return found


def vendors_unused(text: str) -> list[str]:
    """Vendors that a text names and nowhere as a tool: not among tools, nor beside words of use."""
    words = read(text)
    tools = [
        (span.start, span.end) for id_, span in vocabulary().match_in(words) if vocabulary().skill(id_).kind == "tool"
    ]
    used: dict[str, bool] = {}
    for folded, start, end in _mentions(text):
        near = any(
            (0 <= begin - end <= _NEIGHBOUR and _BETWEEN.fullmatch(folded, end, begin))
            or (0 <= start - stop <= _NEIGHBOUR and _BETWEEN.fullmatch(folded, stop, start))
            for begin, stop in tools
        )
        as_tool = near or _USE_BEFORE.search(folded, max(0, start - _REACH), start) or _USE_AFTER.match(folded, end)
        name = folded[start:end]
        used[name.lower()] = used.get(name.lower(), False) or bool(as_tool)
    return [name for name, is_used in used.items() if not is_used]


def vendor_names(name: str) -> list[str]:
    """Every name of the vendor that goes by this one, each written as one word."""
    return _names().get(key_of(name), [])


def _standing(title: str) -> list[str]:
    """Vendors that stand apart in a title: "Engineer - Microsoft", "Microsoft in G4S"; not "Oracle Developer"."""
    return [
        folded[start:end]
        for folded, start, end in _mentions(title)
        if _STANDS_BEFORE.search(folded, max(0, start - _REACH), start) and _STANDS_AFTER.match(folded, end)
    ] + vendors_employing(title)


def _mentions(text: str) -> Iterable[tuple[str, int, int]]:
    phrases = _phrases()
    if phrases.starts.keys().isdisjoint(_WORD.findall(fold(text).lower())):
        return []
    words = read(text)
    return [(words.folded, span.start, span.end) for span in phrases.find_in(words)]


def _names_tool(text: str) -> bool:
    words = vocabulary()
    return any(words.skill(id_).kind == "tool" for id_, _ in words.match(text))


@cache
def _phrases() -> Phrases:
    names = sorted({name for names in vocabulary().vendors.values() for name in names})
    return phrases_of({name: number for number, name in enumerate(names)})


@cache
def _names() -> dict[str, list[str]]:
    return {
        name: [other.replace(" ", "") for other in names] for names in vocabulary().vendors.values() for name in names
    }
