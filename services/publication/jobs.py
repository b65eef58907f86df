"""Positions in the work section: the lines around each period are a function, an employer and a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .job_entries import Entry, find_entries
from .job_headers import (
    BULLET,
    LABEL,
    has_legal_form,
    is_title,
    job_rows,
    split_header,
    without_periods,
)
from .lexicon import is_generic, looks_like_organisation, looks_like_place
from .resume import Job

_EMPLOYER_LABELS = ("company", "employer", "name of employer", "organi", "werkgever", "bedrijf", "arbeitgeber", "firma")
_TITLE_LABELS = (
    "position",
    "job title",
    "title",
    "role",
    "designation",
    "functie",
    "rol",
    "stelle",
    "funktion",
    "posit",
)
# Where a part stands: how many lines the header has, in which of them, and where in that line.
Place = tuple[int, int, int]


@dataclass
class _Header:
    """A position's header as read so far; ``parts`` are what no label and no name of a place explains."""

    title: str = ""
    employer: str = ""
    city: str = ""
    parts: list[tuple[Place, str]] = field(default_factory=list)
    after_place: bool = False


def parse_jobs(lines: Sequence[str]) -> list[Job]:
    """Positions in the order of the text; what one header leaves open, the places in the others decide."""
    rows = job_rows(lines)
    entries = find_entries(rows)
    stops = [*(entry.first for entry in entries[1:]), len(rows)][: len(entries)]
    bodies = [
        [BULLET.sub("", row).strip() for row in rows[entry.last + 1 : stop] if row]
        for entry, stop in zip(entries, stops, strict=True)
    ]
    headers = [_read(entry, body) for entry, body in zip(entries, bodies, strict=True)]
    usual = _usual(place for header in headers if len(clear := _titles(header.parts)) == 1 for place, _ in clear)
    jobs = [_job(entry, header, body, usual) for entry, header, body in zip(entries, headers, bodies, strict=True)]
    return [job for job in jobs if job is not None]


def _read(entry: Entry, body: Sequence[str]) -> _Header:
    """What the labels and the places in the header say."""
    header = _Header()
    for number, row in enumerate(entry.header):
        label = LABEL.match(row)
        if label:
            _take_label(header, label["label"].lower(), label["value"].strip(" -,;"))
            continue
        for position, part in enumerate(split_header(without_periods(row))):
            header.parts.append(((len(entry.header), number, position), part))
    for label in map(LABEL.match, body[:6]):
        if label:
            _take_label(header, label["label"].lower(), label["value"].strip(" -,;")[:120])
    for item in list(header.parts):
        if looks_like_place(item[1]) and not is_title(item[1]):
            header.city = header.city or item[1]
            header.after_place = header.after_place or item is header.parts[0]
            header.parts.remove(item)
    return header


def _take_label(header: _Header, name: str, value: str) -> None:
    if name.startswith(_EMPLOYER_LABELS):
        header.employer = header.employer or next(iter(split_header(value)), "")
    elif name.startswith(_TITLE_LABELS):
        header.title = header.title or value


def _titles(parts: Iterable[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Parts that name a function; those that could be a company too only where there are no others."""
    found = [item for item in parts if is_title(item[1]) and not has_legal_form(item[1])]
    return [item for item in found if not looks_like_organisation(item[1])] or found


def _usual(places: Iterable[Place]) -> Place | None:
    """Where functions stand in most headers."""
    best = Counter(places).most_common(1)
    return best[0][0] if best else None


def _job(entry: Entry, header: _Header, body: Sequence[str], usual: Place | None) -> Job | None:
    parts = list(header.parts)
    title = header.title
    if not title:
        chosen = _chosen_title(entry, header, usual)
        if chosen is not None:
            title = chosen[1]
            parts.remove(chosen)
    employer = header.employer or _chosen_employer([part for _, part in parts])
    if not title and not employer:
        return None
    period = entry.period
    return Job(
        title=title[:200],
        employer=employer[:200],
        city=header.city[:100],
        start=period.start if period else None,
        end=period.end if period else None,
        current=period.current if period else False,
        description="\n".join(body),
    )


def _chosen_title(entry: Entry, header: _Header, usual: Place | None) -> tuple[Place, str] | None:
    parts = header.parts
    titles = _titles(parts)
    at_usual = next((item for item in titles or parts if item[0] == usual), None)
    if at_usual is not None or titles:
        return at_usual or titles[0]
    if len(parts) == 1 and not header.employer and entry.period is not None:
        return None
    return next((item for item in parts if not looks_like_organisation(item[1])), None)


def _chosen_employer(parts: Sequence[str]) -> str:
    others = [part for part in parts if part[0].isalnum() or part[0] == "'"]
    others = [part for part in others if not is_generic(part)]
    ranked = [part for part in others if looks_like_organisation(part) and not is_title(part)]
    ranked += [part for part in others if not is_title(part) and part[0].isupper()]
    ranked += [part for part in others if looks_like_organisation(part)]
    return ranked[0] if ranked else ""
