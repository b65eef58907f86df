"""Employers that are also tools are told from tools, wherever a résumé names them."""

import pytest

from services.publication.employment import products_employing, products_heading
from services.publication.enrichment import enrich
from services.publication.guard import Guard, Identifiers
from services.publication.resume import Job, Resume, SkillEntry
from services.publication.sections import parse_resume

PAGE = """Sanne Dijkstra
Software engineer

Profile
{profile}

Work experience
{job}
2018 - 2022
Built services in Python.

Skills
Python, SQL{skills}
"""


def _guard(profile: str = "Likes small teams.", job: str = "Software engineer, Kaas BV", skills: str = "") -> Guard:
    text = PAGE.format(profile=profile, job=job, skills=skills)
    return Guard(Identifiers.of(enrich(parse_resume(text), text)))


@pytest.mark.parametrize("skills", ["", ", {}"], ids=["unlisted", "listed"])
@pytest.mark.parametrize("brand", ["Datadog", "GitLab", "Postman", "MATLAB", "Figma"])
@pytest.mark.parametrize(
    "line",
    [
        "Software engineer, {}",
        "Software engineer at {} Netherlands BV",
        "Software engineer, {} Inc.",
        "Softwareentwickler, {} GmbH",
        "{} | Software engineer | Amsterdam",
    ],
)
def test_an_employer_that_is_a_tool_identifies(line, brand, skills):
    guard = _guard(job=line.format(brand), skills=skills.format(brand))
    assert not guard.clean(brand)
    assert guard.clean("Python")


@pytest.mark.parametrize(
    "sentence",
    [
        "Worked for Datadog on their internal tools.",
        "Former Datadog employee.",
        "Joined Datadog in 2015 as a junior engineer.",
        "Worked at Miro, Datadog and Figma.",
        "Customers include Datadog, Philips and others.",
        "Ex-Datadog engineer.",
        "Based at the Datadog headquarters.",
        "At Datadog I built services.",
        "Bij Datadog werkte ik aan de interne systemen.",
        "Werkzaam bij Datadog.",
        "Sinds 2019 in dienst van Datadog.",
        "Bei Datadog angestellt.",
        "Im Auftrag von Datadog Systeme betreut.",
        "Chez Datadog j'ai construit des outils.",
        "Trabajé en Datadog durante tres años.",
        "Работал в Datadog три года.",
    ],
)
def test_a_tool_beside_words_of_employment_is_a_company(sentence):
    assert "Datadog" in products_employing(sentence)
    assert not _guard(profile=sentence).clean("Datadog")


@pytest.mark.parametrize(
    "sentence",
    [
        "Worked with Datadog for years.",
        "Experience with Datadog and experience in Datadog.",
        "Joined the Datadog migration project.",
        "Monitoring: Datadog, Grafana",
        "Ervaring met Datadog.",
    ],
)
def test_a_tool_beside_words_of_use_stays_one(sentence):
    assert products_employing(sentence) == []
    assert _guard(profile=sentence).clean("Datadog")


def test_what_someone_is_good_at_is_no_company():
    assert products_employing("Good at Datadog, proficient at Figma") == []


def test_an_everyday_word_needs_its_capital_to_be_a_company():
    assert products_employing("Joined Slack in 2015") == ["Slack"]
    assert products_employing("Joined slack in 2015") == []


def test_a_tool_beside_a_function_over_a_period_is_the_employer_unless_there_is_another():
    assert products_heading("Software engineer, Postman\n2018 - 2022") == ["Postman"]
    assert products_heading("Postman\nSoftware engineer\n2018 - 2022") == ["Postman"]
    assert products_heading("Software engineer, Postman, Kaas\n2018 - 2022") == []
    assert products_heading("Python, Postman\n2018 - 2022") == []


def test_an_employer_spaced_out_is_found():
    assert not _guard(job="Software engineer, D a t a d o g", skills=", Datadog").clean("Datadog")


def test_a_listed_skill_that_a_parser_took_for_a_client_stays_a_skill():
    resume = Resume(
        skills=(SkillEntry("Camtasia"), SkillEntry("Java")),
        jobs=(Job("Tester", employer="JAVA Developer/Senior"),),
        clients=("Camtasia", "Camtasia Training", "Salesforce", "Figma"),
    )
    found = enrich(resume, "Camtasia\nCamtasia Training\nJava")
    assert found.clients == ("Salesforce", "Figma")
    assert [job.employer for job in found.jobs] == [""]


@pytest.mark.parametrize(
    "text", ["Editor at Camtasia", "Camtasia BV", "Camtasia\nEditor\n2018 - 2020", "Editor, Camtasia 2018 - 2020"]
)
def test_a_listed_skill_that_the_text_shows_to_be_a_company_stays_one(text):
    resume = Resume(skills=(SkillEntry("Camtasia"),), clients=("Camtasia",))
    assert "Camtasia" in enrich(resume, text).clients
