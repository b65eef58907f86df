"""From the preview through approval and review to the public profile, and what an edit changes after that."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.bands import Exposure
from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.publication import Publication, PublicationState, PublicProfile, PublicRow, VerifiedProfile
from models.resume import Experience, Language, Skill
from services.publication import publishing
from services.publication.shown import Shown
from services.resumes import professional_of
from tests.factories import PASSWORD, Person, delivered, make_professional_account, make_staff
from tests.factories_published import begin_epoch
from tests.pages import Browser


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
        fill(session, person)
        publishing.choose_exposure(session, person.account_id, Exposure.BLEND_IN)
    browser.log_in(person.email, PASSWORD)
    return person


@pytest.fixture
def staff(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        email = make_staff(session).email
    desk = Browser(app.test_client())
    desk.log_in(email, PASSWORD)
    return desk


def fill(session: Any, person: Person) -> None:
    """A developer in the Netherlands."""
    account_id = person.account_id
    professional_of(session, account_id).country = "NL"
    professional_of(session, account_id).region = "NL414"
    session.add(
        Experience(account_id=account_id, title="Backend developer", employer="Proefmolen BV", start_year=2015,
                   current=True, description="Services in Python and PostgreSQL.")
    )  # fmt: skip
    session.add_all(Skill(account_id=account_id, name=name) for name in ("Python", "PostgreSQL", "Django"))
    session.add(Language(account_id=account_id, language="nl"))


def approve(browser: Browser) -> str:
    page = browser.submit(browser.get("/profile/preview"), action="/profile/approval")
    assert page.path == "/profile"
    return page.text


def review(staff: Browser, action: str = "acceptance", **values: str) -> None:
    queue = staff.get("/staff/reviews")
    address = queue.select("//main//ol//a/@href")[0]
    page = staff.submit(staff.get(address), values, action=f"{address}/{action}")
    assert (page.status, page.path) == (200, "/staff/reviews")


def publish(database: Database) -> Shown | None:
    with database.write() as session:
        begin_epoch(session)
    with database.read() as session:
        found = session.exec(select(PublicProfile, PublicRow)).first()
        return None if found is None else Shown(*found)


def verified(database: Database) -> VerifiedProfile:
    with database.read() as session:
        return session.exec(select(VerifiedProfile)).one()


def test_each_view_shows_its_own_level(browser: Browser, rowan: Person) -> None:
    anyone, client, matched = (
        browser.get(f"/profile/preview?as={viewer}") for viewer in ("anyone", "verified", "matched")
    )
    assert "Netherlands" not in anyone.text and "Southeast North Brabant" not in anyone.text
    assert "Southeast North Brabant" in client.text and "Python" in client.text
    for page in (anyone, client):
        assert "Rowan" not in page.text and "Proefmolen" not in page.text
    assert "is a draft that we generated" in client.text and "Not public for now" in anyone.text
    assert "Rowan Voorbeeld" in matched.text and "Proefmolen BV" in matched.text
    assert client.select("//nav//a[@aria-current='true']/@href") == ["/profile/preview?as=verified"]


def test_what_the_guard_left_out_is_said(browser: Browser, database: Database, rowan: Person) -> None:
    assert "left out because" not in browser.get("/profile/preview?as=verified").text
    with database.write() as session:
        professional_of(session, rowan.account_id).last_name = "Django"
    text = browser.get("/profile/preview?as=verified").text
    assert "left out because" in text
    assert "Django" in text.split("left out because")[1].split(".")[0]


def test_a_profile_is_published_after_approval_and_review_only(
    browser: Browser, staff: Browser, database: Database, config: Config, rowan: Person
) -> None:
    assert "Not published yet" in browser.get("/profile").text
    assert publish(database) is None
    assert "Waiting for our review" in approve(browser)
    assert publish(database) is None
    review(staff)
    page = browser.get("/profile")
    assert "Accepted; not public yet" in page.text and "Your public page" not in page.links()
    row = publish(database)
    assert row is not None and row.facts.place == "NL414" and "python" in row.facts.skills
    page = browser.get("/profile")
    assert page.select("//span[@class='tag']")[0].text == "Published"
    assert page.links()["Your public page"] == f"/talent/{row.id}"
    assert browser.get(f"/talent/{row.id}").status == 200
    assert any(
        "accepted it" in mail and "/profile/preview" in mail for mail in delivered(database, config, rowan.email)
    )
    with database.read() as session:
        disclosed = session.exec(select(Disclosure).where(Disclosure.account_id == rowan.account_id)).one()
        actions = set(session.exec(select(AuditEntry.action).where(AuditEntry.account_id == rowan.account_id)))
    assert (disclosed.kind, disclosed.reason) == (DisclosureKind.STAFF_REVIEW, "Review before publication")
    assert {"publication.approval", "publication.acceptance"} <= actions


def test_an_edit_is_published_after_a_new_approval_and_review_only(
    browser: Browser, staff: Browser, database: Database, rowan: Person
) -> None:
    approve(browser)
    review(staff)
    before, public_id = verified(database).model_dump(), publish(database).id  # type: ignore[union-attr]
    browser.submit(browser.get("/profile/skills/new"), {"names": "Kubernetes"}, action="/profile/skills")
    assert "Changed since you approved it" in browser.get("/profile").text
    assert publish(database).id == public_id  # type: ignore[union-attr]
    assert verified(database).model_dump() == before
    approve(browser)
    publish(database)
    assert verified(database).model_dump() == before
    review(staff)
    row = publish(database)
    assert row is not None and "python" in row.facts.skills
    assert "Changed since" not in browser.get("/profile").text


def test_a_profile_sent_back_tells_its_owner_why(
    browser: Browser, staff: Browser, database: Database, config: Config, rowan: Person
) -> None:
    approve(browser)
    review(staff, "return", reason="Your headline names a client.")
    page = browser.get("/profile")
    assert "We sent your profile back" in page.text and "Your headline names a client." in page.text
    assert publish(database) is None
    assert any("Your headline names a client." in mail for mail in delivered(database, config, rowan.email))
    assert "Waiting for our review" in approve(browser)


def test_taking_down_is_at_once_and_can_be_undone_by_a_new_approval(
    browser: Browser, staff: Browser, database: Database, rowan: Person
) -> None:
    approve(browser)
    review(staff)
    public_id = publish(database).id  # type: ignore[union-attr]
    assert not browser.get("/profile").select("//form[@action='/profile/withdrawal']")
    question = browser.get(browser.get("/profile").links()["Take my profile down"])
    assert "another pseudonym" in question.text and browser.get(f"/talent/{public_id}").status == 200
    page = browser.submit(question, action="/profile/withdrawal")
    assert "Taken down by you" in page.text and "Take my profile down" not in page.links()
    assert browser.get("/profile/withdrawal").path == "/profile"
    assert browser.get(f"/talent/{public_id}").status == 404
    with database.read() as session:
        assert session.exec(select(VerifiedProfile)).first() is None
    assert "Waiting for our review" in approve(browser)


def test_nothing_to_publish_is_said(app: Flask, database: Database) -> None:
    with database.write() as session:
        email = make_professional_account(session, "kim@people.example").email
    browser = Browser(app.test_client())
    browser.log_in(email, PASSWORD)
    page = browser.get("/profile/preview")
    assert not page.select("//form[@action='/profile/approval']")
    token = browser.get("/profile/import").select("//input[@name='csrf_token']/@value")[0]
    answer = browser.client.post("/profile/approval", data={"csrf_token": token})
    assert answer.status_code == 422 and b"There is nothing to publish yet" in answer.data


def test_an_unconfirmed_address_cannot_approve(app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, "kim@people.example", confirmed=False)
        fill(session, person)
        publishing.choose_exposure(session, person.account_id, Exposure.BLEND_IN)
    browser = Browser(app.test_client())
    browser.log_in(person.email, PASSWORD)
    page = browser.submit(browser.get("/profile/preview"), action="/profile/approval")
    assert page.status == 422 and "Confirm your e-mail address first" in page.text
    with database.read() as session:
        assert session.exec(select(Publication)).one().record is None


def test_the_dashboard_says_what_is_missing_and_warns(browser: Browser, database: Database, rowan: Person) -> None:
    page = browser.get("/profile")
    assert "Say when you are available." in page.text and "Add the languages you work in." not in page.text
    assert "it gets easier to guess which profile is yours" in page.text
    assert page.select("//a[@href='/privacy-centre']")
    with database.read() as session:
        assert session.exec(select(Publication.state)).first() in (None, PublicationState.DRAFT)
