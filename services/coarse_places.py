"""A coarse place from coordinates: a NUTS 1 region or a country, looked up here and not asked of anybody.

Coordinates come rounded to half a degree (some 50 km) and are gone when the request has ended: they are neither stored
nor logged. The table is ``data/vocabulary/grid.json.gz`` (tools/places_grid.py).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from functools import cache
from itertools import product
from pathlib import Path

_TABLE = Path(__file__).parents[1] / "data" / "vocabulary" / "grid.json.gz"
_PAIR = re.compile(r"(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)", re.ASCII)
_AROUND = 3
"""So many squares around an empty one are looked at: beyond that one is at sea."""


def place_at(text: str) -> str | None:
    """The place of "latitude,longitude" in degrees; None where that says nothing we know."""
    pair = _PAIR.fullmatch(text)
    if pair is None:
        return None
    latitude, longitude = (round(float(part) * 2) for part in pair.groups())
    if abs(latitude) > 180 or abs(longitude) > 360:
        return None
    return min(_near(latitude, longitude), default=(0.0, None))[1]


def _near(latitude: int, longitude: int) -> list[tuple[float, str]]:
    """The squares around that are some place, with how far away they are."""
    narrow = math.cos(math.radians(latitude / 2))
    reach = range(-_AROUND, _AROUND + 1)
    found = ((up, east, _squares().get((latitude + up, longitude + east))) for up, east in product(reach, reach))
    return [(math.hypot(up, east * narrow), place) for up, east, place in found if place is not None]


@cache
def _squares() -> dict[tuple[int, int], str]:
    table = json.loads(gzip.decompress(_TABLE.read_bytes()))
    return {square: place for place, sides in table.items() for square in zip(sides[::2], sides[1::2], strict=True)}
