"""Job titles lead to ISCO-08 unit groups, in English, Dutch and German, with rank and asides passed over."""

import pytest

from services.publication.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Sr. Java Developer", "2512"),
        ("Java/J2EE developer", "2512"),
        ("CES associate consultant", "2511"),
        ("Associate Consultant (SAP)", "2511"),
        ("Consultant SAP ABAP", "2511"),
        ("Senior Project Manager - Acme", "1219"),
        ("Director of Engineering", "1330"),
        ("Head of Human Resources", "1212"),
        ("Oracle Administrator", "2522"),
        ("Mechanical Engineer", "2144"),
        ("Immigration Attorney", "2611"),
        ("Verpleegkundige bij een ziekenhuis", "2221"),
        ("Front-end ontwikkelaar", "2513"),
        ("Frontendentwickler (m/w/d)", "2512"),
        ("Softwareentwickler/in", "2512"),
        ("Ervaren timmerman", "7115"),
        ("Zimmermann", "7115"),
        ("Docent Nederlands", "2330"),
        ("Vrachtwagenchauffeur", "8332"),
        ("Steuerberaterin", "2411"),
        ("Ｓоftware Еngineer", "2512"),
        ("Senior translation project manager", "2643"),
        ("Projectmanager vertalingen", "2643"),
        ("Head of localisation", "2643"),
        ("Director of care", "1342"),
        ("Veranstaltungsmanager", "3332"),
        ("Transportmanager", "1324"),
    ],
)
def test_titles_lead_to_a_unit_group(title, unit):
    assert vocabulary().titles.occupation(title) == unit


@pytest.mark.parametrize("title", ["", "Medewerker", "Intern", "Technology", "2014 - 2016", "Acme Widgets"])
def test_what_is_no_title_has_no_unit_group(title):
    assert vocabulary().titles.occupation(title) is None


@pytest.mark.parametrize(("man", "woman"), [("kapper", "kapster"), ("Koch", "Köchin"), ("waiter", "waitress")])
def test_gendered_titles_lead_to_the_same_group(man, woman):
    assert vocabulary().titles.occupation(man) == vocabulary().titles.occupation(woman) is not None


def test_every_title_leads_to_a_group_that_exists():
    words = vocabulary()
    units = {code for code in words.ids("isco") if len(code) == 4}
    assert set(words.titles.by_key.values()) <= units


def test_exact_asks_for_the_whole_text():
    assert vocabulary().titles.exact("Senior Software Engineer") == "2512"
    assert vocabulary().titles.exact("worked as a software engineer") is None
