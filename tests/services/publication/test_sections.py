"""A résumé's text in parts: people, work, studies, skills, languages, in three languages and several layouts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.publication.record import LanguageLevel
from services.publication.resume import CertificationEntry, LanguageEntry, Resume, SkillEntry
from services.publication.sections import parse_resume

DUTCH = """Noor van der Voorbeeld
Senior Java-ontwikkelaar
1234 AB Utrecht | 06-12345678 | noor@voorbeeld.example
linkedin.com/in/noor-van-der-voorbeeld

Profiel
Ervaren ontwikkelaar die graag in teams werkt.

Werkervaring

Senior Java-ontwikkelaar
Fictief Software B.V., Utrecht
maart 2019 – heden
• Klant: Gemeente Nergenshuizen
• Bouwde diensten met Spring Boot.

Applicatiebeheerder | Verzonnen Verzekeringen N.V. | Amersfoort
09/2014 - 02/2019
Beheer van applicaties. Rapporteerde aan Pieter Verzonnen.

Opleiding
2010 – 2014
HBO Bachelor Informatica, Hogeschool Nergensland

Vaardigheden
Java (8 jaar), Spring Boot, SQL
Tools: Git, Jenkins

Talen
Nederlands (moedertaal), Engels (vloeiend), Duits B1

Certificaten
Scrum Master I - Scrum.org, 2020

Referenties
Karel de Bedachte, Bedacht Advies B.V.
"""

GERMAN = """Lebenslauf

Persönliche Daten
Name: Erika Beispielfrau
E-Mail: erika@beispiel.example
Adresse: Musterweg 1, 10115 Berlin

Berufserfahrung
Mär. 2017 bis heute
Projektleiterin, Muster Maschinenbau GmbH, Berlin
Leitung von Projekten für den Kunden: Beispielwerke AG

10/2012 – 02/2017
Softwareentwicklerin bei Erfunden Systeme GmbH

Ausbildung
2007 - 2012  Diplom Informatik, Technische Universität Musterstadt

Kenntnisse
Python, SQL, SAP

Sprachen
Deutsch: Muttersprache
Englisch: fließend
"""

INDEED = """Alex Example
Data Engineer - Imaginary Data Ltd

Utrecht - Email me on Indeed: alex@mail.example

WORK EXPERIENCE

Data Engineer

Imaginary Data Ltd -  Utrecht -

April 2018 to Present

Worked with Fictional Foods Inc on a data platform. Reported to Jane Madeup.

Junior Analyst - Notreal Bank

January 2015 to March 2018

EDUCATION

Bachelor of Science in Computer Science

University of Nowhere -  Utrecht

2011 to 2014

SKILLS

PYTHON (6 years), SQL (Less than 1 year), Airflow

https://www.indeed.com/r/alex-example
"""


def names(resume: Resume) -> set[str]:
    """Every organisation the guard would hear of."""
    return {
        *(job.employer for job in resume.jobs),
        *(study.school for study in resume.studies),
        *resume.clients,
    }


def test_a_dutch_resume():
    resume = parse_resume(DUTCH)
    contact = resume.contact
    assert (contact.first_name, contact.last_name) == ("Noor", "van der Voorbeeld")
    assert (contact.email, contact.phone) == ("noor@voorbeeld.example", "06-12345678")
    assert (contact.city, contact.country) == ("Utrecht", "NL")
    assert contact.links == ("linkedin.com/in/noor-van-der-voorbeeld",)
    assert resume.headline == "Senior Java-ontwikkelaar"
    assert resume.summary == "Ervaren ontwikkelaar die graag in teams werkt."
    first, second = resume.jobs
    assert (first.title, first.employer, first.city) == ("Senior Java-ontwikkelaar", "Fictief Software B.V.", "Utrecht")
    assert (first.start, first.end, first.current) == ((2019, 3), None, True)
    assert "Bouwde diensten met Spring Boot." in first.description
    assert (second.title, second.employer) == ("Applicatiebeheerder", "Verzonnen Verzekeringen N.V.")
    assert (second.start, second.end, second.current) == ((2014, 9), (2019, 2), False)
    (study,) = resume.studies
    assert (study.degree, study.school) == ("HBO Bachelor Informatica", "Hogeschool Nergensland")
    assert (study.start_year, study.end_year) == (2010, 2014)
    assert resume.skills == (
        SkillEntry("Java", 8),
        SkillEntry("Spring Boot"),
        SkillEntry("SQL"),
        SkillEntry("Git"),
        SkillEntry("Jenkins"),
    )
    assert resume.languages == (
        LanguageEntry("nl", LanguageLevel.NATIVE),
        LanguageEntry("en", LanguageLevel.C1),
        LanguageEntry("de", LanguageLevel.B1),
    )
    assert resume.certifications == (CertificationEntry("Scrum Master I", "Scrum.org", "", 2020),)


def test_a_german_resume_with_its_dates_above():
    resume = parse_resume(GERMAN)
    assert (resume.contact.first_name, resume.contact.last_name) == ("Erika", "Beispielfrau")
    assert (resume.contact.city, resume.contact.country) == ("Berlin", "DE")
    assert [(job.title, job.employer) for job in resume.jobs] == [
        ("Projektleiterin", "Muster Maschinenbau GmbH"),
        ("Softwareentwicklerin", "Erfunden Systeme GmbH"),
    ]
    assert [(job.start, job.end, job.current) for job in resume.jobs] == [
        ((2017, 3), None, True),
        ((2012, 10), (2017, 2), False),
    ]
    assert resume.studies[0].school == "Technische Universität Musterstadt"
    assert resume.languages == (LanguageEntry("de", LanguageLevel.NATIVE), LanguageEntry("en", LanguageLevel.C1))
    assert "Beispielwerke AG" in resume.clients


def test_an_indeed_resume():
    resume = parse_resume(INDEED)
    assert (resume.contact.first_name, resume.contact.last_name) == ("Alex", "Example")
    assert [(job.title, job.employer) for job in resume.jobs] == [
        ("Data Engineer", "Imaginary Data Ltd"),
        ("Junior Analyst", "Notreal Bank"),
    ]
    assert resume.studies[0].school == "University of Nowhere"
    assert resume.studies[0].field_of_study == "Computer Science"
    assert resume.skills == (SkillEntry("PYTHON", 6), SkillEntry("SQL", 0), SkillEntry("Airflow"))


def test_a_resume_whose_line_breaks_became_spaces():
    text = DUTCH.replace("\n", "  ").replace("•", "\\xe2\\x80\\xa2")
    resume = parse_resume(f'"{text}"')
    assert resume.contact.last_name == "van der Voorbeeld"
    assert [job.employer for job in resume.jobs] == ["Fictief Software B.V.", "Verzonnen Verzekeringen N.V."]
    assert [job.start for job in resume.jobs] == [(2019, 3), (2014, 9)]


def test_headings_printed_with_spaces_between_letters():
    text = "Noor Voorbeeld\nW O R K  E X P E R I E N C E\nTester\nExample Works Ltd\n2015 - 2017\nS KILLS\nJMeter"
    resume = parse_resume(text)
    assert [job.employer for job in resume.jobs] == ["Example Works Ltd"]
    assert resume.skills == (SkillEntry("JMeter"),)


def test_organisations_outside_the_job_headers_are_known_too():
    text = """Work experience
Consultant
Example Works Ltd
2015 - 2017
Delivered a portal for Fictional Foods Inc and trained at Bedacht College.
Client: Northwind Imaginary
Klant: Stichting Verzonnen Zorg
Joined Madeup Motors as a lead; worked for Gemeente Nergenshuizen.
Studied the planning of ROC Nergensland with Musterwerke GmbH."""
    found = " | ".join(names(parse_resume(text)))
    for name in (
        "Fictional Foods Inc",
        "Bedacht College",
        "Northwind Imaginary",
        "Stichting Verzonnen Zorg",
        "Madeup Motors",
        "Gemeente Nergenshuizen",
        "ROC Nergensland",
        "Musterwerke GmbH",
    ):
        assert name in found


def test_colleagues_and_references_are_known():
    text = """Noor Voorbeeld
Work experience
Tester
Example Works Ltd
2015 - 2017
Reported to Jane Madeup. Under the guidance of Prof. Piet Bedacht.
References
Karel de Bedachte, Bedacht Advies B.V.
Dr. Anna Erfunden"""
    assert set(parse_resume(text).colleagues) >= {"Jane Madeup", "Piet Bedacht", "Karel de Bedachte", "Anna Erfunden"}


def test_plain_words_are_no_organisations():
    text = """Skills
Embedded Systems, Web Services, Operating Systems, Customer Service
Summary
Experienced in Java and SQL for business systems. Worked with Java, in Agile teams, at various companies.
Responsible for Information Technology and Human Resources."""
    assert names(parse_resume(text)) == set()


def test_a_surname_that_is_also_a_function_is_a_name():
    contact = parse_resume("Robin Koch\nrobin@mail.example\nSkills\nJava").contact
    assert (contact.first_name, contact.last_name) == ("Robin", "Koch")


def test_a_heading_or_function_is_not_taken_for_a_name():
    contact = parse_resume("Curriculum Vitae\nSoftware Engineer\nWork Experience\nTester\n2015 - 2017").contact
    assert (contact.first_name, contact.last_name) == ("", "")


def test_programming_languages_are_skills_and_not_languages():
    resume = parse_resume("Technical skills\nProgramming languages: Java, Python\nLanguages\nEnglish: C1\nDutch")
    assert [skill.name for skill in resume.skills] == ["Java", "Python"]
    assert resume.languages == (LanguageEntry("en", LanguageLevel.C1), LanguageEntry("nl"))


@given(st.text(max_size=600))
def test_any_text_gives_a_resume(text):
    assert isinstance(parse_resume(text), Resume)


PIECES = (
    "Work experience|2015 - 2017|Client:|Ltd|University of| - |, |\n|\n\n|  |•|(|Education|Engineer|at|Example|B.V.|"
    "sinds mei 2018|Languages:|English|\\xe2|\f|References|Prof.|\t"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=60))
def test_any_order_of_a_resumes_pieces_gives_a_resume(pieces):
    resume = parse_resume(" ".join(pieces))
    assert all(job.title or job.employer for job in resume.jobs)
