"""Résumés that tell as much as one can: their owners are called, employed and taught by words of the vocabulary.

Somebody called Java who works at Docker and lists both as skills: whatever is published of them must name neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from random import Random

from services.demo.people import DemoProfessional, demo_professionals
from services.publication.identifiers import generic_words
from services.publication.narrative_phrases import DUTCH, ENGLISH
from services.publication.places import country_name, region_name
from services.publication.record import Assignment, PublicRecord, VerifiedRecord
from services.publication.resume import CertificationEntry, Contact, Job, Resume, SkillEntry, Study
from services.publication.vocabulary import vocabulary
from services.publication.wording import language

_WORD = re.compile(r"[a-z0-9]+")
_NAME = re.compile(r"[A-Z][A-Za-z]{4,}(?: [A-Z][A-Za-z]{4,})?")
# What a trade, a place, a language or a branch of industry is called, many are called too.
_EVERYDAY_NAMES = (
    *("Developer", "Engineer", "Nurse", "Accountant", "Welder", "Designer", "Planner", "Brabant", "Netherlands"),
    *("Dutch", "English", "Nederlands", "Construction", "Hospitality", "Horeca", "Computing", "Professional"),
)
_TITLES = ("Software developer", "Backend engineer", "Nurse", "Accountant", "Welder", "Graphic designer", "Planner")


@dataclass(frozen=True)
class Telling:
    """A résumé's owner. ``skills``: harmless ones beside those that bear the owner's names."""

    person: DemoProfessional
    first_name: str
    last_name: str
    employer: str
    former_employer: str
    client: str
    school: str
    handle: str
    phone: str
    skills: tuple[str, ...]

    @property
    def email(self) -> str:
        return f"{self.first_name}.{self.last_name}@{self.employer}.example".replace(" ", "").lower()

    @property
    def full_name(self) -> str:
        """First and last name as their words."""
        return words_of(f"{self.first_name} {self.last_name}")

    @property
    def identifying(self) -> tuple[str, ...]:
        """Each name as its words in lower case; what stands in an address or number as one word."""
        names = (self.first_name, self.last_name, self.employer, self.former_employer, self.client, self.school)
        written = (*names, self.handle, self.email, self.phone)
        return tuple(dict.fromkeys(words_of(each) for each in written))

    @property
    def titles(self) -> tuple[str, str]:
        """What the owner is and was, neither of which tells anything."""
        return _TITLES[len(self.email) % len(_TITLES)], _TITLES[len(self.client) % len(_TITLES)]

    def text(self, spell: Callable[[str], str]) -> str:
        """The résumé as a file holds it, with everything that identifies written in a spelling."""
        title, former = self.titles
        plain = (self.last_name, self.employer, self.former_employer, self.client, self.school)
        lines = (
            f"{spell(self.first_name)} {spell(self.last_name)}",
            title,
            "Eindhoven, Netherlands",
            spell(self.phone),
            spell(self.email),
            f"https://network.example/in/{self.handle}",
            "\nProfile\n",
            f"I am {spell(self.first_name)} {spell(self.last_name)}, reach me as {spell(self.handle)}.",
            "\nWork experience\n",
            title,
            f"{spell(self.employer)} BV, Eindhoven",
            "March 2018 - present",
            f"Worked for {spell(self.client)}.",
            "",
            f"{former} at {spell(self.former_employer)}",
            f"{spell(self.former_employer)} NV, Utrecht",
            "January 2012 - February 2018",
            f"Reported to the team of {spell(self.last_name)}.",
            "\nEducation\n",
            "Bachelor of Science",
            spell(self.school),
            "2008 - 2012",
            "\nSkills\n",
            ", ".join((*self.skills, *plain, *map(spell, plain))),
            "\nLanguages\n",
            "Dutch (native), English (C1)",
        )
        return "\n".join(lines)

    def resume(self, spell: Callable[[str], str]) -> Resume:
        """The résumé, with everything that identifies written in a spelling wherever a résumé has a place for it."""
        title, former = self.titles
        about = f"{spell(self.first_name)} {spell(self.last_name)}, {spell(self.email)}, {spell(self.phone)}"
        plain = (self.last_name, self.employer, self.former_employer, self.client, self.school, self.handle)
        return Resume(
            contact=Contact(
                first_name=spell(self.first_name),
                last_name=spell(self.last_name),
                email=self.email,
                phone=spell(self.phone),
                city=spell(self.employer),
                links=(f"https://network.example/in/{self.handle}",),
            ),
            headline=f"{title} {spell(self.last_name)}",
            summary=f"I am {about}.",
            jobs=(
                Job(f"{title} at {spell(self.employer)}", spell(self.employer), current=True, start=(2020, 1)),
                Job(
                    former,
                    spell(self.former_employer),
                    spell(self.school),
                    (2014, 2),
                    (2019, 3),
                    False,
                    f"For {spell(self.client)}",
                ),
            ),
            studies=(Study("Bachelor", spell(self.school), self.skills[0], 2010, 2014),),
            skills=tuple(SkillEntry(each) for each in chain(self.skills, plain, map(spell, plain[:2]))),
            languages=self.person.resume.languages,
            certifications=(CertificationEntry(f"PRINCE2 Practitioner {spell(self.last_name)}", spell(self.school)),),
            clients=(spell(self.client),),
        )


def telling_people(count: int, seed: int) -> Iterator[Telling]:
    """So many owners, the same for the same seed."""
    for number, person in enumerate(demo_professionals(count, seed)):
        random = Random(f"{seed}:{number}")
        names = random.sample(_names(), 7)
        yield Telling(
            person=person,
            first_name=random.choice(_names(words=1)),
            last_name=random.choice(_names(words=1) if number % 3 else _EVERYDAY_NAMES),
            employer=names[0],
            former_employer=f"{names[1]}",
            client=names[2],
            school=names[3],
            handle=names[4].replace(" ", "").lower(),
            phone=f"06{random.randrange(10**7, 10**8)}",
            skills=tuple(names[5:]),
        )


def labels_at_verified(record: VerifiedRecord) -> str:
    """The words of every label that verified clients may read, in both languages."""
    kinds = [("skill", claim.skill) for claim in record.skills]
    kinds += [("certification", each) for each in record.certifications]
    kinds += [("education-field", record.education_field)] if record.education_field else []
    kinds += _sectors(record.sectors) + _places(record.country, record.region)
    kinds += [("language", claim.language) for claim in record.languages]
    for each in (*record.assignments, Assignment(record.occupation or "", None, None)):
        kinds += _occupation(each.occupation) + _sectors(filter(None, [each.sector]))
    return "|".join(_label_words(kind, id_) for kind, id_ in dict.fromkeys(kinds))


def labels_in_public(record: PublicRecord) -> str:
    """The words of every label that anyone may come to read, at whatever level a crowd allows."""
    kinds = _occupation(record.occupation or "") + _sectors(record.sectors)
    kinds += _places(record.country, record.region) + [("language", code) for code in record.languages]
    for skill in record.skills:
        groups = vocabulary().skill_groups(skill)
        kinds += [("skill", skill), *(("skill-group", each) for each in groups)]
        kinds += [("skill-group", above) for each in groups for above in vocabulary().parents(each)]
    return "|".join(_label_words(kind, id_) for kind, id_ in dict.fromkeys(kinds))


def words_of(text: str) -> str:
    """The words of a text in lower case, a blank on either side of each."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _occupation(code: str) -> list[tuple[str, str]]:
    groups = [code[:length] for length in range(1, len(code) + 1)]
    return [(kind, group) for group in groups for kind in ("isco", "isco-singular")]


def _sectors(sections: Iterable[str]) -> list[tuple[str, str]]:
    return [(kind, each) for each in sections for kind in ("nace", "branch")]


def _places(country: str | None, region: str | None) -> list[tuple[str, str]]:
    levels = [("region", region[:length]) for length in (3, 4, 5)] if region else []
    return [*levels, ("country", country)] if country else levels


@cache
def _label_words(kind: str, id_: str) -> str:
    return "".join(words_of(label) for label in _labels(kind, id_))


def _labels(kind: str, id_: str) -> Iterable[str]:
    match kind:
        case "branch":
            return [words.sectors[id_] for words in (ENGLISH, DUTCH)]
        case "region":
            return [region_name(id_, locale) for locale in ("en", "nl")]
        case "country":
            return [country_name(id_, locale) for locale in ("en", "nl")]
        case "language":
            return [language(id_, locale) for locale in ("en", "nl")]
    return vocabulary().labels(kind, id_)


@cache
def _names(words: int = 2) -> list[str]:
    """Labels of skills that could be what somebody is called."""
    known = vocabulary()
    labels = (known.skill(id_).label_en for id_ in known.ids("skill"))
    names = {label for label in labels if _NAME.fullmatch(label) and len(label.split()) <= words}
    return sorted(name for name in names if generic_words().isdisjoint(_WORD.findall(name.lower())))
