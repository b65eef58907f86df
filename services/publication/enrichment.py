"""What a résumé's text says and its sections do not: skills, titles and companies found by the vocabulary alone.

A parser loses lines in layouts it does not know. At import the whole text is at hand once; what the vocabulary
recognises in it is added for the owner to correct, and for the guard.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from .employment import is_employer_in, products_heading, spaced_out
from .identifiers import generic_words
from .lexicon import looks_like_organisation, looks_like_school, looks_like_title
from .normalise import key_of, read
from .profile_links import without_profile_links
from .resume import Job, Resume, SkillEntry
from .skills_found import read_jobs, skills_in
from .vendors import vendors_employing, vendors_heading, vendors_in, vendors_unused
from .vocabulary import vocabulary

_SEGMENTS = re.compile(r"[\n|•;]|\s{2,}|\t|,|\s[-–—]\s|\(|\)")
_MOST_WORDS = 7
_MOST_TITLES = 8


def enrich(resume: Resume, text: str) -> Resume:
    """The résumé with the skills, job titles and vendors that its text names and its sections lack.

    Without the employers and clients that are skills of its own list, taken for companies by mistake.
    """
    text = without_profile_links(text)
    resume = _without_mistakes(resume, text)
    return replace(
        resume,
        skills=(*resume.skills, *_skills(resume, text)),
        jobs=(*resume.jobs, *_jobs(resume, text)),
        clients=(*resume.clients, *_companies(resume, text)),
    )


def _skills(resume: Resume, text: str) -> Iterator[SkillEntry]:
    seen = {found.id for found in skills_in(resume, read_jobs(resume))}
    for id_, _ in vocabulary().match_in(read(text), prose=True):
        skill = vocabulary().skill(id_)
        if id_ not in seen and skill.kind != "soft":
            seen.add(id_)
            yield SkillEntry(skill.label_en)


def _jobs(resume: Resume, text: str) -> Iterator[Job]:
    """Titles that stand by themselves in the text, of occupations that no job has yet."""
    titles = vocabulary().titles
    seen = {titles.occupation(job.title) for job in resume.jobs} | {None}
    for segment in _SEGMENTS.split(text):
        segment = segment.strip(" .:-–")
        if not segment or len(segment.split()) > _MOST_WORDS or len(seen) > _MOST_TITLES:
            continue
        unit = titles.exact(segment)
        if unit not in seen and vocabulary().skill_named(segment) is None:
            seen.add(unit)
            yield Job(title=segment)


def _without_mistakes(resume: Resume, text: str) -> Resume:
    listed = frozenset(key_of(entry.name) for entry in resume.skills)
    return replace(
        resume,
        jobs=tuple(
            replace(job, employer="")
            if looks_like_title(job.employer) and _is_mistaken(job.employer, listed, text)
            else job
            for job in resume.jobs
        ),
        clients=tuple(name for name in resume.clients if not _is_mistaken(name, listed, text)),
    )


def _is_mistaken(name: str, listed: Collection[str], text: str) -> bool:
    """Whether a name is a skill of the list, perhaps among words that many share, and nothing shows a company."""
    if vendors_in(name):
        return _is_product_of_vendor(name) and not is_employer_in(name, text)
    if looks_like_organisation(name) or looks_like_school(name):
        return False
    core = " ".join(word for word in key_of(name).split() if word not in generic_words())
    mistaken = core in listed if core != key_of(name) else vocabulary().skill_named(name) is not None and core in listed
    return mistaken and not is_employer_in(name, text)


def _is_product_of_vendor(name: str) -> bool:
    """Whether a vendor is in a name only as the beginning of a tool's: "Microsoft Office SharePoint"."""
    words = read(name)
    vendors = {key_of(vendor) for vendor in vendors_in(name)}
    spans = [(id_, key_of(words.folded[span.start : span.end])) for id_, span in vocabulary().match_in(words)]
    bearing = [key for id_, key in spans if any(f" {vendor} " in f" {key} " for vendor in vendors)]
    return bool(bearing) and vendors.isdisjoint(bearing)


def _companies(resume: Resume, text: str) -> Iterator[str]:
    seen = {key_of(name) for name in resume.clients}
    vendors = [*vendors_employing(text), *vendors_heading(text), *vendors_unused(text)]
    for name in [*vendors, *products_heading(text), *spaced_out(text)]:
        if key_of(name) not in seen:
            seen.add(key_of(name))
            yield name
