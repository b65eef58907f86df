"""Text of PDF pages whose columns stand side by side, one column after the other. Runs in the child process only."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTPage, LTTextContainer, LTTextLine

_LINES = 5
_SLACK = 3.0
_GAP = 0.8  # of a line's height: more room than this above a line is an empty line


def read_columns(data: bytes) -> str:
    """The text with pages divided by form feeds; pages of one column from top to bottom."""
    pages = extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=0.5))
    return "\f".join("\n".join(_page(page)) for page in pages)


def _page(page: LTPage) -> Iterator[str]:
    lines = [line for box in page if isinstance(box, LTTextContainer) for line in box if isinstance(line, LTTextLine)]
    lines = [line for line in lines if line.get_text().strip()]
    gutter = _gutter(lines, page.width)
    if gutter is None:
        yield from (box.get_text() for box in page if isinstance(box, LTTextContainer))
        return
    left: list[LTTextLine] = []
    right: list[LTTextLine] = []
    for line in sorted(lines, key=lambda line: -line.y1):
        if line.x0 >= gutter - _SLACK:
            right.append(line)
        elif line.x1 <= gutter:
            left.append(line)
        else:
            # A line across both columns ends what stands above it.
            yield from (*_spaced(left), *_spaced(right), "", line.get_text().strip())
            left, right = [], []
    yield from (*_spaced(left), *_spaced(right))


def _gutter(lines: Sequence[LTTextLine], width: float) -> float | None:
    """Where a second column begins: a place that many lines begin at, few cross, with lines to its left."""
    starts = Counter(round(line.x0) for line in lines if 0.2 * width < line.x0 < 0.75 * width)
    for start, count in starts.most_common(3):
        beside = sum(line.x1 <= start for line in lines)
        across = sum(line.x0 < start - _SLACK and line.x1 > start for line in lines)
        if count >= _LINES and beside >= _LINES and across <= min(count, beside) // 2:
            return float(start)
    return None


def _spaced(lines: Sequence[LTTextLine]) -> Iterator[str]:
    """The lines of one column, an empty one where there is room between them."""
    bottom: float | None = None
    for line in lines:
        if bottom is None or bottom - line.y1 > _GAP * line.height:
            yield ""
        yield line.get_text().strip()
        bottom = line.y0
