"""The history of log-ins: with a coarse place where it was asked for, ended one by one, deleted before its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlmodel import SQLModel, select

from models.account import LoginSession
from models.database import Database
from services import logins
from tests.factories import PASSWORD, Person, make_client, make_professional_account
from tests.factories_privacy import enter
from tests.pages import Browser, Page

PATH = "/privacy-centre/log-ins"


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


def log_in_near(browser: Browser, person: Person, near: str) -> Page:
    return browser.submit(
        browser.get("/login"), {"email": person.email, "password": PASSWORD, "near": near}, action="/login"
    )


def lines(page: Page) -> list[list[str]]:
    rows = page.select("//main//tbody/tr")
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]


def places(database: Database) -> list[str | None]:
    with database.read() as session:
        return list(session.exec(select(LoginSession.place)))


def everything(database: Database) -> str:
    """All that is stored, as text."""
    with database.read() as session:
        tables = [f'SELECT * FROM "{table.name}"' for table in SQLModel.metadata.sorted_tables]
        return repr([session.execute(text(query)).all() for query in tables])


def test_the_region_is_kept_and_the_coordinates_are_not(
    browser: Browser, database: Database, rowan: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        log_in_near(browser, rowan, "52.372761,4.893603")
    assert places(database) == ["NL3"]
    assert "West Netherlands" in lines(browser.get(PATH))[0]
    for coordinate in ("52.3", "52.5", "4.89"):
        assert coordinate not in everything(database) and coordinate not in caplog.text


@pytest.mark.parametrize("near", ["", "52", "nowhere", "91,1000", "nan,nan", "0,-30", "1e3,1", "9" * 5000])
def test_without_a_place_it_is_unknown_and_one_is_let_in(
    browser: Browser, database: Database, rowan: Person, near: str
) -> None:
    assert log_in_near(browser, rowan, near).path == "/profile"
    assert places(database) == [None]
    assert "Unknown" in lines(browser.get(PATH))[0]


def test_no_place_is_kept_of_who_is_no_professional(browser: Browser, database: Database) -> None:
    with database.write() as session:
        client = make_client(session)
    log_in_near(browser, client, "52.4,4.9")
    assert places(database) == [None]
    assert "only professionals" in browser.get(PATH).text


def test_only_the_log_in_page_may_ask_the_browser_where_it_is(browser: Browser) -> None:
    allowed = {
        path: "geolocation=(self)" in browser.client.get(path).headers["Permissions-Policy"]
        for path in ("/login", "/nl/login", "/talent", "/register")
    }
    assert allowed == {"/login": True, "/nl/login": True, "/talent": False, "/register": False}


def test_a_wrong_password_sends_no_place_back(browser: Browser, rowan: Person) -> None:
    page = browser.submit(browser.get("/login"), {"email": rowan.email, "password": "wrong", "near": "52.4,4.9"})
    assert page.status == 422
    assert "52.4" not in page.html


def test_an_ended_log_in_stays_in_the_history_and_opens_nothing(
    browser: Browser, app: Flask, database: Database, rowan: Person
) -> None:
    browser.log_in(rowan.email, PASSWORD)
    elsewhere = Browser(app.test_client())
    elsewhere.log_in(rowan.email, PASSWORD)
    page = browser.get(PATH)
    (action,) = page.select("//form[contains(@action, '/account/sessions/') and contains(@action, '/end')]/@action")[:1]
    page = browser.submit(page, action=action)
    assert page.path == PATH and "That device is logged out." in page.text
    assert [line[3][:5] for line in lines(page)].count("Ended") == 1
    assert elsewhere.get("/account").path == "/login"
    token = page.select("//input[@name='csrf_token']/@value")[0]
    assert browser.client.post(action, data={"csrf_token": token}).status_code == 404, "ended once"


def test_a_session_that_lay_idle_has_ended(browser: Browser, app: Flask, database: Database, rowan: Person) -> None:
    before = datetime.now(UTC) - timedelta(days=3)
    with database.write() as session:
        logins.begin(session, rowan.account_id, browser="Old browser", now=before)
    browser.log_in(rowan.email, PASSWORD)
    (first, second) = lines(browser.get(PATH))
    assert first[3] == "This device" and second[0] == "Old browser" and second[3].startswith("Ended")


def test_what_ended_is_deleted_on_request_with_a_fresh_password(
    browser: Browser, app: Flask, database: Database, rowan: Person
) -> None:
    with database.write() as session:
        stranger = make_client(session)
        for person in (rowan, stranger):
            logins.begin(session, person.account_id, browser="Old", now=datetime.now(UTC) - timedelta(days=20))
    enter(browser, app, rowan.account_id, hours_ago=1)
    answer = browser.submit(browser.get(PATH), action=f"{PATH}/deletion")
    assert answer.path == "/authentication"
    enter(browser, app, rowan.account_id)
    page = browser.submit(browser.get(PATH), action=f"{PATH}/deletion")
    assert "log-in is deleted" in page.text
    assert [line[0] for line in lines(page)] == ["Test browser"] * 2, "what lasts stays"
    with database.read() as session:
        assert len(session.exec(select(LoginSession).where(LoginSession.browser == "Old")).all()) == 1
