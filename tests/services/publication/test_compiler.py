"""From a résumé to the two records: bands, ids and nothing that points to the owner."""

from dataclasses import fields, replace
from datetime import date

import pytest

from services.publication.compiler import MOST_SKILLS, compile_records
from services.publication.guard import Identifiers
from services.publication.record import (
    Availability,
    EducationLevel,
    HoursBand,
    LanguageClaim,
    LanguageLevel,
    PublicRecord,
    RateBand,
    RemoteWork,
    Seniority,
    VerifiedRecord,
    YearsBand,
)
from services.publication.resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Preferences,
    Resume,
    SkillEntry,
    Study,
)
from services.publication.vocabulary import vocabulary

TODAY = date(2026, 11, 22)
RESUME = Resume(
    contact=Contact("Sanne", "Dijkstra"),
    headline="Senior Java developer",
    jobs=(
        Job("Senior Java Developer", "Kaas Bank", start=(2020, 1), current=True, description="Spring Boot, Kubernetes"),
        Job("Tester", "Buro Zeven", start=(2017, 1), end=(2019, 12), description="Test cases in Selenium"),
    ),
    studies=(Study("Bachelor of Science", "Hogeschool Zeven", "Informatica", 2012, 2016), Study("HAVO", "Lyceum")),
    skills=(SkillEntry("Java", 6), SkillEntry("Docker"), SkillEntry("Teamwork")),
    languages=(LanguageEntry("nl", LanguageLevel.NATIVE), LanguageEntry("en")),
    certifications=(CertificationEntry("Professional Scrum Master", "Examenhuis", "X-123"),),
    preferences=Preferences(60_000, 32, Availability.MONTH, date(2027, 1, 1), RemoteWork.HYBRID),
)


def compiled(resume: Resume, **more: str | None) -> tuple[PublicRecord, VerifiedRecord]:
    arguments = {"country": "NL", "region": "NL310", **more}
    return compile_records(resume, identifiers=Identifiers.of(resume), today=TODAY, **arguments)


def test_a_resume_becomes_a_record_of_ids_and_bands():
    _, record = compiled(RESUME)
    assert record.occupation == "2512"
    assert (record.country, record.region) == ("NL", "NL310")
    assert record.seniority is Seniority.SENIOR
    assert record.education is EducationLevel.BACHELOR
    assert record.education_field == "061"
    assert record.languages == (LanguageClaim("nl", LanguageLevel.NATIVE), LanguageClaim("en"))
    assert record.certifications == {"professional-scrum-master"}
    assert (record.availability, record.available_from) == (Availability.MONTH, date(2027, 1, 1))
    assert (record.hours, record.remote, record.rate) == (HoursBand.FROM_32, RemoteWork.HYBRID, RateBand.FROM_600)


def test_skills_come_listed_ones_first_with_years_of_the_jobs_that_name_them():
    _, record = compiled(RESUME)
    years = {claim.skill: claim.years for claim in record.skills}
    assert next(iter(years)) == "java"
    assert years["java"] is YearsBand.FROM_6
    assert years["kubernetes"] is YearsBand.FROM_6
    assert years["selenium"] is YearsBand.FROM_3
    assert years["docker"] is None
    assert list(years).index("docker") < list(years).index("teamwork")


def test_assignments_are_the_newest_first_with_sector_and_duration():
    _, record = compiled(RESUME)
    assert [(each.occupation, each.sector, each.duration) for each in record.assignments] == [
        ("2512", "K", YearsBand.FROM_6),
        ("2519", None, YearsBand.FROM_3),
    ]
    assert record.sectors == {"K"}


def test_the_public_record_holds_the_same_facts_without_detail():
    public, verified = compiled(RESUME)
    assert public.skills == {claim.skill for claim in verified.skills}
    assert public.languages == {"nl", "en"}
    for name in ("occupation", "country", "region", "seniority", "education", "sectors"):
        assert getattr(public, name) == getattr(verified, name)


def test_no_field_of_the_records_can_hold_free_text():
    words = vocabulary()
    _, record = compiled(RESUME)
    assert all(words.has_skill(claim.skill) for claim in record.skills)
    assert {each.name for each in fields(PublicRecord)}.isdisjoint({"headline", "summary", "description", "name"})


def test_labels_with_an_identifier_are_dropped_and_the_rest_stays():
    resume = replace(
        RESUME,
        skills=(*RESUME.skills, SkillEntry("Oracle"), SkillEntry("Oracle SQL Developer"), SkillEntry("MySQL")),
        jobs=(replace(RESUME.jobs[0], employer="Oracle Nederland B.V."), RESUME.jobs[1]),
    )
    public, _ = compiled(resume)
    shown = {vocabulary().skill(id_).label_en for id_ in public.skills}
    assert "MySQL" in shown
    assert not [label for label in shown if "oracle" in label.lower()]


def test_an_occupation_that_names_its_owner_gives_way_to_the_next():
    baker = Resume(contact=Contact("Kim", "Bakers"), jobs=(Job("Baker", start=(2020, 1), current=True), Job("Waiter")))
    _, record = compiled(baker)
    assert record.occupation == "5131"
    assert [each.occupation for each in record.assignments] == ["5131"]


def test_the_owners_choice_of_occupation_comes_first():
    assert compiled(RESUME, occupation="2511")[1].occupation == "2511"


def test_without_a_title_the_skills_tell_the_occupation():
    resume = Resume(skills=tuple(SkillEntry(name) for name in ("Java", "Spring Boot", "Hibernate", "JUnit")))
    assert compiled(resume)[1].occupation == "2512"


def test_an_empty_resume_gives_an_empty_record():
    public, verified = compile_records(Resume(), identifiers=Identifiers(), country=None, region=None, today=TODAY)
    assert public == PublicRecord(None, None, None, None, None, frozenset(), frozenset(), frozenset())
    assert (verified.skills, verified.assignments, verified.rate, verified.hours) == ((), (), None, None)


def test_there_is_a_most_of_skills():
    names = [vocabulary().skill(id_).label_en for id_ in vocabulary().ids("skill")[:400]]
    assert len(compiled(Resume(skills=tuple(map(SkillEntry, names))))[1].skills) == MOST_SKILLS


@pytest.mark.parametrize(
    "change",
    [
        {"studies": (Study("Bachelor of Science", "Elders", "Informatica", 1981, 1985), RESUME.studies[1])},
        {"contact": Contact("Karel", "Postma", city="Assen")},
        {"colleagues": ("Piet Kwast",)},
    ],
    ids=["graduation years", "name", "colleagues"],
)
def test_names_and_years_of_study_change_nothing(change):
    assert compiled(replace(RESUME, **change)) == compiled(RESUME)


def test_gendered_words_change_nothing():
    one = Resume(headline="Kapper", jobs=(Job("Kapper", start=(2020, 1), end=(2024, 1), description="Hij knipt"),))
    other = Resume(headline="Kapster", jobs=(Job("Kapster", start=(2020, 1), end=(2024, 1), description="Zij knipt"),))
    assert compiled(one) == compiled(other)


@pytest.mark.parametrize(
    ("cents", "band"),
    [
        (29_999, RateBand.UNDER_300),
        (30_000, RateBand.FROM_300),
        (89_999, RateBand.FROM_750),
        (90_000, RateBand.FROM_900),
    ],
)
def test_rates_fall_in_bands_with_their_lower_bound(cents, band):
    assert compiled(Resume(preferences=Preferences(day_rate=cents)))[1].rate is band


@pytest.mark.parametrize(
    ("hours", "band"), [(15, HoursBand.UNDER_16), (16, HoursBand.FROM_16), (40, HoursBand.FROM_32)]
)
def test_hours_fall_in_bands_with_their_lower_bound(hours, band):
    assert compiled(Resume(preferences=Preferences(hours=hours)))[1].hours is band


def test_languages_come_native_first_then_by_level_then_by_code():
    spoken = (("en", None), ("fr", LanguageLevel.B1), ("de", LanguageLevel.C1), ("nl", LanguageLevel.NATIVE))
    entries = tuple(LanguageEntry(code, level) for code, level in (*spoken, ("ar", LanguageLevel.C1)))
    record = compiled(replace(RESUME, languages=entries))[1]
    assert [claim.language for claim in record.languages] == ["nl", "ar", "de", "fr", "en"]
    assert compiled(replace(RESUME, languages=entries[::-1]))[1].languages == record.languages
