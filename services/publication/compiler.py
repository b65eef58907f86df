"""The compiler: from a résumé to the two records that may be published. Pure: ids in, no text out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from .displayed import wordings
from .education import fields_of, level_of
from .experience import months_of, seniority_of, years_band
from .guard import Guard, Identifiers
from .record import (
    Assignment,
    HoursBand,
    LanguageClaim,
    LanguageLevel,
    PublicRecord,
    RateBand,
    SkillClaim,
    VerifiedRecord,
)
from .resume import Resume
from .sectors import sector_of
from .skills_found import Found, ReadJob, read_jobs, skills_in
from .vocabulary import vocabulary

Band = TypeVar("Band")

MOST_SKILLS = 60
MOST_ASSIGNMENTS = 12
_RATES = tuple(zip((300, 450, 600, 750, 900), RateBand, strict=False))
_HOURS = tuple(zip((16, 24, 32), HoursBand, strict=False))
_LEVELS: tuple[LanguageLevel | None, ...] = (None, *LanguageLevel)
# Where no title tells the occupation: what a skill of these groups points to.
_BY_GROUP = {
    "K0613": "2512", "K0612": "2522", "K0411": "2411", "K0412": "2413", "K0414": "2431", "K0913": "2221",
    "K0113": "2330", "K0212": "2166", "K0732": "7119", "K1041": "4323", "K0421": "2611", "K0416": "3322",
    "K0232": "2641", "K1013": "5120", "K0714": "2152", "K0715": "2144", "K0413": "2421", "K0211": "2654",
}  # fmt: skip


def compile_records(
    resume: Resume,
    *,
    identifiers: Identifiers,
    country: str | None,
    region: str | None,
    occupation: str | None = None,
    today: date,
) -> tuple[PublicRecord, VerifiedRecord]:
    """The public and the verified record of a résumé; whatever label contains an identifier is left out.

    ``country``: ISO 3166-1 alpha-2 · ``region``: NUTS 3 · ``occupation``: ISCO-08 unit group, when the owner chose it.
    """
    guard = Guard(identifiers)
    jobs = read_jobs(resume)
    found = skills_in(resume, jobs)
    units = [vocabulary().titles.occupation(job.title) for job in resume.jobs]
    candidates = _occupations(resume, units, found)
    chosen = _first_clean(guard, [*([occupation] if occupation else []), *candidates])
    assignments = _assignments(guard, jobs, units, today)
    sectors = frozenset(each.sector for each in assignments if each.sector)
    skills = tuple(
        SkillClaim(each.id, years_band(_months(each, today))) for each in found if _clean(guard, "skill", each.id)
    )[:MOST_SKILLS]
    seniority, education = seniority_of(resume, today), level_of(resume.studies)
    fields = [field for field in fields_of(resume.studies) if _clean(guard, "education-field", field)]
    languages = [claim for claim in _languages(resume) if _clean(guard, "language", claim.language)]
    if country and not _clean(guard, "country", country):
        country = region = None
    if region and not _clean(guard, "region", region):
        region = None
    wishes = resume.preferences
    verified = VerifiedRecord(
        occupation=chosen,
        country=country,
        region=region,
        seniority=seniority,
        education=education,
        education_field=fields[0] if fields else None,
        languages=tuple(languages),
        sectors=sectors,
        skills=skills,
        assignments=tuple(assignments),
        certifications=frozenset(_certifications(guard, resume)),
        availability=wishes.available,
        available_from=wishes.available_from,
        hours=_band(wishes.hours, _HOURS, HoursBand.FROM_32),
        remote=wishes.remote,
        rate=_band(wishes.day_rate and wishes.day_rate / 100, _RATES, RateBand.FROM_900),
    )
    public = PublicRecord(
        occupation=chosen,
        country=country,
        region=region,
        seniority=seniority,
        education=education,
        languages=frozenset(each.language for each in languages),
        sectors=sectors,
        skills=frozenset(each.skill for each in skills),
    )
    return public, verified


def _occupations(resume: Resume, units: Sequence[str | None], found: Sequence[Found]) -> list[str]:
    """Unit groups, the most likely first: by headline and titles, the latest counting most, then by skills."""
    votes: Counter[str] = Counter()
    headline = vocabulary().titles.occupation(resume.headline) if resume.headline else None
    if headline:
        votes[headline] += 3
    recent = sorted(
        (number for number, unit in enumerate(units) if unit),
        key=lambda number: (resume.jobs[number].current, resume.jobs[number].end or (0, 0)),
        reverse=True,
    )
    for place, number in enumerate(recent):
        votes[units[number] or ""] += (4, 2)[place] if place < 2 else 1
    by_skills: Counter[str] = Counter()
    for each in found:
        near = vocabulary().occupations_of(each.id)
        groups = (_BY_GROUP[group] for group in vocabulary().skill_groups(each.id) if group in _BY_GROUP)
        for weight, unit in zip((3, 2, 1), near, strict=False):
            by_skills[unit] += weight
        for unit in groups:
            by_skills[unit] += 3
    return [unit for unit, _ in [*votes.most_common(), *by_skills.most_common(20)]]


def _first_clean(guard: Guard, units: Iterable[str]) -> str | None:
    return next((unit for unit in units if _clean(guard, "occupation", unit)), None)


def _assignments(guard: Guard, jobs: Sequence[ReadJob], units: Sequence[str | None], today: date) -> list[Assignment]:
    made = []
    for each, unit in zip(jobs, units, strict=True):
        if unit and _clean(guard, "occupation", unit):
            job = each.job
            sector = sector_of(job.employer, each.title, each.description, unit)
            if sector and not _clean(guard, "sector", sector):
                sector = None
            made.append((job, Assignment(unit, sector, years_band(months_of([job], today)))))
    made.sort(key=lambda each: (each[0].current, each[0].end or each[0].start or (0, 0)), reverse=True)
    return [assignment for _, assignment in made][:MOST_ASSIGNMENTS]


def _languages(resume: Resume) -> tuple[LanguageClaim, ...]:
    """Native languages first, then the best spoken; those without a level last, equal ones by code."""
    claims = (LanguageClaim(each.language, each.level) for each in resume.languages)
    return tuple(sorted(claims, key=lambda claim: (-_LEVELS.index(claim.level), claim.language)))


def _certifications(guard: Guard, resume: Resume) -> list[str]:
    names = [each.name for each in resume.certifications]
    listed = [entry.name for entry in resume.skills]
    text = "\n".join([resume.headline, *names, *listed, resume.summary])
    return [id_ for id_ in vocabulary().certifications_in(text) if _clean(guard, "certification", id_)]


def _clean(guard: Guard, kind: str, id_: str) -> bool:
    """Whether nothing under which an id may be displayed names the owner."""
    return guard.all_clean(wordings(kind, id_))


def _months(found: Found, today: date) -> int | None:
    return found.years * 12 if found.years else months_of(found.jobs, today)


def _band(value: float | None, bounds: Sequence[tuple[int, Band]], highest: Band) -> Band | None:
    if value is None:
        return None
    return next((band for bound, band in bounds if value < bound), highest)
