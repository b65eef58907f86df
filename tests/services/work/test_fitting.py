"""How well a record fits a piece of work: exact on written-out cases, by what is asked for and nothing else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from models.bands import Availability, EducationLevel, HoursBand, RateBand, RemoteWork, Seniority
from services.fitting import WEIGHTS, Aspect, fit
from services.publication.record import SkillClaim, VerifiedRecord
from services.work_descriptions import WorkDetails

TODAY = date(2027, 1, 15)
NOTHING: dict[str, Any] = {
    "languages": (),
    "sectors": frozenset(),
    "skills": (),
    "assignments": (),
    "certifications": frozenset(),
}
EMPTY = VerifiedRecord(**({each.name: None for each in fields(VerifiedRecord)} | NOTHING))
WORK = WorkDetails(
    title="Planner",
    description="Plan.",
    skills=("python", "sql", "java", "kubernetes"),
    region="NL366",
    remote=RemoteWork.HYBRID,
    starts_on=date(2027, 3, 1),
    hours=24,
    rate_to=70_000,
)
FULL = replace(
    EMPTY,
    skills=tuple(map(SkillClaim, WORK.skills)),
    region="NL366",
    country="NL",
    availability=Availability.MONTH,
    hours=HoursBand.FROM_24,
    rate=RateBand.FROM_600,
)


def test_the_weights_are_a_whole() -> None:
    assert sum(WEIGHTS.values()) == 100


def test_all_that_is_asked_for_is_a_hundred_and_nothing_is_none() -> None:
    found = fit(WORK, FULL, today=TODAY)
    assert (found.score, found.missing, found.lacking, found.unknown, found.by) == (100, (), (), (), None)
    empty = fit(WORK, EMPTY, today=TODAY)
    assert (empty.score, empty.unknown) == (0, (Aspect.START, Aspect.PLACE, Aspect.RATE, Aspect.HOURS))


def test_skills_count_by_how_many_are_there() -> None:
    half = replace(FULL, skills=(SkillClaim("python"), SkillClaim("sql"), SkillClaim("cobol")))
    found = fit(WORK, half, today=TODAY)
    assert (found.score, found.had, found.missing) == (70, ("python", "sql"), ("java", "kubernetes"))
    assert (found.gain, found.by) == (15, "java")


def test_what_is_not_asked_for_weighs_nothing() -> None:
    work = replace(WORK, region=None, starts_on=None, hours=None, rate_to=None)
    assert fit(work, replace(EMPTY, skills=FULL.skills), today=TODAY).score == 100
    assert fit(replace(work, skills=()), FULL, today=TODAY).score == 0


@pytest.mark.parametrize(
    ("change", "aspect", "fits"),
    [
        ({"availability": Availability.NOW}, Aspect.START, True),
        ({"availability": Availability.QUARTER}, Aspect.START, False),
        ({"availability": Availability.LATER}, Aspect.START, False),
        ({"available_from": date(2027, 3, 31)}, Aspect.START, True),
        ({"available_from": date(2027, 4, 1)}, Aspect.START, False),
        ({"availability": None}, Aspect.START, None),
        ({"region": "NL361"}, Aspect.PLACE, True),
        ({"region": "NL329"}, Aspect.PLACE, False),
        ({"region": None}, Aspect.PLACE, None),
        ({"region": None, "country": "BE"}, Aspect.PLACE, False),
        ({"remote": RemoteWork.REMOTE}, Aspect.PLACE, False),
        ({"rate": RateBand.FROM_750}, Aspect.RATE, False),
        ({"rate": RateBand.UNDER_300}, Aspect.RATE, True),
        ({"rate": None}, Aspect.RATE, None),
        ({"hours": HoursBand.FROM_16}, Aspect.HOURS, True),
        ({"hours": HoursBand.UNDER_16}, Aspect.HOURS, False),
        ({"hours": HoursBand.FROM_32}, Aspect.HOURS, True),
        ({"hours": None}, Aspect.HOURS, None),
    ],
)
def test_each_aspect_fits_or_not_or_is_left_open(change: dict[str, Any], aspect: Aspect, fits: bool | None) -> None:
    found = fit(WORK, replace(FULL, **change), today=TODAY)
    assert (aspect in found.fitting, aspect in found.lacking, aspect in found.unknown) == (
        fits is True,
        fits is False,
        fits is None,
    )
    assert found.score == (100 if fits else 100 - WEIGHTS[aspect])
    assert found.by == (None if fits else aspect)


@pytest.mark.parametrize(
    ("region", "record", "fits"), [("NL", {"country": "NL"}, True), ("NL", {"country": "DE"}, False), ("DE", {}, False)]
)
def test_a_country_is_asked_for(region: str, record: dict[str, Any], fits: bool) -> None:
    found = fit(replace(WORK, region=region), replace(FULL, **record), today=TODAY)
    assert (Aspect.PLACE in found.fitting) is fits


def test_remote_work_asks_for_no_place() -> None:
    found = fit(replace(WORK, remote=RemoteWork.REMOTE), replace(FULL, region="DE300", country="DE"), today=TODAY)
    assert found.score == 100 and Aspect.PLACE not in found.fitting


def test_experience_and_education_count_for_nothing() -> None:
    other = replace(FULL, seniority=Seniority.VETERAN, education=EducationLevel.DOCTORATE, occupation="2512")
    assert fit(WORK, other, today=TODAY) == fit(WORK, FULL, today=TODAY)
