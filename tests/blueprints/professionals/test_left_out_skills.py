"""A skill that its owner takes out is published nowhere, wherever the résumé names it, until it is put back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from models.bands import Exposure
from models.database import Database
from models.resume import Experience, LeftOutSkill, Skill
from services.publication import publishing
from tests.factories import PASSWORD, Person, make_professional_account
from tests.pages import Browser, Page

LEAVE_OUT, PUT_BACK = "/profile/left-out-skills", "/profile/left-out-skills/deletion"


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
        session.add(
            Experience(account_id=person.account_id, title="Backend developer", description="Python and Kubernetes.")
        )
        session.add(Skill(account_id=person.account_id, name="PostgreSQL"))
        publishing.choose_exposure(session, person.account_id, Exposure.STAND_OUT)
    browser.log_in(person.email, PASSWORD)
    return person


def compiled(database: Database, person: Person) -> set[str]:
    with database.read() as session:
        record = publishing.compile_profile(session, person.account_id, now=datetime.now(UTC))
    return {claim.skill for claim in record.skills}


def preview(browser: Browser, viewer: str = "verified") -> Page:
    return browser.get(f"/profile/preview?as={viewer}")


def offered(page: Page, action: str) -> list[str]:
    return page.select(f"//form[@action='{action}']//button[@name='skill']/@value")


def test_a_skill_recognised_in_text_can_be_left_out_and_put_back(
    browser: Browser, database: Database, rowan: Person
) -> None:
    page = preview(browser)
    assert "kubernetes" in offered(page, LEAVE_OUT) and offered(page, PUT_BACK) == []
    page = browser.submit(page, {"skill": "kubernetes"}, action=LEAVE_OUT)
    assert page.path == "/profile/preview" and page.select(
        "//nav//a[@aria-current='true' and contains(@href, 'verified')]"
    )
    assert offered(page, PUT_BACK) == ["kubernetes"] and "Skills you left out" in page.text
    assert "Kubernetes" not in " ".join(page.select("//article")[0].itertext())
    assert "left out because" not in page.text
    assert "kubernetes" not in compiled(database, rowan) and "python" in compiled(database, rowan)
    page = browser.submit(page, {"skill": "kubernetes"}, action=PUT_BACK)
    assert offered(page, PUT_BACK) == [] and "kubernetes" in compiled(database, rowan)


def test_leaving_out_twice_is_leaving_out_once(browser: Browser, database: Database, rowan: Person) -> None:
    page = preview(browser)
    for _time in range(2):
        browser.submit(page, {"skill": "python"}, action=LEAVE_OUT)
    with database.read() as session:
        assert session.exec(select(LeftOutSkill.skill)).all() == ["python"]


def test_leaving_out_changes_what_was_approved(browser: Browser, rowan: Person) -> None:
    browser.submit(preview(browser), action="/profile/approval")
    assert "Changed since you approved it" not in browser.get("/profile").text
    browser.submit(preview(browser), {"skill": "python"}, action=LEAVE_OUT)
    assert "Changed since you approved it" in browser.get("/profile").text
    assert preview(browser).select("//form[@action='/profile/approval']")


def test_htmx_gets_the_changed_preview_alone(browser: Browser, rowan: Person) -> None:
    token = preview(browser).select(f"//form[@action='{LEAVE_OUT}']//input[@name='csrf_token']/@value")[0]
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    data = {"csrf_token": token, "as": "verified", "skill": "python"}
    answer = browser.client.post(LEAVE_OUT, data=data, headers=headers).get_data(as_text=True)
    assert "<html" not in answer and 'id="preview"' in answer
    assert "Skills you left out" in answer and "data-focus" in answer


def test_only_skills_of_the_vocabulary_are_taken(browser: Browser, database: Database, rowan: Person) -> None:
    assert browser.submit(preview(browser), {"skill": "x" * 5000}, action=LEAVE_OUT).status == 404
    with database.read() as session:
        assert session.exec(select(LeftOutSkill)).first() is None
