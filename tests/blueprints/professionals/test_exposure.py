"""Choosing how far to stand out: nothing is published before, the meter is the owner's, a change ends the page."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlmodel import select

from models.bands import Exposure
from models.database import Database
from models.disclosure import AuditEntry
from models.publication import Publication, VerifiedProfile
from models.resume import Experience, Language, Skill
from services.publication import epochs
from services.resumes import professional_of
from tests.factories import NOW, PASSWORD, Person, make_professional_account, make_staff
from tests.factories_alike import publish_crowd
from tests.pages import Browser

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    """A developer who chose nothing yet, among six who blend in."""
    with database.write() as session:
        publish_crowd(session, Exposure.BLEND_IN)
        person = make_professional_account(session)
        owner = professional_of(session, person.account_id)
        owner.country, owner.region, owner.occupation = "NL", "NL414", "2512"
        job = Experience(account_id=person.account_id, title="Consultant", start_year=NOW.year - 12, current=True)
        session.add(job)
        session.add_all(Skill(account_id=person.account_id, name=name) for name in ("Python", "PostgreSQL", "Docker"))
        session.add(Language(account_id=person.account_id, language="nl"))
    browser.log_in(person.email, PASSWORD)
    return person


def choose(browser: Browser, exposure: str) -> None:
    page = browser.submit(browser.get("/profile/exposure"), {"exposure": exposure}, action="/profile/exposure")
    assert (page.status, page.path) == (200, "/profile/preview")


def published(app: Flask, browser: Browser, database: Database) -> str:
    """The address of the public page, after approval, review and a round."""
    browser.submit(browser.get("/profile/preview"), action="/profile/approval")
    with database.write() as session:
        email = make_staff(session).email
    staff = Browser(app.test_client())
    staff.log_in(email, PASSWORD)
    address = staff.get("/staff/reviews").select("//main//ol//a/@href")[0]
    page = staff.get(address)
    assert "Chosen by its owner: Blend in." in page.text and "An estimate, by who is public now" in page.text
    staff.submit(page, action=f"{address}/acceptance")
    assert "Anyone reads you from the next round on" in browser.get("/profile").text
    with database.write() as session:
        epochs.publish_within(session)
    return browser.get("/profile").links()["Your public page"]


def test_nothing_is_approved_before_a_choice(browser: Browser, database: Database, rowan: Person) -> None:
    assert browser.get("/profile").links()["Choose how far you stand out"] == "/profile/exposure"
    page = browser.get("/profile/preview")
    assert "Choose first how far you stand out" in page.text
    assert not page.select("//form[@action='/profile/approval']")
    token = browser.get("/profile/exposure").select("//input[@name='csrf_token']/@value")[0]
    answer = browser.client.post("/profile/approval", data={"csrf_token": token})
    assert answer.status_code == 422 and b"Choose first how far you want to stand out" in answer.data
    with database.read() as session:
        own = select(Publication).where(Publication.account_id == rowan.account_id)
        assert session.exec(own).first() is None


def test_both_settings_are_shown_with_ones_own_record(browser: Browser, rowan: Person) -> None:
    page = browser.get("/profile/exposure")
    blend, stand = page.select("//fieldset/div")
    assert "Python" in " ".join(blend.itertext()) and "Docker" not in " ".join(blend.itertext())
    said = " ".join(" ".join(stand.itertext()).split())
    assert "Not enough people are like you yet" in said and "Choose “Blend in”" in said
    assert not page.select("//input[@name='exposure'][@checked]")
    assert "it gets easier to guess which profile is yours" in page.text
    assert "For them there is no crowd" in page.text


def test_the_meter_counts_with_and_without_scripts(browser: Browser, rowan: Person) -> None:
    whole = browser.get("/profile/exposure?exposure=blend-in")
    part = Browser(browser.client, PARTIAL).get("/profile/exposure?exposure=blend-in")
    assert "<html" not in part.html and part.select("//section[@id='meter']")
    for page in (whole, part):
        numbers = [cell.text for cell in page.select("//section[@id='meter']//table[1]//td[@class='strong']")]
        assert numbers and set(numbers) == {"7"}
        assert "Too few: it is left out." in page.text and "Others read “5 or more alike”." in page.text
    other = Browser(browser.client, PARTIAL).get("/profile/exposure?exposure=stand-out")
    assert "there is nothing to count" in other.text


def test_no_choice_is_said_to_be_none(browser: Browser, rowan: Person) -> None:
    page = browser.get("/profile/exposure")
    for sent in ({}, {"exposure": "naked"}):
        answer = browser.submit(page, sent, action="/profile/exposure")
        assert answer.status == 422 and "Choose one of the two settings" in answer.text


def test_the_forecast_is_what_is_published_and_others_read_no_number(
    app: Flask, browser: Browser, database: Database, rowan: Person
) -> None:
    choose(browser, "blend-in")
    page = browser.get("/profile/preview")
    assert "An estimate under “Blend in”" in page.text
    before = [" ".join(row.itertext()) for row in page.select("//article[@id='profile']//dl/div")]
    address = published(app, browser, database)
    visitor = Browser(app.test_client()).get(address)
    assert [" ".join(row.itertext()) for row in visitor.select("//article[@id='profile']//dl/div")] == before
    assert "5 or more alike" in visitor.text and "7" not in visitor.text
    assert "This is what anyone reads now." in browser.get("/profile/preview").text
    assert "Public in the present round." in browser.get("/profile").text


def test_a_change_ends_the_page_at_once_as_was_said(
    app: Flask, browser: Browser, database: Database, rowan: Person
) -> None:
    choose(browser, "blend-in")
    address = published(app, browser, database)
    choose(browser, "blend-in")
    assert browser.get(address).status == 200
    assert "Your public page ends at once" in browser.get("/profile/exposure").text
    page = browser.submit(browser.get("/profile/exposure"), {"exposure": "stand-out"}, action="/profile/exposure")
    assert "Your public page has ended." in page.text
    assert browser.get(address).status == 404
    assert "Not public yet: not enough people are like you" in browser.get("/profile").text
    with database.read() as session:
        handle = select(Publication.handle).where(Publication.account_id == rowan.account_id)
        assert session.get(VerifiedProfile, session.exec(handle).one()) is not None
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "publication.exposure")).all()
    assert len(entries) == 2


def test_the_number_in_force_is_read_everywhere(
    app: Flask, browser: Browser, database: Database, rowan: Person
) -> None:
    with database.write() as session:
        epochs.raise_crowd_size(session, 10)
    assert "10 or more alike" in Browser(app.test_client()).get("/how-pseudonyms-work").text
    assert "the same for at least 10 published people" in browser.get("/profile/exposure").text
