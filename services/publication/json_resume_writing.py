"""A Resume as JSON Resume (jsonresume.org), version 1.

Names kept for the guard stay here: a file that is handed around is no place for what must stay hidden. What the schema
has no field for goes under a name of our own, which it allows: ``current``, ``number``, ``firstName``, ``lastName``.
"""

from __future__ import annotations

from typing import Any

from .resume import Job, Resume
from .structured import date_of
from .wording import language

SCHEMA_ADDRESS = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume_of(resume: Resume) -> dict[str, Any]:
    """The résumé, without what is empty."""
    contact = resume.contact
    first_link, *links = contact.links or ("",)
    written: dict[str, Any] = {
        "$schema": SCHEMA_ADDRESS,
        "basics": {
            "name": f"{contact.first_name} {contact.last_name}".strip(),
            "firstName": contact.first_name,
            "lastName": contact.last_name,
            "label": resume.headline,
            "email": contact.email,
            "phone": contact.phone,
            "url": first_link,
            "summary": resume.summary,
            "location": {"city": contact.city, "countryCode": contact.country},
            "profiles": [{"url": link} for link in links],
        },
        "work": [_work(job) for job in resume.jobs],
        "education": [
            {
                "studyType": study.degree,
                "institution": study.school,
                "area": study.field_of_study,
                "startDate": _year(study.start_year),
                "endDate": _year(study.end_year),
            }
            for study in resume.studies
        ],
        "skills": [{"name": skill.name, "level": _level(skill.years)} for skill in resume.skills],
        "languages": [
            {"language": language(entry.language, "en"), "fluency": entry.level.value if entry.level else ""}
            for entry in resume.languages
        ],
        "certificates": [
            {"name": each.name, "issuer": each.issuer, "number": each.number, "date": _year(each.year)}
            for each in resume.certifications
        ],
        "projects": [
            {"name": each.title, "description": each.description, "url": each.url, "endDate": _year(each.year)}
            for each in resume.portfolio
        ],
        "meta": {"version": "v1.0.0"},
    }
    return {name: value for name, value in ((name, _filled(value)) for name, value in written.items()) if value}


def _work(job: Job) -> dict[str, Any]:
    work: dict[str, Any] = {
        "position": job.title,
        "name": job.employer,
        "location": job.city,
        "startDate": date_of(job.start) if job.start else "",
        "endDate": date_of(job.end) if job.end else "",
        "summary": job.description,
    }
    if job.end is None and job.current is not (job.start is not None):
        work["current"] = job.current
    return work


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _filled(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in ("", {}, [])}
    return [_filled(each) for each in value] if isinstance(value, list) else value


def _year(year: int | None) -> str:
    return "" if year is None else f"{year:04}"


def _level(years: int | None) -> str:
    if years is None:
        return ""
    return f"{years} year" if years == 1 else f"{years} years"
