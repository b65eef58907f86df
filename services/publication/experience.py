"""How long: months of work merged over overlapping jobs, and the bands they fall in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .record import Seniority, YearsBand
from .resume import Job, Month, Resume

# A year without a month is taken at its middle.
_MIDDLE = 7
_CLAIMED = re.compile(
    r"(\d{1,2})(?:\s?[.,]\s?\d)?\s*\+?\s*(?:-\s?\d+\s*)?(?:years?|yrs?|jaar|jahren?)\b(?=[^.\n]{0,60}?(?:experien|ervaring|erfahrung))",
    re.I,
)
_LONGEST_CLAIM = 45


def months_of(jobs: Iterable[Job], today: date) -> int | None:
    """Months covered by the jobs, overlaps counted once; None where no job has dates."""
    spans = sorted(span for span in (_span(job, today) for job in jobs) if span)
    if not spans:
        return None
    total, end = 0, -1
    for start, stop in spans:
        total += max(0, stop - max(start, end))
        end = max(end, stop)
    return total


def seniority_of(resume: Resume, today: date) -> Seniority | None:
    """The band of the years worked; without dates, of the years that the text claims."""
    months = months_of(resume.jobs, today)
    if not months:
        claimed = _claimed_years(resume)
        if claimed is None:
            return None
        months = claimed * 12
    years = months / 12
    if years < 3:
        return Seniority.STARTER
    if years < 6:
        return Seniority.MEDIOR
    return Seniority.SENIOR if years < 10 else Seniority.VETERAN


def years_band(months: int | None) -> YearsBand | None:
    """The band of a duration in months."""
    if not months:
        return None
    if months < 12:
        return YearsBand.UNDER_1
    if months < 36:
        return YearsBand.FROM_1
    return YearsBand.FROM_3 if months < 72 else YearsBand.FROM_6


def _span(job: Job, today: date) -> tuple[int, int] | None:
    """First month and the month after the last, counted from year 0."""
    now = today.year * 12 + today.month
    end = now if job.current else (_number(job.end) + 1 if job.end else None)
    if job.start is None or end is None:
        return None
    start = _number(job.start)
    if job.end and job.start[1] == 0 and job.end[1] == 0:
        # From 2011 to 2012, months unknown: a year; within one year: half of it.
        end = start + max(6, (job.end[0] - job.start[0]) * 12)
    end = min(end, now)
    return (start, end) if start < end else None


def _number(month: Month) -> int:
    return month[0] * 12 + (month[1] or _MIDDLE)


def _claimed_years(resume: Resume) -> int | None:
    texts = [resume.headline, resume.summary, *(job.description for job in resume.jobs)]
    claims = [int(found[1]) for text in texts for found in _CLAIMED.finditer(text)]
    return max((claim for claim in claims if claim <= _LONGEST_CLAIM), default=None)
