"""Who a résumé belongs to: name, e-mail, phone, place and links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import find_periods
from .owner_name import find_name, split_name
from .place_names import CITIES, COUNTRIES
from .resume import Contact

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,12}")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()]{3,200}|(?<![\w@.])(?:[a-z]{2,3}\.)?(?:linkedin|github|gitlab|xing|indeed|behance|medium)"
    r"\.(?:com|io)/[^\s<>\"'()]{1,200}",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[,|•·;:()/\t]| - |\s[-–]\s")
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}-)?\d{4,6}(?:\s?[A-Z]{2}\b)?\s+|\s+\d{4,6}$")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)?\(?\d[\d ().\-/·*]{6,20}\d(?![\w@])")


def find_emails(text: str) -> list[str]:
    """E-mail addresses in the order of their appearance, each once."""
    return list(dict.fromkeys(match.group().strip(".-") for match in _EMAIL.finditer(text)))


def parse_contact(lines: Sequence[str], text: str) -> Contact:
    """Name, addresses and place of the owner; ``lines`` are those above the first heading and under personal ones."""
    emails = find_emails(text)
    links = tuple(dict.fromkeys(match.group().rstrip(".,;") for match in _LINK.finditer(text)))[:20]
    first, last = split_name(find_name(lines, text))
    city, country = _place(lines)
    return Contact(first, last, emails[0] if emails else "", _phone(lines, text), city, country, links)


def _phone(lines: Sequence[str], text: str) -> str:
    for source in ("\n".join(lines), text[:5000], text[-3000:]):
        for match in _PHONE.finditer(source):
            digits = sum(character.isdigit() for character in match.group())
            if 8 <= digits <= 15 and not _is_dates(match.group()):
                return match.group().strip(" .-")
    return ""


def _is_dates(text: str) -> bool:
    return bool(find_periods(text)) and not text.startswith(("+", "00", "(", "06"))


def _place(lines: Sequence[str]) -> tuple[str, str]:
    """City and country code of the owner, from the lines about them."""
    city = country = ""
    for line in (line[:300] for line in lines[:60]):
        if line.strip().casefold().startswith("willing to relocate"):
            continue
        for piece in _PIECES.split(line):
            part = _POSTCODE.sub("", piece.strip(' ."-').rstrip("'"))
            low = part.casefold()
            if not city and low in CITIES:
                city, country = part, country or CITIES[low]
            if low in COUNTRIES:
                country = COUNTRIES[low]
        if city and country:
            break
    return city, country
