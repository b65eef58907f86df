"""Where each position of a work section begins and ends: its period and the header lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .dates import Period
from .job_headers import (
    LABEL,
    anchor,
    is_capitalised,
    is_header,
    is_title,
    split_header,
    without_period,
    without_periods,
)
from .lexicon import looks_like_organisation, looks_like_place

_HEADER_LINES = 3
_NAME_WORDS = 8


@dataclass
class Entry:
    """A position's period, its header lines, and the first and last row that belong to them."""

    period: Period | None
    header: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0


def find_entries(rows: Sequence[str]) -> list[Entry]:
    """Entries in the order of the text: those with a period, and in between those that only name a function."""
    anchors = [(index, period) for index, row in enumerate(rows) if (period := anchor(row)) is not None]
    if not anchors:
        return _undated(rows, 0, len(rows))
    before_first = _date_comes_first(rows, anchors)
    entries: list[Entry] = []
    taken = -1
    for position, (index, period) in enumerate(anchors):
        following = anchors[position + 1][0] if position + 1 < len(anchors) else len(rows)
        rest = without_period(rows[index], period)
        entry = Entry(period, [rest] if rest else [], index, index)
        wanted = not rest or not _complete(rest)
        above = _above(rows, index, taken) if not before_first else []
        if above and (not rest or wanted):
            entry.header = [rows[i] for i in above] + entry.header
            entry.first = above[0]
        if before_first or (not entry.header) or (wanted and not above):
            for row_index in _below(rows, index, following):
                entry.header.append(rows[row_index])
                entry.last = row_index
        _complement(entry, rows, index, taken, following)
        _add_place(entry, rows, index, following)
        entries.extend(_undated(rows, taken + 1, entry.first))
        entries.append(entry)
        taken = entry.last
    entries.extend(_undated(rows, taken + 1, len(rows)))
    return entries


def _complement(entry: Entry, rows: Sequence[str], index: int, taken: int, following: int) -> None:
    """Adds the line on the other side of the date where this side names no function, or no employer."""
    parts = [part for row in entry.header for part in split_header(without_periods(row))]
    if not any(map(is_title, parts)):
        below = next((i for i in range(max(entry.last, index) + 1, min(following, index + 4)) if rows[i]), None)
        if below is not None and is_header(rows[below]) and is_title(rows[below]):
            entry.header.append(rows[below])
            entry.last = below
    elif all(is_title(part) or looks_like_place(part) for part in parts) and entry.first == index:
        above = next((i for i in range(index - 1, max(taken, index - 4), -1) if rows[i]), None)
        if (
            above is not None
            and is_header(rows[above])
            and not is_title(rows[above])
            and is_capitalised(re.split(r",|\s[-–—|]", rows[above])[0])
        ):
            entry.header.insert(0, rows[above])
            entry.first = above


def _add_place(entry: Entry, rows: Sequence[str], index: int, following: int) -> None:
    """Adds the line under a date where it names a place and nothing else."""
    below = entry.last + 1
    if entry.last == index and below < following and is_header(rows[below]) and looks_like_place(rows[below]):
        entry.header.append(rows[below])
        entry.last = below


def _complete(rest: str) -> bool:
    """Whether the rest of a date line names both a function and something else."""
    parts = split_header(rest)
    return any(map(is_title, parts)) and any(not is_title(p) and not looks_like_place(p) for p in parts)


def _date_comes_first(rows: Sequence[str], anchors: Sequence[tuple[int, Period]]) -> bool:
    """Whether dates stand above what they date, judged by what surrounds them all."""
    votes = 0
    for position, (index, period) in enumerate(anchors):
        if without_period(rows[index], period):
            continue
        previous = next((rows[i] for i in range(index - 1, -1, -1) if rows[i]), "")
        following = next((rows[i] for i in range(index + 1, len(rows)) if rows[i]), "")
        votes += _named(following) - _named(previous)
        votes += (1 if position == 0 and not previous else 0) + (0 if previous or position else 1)
    return votes > 0


def _named(row: str) -> int:
    if not is_header(row) or anchor(row) is not None:
        return 0
    return 1 + int(is_title(row) or looks_like_organisation(row))


def _above(rows: Sequence[str], index: int, taken: int) -> list[int]:
    """Header lines over a date line, nearest last; more than one blank row ends them."""
    found: list[int] = []
    blanks = 0
    for row_index in range(index - 1, taken, -1):
        row = rows[row_index]
        if not re.search(r"\w", row):
            blanks += 1
            if blanks > 2 or (blanks and len(found) >= 2):
                break
            continue
        if not is_header(row) or len(found) == _HEADER_LINES:
            break
        if (
            len(found) >= 1
            and not (_telling(row) or LABEL.match(row))
            and (len(found) >= 2 or (_telling_title(rows, found) and not _opens_with_name(rows, row_index, found[0])))
        ):
            break
        found.append(row_index)
        blanks = 0
    return found[::-1]


def _opens_with_name(rows: Sequence[str], index: int, title: int) -> bool:
    """Whether a line opens a block with a name, right over a function that stands alone, as on LinkedIn."""
    fresh = index == 0 or not is_header(rows[index - 1])
    named = is_capitalised(re.split(r",|\s[-–—|]", rows[index])[0])
    adjoining = not any(rows[index + 1 : title]) and title - index <= 2
    return adjoining and fresh and named and len(split_header(rows[title])) == 1


def _telling(row: str) -> bool:
    return is_title(row) or looks_like_organisation(row)


def _telling_title(rows: Sequence[str], found: Sequence[int]) -> bool:
    return any(is_title(rows[i]) for i in found)


def _below(rows: Sequence[str], index: int, stop: int) -> list[int]:
    """Header lines under a date line."""
    found: list[int] = []
    for row_index in range(index + 1, stop):
        row = rows[row_index]
        if not row:
            if found:
                break
            continue
        describes = ":" in row or len(row.split()) > _NAME_WORDS or not _telling(row)
        if not is_header(row) or len(found) == 2 or (found and describes and not LABEL.match(row)):
            break
        found.append(row_index)
    return found


def _undated(rows: Sequence[str], start: int, stop: int) -> list[Entry]:
    """Positions without a period: a function on a line of its own, after a blank one or written as a name."""
    entries: list[Entry] = []
    for index in range(start, stop):
        row = rows[index]
        named = len(row.split()) <= _NAME_WORDS and all(map(is_capitalised, split_header(row)))
        fresh = index == 0 or not rows[index - 1] or named
        if not (fresh and is_header(row) and len(row.split()) <= 10 and is_title(row.split(":")[0])):
            continue
        entry = Entry(None, [row], index, index)
        below = next((i for i in range(index + 1, min(stop, index + 3)) if rows[i]), None)
        if below is not None and is_header(rows[below]) and len(rows[below].split()) <= 8 and not is_title(rows[below]):
            entry.header.append(rows[below])
            entry.last = below
        if not entries or index > entries[-1].last:
            entries.append(entry)
    return entries
