"""Countries, regions, and places as résumés write them."""

import json
from pathlib import Path

import pytest

from services.publication.places import (
    countries,
    country_name,
    is_eu,
    nuts_parents,
    place_from_text,
    region_name,
    regions_of,
)

DATA = Path(__file__).parents[3] / "data" / "vocabulary"


def test_countries_are_those_of_iso_3166_in_the_order_of_their_names() -> None:
    english, dutch = countries("en"), countries("nl")
    assert len(english) == len(dutch) == 249
    assert english[0] == ("AF", "Afghanistan")
    assert ("NL", "Nederland") in dutch
    assert {"EU", "XK", "UN", "ZZ"}.isdisjoint(code for code, _ in english)
    names = [name for _, name in dutch]
    assert names.index("België") < names.index("Duitsland") < names.index("Nederland")


def test_a_country_has_its_name_in_both_languages_and_an_unknown_one_its_code() -> None:
    assert country_name("DE", "en") == "Germany"
    assert country_name("DE", "nl") == "Duitsland"
    assert country_name("QQ", "nl") == "QQ"


def test_the_union_has_27_members_by_iso_code() -> None:
    members = {code for code, _ in countries("en") if is_eu(code)}
    assert len(members) == 27
    assert {"NL", "GR", "CY"} <= members
    assert {"GB", "CH", "NO", "EL"}.isdisjoint(members)


@pytest.mark.parametrize(
    ("code", "english", "dutch"),
    [
        ("NL414", "Southeast North Brabant", "Zuidoost-Noord-Brabant"),
        ("BE234", "Ghent", "Gent"),
        ("DE212", "Munich", "München"),
        ("NL4", "South Netherlands", "Zuid-Nederland"),
        ("EL", "Greece", "Griekenland"),
        ("XX999", "XX999", "XX999"),
    ],
)
def test_a_region_has_its_name(code: str, english: str, dutch: str) -> None:
    assert region_name(code, "en") == english
    assert region_name(code, "nl") == dutch


def test_every_country_of_the_union_has_regions_and_no_other() -> None:
    for code, _ in countries("en"):
        assert bool(regions_of(code)) == is_eu(code), code
    assert len(regions_of("NL")) == 40
    assert all(code.startswith("EL") for code, _ in regions_of("GR"))
    names = [name for _, name in regions_of("BE", "nl")]
    assert names == sorted(names, key=str.casefold)
    assert not any("Extra-Regio" in name for name in names)


def test_a_region_name_stands_for_one_region_of_a_country() -> None:
    for country in ("NL", "BE", "DE"):
        for locale in ("en", "nl"):
            names = [name for _, name in regions_of(country, locale)]
            assert len(names) == len(set(names))


def test_parents_lead_to_the_country() -> None:
    assert nuts_parents("NL414") == ("NL41", "NL4", "NL")
    assert nuts_parents("EL303") == ("EL30", "EL3", "GR")
    assert nuts_parents("NL4") == ("NL",)
    codes = json.loads((DATA / "nuts.json").read_text(encoding="utf-8"))
    for code in codes:
        assert all(parent in codes for parent in nuts_parents(code)[:-1]), code


@pytest.mark.parametrize(
    ("city", "country", "place"),
    [
        ("Amsterdam", "", ("NL", "NL32B")),
        ("AMSTERDAM", "Netherlands", ("NL", "NL32B")),
        ("1012 AB Amsterdam", "", ("NL", "NL32B")),
        ("'s-Gravenhage", "", ("NL", "NL361")),
        ("Utrecht Area, Netherlands", "", ("NL", "NL350")),
        ("Greater Eindhoven", "", ("NL", "NL414")),
        ("Gent", "België", ("BE", "BE234")),
        ("B-9000 Gent", "", ("BE", "BE234")),
        ("Louvain-la-Neuve", "Belgique", ("BE", "BE310")),
        ("Koeln", "", ("DE", "DEA23")),
        ("80331 München", "Deutschland", ("DE", "DE212")),
        ("Frankfurt am Main", "DE", ("DE", "DE712")),
        ("Halle", "Belgium", ("BE", None)),
        ("Rotterdam", "United States", ("US", None)),
        ("Hyderabad", "", ("IN", None)),
        ("Pune, Maharashtra", "", ("IN", None)),
        ("Somewhere", "Tamil Nadu", ("IN", None)),
        ("Lahore, Punjab", "", ("PK", None)),
        ("Springfield, IL 62704", "", ("US", None)),
        ("Birmingham, AL", "", ("US", None)),
        ("Birmingham, Alabama", "", ("US", None)),
        ("Berlin, MD", "", ("US", None)),
        ("Berlin, DE", "", ("DE", "DE300")),
        ("Pune, IN", "", ("IN", None)),
        ("San Francisco", "CA", ("US", None)),
        ("Toronto", "CA", ("CA", None)),
        ("US", "", ("US", None)),
        ("Londen", "", ("GB", None)),
        ("Zürich", "", ("CH", None)),
        ("", "Frankrijk", ("FR", None)),
        ("", "Österreich", ("AT", None)),
        ("Luxembourg", "", ("LU", None)),
        ("Nowhere at all", "", (None, None)),
        ("", "", (None, None)),
    ],
)
def test_a_place_is_understood(city: str, country: str, place: tuple[str | None, str | None]) -> None:
    assert place_from_text(city, country) == place


def test_all_places_of_the_table_are_real_codes_and_no_name_means_two() -> None:
    places = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    regions = json.loads((DATA / "nuts.json").read_text(encoding="utf-8"))
    known = {code for code, _ in countries("en")}
    assert places["towns"].keys() <= regions.keys()
    for table in ("cities", "names", "subdivisions"):
        assert places[table].keys() <= known
    for table in ("towns", "cities", "names", "subdivisions"):
        names = [name.casefold() for group in places[table].values() for name in group]
        assert sorted(names) == sorted(set(names))
    for code, towns in places["towns"].items():
        assert [place_from_text(town) for town in towns] == [(code[:2], code)] * len(towns)
