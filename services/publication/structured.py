"""What JSON Resume and Europass have in common: problems that name their field, dates, languages and levels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from babel import Locale

from .documents import UnreadableDocument
from .language_lists import level_in
from .record import LanguageLevel
from .resume import Month, Resume
from .sections import parse_resume

Fault = Literal["syntax", "kind", "text", "list", "object", "date", "email", "missing", "long", "many", "value"]

MOST_ENTRIES = 100
LONGEST_TEXT = 10_000
NOW = frozenset(["present", "current", "now", "today", "ongoing", "heden", "nu", "heute", "aktuell"])
_DATE = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?:T.*)?")
_YEARS = re.compile(r"(?P<years>\d{1,2}) (?:years?|jaar|jahre?n?)\b", re.IGNORECASE)
_NAMED_IN = ("en", "nl", "de", "fr", "es")


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of a file: ``work[2].startDate``, or a path of elements; empty for the whole."""

    place: str
    fault: Fault


class InvalidResume(UnreadableDocument):
    """A file of a known format that does not keep to it; ``problems`` name the fields."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("invalid")
        self.problems = tuple(problems)


def month_of(text: str) -> Month | None:
    """The month of an ISO 8601 date that may end after the year or the month; None for anything else."""
    match = _DATE.fullmatch(text.strip())
    return (int(match["year"]), int(match["month"] or 0)) if match else None


def date_of(month: Month) -> str:
    """The month as ISO 8601: "2019-03", or "2019" where only the year is known."""
    return f"{month[0]:04}-{month[1]:02}" if month[1] else f"{month[0]:04}"


def years_in(text: str) -> int | None:
    """How many years "8 years" says."""
    match = _YEARS.search(text)
    return int(match["years"]) if match else None


def language_code(text: str) -> str | None:
    """The two-letter code of a language that is named, or coded in two or three letters (ISO 639-1, 639-2)."""
    return _codes().get(text.strip().casefold())


def language_level(text: str) -> LanguageLevel | None:
    """The level that "B2", "native" or "fluent" means."""
    plain = text.strip()
    return next((level for level in LanguageLevel if level.value.casefold() == plain.casefold()), level_in(plain))


def three_letters(code: str) -> str:
    """The three-letter code (ISO 639-2/B) that Europass writes; the code itself where there is no other."""
    return _BIBLIOGRAPHIC.get(code) or next((long for long, short in _ALIASES.items() if short == code), code)


def with_names(resume: Resume) -> Resume:
    """The résumé with the people and organisations that its texts name, for the guard."""
    parts = [f"{resume.contact.first_name} {resume.contact.last_name}", resume.headline, "", "Summary", resume.summary]
    parts += ["", "Work experience"]
    for job in resume.jobs:
        parts += [f"{job.title}, {job.employer}", job.description, ""]
    found = parse_resume("\n".join(parts))
    addresses = tuple(filter(None, (found.contact.email, *found.addresses)))
    own = {resume.contact.email, *resume.addresses}
    return replace(
        resume,
        colleagues=tuple(dict.fromkeys((*resume.colleagues, *found.colleagues))),
        clients=tuple(dict.fromkeys((*resume.clients, *found.clients))),
        addresses=(*resume.addresses, *(each for each in dict.fromkeys(addresses) if each not in own)),
    )


# ISO 639-2 has two codes for these; terminological ones first, as Babel knows them (loc.gov/standards/iso639-2).
_ALIASES = {
    "eng": "en", "nld": "nl", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "pol": "pl",
    "rus": "ru", "tur": "tr", "ara": "ar", "zho": "zh", "jpn": "ja", "kor": "ko", "hin": "hi", "urd": "ur",
    "ben": "bn", "tam": "ta", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "ell": "el", "ron": "ro",
    "hun": "hu", "ces": "cs", "slk": "sk", "slv": "sl", "bul": "bg", "hrv": "hr", "srp": "sr", "bos": "bs",
    "ukr": "uk", "fas": "fa", "heb": "he", "ind": "id", "msa": "ms", "tha": "th", "vie": "vi", "swa": "sw",
    "fry": "fy", "ltz": "lb", "afr": "af", "cat": "ca", "lat": "la", "som": "so", "kur": "ku", "sqi": "sq",
    "lit": "lt", "lav": "lv", "est": "et", "mkd": "mk", "kat": "ka", "hye": "hy", "gle": "ga", "mlt": "mt",
    "eus": "eu", "isl": "is", "cym": "cy", "glg": "gl",
}  # fmt: skip
_BIBLIOGRAPHIC = {
    "nl": "dut", "de": "ger", "fr": "fre", "zh": "chi", "el": "gre", "ro": "rum", "cs": "cze", "sk": "slo",
    "fa": "per", "ms": "may", "sq": "alb", "mk": "mac", "ka": "geo", "hy": "arm", "eu": "baq", "is": "ice",
    "cy": "wel",
}  # fmt: skip


@cache
def _codes() -> dict[str, str]:
    found = {long: short for short, long in _BIBLIOGRAPHIC.items()} | _ALIASES
    for locale in reversed(_NAMED_IN):
        names = Locale.parse(locale).languages
        short = {code: name for code, name in names.items() if len(code) == 2}
        found |= {name.casefold(): code for code, name in short.items()} | {code: code for code in short}
    return found
