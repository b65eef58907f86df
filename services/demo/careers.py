"""Where a demo person worked and studied: careers that climb, with employers and schools that do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random

from services.publication.resume import Job, Month, Study

from .identities import any_name
from .pools import Field, Occupation, fields, pool, say, weighted
from .writing import Voice, achievements, lower_first

_LEVELS = ("secondary", "vocational", "bachelor", "master", "doctorate")
_LEAVING_AGE = {"secondary": 18, "vocational": 20, "bachelor": 22, "master": 24, "doctorate": 28}


@dataclass(frozen=True)
class Career:
    """Jobs and studies, newest first, the names mentioned in them, and the year of birth that fits both.

    ``title``: that of the latest job, without the word for freelance.
    """

    title: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    clients: tuple[str, ...]
    colleagues: tuple[str, ...]
    birth_year: int


@dataclass(frozen=True)
class _Stretch:
    start: int  # months since year 0
    end: int
    current: bool
    rung: int


def draw_career(
    random: Random, voice: Voice, occupation: Occupation, *, country: str, company: str | None, as_of: date
) -> Career:
    """A career in ``occupation`` up to ``as_of``; who has a ``company`` freelances in the latest job or jobs."""
    stretches = _stretches(random, as_of)
    employers = _employers(random, voice.field, country, len(stretches) + 3)
    places = [place[0] for place in pool("places")[country]]
    latest_title = ""
    deck = achievements(random, voice)
    years_only = random.random() < 0.08
    jobs, clients, colleagues = [], [], []
    for position, stretch in enumerate(stretches):
        title = _title(random, voice, occupation, stretch, position == 0, position == len(stretches) - 1)
        sentences = list(islice(deck, random.randint(2, 4) if position < 3 else random.randint(1, 2)))
        employer = employers[position]
        latest_title = latest_title or title
        if position == 0 and company:
            title, employer, named = _freelance(voice, title), company, employers[-2:]
            clients += named
            sentences.append(say(pool("writing")["clients"], voice.language).format(names=", ".join(named)))
        elif position < 2 and random.random() < 0.1:
            colleagues.append(any_name(random, country))
            reference = say(pool("writing")["reference"], voice.language)
            sentences.append(reference.format(name=colleagues[-1], employer=employer))
        city = voice.city if random.random() < 0.5 else random.choice(places)
        jobs.append(_job(title, employer, city if random.random() < 0.85 else "", stretch, sentences, years_only))
    began = stretches[-1].start // 12
    level = _highest_level(random, voice.field)
    studies = _studies(random, voice, level, country, began)
    birth_year = began - _LEAVING_AGE[level] - random.choice((0, 0, 1, 1, 2, 4))
    return Career(latest_title, tuple(jobs), studies, tuple(clients), tuple(colleagues), birth_year)


def _highest_level(random: Random, field: Field) -> str:
    usual = _LEVELS.index(field.level)
    step = weighted(random, {-1: 16.0, 0: 66.0, 1: 18.0 if field.level != "master" else 5.0})
    return _LEVELS[usual + step]


def _stretches(random: Random, as_of: date) -> list[_Stretch]:
    """Periods of work, newest first, none overlapping, with now and then a gap."""
    now = as_of.year * 12 + as_of.month - 1
    left = int(random.triangular(8, 390, 90))
    first_month = now - left
    top = random.choice((2, 2, 3, 3, 3))
    current = random.random() < 0.78
    end = now if current else now - random.randint(1, 6)
    stretches: list[_Stretch] = []
    while len(stretches) < 8 and (end - first_month >= 6 or not stretches):
        length = max(5, min(end - first_month, int(random.lognormvariate(3.55, 0.55))))
        if end - first_month - length < 9:
            length = max(5, end - first_month)
        start = end - length
        worked = start - first_month + length // 3
        rung = min(top, 0 if worked < 26 else 1 if worked < 70 else 2 if worked < 130 else 3)
        stretches.append(_Stretch(start, end, current and not stretches, rung))
        end = start - (random.randint(0, 2) if random.random() < 0.88 else random.randint(5, 14))
    return stretches


def _title(
    random: Random, voice: Voice, occupation: Occupation, stretch: _Stretch, latest: bool, earliest: bool
) -> str:
    if not latest and stretch.rung < 2 and random.random() < 0.18:
        occupation = random.choice(voice.field.occupations)
    if earliest and not latest and random.random() < 0.07:
        occupation = random.choice(random.choice(fields()).occupations)
    return say(occupation.titles[stretch.rung], voice.language)


def _freelance(voice: Voice, title: str) -> str:
    template = say(pool("writing")["freelance"], voice.language)
    return template.format(title=title, lower=lower_first(title))


def _employers(random: Random, field: Field, country: str, count: int) -> list[str]:
    stems = random.sample(pool("employers")["stems"][country], count)
    return [_employer(random, random.choice(field.kinds), stem, country) for stem in stems]


def _employer(random: Random, kind: str, stem: str, country: str) -> str:
    return str(random.choice(pool("employers")["kinds"][kind]["forms"][country])).format(stem)


def _job(title: str, employer: str, city: str, stretch: _Stretch, sentences: list[str], years_only: bool) -> Job:
    return Job(
        title=title,
        employer=employer,
        city=city,
        start=_month(stretch.start, years_only),
        end=None if stretch.current else _month(stretch.end, years_only),
        current=stretch.current,
        description="\n".join(sentences),
    )


def _month(months: int, year_only: bool) -> Month:
    return months // 12, 0 if year_only else months % 12 + 1


def _studies(random: Random, voice: Voice, level: str, country: str, began: int) -> tuple[Study, ...]:
    subject = random.choice(voice.field.studies)
    end = began - random.choice((0, 0, 0, 1))
    studies = []
    for step in _steps(random, level):
        length = {"secondary": 5, "vocational": 3, "bachelor": 4, "master": 2, "doctorate": 4}[step]
        degrees = pool("writing")["degrees"][country][step]
        studies.append(
            Study(
                degree=say(random.choice(degrees), voice.language),
                school=random.choice(pool("schools")[country]["master" if step == "doctorate" else step]),
                field_of_study="" if step == "secondary" else say(subject, voice.language),
                start_year=end - length,
                end_year=end,
            )
        )
        end -= length
    return tuple(studies)


def _steps(random: Random, level: str) -> list[str]:
    steps = {"doctorate": ["doctorate", "master", "bachelor"], "master": ["master", "bachelor"]}.get(level, [level])
    if level != "secondary" and random.random() < 0.2:
        steps.append("secondary")
    return steps
