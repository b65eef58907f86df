"""Misreadings that were seen once, each in the smallest résumé that shows it."""

from __future__ import annotations

import pytest

from services.demo.documents import render_text
from services.demo.people import demo_professionals
from services.publication.resume import CertificationEntry, Study
from services.publication.sections import parse_resume


def folded(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").split())


def test_every_organisation_of_the_demo_people_is_known():
    missed = []
    for who in demo_professionals(60, 7):
        found = parse_resume(render_text(who))
        known = {folded(job.employer) for job in found.jobs} | {folded(study.school) for study in found.studies}
        known |= {folded(client) for client in found.clients}
        true = who.resume
        named = [*(job.employer for job in true.jobs), *(study.school for study in true.studies), *true.clients]
        missed += [name for name in named if folded(name) not in known]
        missed += [name for name in true.colleagues if name not in found.colleagues]
    assert missed == []


@pytest.mark.parametrize("label", ["Reference", "Referentie", "Referenz"])
@pytest.mark.parametrize("bullet", ["", "- ", "• "])
def test_a_reference_inside_a_job_ends_no_section(label, bullet):
    resume = parse_resume(
        f"""Werkervaring
Tester
Verzonnen Glasvezel | mei 2020 – juni 2022
{bullet}{label}: Karel Bedacht, Verzonnen Glasvezel.

Tester
Nergens Winkels | mei 2018 – april 2020
- Testte alles."""
    )
    assert [job.employer for job in resume.jobs] == ["Verzonnen Glasvezel", "Nergens Winkels"]
    assert resume.colleagues == ("Karel Bedacht",)


@pytest.mark.parametrize("heading", ["Erfahrung", "Ervaring", "Experience"])
def test_headings_of_work(heading):
    resume = parse_resume(f"Profil\nSicher und genau.\n{heading}\nTester, Nirgendwo GmbH (Mai 2018 – heute)")
    assert [(job.title, job.employer) for job in resume.jobs] == [("Tester", "Nirgendwo GmbH")]


@pytest.mark.parametrize("heading", ["Belangrijkste vaardigheden", "Top-Kenntnisse", "Top Skills"])
def test_headings_of_skills(heading):
    resume = parse_resume(f"Kontakt\nsocial@mail.example\n\n{heading}\nsocial media\n.NET\nSQL\n\nTalen\nDuits")
    assert [skill.name for skill in resume.skills] == ["social media", ".NET", "SQL"]


def test_employers_that_end_like_a_heading():
    resume = parse_resume(
        """Experience
Verzonnen Projecten
Data architect
November 2020 - Present
Utrecht

Bedacht Opleidingen
Data engineer
May 2018 - October 2020"""
    )
    assert [job.employer for job in resume.jobs] == ["Verzonnen Projecten", "Bedacht Opleidingen"]
    assert resume.jobs[0].city == "Utrecht"


def test_the_order_of_linkedin():
    resume = parse_resume(
        """Erfahrung
Seniorenzentrum Nirgendbach
Physiotherapeut
März 2019 - heute
Dortmund
Behandlung von Patienten jeden Alters, auch zu Hause.

Falkenmuster Verlag
Kalkulator
August 2015 - Januar 2019"""
    )
    assert [(job.title, job.employer, job.city) for job in resume.jobs] == [
        ("Physiotherapeut", "Seniorenzentrum Nirgendbach", "Dortmund"),
        ("Kalkulator", "Falkenmuster Verlag", ""),
    ]


def test_a_function_nobody_knows_stands_where_the_others_stand():
    resume = parse_resume(
        """Ervaring
Zwabberaar eerste klas, Merelbedacht Vastgoed, Utrecht (2020 – heden)
Tester, Verzonnen Bank, Utrecht (2018 – 2020)"""
    )
    assert [(job.title, job.employer) for job in resume.jobs] == [
        ("Zwabberaar eerste klas", "Merelbedacht Vastgoed"),
        ("Tester", "Verzonnen Bank"),
    ]


@pytest.mark.parametrize(
    "employer",
    [
        "vzw Verzonnenhof",
        "Bedachthain e.V.",
        "GGZ Nergenshoek",
        "Timmerman Consultancy",
        "Van den Bedacht Advies",
        "Nergens Accountants",
    ],
)
def test_employers_with_short_forms_or_the_names_of_trades(employer):
    resume = parse_resume(f"Work experience\n03-2020 – Present Senior tester\n{employer}, Utrecht\n- Tested forms.")
    (job,) = resume.jobs
    assert (job.title, job.employer, job.city, job.description) == (
        "Senior tester",
        employer,
        "Utrecht",
        "Tested forms.",
    )


def test_a_list_of_clients_may_hold_names_without_a_capital():
    resume = parse_resume(
        "Work experience\nTester\nBedacht Bank\n2015 - 2017\nClients: vzw Verzonnenhof, Nergens Telecom."
    )
    assert {"vzw Verzonnenhof", "Nergens Telecom"} <= set(resume.clients)


@pytest.mark.parametrize(
    "school",
    [
        "Pleincollege Nergensland",
        "Atheneum Bedachtbroek",
        "Sint-Verzonnencollege Nergens",
        "IHK-Bildungswerk Nirgendheide",
        "Technisch Instituut Verzonnenhof",
        "Centrum Volwassenenonderwijs Nergensland",
    ],
)
@pytest.mark.parametrize("degree", ["Secondary school diploma", "Vocational diploma (MBO level 4)", "Mbo niveau 4"])
def test_schools_and_what_they_award(school, degree):
    expected = Study(degree, school, "", 2010, 2014)
    for text in (
        f"{degree}\n{school}\n2010 - 2014",
        f"{degree}, {school} (2010–2014)",
        f"{school}\n{degree} · (2010 - 2014)",
    ):
        assert parse_resume(f"Education\n{text}").studies == (expected,)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Bachelor of Science, Computer Science", "Computer Science"),
        ("Bachelor of Science in Computer Science", "Computer Science"),
        ("Master of Business Administration", "Business Administration"),
        ("Bachelor of Arts", ""),
    ],
)
def test_the_field_of_a_study(line, field):
    (study,) = parse_resume(f"Education\n{line}\nHogeschool Nergensland\n2010 - 2014").studies
    assert study.field_of_study == field


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Robin Kok", "Robin", "Kok"),
        ("Sanne Timmerman", "Sanne", "Timmerman"),
        ("Leen De Bedacht", "Leen", "De Bedacht"),
        ("Noor van der Meer", "Noor", "van der Meer"),
    ],
)
def test_names_of_owners(name, first, last):
    contact = parse_resume(f"{name}\nTester\n's-Hertogenbosch, Nederland\nSkills\nJava").contact
    assert (contact.first_name, contact.last_name, contact.city) == (first, last, "'s-Hertogenbosch")


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("CPIM, Bedacht Board, D34604, 2018", CertificationEntry("CPIM", "Bedacht Board", "D34604", 2018)),
        ("CISSP, ISC2, 2017", CertificationEntry("CISSP", "ISC2", "", 2017)),
        ("Registertolk (Rtl), 2019", CertificationEntry("Registertolk (Rtl)", "", "", 2019)),
        ("Scrum Master (Scrum.org)", CertificationEntry("Scrum Master", "Scrum.org")),
        ("TMP – Tested Made-up Practice", CertificationEntry("TMP – Tested Made-up Practice")),
    ],
)
def test_parts_of_a_certificate(line, entry):
    assert parse_resume(f"Certificaten\n- {line}").certifications == (entry,)


def test_certificates_on_one_line():
    resume = parse_resume("Certificates\nCPIM, ASCM, 2018; NIMA B Marketing, NIMA")
    assert [entry.name for entry in resume.certifications] == ["CPIM", "NIMA B Marketing"]


def test_a_bracket_in_a_function_closes():
    resume = parse_resume("Berufserfahrung\n2020 – heute Tester (freiberuflich)\nMuster Beratung, Bonn")
    assert resume.jobs[0].title == "Tester (freiberuflich)"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Placements with clients such as Verzonnen Oil and Bedacht Energy.", {"Verzonnen Oil", "Bedacht Energy"}),
        ("Drafted a security contract with VRZN.", {"VRZN"}),
        (
            "Results for customers like “Verzonnen Pensioenen”, “Nergens Post”.",
            {"Verzonnen Pensioenen", "Nergens Post"},
        ),
        ("IT Consultant for Bedacht Lynch since 1998.", {"Bedacht Lynch"}),
        ("Learned at Verzonnen Bank, NrGns and Bedacht Banks.", {"Verzonnen Bank", "NrGns", "Bedacht Banks"}),
        ("Newspaper editor, Verzonnen Blad", {"Verzonnen Blad"}),
    ],
)
def test_companies_in_sentences(line, names):
    resume = parse_resume(f"Work experience\nTester\nBedacht Works\n2015 - 2017\n\n{line}")
    found = " | ".join([*resume.clients, *(job.employer for job in resume.jobs)])
    assert all(name in found for name in names)


def test_an_institution_of_plain_words_on_a_header_line():
    resume = parse_resume(
        "Work experience\nDeputy director\nBedacht Works\n2015 - 2017\n\nInstitute for Public Health\n"
    )
    assert "Institute for Public Health" in resume.clients


def test_a_dash_lost_between_two_dates():
    text = "Work experience  Tester  Bedacht Bank  March 2011  Present  " + "Tested this and that.  " * 5
    (job,) = parse_resume(text).jobs
    assert (job.start, job.current) == ((2011, 3), True)


def test_a_narrow_column_breaks_headings_dates_and_names():
    resume = parse_resume(
        """Noor Voorbeeld
Belangrijkste
vaardigheden
SQL
Werkervaring
Tester
Verzonnen Werken GmbH | Bonn | September
2018 – November
2021
Beheer en ook uitbreiding voor Bedacht Engineering
GmbH in Bonn."""
    )
    assert [skill.name for skill in resume.skills] == ["SQL"]
    (job,) = resume.jobs
    assert (job.employer, job.start, job.end) == ("Verzonnen Werken GmbH", (2018, 9), (2021, 11))
    assert "Bedacht Engineering GmbH" in resume.clients


def test_employers_over_functions_with_empty_lines_between():
    resume = parse_resume(
        """Ervaring

Nergens Spiegel

Businessanalist

mei 2006 - februari 2011

Werkte alleen.

Bedacht Kanteel

Businessanalist

mei 2005 - maart 2006"""
    )
    assert [job.employer for job in resume.jobs] == ["Nergens Spiegel", "Bedacht Kanteel"]
