"""The review desk: who may use it, and that no name stands on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from models.account import Account, StaffRole
from models.bands import Exposure
from models.database import Database
from models.disclosure import Disclosure
from models.publication import Publication
from models.resume import Experience
from services import progress
from services.publication import publishing
from tests.factories import NOW, PASSWORD, Person, make_client, make_professional_account, make_staff
from tests.pages import Browser


@pytest.fixture
def waiting(database: Database) -> list[str]:
    """Ids of two approvals that wait, the oldest first."""
    found = []
    with database.write() as session:
        for days, name in ((1, "kim"), (3, "robin")):
            person = make_professional_account(session, f"{name}@people.example", first_name=name.title())
            session.add(Experience(account_id=person.account_id, title="Carpenter", employer="Proefmolen BV"))
            session.flush()
            publishing.choose_exposure(session, person.account_id, Exposure.BLEND_IN)
            progress.approve(session, person.account_id, now=NOW - timedelta(days=days))
            session.flush()
            statement = select(Publication.approval_id).where(Publication.account_id == person.account_id)
            found.append(str(session.exec(statement).one()))
    return found[::-1]


def enter(app: Flask, person: Person) -> Browser:
    browser = Browser(app.test_client())
    browser.log_in(person.email, PASSWORD)
    return browser


@pytest.fixture
def staff(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        person = make_staff(session)
    return enter(app, person)


def test_the_queue_is_oldest_first_and_names_nobody(staff: Browser, waiting: list[str]) -> None:
    page = staff.get("/staff/reviews")
    assert page.select("//main//ol//a/@href") == [f"/staff/reviews/{each}" for each in waiting]
    for each in waiting:
        text = staff.get(f"/staff/reviews/{each}").text
        assert "carpenter" in text.lower(), text
        for name in ("Kim", "Robin", "Voorbeeld", "Proefmolen", "people.example"):
            assert name not in text


def test_each_look_is_written_down_with_its_reason(staff: Browser, waiting: list[str], database: Database) -> None:
    staff.get(f"/staff/reviews/{waiting[0]}")
    staff.get(f"/staff/reviews/{waiting[0]}")
    with database.read() as session:
        reasons = list(session.exec(select(Disclosure.reason)))
    assert reasons == ["Review before publication"] * 2


def test_sending_back_needs_a_reason(staff: Browser, waiting: list[str], database: Database) -> None:
    address = f"/staff/reviews/{waiting[0]}"
    page = staff.submit(staff.get(address), {"reason": "  "}, action=f"{address}/return")
    assert page.status == 422 and "Fill in the reason" in page.text
    assert len(staff.get("/staff/reviews").select("//main//ol/li")) == 2


def test_a_decision_is_made_once(staff: Browser, waiting: list[str]) -> None:
    address = f"/staff/reviews/{waiting[0]}"
    page = staff.get(address)
    assert staff.submit(page, action=f"{address}/acceptance").path == "/staff/reviews"
    assert staff.submit(page, action=f"{address}/acceptance").status == 404
    assert staff.submit(page, {"reason": "Too late"}, action=f"{address}/return").status == 404


@pytest.mark.parametrize("role", [StaffRole.FINANCE, StaffRole.MODERATOR, None])
def test_others_do_not_find_the_desk(
    role: StaffRole | None, app: Flask, database: Database, waiting: list[str]
) -> None:
    with database.write() as session:
        person = make_staff(session, role=role) if role else make_client(session)
    browser = enter(app, person)
    assert browser.get("/staff/reviews").status == 404
    assert browser.get(f"/staff/reviews/{waiting[0]}").status == 404


def test_nobody_reviews_themselves(app: Flask, database: Database, waiting: list[str]) -> None:
    with database.write() as session:
        publication = session.exec(select(Publication).where(Publication.approval_id == waiting[0])).one()
        account = session.get_one(Account, publication.account_id)
        account.staff_role = StaffRole.VERIFIER
        email = account.email
    browser = Browser(app.test_client())
    browser.log_in(email, PASSWORD)
    page = browser.get("/account")
    token = page.select("//input[@name='csrf_token']/@value")[0]
    browser.client.post("/account/role", data={"csrf_token": token, "role": "staff"})
    page = browser.get("/staff/reviews")
    assert page.select("//main//ol//a/@href") == [f"/staff/reviews/{waiting[1]}"]
    assert browser.get(f"/staff/reviews/{waiting[0]}").status == 404
