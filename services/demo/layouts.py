"""The layouts that people give their résumé: the same facts, ordered and written in six different ways."""

from __future__ import annotations

from collections.abc import Callable

from services.publication.resume import Resume

from .people import DemoProfessional
from .sheet import (
    Line,
    Section,
    Sheet,
    bulleted,
    bullets,
    certifications,
    details,
    joined,
    languages,
    name,
    period,
    place,
    plain,
    preferences,
    skills,
    tabular_jobs,
    tabular_studies,
    text,
)
from .words import heading


def lay_out(professional: DemoProfessional) -> Sheet:
    """The résumé in the style of its owner, in one language, without empty sections."""
    sheet = _STYLES[professional.text_style](professional, professional.resume, professional.language)
    return Sheet(sheet.top, tuple(section for section in sheet.sections if section.lines), sheet.columns)


def _indeed(who: DemoProfessional, resume: Resume, language: str) -> Sheet:
    contact = resume.contact
    top = (name(resume), Line(resume.headline), Line(place(resume, language)), Line(contact.email), Line(contact.phone))
    jobs: list[Line] = []
    for job in resume.jobs:
        where = " - ".join(filter(None, (job.employer, job.city)))
        jobs += [
            Line(job.title, "strong"),
            Line(where),
            Line(period(job, language, " to " if language == "en" else " - ")),
        ]
        jobs += bullets(job)
    studies: list[Line] = []
    for study in resume.studies:
        studies += [
            Line(joined(study), "strong", first=True),
            Line(study.school),
            Line(f"{study.start_year} - {study.end_year}"),
        ]
    return Sheet(
        (*top, *map(Line, contact.links)),
        (
            Section(heading("summary", language), text(resume.summary)),
            Section(heading("work", language), tuple(jobs)),
            Section(heading("education", language), tuple(studies)),
            Section(heading("skills", language), text(", ".join(skills(resume, language)))),
            Section(heading("languages", language), plain(languages(resume, language, " - "))),
            Section(heading("certifications", language), plain(certifications(resume))),
            Section(heading("preferences", language), plain(preferences(resume, language))),
        ),
    )


def _linkedin(who: DemoProfessional, resume: Resume, language: str) -> Sheet:
    contact = resume.contact
    jobs: list[Line] = []
    for job in resume.jobs:
        jobs += [Line(job.employer, first=True), Line(job.title, "strong"), Line(period(job, language, " - "))]
        jobs += [Line(job.city)] if job.city else []
        jobs += text(" ".join(job.description.split("\n")))
    studies: list[Line] = []
    for study in resume.studies:
        years = f"({study.start_year} - {study.end_year})"
        studies += [Line(study.school, "strong", first=True), Line(f"{joined(study)} · {years}")]
    return Sheet(
        (name(resume), Line(resume.headline), Line(place(resume, language))),
        (
            Section(heading("contact", language), plain([contact.phone, contact.email, *contact.links]), aside=True),
            Section(heading("top_skills", language), plain([skill.name for skill in resume.skills]), aside=True),
            Section(heading("languages", language), plain(languages(resume, language, " (", ")")), aside=True),
            Section(heading("certifications", language), plain(certifications(resume)), aside=True),
            Section(heading("summary", language), text(resume.summary)),
            Section(heading("experience", language), tuple(jobs)),
            Section(heading("education", language), tuple(studies)),
            Section(heading("preferences", language), plain(preferences(resume, language))),
        ),
        columns=True,
    )


def _personal(who: DemoProfessional, resume: Resume, language: str) -> Sheet:
    return Sheet(
        (Line(heading("title", language), "strong"),),
        (
            Section(heading("personal", language), details(who, "{}-{}-{}")),
            Section(heading("profile", language), text(resume.summary or resume.headline)),
            Section(heading("work", language), tabular_jobs(resume, language, "-")),
            Section(heading("studies", language), tabular_studies(resume)),
            Section(heading("certifications", language), bulleted(certifications(resume))),
            Section(heading("skills", language), bulleted(skills(resume, language))),
            Section(heading("languages", language), bulleted(languages(resume, language, ": "))),
            Section(heading("preferences", language), bulleted(preferences(resume, language))),
        ),
    )


def _tabular(who: DemoProfessional, resume: Resume, language: str) -> Sheet:
    return Sheet(
        (Line(heading("title", language), "strong"), name(resume)),
        (
            Section(heading("personal", language), details(who, "{}.{}.{}")),
            Section(heading("work", language), tabular_jobs(resume, language, "/")),
            Section(heading("studies", language), tabular_studies(resume)),
            Section(heading("skills", language), text(", ".join(skills(resume, language)))),
            Section(heading("languages", language), text(", ".join(languages(resume, language, " (", ")")))),
            Section(heading("certifications", language), plain(certifications(resume))),
            Section(heading("profile", language), text(resume.summary)),
            Section(heading("preferences", language), plain(preferences(resume, language))),
        ),
    )


def _columns(who: DemoProfessional, resume: Resume, language: str) -> Sheet:
    contact = resume.contact
    jobs: list[Line] = []
    for job in resume.jobs:
        where = " | ".join(filter(None, (job.employer, job.city)))
        jobs += [
            Line(job.title, "strong", first=True),
            Line(f"{where} | {period(job, language, ' – ')}"),
            *bullets(job),
        ]
    studies: list[Line] = []
    for study in resume.studies:
        studies += [
            Line(joined(study), "strong", first=True),
            Line(f"{study.school} | {study.start_year} – {study.end_year}"),
        ]
    reach = [contact.email, contact.phone, place(resume, language), *contact.links]
    return Sheet(
        (name(resume), Line(resume.headline)),
        (
            Section(heading("contact", language), plain(reach), aside=True),
            Section(heading("skills", language), plain(skills(resume, language)), aside=True),
            Section(heading("languages", language), plain(languages(resume, language, " – ")), aside=True),
            Section(heading("certifications", language), plain(certifications(resume)), aside=True),
            Section(heading("profile", language), text(resume.summary)),
            Section(heading("work", language), tuple(jobs)),
            Section(heading("education", language), tuple(studies)),
            Section(heading("preferences", language), plain(preferences(resume, language))),
        ),
        columns=True,
    )


def _compact(who: DemoProfessional, resume: Resume, language: str) -> Sheet:
    contact = resume.contact
    reach = " | ".join((place(resume, language), contact.phone, contact.email, *contact.links))
    jobs: list[Line] = []
    for job in resume.jobs:
        where = ", ".join(filter(None, (job.title, job.employer, job.city)))
        jobs += [
            Line(f"{where} ({period(job, language, ' – ')})", "strong", first=True),
            *text(" ".join(job.description.split("\n"))),
        ]
    studies = [f"{joined(study)}, {study.school} ({study.start_year}–{study.end_year})" for study in resume.studies]
    return Sheet(
        (name(resume), Line(resume.headline), Line(reach)),
        (
            Section(heading("profile", language), text(resume.summary)),
            Section(heading("experience", language), tuple(jobs)),
            Section(heading("education", language), plain(studies)),
            Section(heading("skills", language), text(" · ".join(skills(resume, language)))),
            Section(heading("certifications", language), text("; ".join(certifications(resume)))),
            Section(heading("languages", language), text(", ".join(languages(resume, language, " (", ")")))),
            Section(heading("preferences", language), text(". ".join(preferences(resume, language)))),
        ),
    )


_STYLES: dict[str, Callable[[DemoProfessional, Resume, str], Sheet]] = {
    "indeed": _indeed,
    "linkedin": _linkedin,
    "personal": _personal,
    "tabular": _tabular,
    "columns": _columns,
    "compact": _compact,
}
