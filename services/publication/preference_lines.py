"""Assignment preferences as a résumé states them under a heading of their own, in English, Dutch and German."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .record import Availability, RemoteWork
from .resume import Preferences

_AMOUNT = r"(?P<{}>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{2,4}})(?:[.,](?:\d\d|-{{1,2}}|–))?"
_RATE = re.compile(
    rf"(?:(?:€|\beuro?\b)\s?{_AMOUNT.format('after')}|{_AMOUNT.format('before')}\s?(?:€|\beuro?\b))(?P<unit>[^.;\n€]*)",
    re.I,
)
_A_DAY = re.compile(r"\b(?:day rate|daily|dagtarief|tagessatz|per da[gy]|a day|pro tag)\b|/\s?(?:dag|day|tag)\b", re.I)
_AN_HOUR = re.compile(
    r"\b(?:hour(?:ly)? rate|uurtarief|stundensatz|per (?:uur|hour)|an hour|pro stunde)\b|/\s?(?:uur|hour|h|std)\b", re.I
)
_HOURS_A_DAY = 8
_HOURS = re.compile(
    r"\b(?P<hours>\d{1,2})\s*(?:hours?|hrs?|uur|uren|stunden|std\.?|h)\s*(?:a|per|pro|p/|/)\s?(?:week|woche|w\b)", re.I
)
_DAY = re.compile(r"\b(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>20\d\d)\b|\b(?P<iso>20\d\d-\d\d-\d\d)\b")
_AVAILABLE: tuple[tuple[re.Pattern[str], Availability], ...] = tuple(
    (re.compile(pattern, re.I), value)
    for pattern, value in (
        (r"\b(?:immediately|right away|per direct|direct beschikbaar|(?:ab )?sofort)\b", Availability.NOW),
        (r"\b(?:within|binnen|innerhalb(?: von)?)\s+(?:a|1|one|een|één|eines?|4 w\w+)\s*mon\w*"
         r"|\bbinnen (?:een|één|1) maand\b|\b(?:within|binnen|innerhalb von) (?:4|vier|four) we\w+",
         Availability.MONTH),
        (r"\b(?:within|binnen|innerhalb(?: von)?)\s+(?:2|3|two|three|twee|drie|zwei|drei)\s+(?:mon|maand)\w*",
         Availability.QUARTER),
        (r"\b(?:available later|later beschikbaar|später verfügbar)\b", Availability.LATER),
    )
)  # fmt: skip
_REMOTE: tuple[tuple[re.Pattern[str], RemoteWork], ...] = (
    (re.compile(r"\bhybrid[ea]?\b", re.I), RemoteWork.HYBRID),
    (re.compile(r"\bon[ -]?site\b|\bop locatie\b|\bvor ort\b", re.I), RemoteWork.ON_SITE),
    (
        re.compile(r"\bremote\b|\bop afstand\b|\bvanuit huis\b|\bthuiswerk\w*|\bhome[ -]?office\b", re.I),
        RemoteWork.REMOTE,
    ),
)


def parse_preferences(lines: Iterable[str]) -> Preferences:
    """What the lines say; where they name a first day, ``available`` is left to who knows today's date."""
    text = "\n".join(lines)
    first_day = _first_day(text)
    hours = _HOURS.search(text)
    return Preferences(
        day_rate=_day_rate(text),
        hours=int(hours["hours"]) if hours and 1 <= int(hours["hours"]) <= 60 else None,
        available=None if first_day else next((value for pattern, value in _AVAILABLE if pattern.search(text)), None),
        available_from=first_day,
        remote=next((value for pattern, value in _REMOTE if pattern.search(text)), None),
    )


def _day_rate(text: str) -> int | None:
    """Euro cents a day; an amount without a unit beside it is none."""
    for line in re.split(r"\n|(?<=[^\d])\.\s", text):
        match = _RATE.search(line)
        if match is None:
            continue
        euros = int(re.sub(r"\D", "", match["after"] or match["before"]))
        if _A_DAY.search(line):
            return euros * 100
        if _AN_HOUR.search(line):
            return euros * 100 * _HOURS_A_DAY
    return None


def _first_day(text: str) -> date | None:
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
