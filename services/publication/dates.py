"""Months and periods as résumés print them, in English, Dutch and German."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .remembering import remembered
from .resume import Month

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari januar jänner jän",
            "february feb februari februar febr feber",
            "march mar maart mrt märz mär maerz mrz",
            "april apr",
            "may mei mai",
            "june jun juni",
            "july jul juli",
            "august aug augustus",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[4-9]\d|20[0-6]\d|20XX|19XX)"
# A month or a season may be written against a number, but not against letters: "Walmar 2014" ends no name early.
_APART = r"(?<![^\W\d_])"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\.?[ ]+)?"


def _point(tag: str) -> str:
    """A pattern for one month or year; groups: name, number, year."""
    return (
        rf"(?:{_DAY}{_APART}(?P<n{tag}>{_NAME})\b\.?(?:[ ]+\d{{1,2}}(?:st|nd|rd|th)?,)?[ ,/’'-]*"
        rf"(?P<a{tag}>{_YEAR}|(?<=[’'/ -])\d{{2}}(?!\d))"
        rf"|(?:[0-3]?\d[./-])?(?P<m{tag}>0?[1-9]|1[0-2])[./-](?P<b{tag}>{_YEAR})"
        rf"|(?P<c{tag}>{_YEAR})[./-](?P<k{tag}>0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
        rf"|(?:{_APART}(?:summer|spring|fall|autumn|winter|zomer|herfst|lente|voorjaar|najaar|sommer|herbst|frühjahr|q[1-4])"
        rf"[ ]+)?"
        rf"(?P<y{tag}>{_YEAR}))"
    )


_NOW = (
    r"(?:present|current(?:ly)?|now|today|to[ ]?date|till[ ]?date|date|ongoing|onwards?|heden|nu|huidig|"
    r"heute|jetzt|aktuell|dato|gegenwart|laufend|fortlaufend|vandaag|lopend|doorlopend)"
)
_SEPARATOR = (
    r"[ )]{0,3}(?:[-–—‐−~→/]+|to\b|until\b|till?\b|tot(?:[ ]en[ ]met)?\b|t/m|through\b|thru\b|bis\b|and\b|)[ (]{0,3}"
)
_TO_NOW = rf"(?P<now>(?:to[ ]|till?[ ]|until[ ]|tot[ ]|bis[ ]|[-–—][ ])?{_NOW}\b)"
_RANGE = re.compile(
    rf"(?<![\d/.])(?P<since>\b(?:since|sinds|seit|vanaf|from|ab)[ ]+)?(?:{_point('1')})"
    rf"(?:{_SEPARATOR}(?:{_TO_NOW}|(?:{_point('2')})|(?<=[-–/ ])[’']?(?P<short>\d{{2}})(?![\d./-])))?(?![\d])",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r"\d[\dX]")
# What every period has; most lines are settled by this alone.
_POSSIBLE = re.compile(rf"{_YEAR}|\d[/.]\d\d\s?[-–—]|(?:{_NAME})\b\.?[ ]*[’'/ -][ ]?\d\d", re.IGNORECASE)
_SAME_YEAR = re.compile(
    rf"\b(?P<first>{_NAME})\b\.?[ ]*(?:[-–—]|to|tot|bis|t/m)[ ]*(?P<last>{_NAME})\b\.?[ ,]+(?P<year>{_YEAR})",
    re.IGNORECASE,
)


# "07/15 – 08/16": two digits for the year only where both ends, or one and "present", are written so.
_SHORT_RANGE = re.compile(
    rf"(?<![\d/.])(?P<m1>0?[1-9]|1[0-2])[/.](?P<y1>\d\d)\s?[-–—]\s?"
    rf"(?:(?P<m2>0?[1-9]|1[0-2])[/.](?P<y2>\d\d)(?![\d/.])|(?P<now>{_NOW})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period:
    """A month, a year or a range found at ``[begin, finish)`` of a line; ``single``: one point was printed."""

    start: Month | None
    end: Month | None
    current: bool
    single: bool
    begin: int
    finish: int


@remembered
def find_periods(line: str) -> tuple[Period, ...]:
    """Every period in a line, in order; ``20XX`` of a template counts as a period without a date."""
    if not _TWO_DIGITS.search(line) or not _POSSIBLE.search(line):
        return ()
    found = [
        Period(_month(m["first"], m["year"]), _month(m["last"], m["year"]), False, False, m.start(), m.end())
        for m in _SAME_YEAR.finditer(line)
    ]
    found += [
        Period(
            _numbered(m["y1"], m["m1"]),
            _numbered(m["y2"], m["m2"]) if m["y2"] else None,
            bool(m["now"]),
            False,
            m.start(),
            m.end(),
        )
        for m in _SHORT_RANGE.finditer(line)
    ]
    for match in _RANGE.finditer(line):
        if any(p.begin < match.end() and match.start() < p.finish for p in found):
            continue
        period = _period(match)
        if period is not None:
            found.append(period)
    return tuple(sorted(found, key=lambda period: period.begin))


def _period(match: re.Match[str]) -> Period | None:
    start, end = _point_of(match, "1"), _point_of(match, "2")
    current = bool(match["now"])
    if match["short"] and start is not None:
        century = start[0] // 100 * 100
        end = (century + int(match["short"]), 0)
        if end[0] < start[0]:
            return Period(start, None, False, True, match.start(), match.start("short"))
    since = bool(match["since"]) and not current and end is None and match["a2"] is None
    if since and match["since"].strip().lower() in ("from", "ab"):
        since = False
    single = not (current or since or end is not None or match["y2"] or match["a2"] or match["b2"])
    if start is not None and end is not None and end < (start[0], 0):
        start, end = end, start
    return Period(start, end, current or since, single, match.start(), match.end())


def _point_of(match: re.Match[str], tag: str) -> Month | None:
    if match[f"n{tag}"]:
        return _month(match[f"n{tag}"], match[f"a{tag}"])
    if match[f"m{tag}"]:
        return _numbered(match[f"b{tag}"], match[f"m{tag}"])
    if match[f"c{tag}"]:
        return _numbered(match[f"c{tag}"], match[f"k{tag}"])
    return _numbered(match[f"y{tag}"], "0") if match[f"y{tag}"] else None


def _month(name: str, year: str) -> Month | None:
    return _numbered(year, str(_MONTHS[name.lower()]))


def _numbered(year: str, month: str) -> Month | None:
    if not year.isdecimal():
        return None
    number = int(year)
    if number < 100:
        number += 2000 if number < 70 else 1900
    return number, int(month)
