"""The parts of the compiler: months of work, degrees, branches, and what the text says beyond its sections."""

from datetime import date

import pytest

from services.publication.education import fields_of, level_of
from services.publication.enrichment import enrich
from services.publication.experience import months_of, seniority_of, years_band
from services.publication.normalise import read
from services.publication.record import EducationLevel, Seniority, YearsBand
from services.publication.resume import Job, Resume, SkillEntry, Study
from services.publication.sectors import sector_of

TODAY = date(2026, 11, 22)


def test_overlapping_jobs_count_once():
    jobs = (
        Job("a", start=(2020, 1), end=(2020, 12)),
        Job("b", start=(2020, 7), end=(2021, 6)),
        Job("c", start=(2020, 2), end=(2020, 3)),
    )
    assert months_of(jobs, TODAY) == 18


def test_a_gap_between_jobs_does_not_count():
    jobs = (Job("a", start=(2015, 1), end=(2015, 6)), Job("b", start=(2019, 1), end=(2019, 6)))
    assert months_of(jobs, TODAY) == 12


def test_a_current_job_lasts_until_today_and_one_without_an_end_counts_for_nothing():
    assert months_of((Job("a", start=(2026, 1), current=True),), TODAY) == 10
    assert months_of((Job("a", start=(2020, 1)),), TODAY) is None


def test_years_without_months_are_taken_at_their_middle():
    assert months_of((Job("a", start=(2018, 0), end=(2020, 0)),), TODAY) == 24
    assert months_of((Job("a", start=(2020, 0), end=(2020, 0)),), TODAY) == 6


def test_jobs_of_the_future_and_turned_dates_count_for_nothing():
    assert (
        months_of((Job("a", start=(2030, 1), end=(2031, 1)), Job("b", start=(2020, 5), end=(2019, 1))), TODAY) is None
    )


@pytest.mark.parametrize(
    ("years", "band"),
    [(2, Seniority.STARTER), (3, Seniority.MEDIOR), (6, Seniority.SENIOR), (10, Seniority.VETERAN)],
)
def test_seniority_follows_the_years_worked(years, band):
    resume = Resume(jobs=(Job("a", start=(2010, 1), end=(2010 + years - 1, 12)),))
    assert seniority_of(resume, TODAY) is band


@pytest.mark.parametrize(
    "text",
    ["4+ years of experience in testing", "ruim 4 jaar ervaring", "4 Jahre Erfahrung", "over 4 yrs of IT experience"],
)
def test_without_dates_the_claimed_years_count(text):
    assert seniority_of(Resume(summary=text), TODAY) is Seniority.MEDIOR


def test_other_years_claim_nothing():
    assert seniority_of(Resume(summary="I am 34 years old and have a 2 year contract"), TODAY) is None


@pytest.mark.parametrize(
    ("months", "band"),
    [
        (None, None),
        (0, None),
        (11, YearsBand.UNDER_1),
        (12, YearsBand.FROM_1),
        (36, YearsBand.FROM_3),
        (72, YearsBand.FROM_6),
    ],
)
def test_durations_fall_in_bands(months, band):
    assert years_band(months) is band


@pytest.mark.parametrize(
    ("degree", "level"),
    [
        ("B.Tech in Computer Science", EducationLevel.BACHELOR),
        ("B.E.", EducationLevel.BACHELOR),
        ("MCA", EducationLevel.MASTER),
        ("Master's degree", EducationLevel.MASTER),
        ("Post Graduate Diploma in Management", EducationLevel.MASTER),
        ("HBO Verpleegkunde", EducationLevel.BACHELOR),
        ("MBO Timmeren", EducationLevel.VOCATIONAL),
        ("Diplom-Ingenieur", EducationLevel.MASTER),
        ("Staatsexamen", EducationLevel.MASTER),
        ("Ausbildung zum Koch", EducationLevel.VOCATIONAL),
        ("High School Diploma", EducationLevel.SECONDARY),
        ("Abitur", EducationLevel.SECONDARY),
        ("Ph.D. in Physics", EducationLevel.DOCTORATE),
    ],
)
def test_degrees_have_a_level(degree, level):
    assert level_of((Study(degree),)) is level


def test_the_highest_level_counts_and_its_field_comes_first():
    studies = (Study("HAVO"), Study("Bachelor of Laws"), Study("MSc", field_of_study="Computer Science"))
    assert level_of(studies) is EducationLevel.MASTER
    assert fields_of(studies) == ["061", "042"]
    assert level_of((Study("Summer camp"),)) is None


@pytest.mark.parametrize(
    ("employer", "title", "description", "occupation", "section"),
    [
        ("City Hospital", "Nurse", "", "2221", "Q"),
        ("", "Developer", "mobile app for a bank", "2512", None),
        ("", "Software developer", "software as SaaS with hosting, web development", "2512", None),
        ("", "Developer", "insurance, mortgage and pension fund", "2512", "K"),
        ("Waterland Energie", "Data engineer", "software, hosting, web development", "2511", "D"),
        ("Waterland Energie", "Verpleegkundige", "", "2221", "D"),
        ("Waterland Advies", "Verpleegkundige", "software", "2221", "Q"),
        ("Stichting Waterland", "Docent", "", "2330", "P"),
        ("Waterland Consultancy", "Developer", "", "2512", "M"),
        ("Kaas", "Accountant", "", "2411", None),
        ("Kaas Bank", "Developer", "", "2512", "K"),
        ("", "Timmerman", "nieuwbouw", "7115", "F"),
        ("", "Secretary", "", "4120", None),
    ],
)
def test_a_job_has_the_branch_that_its_words_tell(employer, title, description, occupation, section):
    assert sector_of(employer, read(title), read(description), occupation) == section


def test_what_the_sections_lack_is_added_from_the_text():
    resume = Resume(skills=(SkillEntry("Java"),), jobs=(Job("Java Developer"),))
    text = "Java Developer\nBuilt with Kubernetes and java\n\nData Analyst | 2012\nClient: Microsoft\nteam player"
    found = enrich(resume, text)
    assert [entry.name for entry in found.skills] == ["Java", "Kubernetes"]
    assert [job.title for job in found.jobs] == ["Java Developer", "Data Analyst"]
    assert found.clients == ("Microsoft",)


@pytest.mark.parametrize(
    "text", ["Agent\nOracle - Pune, Maharashtra\nMay 2012 to June 2014", "GOOGLE | Intern  May 2013"]
)
def test_a_vendor_that_heads_the_line_of_a_job_is_a_company(text):
    assert [name.lower() for name in enrich(Resume(), text).clients] in (["oracle"], ["google"])


@pytest.mark.parametrize("text", ["Oracle, MySQL since 2012", "Oracle | SQL Server 2008", "experience with Oracle"])
def test_a_vendor_in_a_list_of_tools_is_none(text):
    assert enrich(Resume(), text).clients == ()


def test_a_vendor_that_nothing_shows_to_be_a_tool_is_a_company():
    assert enrich(Resume(), "Years of Salesforce made me").clients == ("salesforce",)
    assert enrich(Resume(), "Years of Salesforce made me. Salesforce developer").clients == ()


def test_a_text_without_more_leaves_the_resume_as_it_is():
    resume = Resume(skills=(SkillEntry("Java"),))
    assert enrich(resume, "Java\n") == resume
