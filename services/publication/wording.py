"""Names of countries and languages in the platform's two languages."""

from __future__ import annotations

from functools import cache

from babel import Locale

from .places import country_name

LOCALES = ("en", "nl")


def country(code: str, locale: str) -> str:
    """Name of a country by ISO 3166-1 code."""
    return country_name(code, locale)


@cache
def language(code: str, locale: str) -> str:
    """Name of a language by ISO 639-1 code, written as the locale writes it; the code itself where it is unknown."""
    name = Locale.parse(locale).languages.get(code, code)
    return name[:1].upper() + name[1:]
