"""How well a professional and a piece of work fit: an open sum over what the work asks for, and nothing else.

Only what verified clients read counts. Nothing is learnt from anybody's behaviour, and what the work does not ask for
weighs nothing. The weights stand on the page that explains ranking.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from models.bands import Availability, RemoteWork

from .publication.record import VerifiedRecord
from .work_descriptions import WorkDetails


class Aspect(str, Enum):
    """What work can ask for."""

    SKILLS = "skills"
    START = "start"
    PLACE = "place"
    RATE = "rate"
    HOURS = "hours"


WEIGHTS: Mapping[Aspect, int] = {
    Aspect.SKILLS: 60,
    Aspect.START: 15,
    Aspect.PLACE: 10,
    Aspect.RATE: 10,
    Aspect.HOURS: 5,
}
"""Of each the share in the whole; skills count by how many of those asked for are there."""

NUTS_2, NUTS_3 = 4, 5
_WITHIN = {
    Availability.NOW: timedelta(0),
    Availability.MONTH: timedelta(days=31),
    Availability.QUARTER: timedelta(days=92),
}
_GREECE = {"EL": "GR"}


@dataclass(frozen=True)
class Fit:
    """``score``: 0 to 100, the share of what is asked for that is there · ``had``, ``missing``: the skills asked for.

    ``fitting``, ``lacking``, ``unknown``: what else is asked for, by whether it fits; what a profile leaves open counts
    as not there. ``gain``: how much the score would rise with what would raise it most, and ``by`` which skill or
    aspect.
    """

    score: int
    had: tuple[str, ...]
    missing: tuple[str, ...]
    fitting: tuple[Aspect, ...]
    lacking: tuple[Aspect, ...]
    unknown: tuple[Aspect, ...]
    gain: int
    by: str | Aspect | None


def fit(work: WorkDetails, record: VerifiedRecord, *, today: date) -> Fit:
    """How well a record fits the work."""
    skills = {claim.skill for claim in record.skills}
    had = tuple(each for each in work.skills if each in skills)
    missing = tuple(each for each in work.skills if each not in skills)
    found = {
        Aspect.START: _starts(work, record, today),
        Aspect.PLACE: _place(work, record),
        Aspect.RATE: _rate(work, record),
        Aspect.HOURS: _hours(work, record),
    }
    asked = {aspect: fits for aspect, (is_asked, fits) in found.items() if is_asked}
    points = {aspect: float(WEIGHTS[aspect]) for aspect, fits in asked.items() if fits}
    whole = sum(WEIGHTS[aspect] for aspect in asked)
    if work.skills:
        whole += WEIGHTS[Aspect.SKILLS]
        points[Aspect.SKILLS] = WEIGHTS[Aspect.SKILLS] * len(had) / len(work.skills)
    gain, by = _best(work, asked, missing)
    return Fit(
        score=round(100 * sum(points.values()) / whole) if whole else 0,
        had=had,
        missing=missing,
        fitting=tuple(aspect for aspect, fits in asked.items() if fits),
        lacking=tuple(aspect for aspect, fits in asked.items() if fits is False),
        unknown=tuple(aspect for aspect, fits in asked.items() if fits is None),
        gain=round(100 * gain / whole) if whole else 0,
        by=by,
    )


def _best(
    work: WorkDetails, asked: Mapping[Aspect, bool | None], missing: tuple[str, ...]
) -> tuple[float, str | Aspect | None]:
    """What of that which is not there would raise the score most, and by how many points."""
    gains: list[tuple[float, str | Aspect | None]] = [
        (float(WEIGHTS[aspect]), aspect) for aspect, fits in asked.items() if not fits
    ]
    if missing:
        gains.append((WEIGHTS[Aspect.SKILLS] / len(work.skills), missing[0]))
    return max(gains, key=lambda each: each[0], default=(0.0, None))


Found = tuple[bool, bool | None]
"""Whether the work asks for it, and whether it is there; None where the profile leaves it open."""


def _starts(work: WorkDetails, record: VerifiedRecord, today: date) -> Found:
    if work.starts_on is None:
        return False, None
    free = record.available_from
    if free is None and record.availability in _WITHIN:
        free = today + _WITHIN[record.availability]
    if free is None:
        return True, False if record.availability is Availability.LATER else None
    next_month = (work.starts_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return True, free < next_month


def _place(work: WorkDetails, record: VerifiedRecord) -> Found:
    """On site: in the same NUTS 2 region, or in the country where only that is asked for."""
    if work.remote is RemoteWork.REMOTE or work.region is None:
        return False, None
    if record.remote is RemoteWork.REMOTE:
        return True, False
    if len(work.region) == NUTS_3:
        if record.region is not None:
            return True, record.region[:NUTS_2] == work.region[:NUTS_2]
        country = _GREECE.get(work.region[:2], work.region[:2])
        return True, None if record.country in (None, country) else False
    return True, None if record.country is None else record.country == work.region


def _rate(work: WorkDetails, record: VerifiedRecord) -> Found:
    """The band begins at or below the highest rate."""
    if work.rate_to is None:
        return False, None
    return True, None if record.rate is None else _bounds(record.rate.value)[0] * 100 <= work.rate_to


def _hours(work: WorkDetails, record: VerifiedRecord) -> Found:
    """The band reaches as many hours a week as are asked for."""
    if work.hours is None:
        return False, None
    if record.hours is None:
        return True, None
    most = _bounds(record.hours.value)[-1]
    return True, record.hours.value.endswith("+") or most >= work.hours


def _bounds(band: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", band)]
