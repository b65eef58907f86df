"""The guard knows a person's identifiers in every spelling, and leaves everyone else's words alone."""

import pytest

from services.publication.guard import Guard, Identifiers
from services.publication.resume import CertificationEntry, Contact, Job, Resume, SkillEntry, Study

OWNER = Identifiers(
    names=("Sanne", "van der Dijkstra", "Jürgen Möller"),
    emails=("sanne.dijkstra@voorbeeld.example",),
    phones=("+31 6 12345678",),
    handles=("sannedijkstra",),
    organisations=("Oracle India Pvt Ltd", "Brouwer & Zonen B.V.", "Universiteit Utrecht", "Higher Education"),
)

SPELLINGS = {
    "plain": "Dijkstra",
    "upper case": "DIJKSTRA",
    "zero-width": "Dij\u200bks\u200dtra",
    "full-width": "Ｄｉｊｋｓｔｒａ",
    "homoglyphs": "Dіjkѕtrа",
    "spaced": "D i j k s t r a",
    "dotted": "D.i.j.k.s.t.r.a",
    "hyphenated": "Dijk-stra",
    "soft hyphens": "Dijk\u00adstra",
    "diacritics": "Díjkšträ",
    "leetspeak": "D1jk5tr4",
    "mathematical": "𝐃𝐢𝐣𝐤𝐬𝐭𝐫𝐚",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_the_name_is_found_in_every_spelling_where_it_stands(spelling):
    text = f"Ask {spelling} for more"
    (hit,) = Guard(OWNER).hits(text)
    assert (hit.kind, hit.matched, text[hit.start : hit.end]) == ("name", spelling, spelling)


@pytest.mark.parametrize(
    "written",
    [
        "sanne.dijkstra@voorbeeld.example",
        "someone@else.example",
        "someone [at] else [dot] example",
        "someone (at) else (punt) example",
        "someone @ else . example",
        "ｓｏｍｅｏｎｅ＠ｅｌｓｅ.example",
    ],
)
def test_any_mail_address_is_found(written):
    hits = Guard(Identifiers()).hits(f"mail {written} please")
    assert [hit.kind for hit in hits] == ["email"]
    assert hits[0].matched.startswith(written[:4])
    assert hits[0].matched.endswith("example")


@pytest.mark.parametrize("written", ["+31 6 12345678", "06-12 34 56 78", "(030) 123.45.67.89"])
def test_phone_numbers_are_found(written):
    assert [hit.kind for hit in Guard(OWNER).hits(f"call {written} now")] == ["phone"]


@pytest.mark.parametrize("written", ["https://x.example/me", "www.x.example", "linkedin.com/in/someone"])
def test_links_are_found(written):
    assert [hit.kind for hit in Guard(Identifiers()).hits(f"see {written}")] == ["link"]


def test_years_and_amounts_are_no_phone_numbers():
    assert Guard(OWNER).hits("From 2014 to 2019 for 450 euros, 12 people, ISO 27001") == ()


def test_organisations_are_found_without_their_legal_form_and_handles_as_they_are():
    hits = Guard(OWNER).hits("At Brouwer en Zonen, then at oracle; sannedijkstra")
    assert [hit.kind for hit in hits] == ["organisation", "organisation", "link"]


@pytest.mark.parametrize(
    "label",
    ["Oracle", "Oracle SQL Developer", "Sanne's method", "University and higher education teachers", "Moeller scale"],
)
def test_labels_with_an_identifier_are_not_clean(label):
    assert not Guard(OWNER).clean(label)


@pytest.mark.parametrize("label", ["MySQL", "India", "University teachers", "Derivatives", "Van drivers", "Education"])
def test_words_that_many_share_identify_nobody(label):
    assert Guard(OWNER).clean(label)


def test_a_surname_that_is_a_word_counts_as_a_whole_word_only():
    guard = Guard(Identifiers(names=("Tom Cook", "Li")))
    assert not guard.clean("Cook")
    assert guard.clean("Cooking")
    assert guard.clean("Lithium li")


def test_a_colleagues_surname_counts_unless_it_is_a_word_of_work():
    guard = Guard(Identifiers(colleagues=("Piet Kwast", "Anna Baker")))
    assert not guard.clean("Kwast")
    assert guard.clean("Baker")
    assert not guard.clean("Anna Baker")


def test_adversarial_employers_hide_the_plain_label():
    assert not Guard(Identifiers(organisations=("Ｓａｌｅｓ\u200bｆorce Ltd",))).clean("Salesforce")
    assert not Guard(Identifiers(organisations=("Red-Hat",))).clean("Red Hat Enterprise Linux")


def test_an_empty_list_lets_everything_pass():
    assert Guard(Identifiers()).clean("Oracle")
    assert Guard(Identifiers()).hits("Nothing here") == ()


def test_identifiers_come_from_the_account_and_every_part_of_the_resume():
    resume = Resume(
        contact=Contact(
            "Sanne", "Dijkstra", "s.dijkstra@voorbeeld.example", "0612345678", links=("https://x.example/sd",)
        ),
        jobs=(Job("Engineer", employer="Kaas & Co"),),
        studies=(Study("BSc", school="Hogeschool Zeven"),),
        certifications=(CertificationEntry("PMP", issuer="Examenhuis"),),
        colleagues=("Piet Kwast",),
        clients=("Klantenbouw",),
    )
    found = Identifiers.of(
        resume, account_email="sanne@post.example", names=("Sannie",), companies=("Dijkstra Advies",)
    )
    assert {"Sanne", "Dijkstra", "Sannie"} <= set(found.names)
    assert found.colleagues == ("Piet Kwast",)
    assert found.emails == ("sanne@post.example", "s.dijkstra@voorbeeld.example")
    assert found.phones == ("0612345678",)
    assert {"sd", "sanne"} <= set(found.handles)
    assert "Examenhuis" not in found.organisations
    assert {"Kaas & Co", "Hogeschool Zeven", "Klantenbouw", "Dijkstra Advies"} <= set(found.organisations)


@pytest.mark.parametrize(
    "text",
    ["Support engineer at Microsoft", "Client: Microsoft", "Joined Microsoft India", "working for Microsoft as lead"],
)
def test_a_vendor_that_the_text_means_as_a_company_is_an_identifier(text):
    guard = Guard(Identifiers.of(Resume(summary=text)))
    assert not guard.clean("Microsoft Excel")


@pytest.mark.parametrize("title", ["Engineer - Microsoft", "Agent, Microsoft in Contoso"])
def test_a_vendor_that_stands_apart_in_a_title_is_an_identifier(title):
    assert not Guard(Identifiers.of(Resume(jobs=(Job(title),)))).clean("Microsoft Word")


@pytest.mark.parametrize("text", ["Expert at Oracle databases", "Worked with Microsoft Excel", "Oracle Developer"])
def test_a_vendor_that_the_text_means_as_a_tool_is_none(text):
    guard = Guard(Identifiers.of(Resume(headline=text, summary=text, jobs=(Job(text),))))
    assert guard.clean("Oracle")
    assert guard.clean("Microsoft Excel")


@pytest.mark.parametrize(
    ("named", "label"),
    [
        ("Datadog", "Datadog"),
        ("Figma GmbH", "Figma"),
        ("Miro Netherlands BV", "Miro"),
        ("Postman Technologies", "Postman"),
        ("Microsoft SharePoint", "Microsoft SharePoint"),
        ("Nursing", "Nursing"),
        ("Qlik", "QlikView"),
    ],
)
def test_employers_schools_and_clients_identify_although_they_are_listed_as_skills(named, label):
    listed = (SkillEntry(label), SkillEntry(named))
    for resume in (
        Resume(skills=listed, jobs=(Job("Engineer", employer=named),)),
        Resume(skills=listed, studies=(Study("BSc", school=named),)),
        Resume(skills=listed, clients=(named,)),
    ):
        assert not Guard(Identifiers.of(resume)).clean(label)


def test_a_client_that_is_a_word_many_share_counts_where_a_label_is_nothing_else():
    guard = Guard(Identifiers(organisations=("Nursing",)))
    assert guard.clean("Nursing professionals")


@pytest.mark.parametrize(
    ("name", "label"), [("Оракл", "Oracle"), ("Дженкинс", "Jenkins"), ("Датадог", "Datadog"), ("Докер", "Docker")]
)
def test_a_name_in_cyrillic_letters_is_compared_by_its_sound(name, label):
    assert not Guard(Identifiers(organisations=(name,))).clean(label)
    assert not Guard(Identifiers(names=(name,))).clean(label)
    assert Guard(Identifiers(organisations=(name,))).clean("Python")


def test_an_address_by_a_word_that_many_share_bars_no_label():
    owner = Identifiers(handles=("professional", "info"), organisations=("Bureau Zuid",))
    assert Guard(owner).all_clean(["ICT professional", "Information skills", "Zuidoost-Noord-Brabant"])
    assert not Guard(Identifiers(handles=("sannedijkstra",))).clean("SanneDijkstra")
