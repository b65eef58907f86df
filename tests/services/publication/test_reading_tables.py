"""Résumés that lie in columns and tables, in English, Dutch and German: each fact comes where it belongs."""

from __future__ import annotations

import pytest
import weasyprint

from models.bands import LanguageLevel
from services.publication.headings import split_parts
from services.publication.reading import read_resume
from services.publication.resume import Resume

SIDE = {
    "en": "<h3>Contact</h3><p>noor@people.example</p><h3>Languages</h3><p>Dutch - native</p><p>English - C1</p>"
    "<h3>Skills</h3><ul><li>Python</li><li>PostgreSQL</li><li>Docker</li><li>Kubernetes</li></ul>",
    "nl": "<h3>Contact</h3><p>noor@people.example</p><h3>Talen</h3><p>Nederlands - moedertaal</p><p>Engels - C1</p>"
    "<h3>Vaardigheden</h3><ul><li>Python</li><li>PostgreSQL</li><li>Docker</li><li>Kubernetes</li></ul>",
    "de": "<h3>Kontakt</h3><p>noor@people.example</p><h3>Sprachen</h3><p>Niederländisch - Muttersprache</p>"
    "<p>Englisch - C1</p><h3>Kenntnisse</h3><ul>"
    "<li>Python</li><li>PostgreSQL</li><li>Docker</li><li>Kubernetes</li></ul>",
}
MAIN = {
    "en": "<h2>Work experience</h2><p><b>Software developer</b></p><p>Example Works Ltd, Leeds<br>March 2019 – present"
    "</p><ul><li>Built services with Python for the whole team</li><li>Ran them on Kubernetes for years</li></ul><p><b>"
    "Database administrator</b></p><p>Quarry Systems Ltd, Leeds<br>01/2015 – 02/2019</p><ul><li>Kept PostgreSQL running"
    "</li></ul><h2>Education</h2><p>Bachelor of Science, Example University, 2010 – 2014</p>",
    "nl": "<h2>Werkervaring</h2><p><b>Softwareontwikkelaar</b></p><p>Voorbeeldfabriek BV, Zwolle<br>"
    "maart 2019 – heden</p><ul><li>Bouwde diensten met Python voor het hele team</li><li>Beheerde ze op Kubernetes"
    "</li></ul><p><b>Databasebeheerder</b></p><p>Proefmolen NV, Zwolle<br>"
    "01-2015 t/m 02-2019</p><ul><li>Beheer van PostgreSQL</li>"
    "</ul><h2>Opleidingen</h2><p>HBO Informatica, Hogeschool Nergens, 2010 – 2014</p>",
    "de": "<h2>Berufserfahrung</h2><p><b>Softwareentwicklerin</b></p><p>Beispielwerke GmbH, Hamburg<br>"
    "März 2019 – heute</p><ul><li>Entwicklung von Diensten mit Python</li><li>Betrieb auf Kubernetes in einem Team"
    "</li></ul><p><b>Datenbankadministratorin</b></p><p>Musterfirma AG, Hamburg<br>"
    "01.2015 – 02.2019</p><ul><li>Pflege von PostgreSQL"
    "</li></ul><h2>Ausbildung</h2><p>Bachelor Informatik, Fachhochschule Beispielstadt, 2010 – 2014</p>",
}
FOUND = {
    "en": [("Software developer", "Example Works Ltd"), ("Database administrator", "Quarry Systems Ltd")],
    "nl": [("Softwareontwikkelaar", "Voorbeeldfabriek BV"), ("Databasebeheerder", "Proefmolen NV")],
    "de": [("Softwareentwicklerin", "Beispielwerke GmbH"), ("Datenbankadministratorin", "Musterfirma AG")],
}
STYLE = "@page { size: A4; margin: 15mm } body { font: 10pt 'DejaVu Sans' } td { vertical-align: top; padding: 3mm }"


def read(html: str) -> Resume:
    body = f"<h1>Noor Voorbeeld</h1>{html}"
    return read_resume(weasyprint.HTML(string=body).write_pdf(stylesheets=[weasyprint.CSS(string=STYLE)]), "cv.pdf")


def assert_both_jobs(found: Resume, language: str) -> None:
    assert [(job.title, job.employer) for job in found.jobs] == FOUND[language]
    assert [(job.start, job.end, job.current) for job in found.jobs] == [
        ((2019, 3), None, True),
        ((2015, 1), (2019, 2), False),
    ]


@pytest.mark.parametrize("language", ["en", "nl", "de"])
@pytest.mark.parametrize("side_first", [True, False], ids=["left", "right"])
def test_a_narrow_column_beside_a_wide_one(language: str, side_first: bool) -> None:
    cells = [f'<td style="width: 32%">{SIDE[language]}</td>', f"<td>{MAIN[language]}</td>"]
    found = read(f"<table><tr>{''.join(cells if side_first else reversed(cells))}</tr></table>")
    assert_both_jobs(found, language)
    assert (found.studies[0].start_year, found.studies[0].end_year) == (2010, 2014)
    levels = {entry.language: entry.level for entry in found.languages}
    assert levels == {"nl": LanguageLevel.NATIVE, "en": LanguageLevel.C1}
    assert {"Python", "PostgreSQL", "Docker", "Kubernetes"} <= {skill.name for skill in found.skills}


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ("Work experience", "Period", "Position", "Company")),
        ("nl", ("Werkervaring", "Periode", "Functie", "Werkgever")),
        ("de", ("Berufserfahrung", "Zeitraum", "Position", "Firma")),
    ],
)
def test_a_table_of_jobs(language: str, headings: tuple[str, ...]) -> None:
    now = {"en": "present", "nl": "heden", "de": "heute"}[language]
    (title, employer), (earlier, before) = FOUND[language]
    rows = (headings[1:], (f"03/2019 – {now}", title, employer), ("01/2015 – 02/2019", earlier, before))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    assert_both_jobs(read(f'<h2>{headings[0]}</h2><table style="width: 100%">{table}</table>'), language)


def test_dates_in_a_column_of_their_own() -> None:
    rows = (
        ("03/2019 – heden", "<b>Softwareontwikkelaar</b><br>Voorbeeldfabriek BV<br>Bouwde diensten voor het team"),
        ("01/2015 – 02/2019", "<b>Databasebeheerder</b><br>Proefmolen NV<br>Beheer van PostgreSQL"),
    )
    table = "".join(f'<tr><td style="width: 40mm">{when}</td><td>{what}</td></tr>' for when, what in rows)
    found = read(f'<h2>Werkervaring</h2><table style="width: 100%">{table}</table>')
    assert_both_jobs(found, "nl")
    assert found.jobs[0].description == "Bouwde diensten voor het team"


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("work", "Employment history"),
        ("work", "Freelance opdrachten"),
        ("work", "Overzicht werkervaring"),
        ("work", "Beruflicher Werdegang"),
        ("education", "Opleiding & training"),
        ("education", "Schul- und Berufsausbildung"),
        ("skills", "Competences"),
        ("skills", "Kennis en vaardigheden"),
        ("skills", "EDV-Kenntnisse"),
        ("languages", "Sprachkenntnisse"),
        ("certifications", "Trainingen en certificaten"),
        ("summary", "Kurzprofil"),
        ("references", "Referenzen"),
        ("personal", "Persoonlijke gegevens"),
    ],
)
@pytest.mark.parametrize("form", [str, str.upper, lambda heading: f"{heading}:"], ids=["plain", "capitals", "colon"])
def test_headings_in_three_languages(section: str, heading: str, form) -> None:
    parts = split_parts(["Noor Voorbeeld", "", form(heading), "", "some text that is no heading"])
    assert section in [part.section for part in parts]
