"""Demo professionals: varied, believable, and made up from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from services.publication.record import Availability, LanguageLevel, RemoteWork
from services.publication.resume import (
    CertificationEntry,
    Contact,
    LanguageEntry,
    Preferences,
    Resume,
    SkillEntry,
)

from .careers import Career, draw_career
from .identities import Identity, draw_identity, free_address, slug_of
from .pools import Field, Occupation, fields, pool, popular, say, weighted
from .writing import Voice, headline, summary

AS_OF = date(2026, 11, 1)
FileKind = Literal["pdf", "docx", "txt"]

_FILE_KINDS: dict[FileKind | None, float] = {None: 93.0, "pdf": 3.5, "docx": 2.5, "txt": 1.0}
_STYLES: dict[str, dict[str, float]] = {
    "en": {"indeed": 30, "linkedin": 30, "columns": 15, "compact": 15, "personal": 10},
    "nl": {"personal": 45, "linkedin": 20, "columns": 15, "indeed": 10, "compact": 10},
    "de": {"tabular": 50, "linkedin": 15, "columns": 15, "compact": 20},
}
_CLASSROOM = {"NL": ("en", "de", "fr", "es"), "BE": ("fr", "en", "de"), "DE": ("en", "fr", "es")}
_AVAILABLE: dict[Availability | None, float] = {
    Availability.NOW: 33,
    Availability.MONTH: 24,
    Availability.QUARTER: 20,
    Availability.LATER: 11,
    None: 12,
}
_WAIT: dict[Availability | None, tuple[int, int]] = {Availability.QUARTER: (40, 90), Availability.LATER: (100, 240)}
_NEAR = (LanguageLevel.B1, LanguageLevel.B2, LanguageLevel.C1)


@dataclass(frozen=True)
class DemoProfessional:
    """A made-up professional, everything the loader needs.

    ``region``: NUTS 3 (2024) · ``nationality``: ISO 3166-1 alpha-2 · ``language``: ISO 639-1 of the résumé's text ·
    ``occupation``: ISCO-08 unit group of the career, ``field_of_work`` its key, both as the truth to measure against ·
    ``file_kind``: how the résumé comes in, None where it was typed · ``text_style``: a layout of layouts.py.
    """

    resume: Resume
    region: str
    birth_date: date
    gender: str | None
    nationality: str
    one_person_business: bool
    company_name: str | None
    file_kind: FileKind | None
    text_style: str
    language: str
    field_of_work: str
    occupation: str


def demo_professionals(count: int, seed: int, *, as_of: date = AS_OF) -> Iterator[DemoProfessional]:
    """``count`` professionals, the same for the same seed; a larger count begins with those of a smaller one.

    Careers run up to ``as_of``, availability begins after it. E-mail addresses are unique within one call.
    """
    taken: set[str] = set()
    for index in range(count):
        # Not a secret: the same seed has to give the same people everywhere.
        yield _professional(Random(f"{seed}:{index}"), taken, as_of)  # noqa: S311


def _professional(random: Random, taken: set[str], as_of: date) -> DemoProfessional:
    who = draw_identity(random)
    field = weighted(random, {one: float(one.weight) for one in fields()})
    occupation = random.choice(field.occupations)
    voice = _voice(random, who, field, occupation)
    company = _company(random, who)
    career = draw_career(random, voice, occupation, country=who.country, company=company, as_of=as_of)
    return DemoProfessional(
        resume=_resume(random, who, voice, career, company, taken, as_of),
        region=who.region,
        birth_date=date(career.birth_year, random.randint(1, 12), random.randint(1, 28)),
        gender=who.gender if random.random() < 0.4 else None,
        nationality=who.nationality,
        one_person_business=company is not None or random.random() < 0.3,
        company_name=company,
        file_kind=weighted(random, _FILE_KINDS),
        text_style=weighted(random, _STYLES[voice.language]),
        language=voice.language,
        field_of_work=field.key,
        occupation=occupation.isco,
    )


def _voice(random: Random, who: Identity, field: Field, occupation: Occupation) -> Voice:
    own = "de" if who.country == "DE" else "nl"
    english = who.newcomer or who.mother_tongue == "fr" or random.random() < field.english
    language = "en" if english else own
    count = random.randint(6, 14)
    names = popular(random, occupation.skills, round(count * 0.6))
    names += [name for name in popular(random, field.skills, count) if name not in names][: count - len(names)]
    skills = tuple(dict.fromkeys(_spelling(random, say(name, language)) for name in names))
    return Voice(language, field, say(random.choice(field.themes), language), skills, who.city)


def _spelling(random: Random, skill: str) -> str:
    others = pool("writing")["spellings"].get(skill)
    return random.choice(others) if others and random.random() < 0.15 else skill


def _company(random: Random, who: Identity) -> str | None:
    if random.random() > 0.38:
        return None
    stem = random.choice(pool("employers")["stems"][who.country])
    own = {"NL": "{} Advies", "BE": "{} Consult", "DE": "{} Beratung"}[who.country]
    forms = (f"{who.last_name} Consultancy", own.format(who.last_name), f"{stem} {who.first_name}", f"{stem} Projecten")
    name = random.choice(forms)
    return name[0].upper() + name[1:]


def _resume(
    random: Random, who: Identity, voice: Voice, career: Career, company: str | None, taken: set[str], as_of: date
) -> Resume:
    began = career.jobs[-1].start or (as_of.year, 1)
    years = (as_of.year * 12 + as_of.month - began[0] * 12 - began[1]) // 12
    email = free_address(slug_of(who.first_name, who.last_name), taken)
    site = (f"https://{email.split('@')[0].replace('.', '-')}.demo.example",) if random.random() < 0.3 else ()
    return Resume(
        contact=Contact(who.first_name, who.last_name, email, who.phone, who.city, who.country, site),
        headline=headline(random, voice, career.title),
        summary=summary(random, voice, career.title, years, company) if random.random() < 0.85 else "",
        jobs=career.jobs,
        studies=career.studies,
        skills=tuple(_skill(random, name, years) for name in voice.skills),
        languages=_languages(random, who, voice),
        certifications=_certifications(random, who, voice, began[0], as_of),
        preferences=_preferences(random, voice.field, years, as_of),
        colleagues=career.colleagues,
        clients=career.clients,
    )


def _skill(random: Random, name: str, years: int) -> SkillEntry:
    return SkillEntry(name, random.randint(1, min(years, 15)) if years and random.random() < 0.5 else None)


def _languages(random: Random, who: Identity, voice: Voice) -> tuple[LanguageEntry, ...]:
    levels = {who.mother_tongue: LanguageLevel.NATIVE}
    local = "de" if who.country == "DE" else "nl"
    settled = LanguageLevel.NATIVE if random.random() < 0.6 else LanguageLevel.C2
    levels.setdefault(local, random.choice((LanguageLevel.A2, LanguageLevel.B1)) if who.newcomer else settled)
    if voice.language not in levels:
        levels[voice.language] = random.choice((LanguageLevel.C1, LanguageLevel.C2))
    for language in _CLASSROOM[who.country][: random.randint(1, 4)]:
        levels.setdefault(language, random.choice(_NEAR if language == "en" else (LanguageLevel.A2, *_NEAR)))
    graded = random.random() < 0.85
    return tuple(LanguageEntry(language, level if graded else None) for language, level in levels.items())


def _certifications(
    random: Random, who: Identity, voice: Voice, began: int, as_of: date
) -> tuple[CertificationEntry, ...]:
    offered = [line.split("|") for line in voice.field.certifications]
    open_to = [line for line in offered if len(line) == 2 or who.country in line[2].split()]
    chosen = random.sample(open_to, min(len(open_to), random.choice((0, 0, 1, 1, 2, 3))))
    return tuple(
        CertificationEntry(
            name=name,
            issuer=issuer if random.random() < 0.7 else "",
            number=f"{random.choice('ABCDEX')}{random.randint(10000, 99999)}" if random.random() < 0.25 else "",
            year=random.randint(max(began, 2016), as_of.year) if random.random() < 0.8 else None,
        )
        for name, issuer, *_ in chosen
    )


def _preferences(random: Random, field: Field, years: int, as_of: date) -> Preferences:
    low, high = field.rates
    euros = low + (high - low) * min(years, 20) / 20 * random.uniform(0.75, 1.1)
    available = weighted(random, _AVAILABLE)
    wait = random.randint(*_WAIT[available]) if available in _WAIT else None
    on_site = {RemoteWork.ON_SITE: 60.0, RemoteWork.HYBRID: 28.0, RemoteWork.REMOTE: 2.0, None: 10.0}
    at_desk = {RemoteWork.ON_SITE: 8.0, RemoteWork.HYBRID: 52.0, RemoteWork.REMOTE: 30.0, None: 10.0}
    return Preferences(
        day_rate=round(euros / 5) * 500 if random.random() < 0.87 else None,
        hours=weighted(random, {12: 3.0, 16: 6.0, 24: 18.0, 32: 30.0, 36: 16.0, 40: 19.0, None: 8.0}),
        available=available,
        available_from=as_of + timedelta(days=wait) if wait else None,
        remote=weighted(random, on_site if field.on_site else at_desk),
    )
