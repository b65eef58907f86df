"""The résumé edited item by item, with htmx and as plain pages."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import col, select

from models.bands import LanguageLevel
from models.database import Database
from models.resume import Certification, Education, Experience, Language, Link, NamedParty, PartyKind, Portfolio, Skill
from tests.factories import PASSWORD, Person, make_professional_account
from tests.pages import Browser, Page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
CASES: list[tuple[str, Any, dict[str, Any], dict[str, Any], str, dict[str, Any]]] = [
    (
        "experience",
        Experience,
        {"title": "Tester", "employer": "Proefmolen", "start_month": "3", "start_year": "2018", "current": "y"},
        {"title": "Lead tester", "start_year": "2018", "end_year": "2020"},
        "Lead tester",
        {"title": "Lead tester", "employer": None, "start_year": 2018, "start_month": None, "end_year": 2020},
    ),
    (
        "education",
        Education,
        {"degree": "Bachelor", "school": "Nergenshuizen", "end_year": "2012"},
        {"degree": "Master", "school": "Nergenshuizen"},
        "Master",
        {"degree": "Master", "school": "Nergenshuizen", "end_year": None},
    ),
    ("skills", Skill, {"names": "Python"}, {"name": "Python 3", "years": "4"}, "Python 3", {"years": 4}),
    (
        "languages",
        Language,
        {"language": "nl", "level": "native"},
        {"language": "en", "level": "C1"},
        "English",
        {"language": "en", "level": LanguageLevel.C1},
    ),
    (
        "certifications",
        Certification,
        {"name": "PRINCE2", "issuer": "Axelos"},
        {"name": "PRINCE2 Practitioner", "number": "A-1", "year": "2020"},
        "PRINCE2 Practitioner",
        {"issuer": None, "number": "A-1", "year": 2020},
    ),
    ("links", Link, {"url": "example.org/me"}, {"url": "http://example.org"}, "http://example.org", {}),
    (
        "portfolio",
        Portfolio,
        {"title": "Reisplanner", "url": "example.org/plan", "year": "2021", "description": "A planner"},
        {"title": "Reisplanner 2", "url": "https://example.org/2", "year": "2022"},
        "Reisplanner 2",
        {"url": "https://example.org/2", "year": 2022, "description": None, "picture": None},
    ),
    (
        "names",
        NamedParty,
        {"name": "Proefmolen", "kind": "client"},
        {"name": "Robin Sjabloon", "kind": "colleague"},
        "Robin Sjabloon",
        {"kind": PartyKind.COLLEAGUE},
    ),
]
each_section = pytest.mark.parametrize(("key", "table", "first", "then", "name", "stored"), CASES)


@pytest.fixture
def rowan(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
    browser.log_in(person.email, PASSWORD)
    return person


def rows(database: Database, table: Any, person: Person) -> list[Any]:
    with database.read() as session:
        return list(session.exec(select(table).where(col(table.account_id) == person.account_id)))


def ask(browser: Browser, path: str) -> Page:
    """A fragment, as htmx asks for it."""
    return Page(browser.client.get(path, headers=HTMX), path)


def send(browser: Browser, form: Page, path: str, values: dict[str, Any]) -> Page:
    """A form sent by htmx: without redirects."""
    token = form.select("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, **values}
    return Page(browser.client.post(path, data=data, headers=HTMX), path)


@each_section
def test_an_item_is_added_edited_removed_and_restored_on_plain_pages(
    key: str, table: Any, first: Any, then: Any, name: str, stored: Any, browser: Browser, database: Database,
    rowan: Person,
) -> None:  # fmt: skip
    page = browser.submit(browser.get(f"/profile/{key}/new"), first, action=f"/profile/{key}")
    assert (page.status, page.path) == (200, "/profile/resume")
    item_id = rows(database, table, rowan)[0].id
    form = browser.get(f"/profile/{key}/{item_id}/edit")
    values = dict.fromkeys(first, "") | then | ({"current": []} if key == "experience" else {})
    page = browser.submit(form, values, action=f"/profile/{key}/{item_id}")
    assert name in page.text
    saved = rows(database, table, rowan)[0]
    assert {column: getattr(saved, column) for column in stored} == stored
    holding = browser.get(f"/profile/{key}/{item_id}/edit") if key == "skills" else page
    removed = browser.submit(holding, action=f"/profile/{key}/{item_id}/deletion")
    assert f"Removed: {name}" in removed.text
    assert rows(database, table, rowan) == []
    back = browser.submit(removed, action=f"/profile/{key}/restoration")
    assert back.path == "/profile/resume"
    assert [row.model_dump() for row in rows(database, table, rowan)] == [saved.model_dump()]


@each_section
def test_an_item_is_added_edited_removed_and_restored_in_place(
    key: str, table: Any, first: Any, then: Any, name: str, stored: Any, browser: Browser, database: Database,
    rowan: Person,
) -> None:  # fmt: skip
    form = ask(browser, f"/profile/{key}/new")
    assert not form.select("//header")
    section = send(browser, form, f"/profile/{key}", first)
    assert section.select(f"//section[@id='{key}']//li") and not section.select("//header")
    item_id = rows(database, table, rowan)[0].id
    form = ask(browser, f"/profile/{key}/{item_id}/edit")
    assert form.select(f"//li[@id='item-{item_id}']//form")
    item = send(browser, form, f"/profile/{key}/{item_id}", then)
    assert item.select(f"//li[@id='item-{item_id}']/descendant-or-self::*[@data-focus]") and name in item.text
    saved = rows(database, table, rowan)[0].model_dump()
    removed = send(browser, form, f"/profile/{key}/{item_id}/deletion", {})
    assert removed.select(f"//li[@id='item-{item_id}']//form[@action='/profile/{key}/restoration']")
    token = removed.select("//input[@name='item']/@value")[0]
    for _twice in range(2):
        assert name in send(browser, form, f"/profile/{key}/restoration", {"item": token}).text
    assert [row.model_dump() for row in rows(database, table, rowan)] == [saved]


def test_what_is_wrong_is_said_in_place_and_keeps_what_was_typed(browser: Browser, rowan: Person) -> None:
    form = ask(browser, "/profile/experience/new")
    values = {"title": "", "employer": "Proefmolen", "start_year": "lang geleden", "end_month": "4"}
    answer = send(browser, form, "/profile/experience", values)
    assert answer.status == 422
    assert answer.select("//section[@id='experience']//input[@name='employer']/@value") == ["Proefmolen"]
    assert answer.select("//input[@name='start_year']/@value") == ["lang geleden"]
    for message in (
        "Fill in a job title.",
        "Fill in a year in four digits, such as 2019.",
        "Fill in the year of the end too, or leave its month empty.",
    ):
        assert message in answer.text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"start_year": "2020", "end_year": "2018"}, "The end is before the start."),
        ({"end_year": "2018", "current": "y"}, "Leave the end empty"),
        ({"title": "x" * 201}, "Keep this under 200 characters."),
    ],
)
def test_a_job_that_cannot_be_is_refused(
    values: dict[str, str], message: str, browser: Browser, database: Database, rowan: Person
) -> None:
    form = browser.get("/profile/experience/new")
    page = browser.submit(form, {"title": "Tester", **values}, action="/profile/experience")
    assert page.status == 422 and message in page.text
    assert rows(database, Experience, rowan) == []


def test_several_skills_are_added_at_once_each_once(browser: Browser, database: Database, rowan: Person) -> None:
    form = browser.get("/profile/skills/new")
    browser.submit(form, {"names": "Python, python;  Docker ,, SQL"}, action="/profile/skills")
    assert sorted(row.name for row in rows(database, Skill, rowan)) == ["Docker", "Python", "SQL"]


def test_skills_are_chips_that_open_their_form(browser: Browser, database: Database, rowan: Person) -> None:
    browser.submit(browser.get("/profile/skills/new"), {"names": "Weaving"}, action="/profile/skills")
    address = f"/profile/skills/{rows(database, Skill, rowan)[0].id}/edit"
    for page in (browser.get("/profile/resume"), ask(browser, "/profile/skills")):
        assert page.select(f"//ul[@class='chips']/li/a[@class='chip'][@href='{address}']")


def test_skills_are_suggested_for_the_last_one_typed(browser: Browser, rowan: Person) -> None:
    page = ask(browser, "/profile/suggestions/skills?names=Python,+Kubern")
    assert "Python, Kubernetes" in page.select("//option/@value")
    assert not ask(browser, "/profile/suggestions/skills?names=").select("//option")


def test_items_of_others_are_not_there(browser: Browser, database: Database, rowan: Person) -> None:
    with database.write() as session:
        other = make_professional_account(session, "kim@people.example", first_name="Kim", last_name="Proef")
        session.add(skill := Skill(account_id=other.account_id, name="Weaving"))
        session.flush()
        theirs = skill.id
    form = browser.get("/profile/skills/new")
    assert browser.get(f"/profile/skills/{theirs}/edit").status == 404
    assert ask(browser, f"/profile/skills/{theirs}").status == 404
    assert send(browser, form, f"/profile/skills/{theirs}", {"name": "Taken over"}).status == 404
    assert send(browser, form, f"/profile/skills/{theirs}/deletion", {}).status == 404
    assert send(browser, form, "/profile/skills/restoration", {"item": "forged"}).status == 404
    assert [row.name for row in rows(database, Skill, other)] == ["Weaving"]


def test_an_undo_works_for_its_owner_only(browser: Browser, database: Database, rowan: Person) -> None:
    browser.submit(browser.get("/profile/skills/new"), {"names": "Weaving"}, action="/profile/skills")
    item_id = rows(database, Skill, rowan)[0].id
    form = browser.get(f"/profile/skills/{item_id}/edit")
    page = browser.submit(form, action=f"/profile/skills/{item_id}/deletion")
    token = page.select("//input[@name='item']/@value")[0]
    with database.write() as session:
        other = make_professional_account(session, "kim@people.example", first_name="Kim", last_name="Proef")
    stranger = Browser(browser.client.application.test_client())
    stranger.log_in(other.email, PASSWORD)
    form = stranger.get("/profile/skills/new")
    assert send(stranger, form, "/profile/skills/restoration", {"item": token}).status == 404
    assert rows(database, Skill, rowan) == rows(database, Skill, other) == []
