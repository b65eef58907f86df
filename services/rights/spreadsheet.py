"""Rows as CSV (RFC 4180) in UTF-8: one line a value, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from .speech import Speech, told
from .titles import title_of
from .walk import HeldRow

HEADER = ("row", "kind", "name", "you_are", "column", "label", "value", "unit", "in_words", "source", "withheld")
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for a formula at the beginning of a cell (OWASP, CSV injection)."""


def write_csv(target: TextIO, rows: Iterable[HeldRow], speech: Speech) -> int:
    """Write every value of the rows and give the number of rows; ``row`` says which values belong together."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEADER)
    number = 0
    for number, row in enumerate(rows, start=1):
        writer.writerows([safe(cell) for cell in line] for line in _lines(number, row, speech))
    return number


def write_table(target: TextIO, rows: Iterator[dict[str, Any]]) -> None:
    """Write rows that all have the same names, which become the header; nothing where there are no rows."""
    writer = csv.writer(target, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow([safe(value) for value in row.values()])


def safe(value: Any) -> str:
    """The value as a cell: what would be calculated gets an apostrophe in front and is read as text."""
    text = _text(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _lines(number: int, row: HeldRow, speech: Speech) -> Iterator[tuple[Any, ...]]:
    for datum in row.data:
        what = told(datum, speech)
        withheld = what[datum.state.value] if datum.withheld else None
        yield (
            number,
            row.table,
            speech.translate(title_of(row.table, datum.declared.category)),
            ", ".join(sorted(row.roles)),
            datum.column,
            what["label"],
            what.get("value"),
            what.get("unit"),
            what.get("in_words"),
            what["source"],
            withheld,
        )


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
