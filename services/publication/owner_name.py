"""The name of a résumé's owner, from labels, the address of a profile, or the look of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .dates import find_periods
from .headings import heading_of
from .lexicon import looks_like_organisation, looks_like_place, looks_like_title
from .lexicon_words import PARTICLES, SURNAMES, word_set

_NAME_LABEL = re.compile(
    r"(?:^|[\n|])[ \t]*(?:\d+[.)][ ]*)?(?:full |first and last |candidate |volledige )?"
    r"(?:name|naam|naam en voornaam|vor- und nachname|name, vorname)[ \t]*[:\-–]"
    r"[ \t]*\n?[ \t]*(?P<name>[^\n|:,]{3,60})",
    re.IGNORECASE,
)
_FIRST_LABEL = re.compile(
    r"(?:^|\n)[ \t]*(?:first name|voornaam(?:en)?|vorname)[ \t]*[:\-]?[ \t]*(?P<name>[^\n:]{2,40})", re.I
)
_LAST_LABEL = re.compile(
    r"(?:^|\n)[ \t]*(?:last name|surname|family name|achternaam|nachname|familienname)"
    r"[ \t]*[:\-]?[ \t]*(?P<name>[^\n:]{2,40})",
    re.I,
)
_OF = re.compile(
    r"\b(?:r[eé]sum[eé]|curriculum vitae|cv|lebenslauf)\s+(?:of|van|von|de)\s+(?P<name>[^\n,|]{3,50})", re.I
)
_SLUG = re.compile(r"(?:indeed\.com/r/|linkedin\.com/in/)(?P<slug>[A-Za-z][A-Za-z0-9%-]{3,80})", re.I)
_CHROME = re.compile(
    r"^(?:.{0,40}\b)?(?:curriculum vitae|cv|r[eé]sum[eé]|lebenslauf|europass|personalia|pagina|page"
    r"|template|sample|example)\b.{0,40}$",
    re.I,
)
_DEGREES = re.compile(
    r"[,\s]+(?:ph\.? ?d|mba|m\.?sc|b\.?sc|m\.?a|b\.?a|m\.?ed|ed\.? ?d|pmp|csm|cpa|j\.?d|m\.?d|r\.?n|esq|ll\.?m|m\.?s|"
    r"b\.?s|mph|msw|cissp|itil|crc|lpc|ncc|m\.?eng|b\.?eng|ma|ir|ing|drs|rn)\b\.?.*$",
    re.I,
)
_HONORIFIC = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|miss|ir|ing|drs|mr\.dr|dhr|mevr|mw|herr|frau|dipl\.-ing|sir)\b\.?\s+", re.I
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?,?")
_BULLET = re.compile(r"^[\s\W_]*[•▪➢❖●◆\-*–►■][\s]")
_TOP = 30
_LONGEST_LINE = 300
_ADDRESS = re.compile(r"\S{1,64}@|https?://|www\.|\blinkedin\.com", re.IGNORECASE)
_NOT_NAMES = word_set(
    """address analytical and applicant arial avenue birth campus career city client college communication contact
    copy create current cv date department details do document drive education email entire example experience
    female first font for gender home ideas india information institute interpersonal job junior lane last law
    leadership linkedin local male margins marital market marketing mobile name nationality not objective of page
    permanent personal phone position professional profile resume road roman sample school seeking senior size
    skills special state status street student styles summary teaching technical technology template the times
    title traditional university usa website with work your zip"""
)


def find_name(lines: Sequence[str], text: str) -> str:
    """The owner's name, or "": from the profile's address, a label, or the first line that can be one."""
    slugs = [match["slug"] for match in _SLUG.finditer(text)]
    for line in [line for line in lines if line.strip()][:_TOP]:
        named = _by_slug(line, slugs)
        if named:
            return named
    first, last = _FIRST_LABEL.search(text[:3000]), _LAST_LABEL.search(text[:3000])
    if first and last and _is_name(both := f"{first['name'].strip()} {last['name'].strip()}"):
        return both
    for pattern in (_NAME_LABEL, _OF):
        match = pattern.search(text[:4000])
        if match and (name := _as_name(match["name"])):
            return name
    for line in [line for line in lines if line.strip()][:_TOP]:
        if name := _as_name(line):
            return name
    return _mononym(lines) or _repeated(text)


def split_name(name: str) -> tuple[str, str]:
    """First and last name; Dutch and German particles go with the last ("Noor van der Meer")."""
    words = name.replace(",", " ").split()
    if "," in name and len(words) >= 2 and len(name.split(",")) == 2:
        last, first = (part.strip() for part in name.split(","))
        return first, last
    for index, word in enumerate(words[1:], start=1):
        if word.casefold() in PARTICLES and (word.islower() or index + 1 < len(words)):
            return " ".join(words[:index]), " ".join(words[index:])
    if len(words) < 2:
        return name, ""
    return " ".join(words[:-1]), words[-1]


def names_function(name: str) -> bool:
    """Whether a possible name is that of a function instead, surnames such as Koch and Cook aside."""
    return looks_like_title(" ".join(word for word in name.split() if word.casefold() not in SURNAMES))


def _by_slug(line: str, slugs: Sequence[str]) -> str:
    """The words of a line that the address of the person's profile repeats."""
    for slug in slugs:
        parts = {part for part in re.split(r"[-%]", slug.casefold()) if part.isalpha()}
        words = line.split()
        count = 0
        while count < len(words) and re.sub(r"\W", "", words[count].casefold()) in {p.replace("'", "") for p in parts}:
            count += 1
        if count >= 2 or (count == 1 and len(parts) == 1):
            return " ".join(words[:count]).strip(" ,.-")
        joined = re.sub(r"[\W\d_]", "", slug.casefold())
        for size in (2, 3, 4):
            if len(words) >= size and re.sub(r"\W", "", "".join(words[:size]).casefold()) == joined:
                return " ".join(words[:size]).strip(" ,.-")
    return ""


def _as_name(line: str) -> str:
    """The line, or what of it stands before a separator, if that can be a person's name."""
    if len(line) > _LONGEST_LINE or _BULLET.match(line) or find_periods(line):
        return ""
    line = _ADDRESS.split(line)[0]
    for piece in (line, re.split(r"\s[-–—|•·~]\s?|\t|[|•●■]|\s{3,}|\(|\d|:", line)[0]):
        name = _HONORIFIC.sub("", _DEGREES.sub("", piece.strip(" \t,.-–—|•·*_"))).strip(" ,.-")
        if _is_name(name):
            return name
    return ""


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 7 or len(text) > 60 or not all(_TOKEN.fullmatch(word) for word in words):
        return False
    if _CHROME.match(text) or heading_of(text)[0] is not None:
        return False
    if names_function(text) or looks_like_place(text) or looks_like_organisation(text):
        return False
    proper = [word for word in words if word.casefold() not in PARTICLES]
    return (
        len(proper) >= 1
        and all(word[0].isupper() for word in proper)
        and not (words[-1].isupper() and len(words[-1]) <= 3 and not text.isupper() and "." not in words[-1])
        and not any(word.casefold().strip(".") in _NOT_NAMES for word in words)
    )


def _repeated(text: str) -> str:
    """A name that heads several pages, or signs the end, where the top holds none."""
    lines = [line.strip() for line in re.split(r"[\n\f]", text)]
    counts = Counter(name for line in lines if len(line) < 60 and (name := _as_name(line)))
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 2 else ""


def _mononym(lines: Sequence[str]) -> str:
    """The first line where it is one capitalised word, as of people who use one name."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return first if _TOKEN.fullmatch(first) and _is_name(f"{first} {first}") else ""
