"""Countries and regions: names in English and Dutch, and the place that a résumé's words mean.

Countries are ISO 3166-1 alpha-2 (names: CLDR, through babel); regions are NUTS 2024 codes, for the 27 countries of the
Union only (names: Eurostat, ``data/vocabulary/nuts.json``). NUTS writes EL for Greece, ISO writes GR.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from .text import stream_safe

_DATA = Path(__file__).parents[2] / "data" / "vocabulary"
_NOT_ISO = {"AC", "AN", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
_POSTAL_CODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b|\S*\d\S*")
_AROUND = re.compile(r"^(greater|groot|regio|region|metropolregion) | (area|region|metropolitan area|en omgeving)$")
_LETTERS = re.compile(r",\s*([A-Z]{2})$")


def countries(locale: str) -> list[tuple[str, str]]:
    """All countries, (code, name), in the order of their names."""
    return sorted(_country_names(_language(locale)).items(), key=lambda country: _key(country[1]))


def country_name(code: str, locale: str) -> str:
    """Name of a country; the code itself where it is not one of ISO 3166-1."""
    return _country_names(_language(locale)).get(code, code)


def is_eu(country: str) -> bool:
    """Whether a country is a member state of the European Union."""
    return country in _members()


def region_name(code: str, locale: str) -> str:
    """Name of a NUTS region of level 1 to 3, or of a country (level 0); the code itself where it is unknown."""
    if len(code) == 2:
        return country_name(_iso(code), locale)
    return _json("nuts-names")[_language(locale)].get(code) or _json("nuts").get(code, code)


def is_country(code: str) -> bool:
    """Whether a code is one of ISO 3166-1: two letters, which no region and no continent has."""
    return len(code) == 2 and code.isalpha()


def continent_of(country: str) -> str | None:
    """The continent of a country, a code of the UN's M49; None for Antarctica and its islands."""
    return _continents().get(country)


def place_name(code: str, locale: str) -> str:
    """Name of a region, a country or a continent."""
    if code.isdigit():
        return Locale(_language(locale)).territories.get(code, code)
    return country_name(code, locale) if is_country(code) else region_name(code, locale)


def regions_of(country: str, locale: str = "en") -> list[tuple[str, str]]:
    """The NUTS 3 regions of a country, (code, name), in the order of their names; none outside the Union."""
    prefix = "EL" if country == "GR" else country
    codes = [code for code in _json("nuts") if len(code) == 5 and code.startswith(prefix)]
    return sorted(((code, region_name(code, locale)) for code in codes), key=lambda region: _key(region[1]))


def nuts_parents(code: str) -> tuple[str, ...]:
    """What a region lies in, from near to far, the ISO country last: NL414 gives ("NL41", "NL4", "NL")."""
    return (*(code[:length] for length in range(len(code) - 1, 2, -1)), _iso(code[:2]))


def place_from_text(city: str, country_text: str = "") -> tuple[str | None, str | None]:
    """Country and NUTS 3 region that a résumé means, as far as known: regions for towns of NL, BE and DE only.

    A country that is written wins over one that only the city suggests; a town of another country has no region.
    """
    parts = [_bare(part) for part in re.split(r"[,;/|()\n]| [-–] ", city)]
    region = _first_known(_towns(), parts)
    likely = _iso(region[:2]) if region else _first_known(_cities(), parts)
    written = _written(country_text, likely) or _first_known(_name_keys(), parts)
    country = written or _first_known(_subdivisions(), parts) or _state(city, likely) or likely
    return country, region if country == likely else None


def _first_known(table: dict[str, str], words: Iterable[str]) -> str | None:
    return next((table[key] for key in map(_key, words) if key in table), None)


def _bare(part: str) -> str:
    """A place without its postal code and without words such as "Greater" and "area"."""
    return _AROUND.sub("", " ".join(_POSTAL_CODE.sub(" ", part).split()).casefold())


def _written(country_text: str, likely: str | None) -> str | None:
    """The country in a field for it; what could be a code of both (CA, IN, DE) is what the city makes likely."""
    if likely == "US" and country_text.strip().upper() in _json("places")["us_states"]:
        return likely
    return _first_known(_written_countries(), [country_text])


def _state(city: str, likely: str | None) -> str | None:
    """The country that two letters behind a comma mean: a state ("Springfield, IL") before a country ("Pune, IN")."""
    found = _LETTERS.search(_POSTAL_CODE.sub(" ", city).strip())
    if not found or found[1] == likely:
        return likely
    return "US" if found[1] in _json("places")["us_states"] else _first_known(_written_countries(), [found[1]])


@cache
def _continents() -> dict[str, str]:
    return {
        country: continent for continent, countries in _json("places")["continents"].items() for country in countries
    }


@cache
def _members() -> frozenset[str]:
    """The countries that NUTS divides."""
    return frozenset(_iso(code[:2]) for code in _json("nuts"))


@cache
def _written_countries() -> dict[str, str]:
    """Country by what may stand in a field for it: name, code or a large subdivision."""
    codes = {_key(code): code for code in _country_names("en")}
    states = {_key(code): "US" for code in _json("places")["us_states"]}
    return {**states, **_subdivisions(), **codes, **_name_keys()}


@cache
def _name_keys() -> dict[str, str]:
    """Country by its name in English, Dutch and German and by its usual other names."""
    table = {_key(name): code for language in ("de", "nl", "en") for code, name in _country_names(language).items()}
    return {**table, **_by_name("names")}


@cache
def _towns() -> dict[str, str]:
    return _by_name("towns")


@cache
def _cities() -> dict[str, str]:
    return _by_name("cities")


@cache
def _subdivisions() -> dict[str, str]:
    return _by_name("subdivisions")


def _by_name(table: str) -> dict[str, str]:
    return {_key(name): code for code, names in _json("places")[table].items() for name in names}


@cache
def _country_names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    return {code: name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_ISO}


@cache
def _json(name: str) -> dict[str, Any]:
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


def _language(locale: str) -> str:
    return "nl" if locale.startswith("nl") else "en"


def _iso(country: str) -> str:
    return "GR" if country == "EL" else country


def _key(text: str) -> str:
    """Letters and digits only, without case and accents, words set apart by one space."""
    parts = unicodedata.normalize("NFKD", stream_safe(text))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(re.findall(r"\w+", plain.casefold()))
