"""The parts that layouts are made of: lines and sections, and the lines for each kind of fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from services.publication.resume import Job, Resume, Study

from .people import DemoProfessional
from .words import (
    availability_name,
    country_name,
    label,
    language_name,
    level_name,
    month_in_figures,
    month_in_words,
    nationality_name,
    remote_name,
)

LineKind = Literal["strong", "plain", "bullet"]


@dataclass(frozen=True)
class Line:
    """A line of text and how it looks.

    ``beside`` stands left of it in a table (dates, labels); ``first`` of a job or study, with room above it.
    """

    text: str
    kind: LineKind = "plain"
    beside: str = ""
    first: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with its lines; ``aside`` sections stand in the narrow column where there are two."""

    heading: str
    lines: tuple[Line, ...]
    aside: bool = False


@dataclass(frozen=True)
class Sheet:
    """A résumé laid out: what stands on top, then its sections. ``columns``: in two columns."""

    top: tuple[Line, ...]
    sections: tuple[Section, ...]
    columns: bool = False


def name(resume: Resume) -> Line:
    """First and last name."""
    return Line(f"{resume.contact.first_name} {resume.contact.last_name}", "strong")


def place(resume: Resume, language: str) -> str:
    """City and country."""
    return f"{resume.contact.city}, {country_name(resume.contact.country, language)}"


def period(job: Job, language: str, between: str) -> str:
    """From month to month in words, ``between`` with its spaces."""
    start = month_in_words(job.start, language) if job.start else ""
    end = month_in_words(job.end, language) if job.end else label("present", language)
    return f"{start}{between}{end}"


def joined(study: Study) -> str:
    """Degree and field of study."""
    return ", ".join(filter(None, (study.degree, study.field_of_study)))


def text(paragraph: str) -> tuple[Line, ...]:
    """One paragraph, or nothing where it is empty."""
    return (Line(paragraph),) if paragraph else ()


def plain(lines: list[str]) -> tuple[Line, ...]:
    """A line for each text."""
    return tuple(Line(line) for line in lines)


def bulleted(lines: list[str]) -> tuple[Line, ...]:
    """A bullet for each text."""
    return tuple(Line(line, "bullet") for line in lines)


def bullets(job: Job) -> tuple[Line, ...]:
    """What was achieved in a job, a bullet for each sentence."""
    return bulleted(job.description.split("\n"))


def skills(resume: Resume, language: str) -> list[str]:
    """Skills with the years of use where known."""
    return [
        f"{skill.name} ({skill.years} {label('year' if skill.years == 1 else 'years', language)})"
        if skill.years
        else skill.name
        for skill in resume.skills
    ]


def languages(resume: Resume, language: str, before: str, after: str = "") -> list[str]:
    """Languages with their level, where known, between ``before`` and ``after``."""
    return [
        language_name(entry.language, language)
        + (f"{before}{level_name(entry.level, language)}{after}" if entry.level else "")
        for entry in resume.languages
    ]


def certifications(resume: Resume) -> list[str]:
    """Certificates with issuer, number and year as far as they are known."""
    return [
        ", ".join(filter(None, (one.name, one.issuer, one.number, str(one.year or ""))))
        for one in resume.certifications
    ]


def preferences(resume: Resume, language: str) -> list[str]:
    """Availability, hours, where to work and the day rate, as far as they are known."""
    wishes = resume.preferences
    found = []
    if wishes.available_from:
        found.append(label("from", language).format(wishes.available_from.strftime("%d-%m-%Y")))
    elif wishes.available:
        found.append(availability_name(wishes.available, language))
    if wishes.hours:
        found.append(label("hours", language).format(wishes.hours))
    if wishes.remote:
        found.append(remote_name(wishes.remote, language))
    if wishes.day_rate:
        found.append(label("rate", language).format(wishes.day_rate // 100))
    return found


def details(who: DemoProfessional, date_form: str) -> tuple[Line, ...]:
    """The labelled personal details that Dutch and German résumés begin with; ``date_form``: day, month, year."""
    contact, language = who.resume.contact, who.language
    birth = who.birth_date
    facts = {
        "name": f"{contact.first_name} {contact.last_name}",
        "city": place(who.resume, language),
        "phone": contact.phone,
        "email": contact.email,
        "born": date_form.format(f"{birth.day:02}", f"{birth.month:02}", birth.year),
        "nationality": nationality_name(who.nationality, language),
    }
    if contact.links:
        facts["site"] = contact.links[0]
    return tuple(Line(fact, beside=label(key, language) + ":") for key, fact in facts.items())


def tabular_jobs(resume: Resume, language: str, separator: str) -> tuple[Line, ...]:
    """Jobs with their dates in figures beside the title."""
    lines: list[Line] = []
    for job in resume.jobs:
        start = month_in_figures(job.start, separator) if job.start else ""
        end = month_in_figures(job.end, separator) if job.end else label("present", language)
        lines.append(Line(job.title, "strong", f"{start} – {end}", first=True))
        lines += [Line(", ".join(filter(None, (job.employer, job.city)))), *bullets(job)]
    return tuple(lines)


def tabular_studies(resume: Resume) -> tuple[Line, ...]:
    """Studies with their years beside the degree."""
    lines: list[Line] = []
    for study in resume.studies:
        years = f"{study.start_year} – {study.end_year}"
        lines += [Line(joined(study), "strong", years, first=True), Line(study.school)]
    return tuple(lines)
