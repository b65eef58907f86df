"""What an organisation's details say of themselves: the form of the number, the domain of the mail address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from .vat_numbers import country_of

_SPACING = re.compile(r"[\s.\-/]")


@dataclass(frozen=True)
class Register:
    """A country's trade register and the form of its numbers, spaces and dots left out."""

    name: str
    form: re.Pattern[str]


REGISTERS: dict[str, Register] = {
    "NL": Register("KVK", re.compile(r"\d{8}")),
    "BE": Register("KBO", re.compile(r"(BE)?[01]\d{9}", re.IGNORECASE)),
    "DE": Register("Handelsregister", re.compile(r".*HR[AB]\d+[A-Z]*", re.IGNORECASE)),
}


@dataclass(frozen=True)
class Checks:
    """``register``: its name, None where we know none · the rest: None where unknown.

    ``vat_country_fits``: whether the VAT number is of the country that is filled in.
    """

    register: str | None
    number_fits: bool | None
    same_domain: bool | None
    vat_country_fits: bool | None = None


def checks_of(
    *, country: str | None, number: str | None, website: str | None, email: str, vat_number: str | None = None
) -> Checks:
    """What the details say of themselves; it decides nothing."""
    register = REGISTERS.get(country or "")
    fits = None if register is None or not number else bool(register.form.fullmatch(_SPACING.sub("", number)))
    same_country = country_of(vat_number) == country if vat_number and country else None
    return Checks(register.name if register else None, fits, _same_domain(website, email), same_country)


def _same_domain(website: str | None, email: str) -> bool | None:
    """Whether one of the two domains is the other or lies within it: mail.example.org and www.example.org are both."""
    if not website:
        return None
    host = (urlsplit(website if "//" in website else f"//{website}").hostname or "").removeprefix("www.")
    domain = email.rpartition("@")[2].casefold()
    return bool(host) and (host == domain or host.endswith(f".{domain}") or domain.endswith(f".{host}"))
