"""A client's organisation from registration to verification, over HTTP, on both sides of the desk."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import Account
from models.client import Organisation, VerificationState
from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from tests.factories import NOW, PASSWORD, Person, delivered, make_client, make_professional_account, make_staff
from tests.pages import Browser

ORGANISATION = {
    "name": "Sjabloon Bouw",
    "registration_number": "12345678",
    "website": "www.sjabloon.example",
    "industry": "F",
    "about": "We build schools.",
    "city": "Utrecht",
    "country": "NL",
}


@pytest.fixture
def desk(app: Flask, database: Database) -> Browser:
    """A member of staff at work."""
    with database.write() as session:
        staff = make_staff(session)
    browser = Browser(app.test_client())
    browser.log_in(staff.email, PASSWORD)
    return browser


@pytest.fixture
def unverified(browser: Browser, database: Database) -> Person:
    """A client who is logged in, confirmed, with everything filled in, and not verified."""
    with database.write() as session:
        person = make_client(session, state=VerificationState.UNVERIFIED)
    browser.log_in(person.email, PASSWORD)
    return person


def state_of(database: Database, person: Person) -> VerificationState:
    with database.read() as session:
        return session.get_one(Organisation, person.organisation_id).state


def ask(browser: Browser, note: str = "") -> None:
    browser.submit(browser.get("/organisation"), {"note": note}, action="/organisation/verification")


def open_case(desk: Browser) -> str:
    page = desk.get("/staff/verifications")
    (href,) = page.select("//main//li//a[starts-with(@href, '/staff')]/@href")
    return str(href)


def test_from_registration_to_verified(browser: Browser, desk: Browser, database: Database, config: Config) -> None:
    person = {"first_name": "Jip", "last_name": "Sjabloon", "email": "jip@client.example", "password": PASSWORD}
    browser.submit(browser.get("/register/client"), person | {"organisation": "Sjabloon"})
    link = re.search(r"/confirmation/\S+", delivered(database, config, person["email"])[0])
    assert link
    browser.submit(browser.get(link[0]), {"password": person["password"]})
    browser.log_in(person["email"], PASSWORD)

    page = browser.get("/organisation")
    assert "the registration number (missing)" in page.text
    page = browser.submit(browser.get("/organisation/edit"), ORGANISATION)
    assert "https://www.sjabloon.example" in page.text
    assert "Construction" in page.text
    assert "Netherlands" in page.text
    ask(browser, "You find me on the page about us.")
    assert "You asked for verification on" in browser.get("/organisation").text

    assert "1 waits" in desk.get("/staff").text
    case = desk.get(open_case(desk))
    for shown in ("Sjabloon Bouw", "12345678", "Jip", "jip@client.example", "You find me on the page about us."):
        assert shown in case.text
    desk.submit(case, action=f"{case.path}/approval")

    assert "Your organisation is verified" in browser.get("/organisation").text
    assert "verified it" in delivered(database, config, person["email"])[-1]
    assert "Nothing waits" in desk.get("/staff/verifications").text


def test_refusal_needs_a_reason_which_is_mailed_and_one_may_ask_again(
    browser: Browser, desk: Browser, database: Database, config: Config, unverified: Person
) -> None:
    ask(browser)
    case = desk.get(open_case(desk))
    page = desk.submit(case, {"reason": "  "}, action=f"{case.path}/refusal")
    assert page.status == 422
    assert state_of(database, unverified) is VerificationState.PENDING

    desk.submit(page, {"reason": "The web site does not answer."}, action=f"{case.path}/refusal")
    assert "The web site does not answer." in delivered(database, config, unverified.email)[-1]
    assert "The web site does not answer." in browser.get("/organisation").text
    ask(browser)
    assert "Declined 1 time before." in desk.get(open_case(desk)).text


def test_the_desk_is_told_what_the_details_say_of_themselves(
    browser: Browser, desk: Browser, database: Database, unverified: Person
) -> None:
    ask(browser)
    page = desk.get(open_case(desk))
    assert "No country is filled in" in page.text
    assert "Another than of the web site" in page.text
    (site,) = page.select("//main//dd/a[starts-with(@href, 'http')]")
    assert (site.get("href"), {"noopener", "noreferrer"} <= set(site.get("rel").split())) == (
        "https://sjabloon.example",
        True,
    )
    for number, says in (("12345678", "KVK: the number has the right form"), ("1234", "KVK, but the number does not")):
        with database.write() as session:
            organisation = session.get_one(Organisation, unverified.organisation_id)
            organisation.country, organisation.registration_number = "NL", number
        assert says in desk.get(page.path).text


def test_looking_at_a_case_is_logged_for_the_representative(
    browser: Browser, desk: Browser, database: Database, unverified: Person
) -> None:
    ask(browser)
    desk.get(open_case(desk))
    with database.read() as session:
        logged = session.exec(select(Disclosure)).one()
    assert (logged.account_id, logged.kind) == (unverified.account_id, DisclosureKind.STAFF_VERIFICATION)
    assert logged.viewer_id
    assert logged.reason


def test_acts_are_in_the_audit_trail(browser: Browser, desk: Browser, database: Database, unverified: Person) -> None:
    ask(browser)
    case = desk.get(open_case(desk))
    desk.submit(case, action=f"{case.path}/approval")
    with database.read() as session:
        acts = {
            entry.action: entry.actor_id == unverified.account_id
            for entry in session.exec(select(AuditEntry).where(AuditEntry.about_id == unverified.organisation_id))
        }
    assert acts == {"organisation.verification-request": True, "organisation.verification": False}


@pytest.mark.parametrize("field", ["name", "registration_number"])
@pytest.mark.parametrize("state", [VerificationState.VERIFIED, VerificationState.PENDING])
def test_what_was_checked_cannot_change_unnoticed(
    browser: Browser, desk: Browser, database: Database, unverified: Person, field: str, state: VerificationState
) -> None:
    ask(browser)
    case = desk.get(open_case(desk))
    if state is VerificationState.VERIFIED:
        desk.submit(case, action=f"{case.path}/approval")
    form = browser.get("/organisation/edit")
    assert "is not verified any more" in form.text
    browser.submit(form, {"about": "Something else."})
    assert state_of(database, unverified) is state

    browser.submit(browser.get("/organisation/edit"), {field: "87654321"})
    assert state_of(database, unverified) is VerificationState.UNVERIFIED
    assert "Nothing waits" in desk.get("/staff/verifications").text
    assert desk.submit(case, action=f"{case.path}/approval").status == 422
    assert state_of(database, unverified) is VerificationState.UNVERIFIED


def test_asking_tells_what_is_missing(browser: Browser, database: Database) -> None:
    with database.write() as session:
        person = make_client(session, state=VerificationState.UNVERIFIED, confirmed=False)
        session.get_one(Organisation, person.organisation_id).website = None
    browser.log_in(person.email, PASSWORD)
    page = browser.get("/organisation")
    token = page.select("//main//input[@name='csrf_token']/@value")[0]
    answers = []
    for _ in range(2):
        response = browser.client.post("/organisation/verification", data={"csrf_token": token})
        assert response.status_code == 422
        answers.append(response.get_data(as_text=True))
        with database.write() as session:
            session.get_one(Account, person.account_id).confirmed_at = NOW
    assert "Confirm your e-mail address first." in answers[0]
    assert "Fill in the registration number and the web site" in answers[1]
    assert state_of(database, person) is VerificationState.UNVERIFIED


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"website": "not a site"}, "This is not the address of a web site."),
        ({"website": "javascript://x.example/%0aalert(1)"}, "This is not the address of a web site."),
        ({"name": ""}, "Fill in the name of your organisation."),
        ({"industry": "?"}, "Not a valid choice"),
    ],
)
def test_mistake_is_told_and_nothing_typed_is_lost(
    browser: Browser, unverified: Person, values: dict[str, str], sentence: str
) -> None:
    page = browser.submit(browser.get("/organisation/edit"), ORGANISATION | values)
    assert page.status == 422
    assert sentence in page.text
    assert page.select("//input[@name='city']/@value") == ["Utrecht"]


def test_representative_edits_own_details(browser: Browser, unverified: Person) -> None:
    values = {"first_name": "Jip", "last_name": "Sjabloon", "phone": "+31 20 123 4567", "position": "Planner"}
    page = browser.submit(browser.get("/organisation/representative"), values)
    assert page.path == "/organisation"
    assert "+31 20 123 4567" in page.text
    assert "Planner" in page.text


def test_desk_is_closed_to_everybody_else(app: Flask, database: Database) -> None:
    with database.write() as session:
        people = [make_client(session), make_professional_account(session)]
    for person in people:
        browser = Browser(app.test_client())
        browser.log_in(person.email, PASSWORD)
        for path in ("/staff", "/staff/verifications", "/staff/verifications/abc"):
            assert browser.get(path).status == 404
    assert Browser(app.test_client()).get("/staff").path == "/login"


def test_organisation_page_is_for_clients(browser: Browser, database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
    browser.log_in(person.email, PASSWORD)
    assert browser.get("/organisation").status == 404
