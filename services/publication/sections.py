"""A résumé's text becomes a Resume: sections by their headings, then each section by its own rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .contact import parse_contact
from .headings import Part, Section, split_parts
from .job_headers import BULLET, is_title
from .job_mentions import mentioned_jobs
from .jobs import parse_jobs
from .language_lists import is_about_languages, parse_languages
from .lexicon import looks_like_title
from .named_others import clients, colleagues, unwrapped
from .preference_lines import parse_preferences
from .remembering import forget
from .resume import Contact, Job, Resume
from .skill_lists import parse_certifications, parse_skills
from .studies import degree_in, parse_studies
from .text import normalise, restore_lines

_MOST = 200_000
_ASIDE = re.compile(r"\s+(?:[-–|•·]|for|voor|für|at|bij|bei)\s+|,\s")
_CHROME = re.compile(r"email me on indeed|indeed\.com/r/|^willing to relocate|@", re.IGNORECASE)


def parse_resume(text: str) -> Resume:
    """Everything found in a résumé's text, in English, Dutch or German; what is not found is left empty.

    Takes any text and never raises. Employers, clients, schools and people named anywhere in it are in ``jobs``,
    ``studies``, ``clients`` and ``colleagues``, so that the guard knows them.
    """
    try:
        return _resume(normalise(restore_lines(text[:_MOST])))
    finally:
        forget()


def _resume(text: str) -> Resume:
    lines = [line.strip() for line in re.split(r"[\n\f]", text)]
    parts = split_parts(lines)
    about = [line for part in parts if part.section in ("top", "personal") for line in part.lines]
    contact = parse_contact(_about(parts), text)
    jobs = _jobs(parts)
    studies = tuple(study for part in parts if part.section == "education" for study in parse_studies(part.lines))
    certificates = parse_certifications(_lines_of(parts, "certifications"))
    skills = parse_skills(_skill_lines(parts))
    headline = _headline(about, contact)
    joined = unwrapped(lines)
    return Resume(
        contact=contact,
        headline=headline,
        summary="\n".join(line for line in _lines_of(parts, "summary") if line)[:5000],
        jobs=jobs,
        studies=studies,
        skills=tuple(skills),
        languages=tuple(parse_languages(_language_text(parts))),
        certifications=tuple(certificates),
        preferences=parse_preferences(_lines_of(parts, "preferences")),
        colleagues=tuple(colleagues(parts, joined, contact)),
        clients=tuple(clients(parts, joined, headline, jobs, studies, certificates, skills)),
    )


def _jobs(parts: Sequence[Part]) -> tuple[Job, ...]:
    """Positions under headings of work, and dated ones with a function under headings that often hold them as well."""
    jobs = [job for part in parts if part.section == "work" for job in parse_jobs(part.lines)]
    bare = not any(job.start or job.employer for job in jobs)
    elsewhere = ("projects", "other", "certifications", "education") + (("top", "summary", "personal") if bare else ())
    found = (job for part in parts if part.section in elsewhere for job in parse_jobs(part.lines))
    jobs += [job for job in found if _is_dated(job)]
    for part in parts:
        if part.section in ("work", "projects", "top", "summary", "other"):
            said = mentioned_jobs(unwrapped(part.lines), jobs, labels=part.section in ("work", "projects"))
            jobs += [job for job in said if job.employer or part.section in ("work", "projects")]
    return tuple(jobs)


def _is_dated(job: Job) -> bool:
    """Whether it has both ends of a period and a function, and is no study."""
    dated = job.start is not None and (job.end is not None or job.current)
    studied = degree_in(job.title) or degree_in(job.employer)
    return dated and looks_like_title(job.title) and not studied


def _about(parts: Sequence[Part]) -> list[str]:
    """Lines about the owner: the top, then personal details, then the start of whatever comes first."""
    lines = [
        line for section in ("top", "personal") for part in parts if part.section == section for line in part.lines
    ]
    if len([line for line in lines if line]) < 4:
        for part in [part for part in parts[1:] if part.section != "references"][:3]:
            lines.extend([part.title, *part.lines[:6]])
    return lines


def _lines_of(parts: Sequence[Part], section: Section) -> list[str]:
    return [line for part in parts if part.section == section for line in part.lines]


def _headline(lines: Iterable[str], contact: Contact) -> str:
    """The first line at the top that names a function."""
    for line in lines:
        if not line or _CHROME.search(line) or len(line) > 120:
            continue
        if contact.last_name and contact.last_name in line:
            line = line.replace(contact.first_name, "").replace(contact.last_name, "").strip(" ,-–|")
        begin = _ASIDE.split(line)[0]
        if (looks_like_title(line) or is_title(begin)) and len(line.split()) <= 14 and not BULLET.match(line):
            return line
    return ""


def _skill_lines(parts: Sequence[Part]) -> list[str]:
    return [line for part in parts if part.section == "skills" for line in part.lines]


def _language_text(parts: Sequence[Part]) -> str:
    """The languages section, and lines elsewhere that list languages."""
    lines = _lines_of(parts, "languages")
    for part in parts:
        if part.section in ("skills", "personal", "top", "other"):
            label = re.compile(
                r"^\W*(?:languages?(?: known| skills)?|talen|taal|talenkennis|sprachen|mother tongue)\b", re.I
            )
            take = 0
            for line in part.lines:
                if label.match(line):
                    take = 6
                if take and line and (is_about_languages(line) or take == 6):
                    lines.append(line)
                take = max(take - 1, 0)
    return "\n".join(lines)
