"""Tables as CSV files that a spreadsheet opens as they are, and takes for text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know the encoding.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(heading)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
