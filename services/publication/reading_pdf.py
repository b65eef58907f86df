"""Text of a PDF: pypdf, and pdfminer.six where the layout asks for it. Runs in the child process only."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

import pypdf
from pypdf.errors import FileNotDecryptedError, LimitReachedError, PyPdfError

from .dates import find_periods

_MANY_LETTERS_ALONE = 0.3
_LONG_WORDS = 12.0
_FEW_WORDS = 30
_COLUMN_LINES = 8
_COLUMN_LENGTH = 12
_ROWS = 2  # lines with gaps, before they count as a table
_GAP = re.compile(r" {3,}")
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")


def extract(data: bytes, *, max_pages: int, max_characters: int) -> tuple[str, int]:
    """Text, pages divided by form feeds, and their number. Raises ValueError with a code of reading.py."""
    logging.disable(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("encrypted")
        count = len(reader.pages)
        if count > max_pages:
            raise ValueError("too_many_pages")
        if count == 0:
            raise ValueError("broken")
        texts: list[str] = []
        columns = False
        for page in reader.pages:
            text, side_by_side = _page(page)
            texts.append(text)
            columns = columns or side_by_side
            if sum(map(len, texts)) > max_characters:
                raise ValueError("unpacks_too_large")
    except FileNotDecryptedError as error:
        raise ValueError("encrypted") from error
    except LimitReachedError as error:
        raise ValueError("unpacks_too_large") from error
    except (PyPdfError, RecursionError) as error:
        raise ValueError("broken") from error
    text = "\f".join(texts)
    if columns or _poor(text):
        other = _by_layout(data)
        # Only where it read about as much: pdfminer gives up on some damaged files that pypdf repairs.
        if len("".join(other.split())) >= 0.8 * len("".join(text.split())) and not (_poor(other) and not _poor(text)):
            text = other
    return text, count


def _page(page: pypdf.PageObject) -> tuple[str, bool]:
    """Text of a page, and whether a second column of running text stands beside the first."""
    starts: Counter[int] = Counter()

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if len(text.strip()) >= _COLUMN_LENGTH:
            starts[round((tm[4] * cm[0] + cm[4]) / 4)] += 1

    text = _with_cells(page.extract_text(visitor_text=visit), page)
    width = float(page.mediabox.width) / 4
    left = sum(n for x, n in starts.items() if x < 0.25 * width)
    right = max((n for x, n in starts.items() if 0.28 * width < x < 0.75 * width), default=0)
    return text, left >= _COLUMN_LINES // 2 and right >= _COLUMN_LINES


def _with_cells(text: str, page: pypdf.PageObject) -> str:
    """The text with a tab between the cells of a table's rows, which otherwise stand a space apart.

    Rows are lines that pypdf, asked for the layout, prints with wide gaps. What stands beside a period of its own
    begins a line, as it does in a table of a DOCX.
    """
    try:
        layout = page.extract_text(extraction_mode="layout")
    except Exception:
        return text  # a damaged page may have text and no layout
    cells = {" ".join(line.split()): _GAP.split(line.strip()) for line in layout.splitlines()}
    rows = {key: parts for key, parts in cells.items() if len(parts) > 1}
    if len(rows) < _ROWS:
        return text
    return "\n".join(_row(rows.get(" ".join(line.split()), [line])) for line in text.split("\n"))


def _row(cells: list[str]) -> str:
    first, rest = cells[0], cells[1:]
    if not rest:
        return first
    periods = find_periods(first)
    alone = len(periods) == 1 and periods[0].finish - periods[0].begin >= len(first) - 1
    return first + ("\n" if alone else "\t") + "\t".join(rest)


def _poor(text: str) -> bool:
    """Whether the spaces are lost (words run together, or letters stand apart) or characters have no meaning."""
    words = text.split()
    if len(words) < _FEW_WORDS:
        return False
    alone = sum(1 for word in words if len(word) == 1 and word.isalpha()) / len(words)
    length = sum(len(word) for word in words if not word.startswith(("http", "www"))) / len(words)
    return alone > _MANY_LETTERS_ALONE or length > _LONG_WORDS or len(_UNMAPPED.findall(text)) > len(text) // 50


def _by_layout(data: bytes) -> str:
    from .reading_columns import read_columns

    try:
        return read_columns(data).rstrip("\f")
    except Exception:
        return ""
