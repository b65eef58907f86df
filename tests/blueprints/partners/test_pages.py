"""What anyone reads of partners: the page field by field, the list, the feed, the sitemap, and what is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from lxml import etree
from sqlmodel import Session

from models.bands import Availability, LanguageLevel, RemoteWork
from models.database import Database
from models.partner import PartnerField
from models.resume import Certification, Education, Experience, Language, Link, Portfolio
from services import partners
from services.resumes import professional_of
from tests.factories import NOW, Person, make_professional_account
from tests.factories_matches import log_in
from tests.factories_partners import join_programme
from tests.pages import Browser

SAYS: dict[PartnerField, tuple[str, ...]] = {
    PartnerField.HEADLINE: ("Builds booking systems",),
    PartnerField.ABOUT: ("Sails at weekends",),
    PartnerField.PLACE: ("Zwolle", "Netherlands"),
    PartnerField.AVAILABILITY: ("Within a month", "3 May 2027", "26 hours a week", "Partly remote", "Harbours only"),
    PartnerField.RATE: ("640",),
    PartnerField.SKILLS: ("Python", "7 years"),
    PartnerField.LANGUAGES: ("Frisian",),
    PartnerField.EXPERIENCE: ("Kwikstaart Logistiek", "Lockkeeper", "Opened the gates"),
    PartnerField.EDUCATION: ("Havenschool", "Diploma of tides"),
    PartnerField.CERTIFICATIONS: ("Certificate of knots", "Knopenbond"),
    PartnerField.PORTFOLIO: ("The bridge of Urk", "A bridge that opens"),
    PartnerField.LINKS: ("kwartel.example",),
    PartnerField.EMAIL: ("anabel@people.example",),
    PartnerField.PHONE: ("+31 38 555 0147",),
    PartnerField.COMPANY: ("Kwartel Software", "90210123"),
}
"""By hand: what Ana's page says because of each field, and because of no other."""

NEVER = ("Achterom 5", "8011 AB", "1984-02-29", "KN-0042")


@pytest.fixture
def anabel(database: Database, ana: Person) -> Person:
    """Ana with something in every field."""
    with database.write() as session:
        fill(session, ana.account_id)
    return ana


def fill(session: Session, account_id: str) -> None:
    person = professional_of(session, account_id)
    person.about, person.preferences, person.phone = "Sails at weekends", "Harbours only", "+31 38 555 0147"
    person.country, person.region, person.occupation = "NL", "NL211", None
    person.availability, person.available_from = Availability.MONTH, date(2027, 5, 3)
    person.hours, person.remote = 26, RemoteWork.HYBRID
    person.company_name, person.company_registration, person.one_person_business = "Kwartel Software", "90210123", True
    person.street, person.postal_code, person.birth_date = "Achterom 5", "8011 AB", "1984-02-29"
    session.add_all(
        [
            Experience(account_id=account_id, title="Lockkeeper", description="Opened the gates", start_year=2019),
            Education(account_id=account_id, degree="Diploma of tides", school="Havenschool"),
            Certification(account_id=account_id, name="Certificate of knots", issuer="Knopenbond", number="KN-0042"),
            Language(account_id=account_id, language="fy", level=LanguageLevel.C1),
            Link(account_id=account_id, url="https://kwartel.example/work"),
            Portfolio(account_id=account_id, title="The bridge of Urk", description="A bridge that opens"),
        ]
    )


@pytest.mark.parametrize("field", list(PartnerField))
def test_a_page_shows_a_field_where_it_is_switched_on_and_nowhere_else(
    field: PartnerField, browser: Browser, database: Database, anabel: Person
) -> None:
    with database.write() as session:
        join_programme(session, anabel, address="ana", shown={field})
    for fragment in (False, True):
        headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if fragment else {}
        answer = browser.client.get("/partners/ana", headers=headers)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200
        assert "Anabel Kwartel" in text
        for each, said in SAYS.items():
            for words in said:
                assert (words in text) is (each is field), f"{words} with {field.value}"
        assert not any(words in text for words in NEVER)


def test_a_page_shows_all_that_is_switched_on(browser: Browser, database: Database, anabel: Person) -> None:
    with database.write() as session:
        join_programme(session, anabel, address="ana")
    for prefix in ("", "/nl"):
        page = browser.get(f"{prefix}/partners/ana")
        assert "Kwartel Software" in page.text and not any(words in page.html for words in NEVER)
    assert all(words in browser.get("/partners/ana").html for said in SAYS.values() for words in said)


def test_search_engines_may_show_partners_and_nobody_else(browser: Browser, database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
    for path in ("/partners", "/partners/ana", "/partners.atom", "/sitemap.xml"):
        assert browser.client.get(path).headers["X-Robots-Tag"] == "all"
    assert "noindex" in browser.client.get("/talent").headers["X-Robots-Tag"]
    tree = etree.fromstring(browser.client.get("/sitemap.xml").data)
    addresses = [each.text.removeprefix("http://localhost") for each in tree.iter("{*}loc")]
    assert [each.split("/", 3)[-1] for each in addresses] == ["partners", "partners/ana"]
    assert "Sitemap: " in browser.client.get("/robots.txt").get_data(as_text=True)


def test_the_feed_is_atom_and_says_what_the_pages_say(browser: Browser, database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana", shown={PartnerField.HEADLINE})
    answer = browser.client.get("/partners.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = etree.fromstring(answer.data)
    atom = "{http://www.w3.org/2005/Atom}"
    assert all(feed.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "Anabel Kwartel"
    assert entry.findtext(f"{atom}summary") == "Builds booking systems"
    assert entry.findtext(f"{atom}updated") == NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    with database.write() as session:
        partners.change(session, ana.account_id, address="ana", shown=(), now=NOW)
    assert b"booking" not in browser.client.get("/partners.atom").data


def test_who_left_is_gone_from_everywhere_at_once(browser: Browser, database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
    assert browser.get("/partners").links()["Anabel Kwartel"] == "/partners/ana"
    with database.write() as session:
        partners.leave(session, ana.account_id, now=NOW)
    answer = browser.client.get("/partners/ana")
    assert answer.status_code == 410 and b"gone" in answer.data and b"Kwartel" not in answer.data
    assert browser.client.get("/partners/ana/pictures/x").status_code == 410
    assert browser.client.get("/partners/nobody").status_code == 404
    for path in ("/partners", "/partners.atom", "/sitemap.xml", "/partners?q=python"):
        answer = browser.client.get(path)
        assert answer.status_code == 200 and b"Kwartel" not in answer.data and b"partners/ana" not in answer.data


def test_the_list_is_searched_and_paged(browser: Browser, database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
    assert "Anabel Kwartel" in browser.get("/partners?q=python").text
    assert "Zwolle" in browser.get("/partners?q=PYTHON zwolle").text
    nothing = browser.get("/partners?q=welding")
    assert "No partner's page says all of this" in nothing.text
    assert nothing.links()["Search the explorer"] == "/talent?q=welding"
    fragment = browser.client.get("/partners?q=python", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert b"<html" not in fragment.data and b"Anabel Kwartel" in fragment.data


def test_a_verified_client_asks_a_partner_by_name(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        join_programme(session, ana, address="ana")
    browser = log_in(app, jip)
    page = browser.get(browser.get("/partners/ana").links()["Write a request"])
    assert page.title.startswith("Ask Anabel Kwartel")
    sent = browser.submit(page, {"message": "Six months of work, from January on."}, action="/requests")
    assert "Request to Anabel Kwartel" in sent.text and sent.links()["Open the profile"] == "/partners/ana"
    assert browser.get("/partners/ana").links()["To your request"] == sent.path
    with database.write() as session:
        partners.leave(session, ana.account_id, now=datetime.now(UTC))
    gone = browser.get(sent.path)
    assert "Kwartel" not in gone.html and "somebody who was a partner then" in gone.text
    assert "Kwartel" not in browser.get("/requests").html


def test_a_visitor_and_a_professional_cannot_ask(app: Flask, browser: Browser, database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
        other = make_professional_account(session)
    for each in (browser, log_in(app, other)):
        assert "Write a request" not in each.get("/partners/ana").links()
    assert "Change what it shows" in log_in(app, ana).get("/partners/ana").links()
