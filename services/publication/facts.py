"""What is published to anyone: facts by vocabulary id, each as coarse as is allowed, empty where withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from models.publication import PublicRow

from .places import continent_of, is_country, nuts_parents
from .record import EducationLevel, Seniority, VerifiedRecord
from .vocabulary import vocabulary

Fact = tuple[str, str]
"""A facet and the value published under it."""

WIDEST_GROUP = 2
"""Ids of so few letters ("S", "S5", "K") name a tenth of all skills."""
OCCUPATION = {1: "major", 2: "occupation", 3: "minor", 4: "role"}
COARSER_SENIORITY = {
    Seniority.STARTER: Seniority.UNDER_6,
    Seniority.MEDIOR: Seniority.UNDER_6,
    Seniority.SENIOR: Seniority.FROM_6,
    Seniority.VETERAN: Seniority.FROM_6,
}
COARSER_EDUCATION = {
    EducationLevel.SECONDARY: EducationLevel.BELOW_DEGREE,
    EducationLevel.VOCATIONAL: EducationLevel.BELOW_DEGREE,
    EducationLevel.BACHELOR: EducationLevel.DEGREE,
    EducationLevel.MASTER: EducationLevel.DEGREE,
    EducationLevel.DOCTORATE: EducationLevel.DEGREE,
}


@dataclass(frozen=True)
class PublicFacts:
    """What anyone may learn of a person.

    ``occupation``: ISCO-08 group of any level · ``place``: NUTS region of any level, ISO 3166-1 country or UN M49
    continent · ``languages``: ISO 639-1 · ``sectors``: NACE sections · ``skills``: skill or skill group ids, in the
    order to show them in, which is the same for everybody: the order of a résumé is a fingerprint.
    """

    occupation: str | None = None
    place: str | None = None
    seniority: Seniority | None = None
    education: EducationLevel | None = None
    languages: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    skills: tuple[str, ...] = ()

    def facts(self) -> frozenset[Fact]:
        """Every published fact as (facet, value)."""
        single = {
            OCCUPATION[len(self.occupation or "9")]: self.occupation,
            place_facet(self.place or ""): self.place,
            "seniority": self.seniority and self.seniority.value,
            "education": self.education and self.education.value,
        }
        several = (("language", self.languages), ("sector", self.sectors), ("skill", self.skills))
        return frozenset(
            [
                *((facet, value) for facet, value in single.items() if value),
                *((facet, value) for facet, values in several for value in values),
            ]
        )

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> PublicFacts:
        """The facts gathered by what they are about; the reverse of ``facts``."""
        by_facet: dict[str, list[str]] = {}
        for facet, value in facts:
            by_facet.setdefault(facet, []).append(value)
        occupations = [value for facet in OCCUPATION.values() for value in by_facet.get(facet, ())]
        places = [value for facet in ("region", "country", "continent") for value in by_facet.get(facet, ())]
        seniority, education = by_facet.get("seniority"), by_facet.get("education")
        return cls(
            occupation=max(occupations, key=len) if occupations else None,
            place=places[0] if places else None,
            seniority=Seniority(seniority[0]) if seniority else None,
            education=EducationLevel(education[0]) if education else None,
            languages=frozenset(by_facet.get("language", ())),
            sectors=frozenset(by_facet.get("sector", ())),
            skills=tuple(sorted(by_facet.get("skill", ()), key=_as_shown)),
        )

    @classmethod
    def of_row(cls, row: PublicRow | Row[Any]) -> PublicFacts:
        """The facts of a stored row, or of its columns, without skills that the vocabulary no longer has."""
        return cls(
            occupation=row.occupation,
            place=row.place,
            seniority=row.seniority,
            education=row.education,
            languages=frozenset(row.languages),
            sectors=frozenset(row.sectors),
            skills=tuple(each for each in row.skills if _is_known(each)),
        )

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON, for ``of_json``."""
        return {"facts": sorted(self.facts())}

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> PublicFacts:
        """The facts that ``to_json`` wrote."""
        return cls.of((facet, value) for facet, value in data["facts"])

    def implied(self) -> frozenset[Fact]:
        """The facts and everything wider that follows from them."""
        wider = {(place_facet(place), place) for place in _wider_places(self.place)}
        code = self.occupation or ""
        wider |= {(OCCUPATION[length], code[:length]) for length in range(1, len(code))}
        if self.seniority in COARSER_SENIORITY:
            wider.add(("seniority", COARSER_SENIORITY[self.seniority].value))
        if self.education in COARSER_EDUCATION:
            wider.add(("education", COARSER_EDUCATION[self.education].value))
        wider |= {("skill", group) for skill in self.skills for group in wider_skills(skill)}
        return self.facts() | wider

    def fits(self, record: VerifiedRecord) -> bool:
        """Whether everything published is true of a record."""
        return self.facts() <= true_facts(record)


def true_facts(record: VerifiedRecord) -> frozenset[Fact]:
    """Every fact that is true of a record, at every level of its ladder."""
    facts: set[Fact] = set()
    if record.occupation:
        facts |= {(facet, record.occupation[:length]) for length, facet in OCCUPATION.items()}
    facts |= {(place_facet(each), each) for each in places_of(record.region, record.country)}
    if record.seniority:
        facts |= {("seniority", record.seniority.value), ("seniority", COARSER_SENIORITY[record.seniority].value)}
    if record.education:
        facts |= {("education", record.education.value), ("education", COARSER_EDUCATION[record.education].value)}
    facts |= {("language", claim.language) for claim in record.languages}
    facts |= {("sector", sector) for sector in record.sectors}
    facts |= {("skill", each) for claim in record.skills for each in (claim.skill, *skill_groups(claim.skill))}
    return frozenset(facts)


def places_of(region: str | None, country: str | None) -> tuple[str, ...]:
    """Where a person is, from near to far: NUTS 3, 2 and 1, country, continent."""
    regions = (region, *nuts_parents(region)[:-1]) if region else ()
    return tuple(each for each in (*regions, country, country and continent_of(country)) if each)


def place_facet(place: str) -> str:
    """Under which facet a place is published: region, country or continent."""
    if place.isdigit():
        return "continent"
    return "country" if is_country(place) else "region"


def skill_groups(skill: str) -> tuple[str, ...]:
    """The ESCO groups that hold a skill and their parents, without those so wide that they say nothing."""
    known = vocabulary()
    groups = known.skill_groups(skill)
    wider = [parent for group in groups for parent in known.parents(group)[:1]]
    return tuple(dict.fromkeys(each for each in (*groups, *wider) if len(each) > WIDEST_GROUP))


def _wider_places(place: str | None) -> tuple[str, ...]:
    if place is None or place.isdigit():
        return ()
    above = () if is_country(place) else nuts_parents(place)
    country = above[-1] if above else place
    continent = continent_of(country)
    return (*above, continent) if continent else above


def wider_skills(skill: str) -> tuple[str, ...]:
    """The groups above a skill or above a group of skills, as far as they say anything."""
    if vocabulary().has_skill(skill):
        return skill_groups(skill)
    return tuple(each for each in vocabulary().parents(skill)[:1] if len(each) > WIDEST_GROUP)


def _is_known(skill: str) -> bool:
    return vocabulary().has_skill(skill) or vocabulary().is_skill_group(skill)


def _as_shown(skill: str) -> tuple[bool, str]:
    """Skills before groups, each in the order of their ids."""
    return not vocabulary().has_skill(skill), skill
