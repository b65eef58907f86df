from __future__ import annotations

import pytest

from services.coarse_places import place_at
from services.publication.places import is_country, place_name


@pytest.mark.parametrize(
    ("near", "place"),
    [
        ("52.5,5.0", "NL3"),
        ("53.0,6.5", "NL1"),
        ("51.5,5.5", "NL4"),
        ("51.0,4.5", "BE2"),
        ("52.5,13.5", "DE3"),
        ("49.0,2.5", "FR1"),
        ("51.5,0.0", "GB"),
        ("40.5,-74.0", "US"),
        ("-33.5,151.0", "AU"),
        # Off the coast of Holland: the nearest square with a town.
        ("52.5,4.0", "NL3"),
        ("0.0,-30.0", None),
        ("90.0,180.0", None),
    ],
)
def test_the_nearest_region_or_country(near: str, place: str | None) -> None:
    assert place_at(near) == place


@pytest.mark.parametrize("near", ["", "52.5", "52.5,", "a,b", "52.5;5", "91,0", "0,181", "inf,0", "52.5,5.0 ", "--1,2"])
def test_what_is_no_place_on_earth_is_unknown(near: str) -> None:
    assert place_at(near) is None


def test_what_lies_in_one_square_gets_one_answer() -> None:
    # However exact the coordinates that somebody sends: they are rounded before anything is looked up.
    assert {place_at(f"{51.9 + step / 100},{4.9 + step / 100}") for step in range(20)} == {place_at("52.0,5.0")}


@pytest.mark.parametrize("near", ["52.5,5.0", "48.0,16.5", "41.5,2.0", "35.5,139.5"])
def test_a_place_has_a_name(near: str) -> None:
    place = place_at(near)
    assert place is not None and (is_country(place) or len(place) == 3)
    assert place_name(place, "nl") != place
