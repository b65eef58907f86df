"""The skills of a résumé: recognised in its own list of skills, job titles and descriptions, most telling first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .normalise import Words, read
from .resume import Job, Resume
from .vocabulary import vocabulary

_MOST_SOFT = 5
# An entry of the list of skills says most, then a title, then running text.
_LISTED, _TITLE, _TEXT = 6.0, 3.0, 1.0
_KINDS = {"tool": 2.0, "skill": 0.0, "soft": -4.0}


@dataclass
class Found:
    """A skill with the weight of its mentions, the years its owner states and the jobs that name it."""

    id: str
    weight: float = 0.0
    years: int | None = None
    jobs: list[Job] = field(default_factory=list)


@dataclass(frozen=True)
class ReadJob:
    """A job with its title and description read once for all who look for something in them."""

    job: Job
    title: Words
    description: Words


def read_jobs(resume: Resume) -> list[ReadJob]:
    """The jobs of a résumé, read."""
    return [ReadJob(job, read(job.title), read(job.description)) for job in resume.jobs]


def skills_in(resume: Resume, jobs: Sequence[ReadJob]) -> list[Found]:
    """Every recognised skill, the most telling first."""
    found: dict[str, Found] = {}
    mentions: dict[str, int] = defaultdict(int)

    def note(words: Words, weight: float, *, years: int | None = None, job: Job | None = None) -> None:
        add([id_ for id_, _ in vocabulary().match_in(words, prose=weight == _TEXT)], weight, years, job)

    def add(ids: Iterable[str], weight: float, years: int | None, job: Job | None = None) -> None:
        for id_ in ids:
            each = found.setdefault(id_, Found(id_))
            each.weight = max(each.weight, weight)
            each.years = max(filter(None, (each.years, years)), default=None)
            if job and job not in each.jobs:
                each.jobs.append(job)
            mentions[id_] += 1

    for entry in resume.skills:
        if entry.years:
            note(read(entry.name), _LISTED, years=entry.years)
        # An entry that is nothing but a name needs no evidence: "R", "Go".
        whole = vocabulary().skill_named(entry.name) if entry.name[:1].isupper() else None
        add([whole] if whole else [], _LISTED, entry.years)
    # One text of all entries: neighbours in a list are evidence for each other.
    note(read("\n".join(entry.name for entry in resume.skills if not entry.years)), _LISTED)
    note(read(f"{resume.headline}\n{resume.summary}"), _TEXT)
    for each_job in jobs:
        note(each_job.title, _TITLE, job=each_job.job)
        note(each_job.description, _TEXT, job=each_job.job)
    for each in found.values():
        each.weight += _KINDS[vocabulary().skill(each.id).kind] + math.log(mentions[each.id])
    return _ranked(found.values())


def _ranked(found: Iterable[Found]) -> list[Found]:
    ranked = sorted(found, key=lambda each: (-each.weight, each.id))
    soft = [each for each in ranked if vocabulary().skill(each.id).kind == "soft"][_MOST_SOFT:]
    return [each for each in ranked if each not in soft]
