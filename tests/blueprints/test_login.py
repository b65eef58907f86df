"""Logging in and out over HTTP, and giving one's password again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from models.account import LoginSession, SecurityEvent, SecurityEventKind
from models.database import Database
from tests.factories import PASSWORD, Person, make_account, make_client, make_professional_account, make_staff
from tests.pages import Browser, Page


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


def without_token(page: Page) -> str:
    return re.sub(r'name="csrf_token"[^>]*value="[^"]*"', "", page.html)


def test_each_part_starts_where_its_work_is(app: Flask, database: Database) -> None:
    with database.write() as session:
        starts = {
            make_professional_account(session).email: "/profile",
            make_client(session).email: "/organisation/dashboard",
            make_staff(session).email: "/staff",
        }
    for email, path in starts.items():
        assert Browser(app.test_client()).log_in(email, PASSWORD).path == path


def test_address_is_found_however_it_is_capitalised(browser: Browser, rowan: Person) -> None:
    assert browser.log_in(f" {rowan.email.upper()} ", PASSWORD).path == "/profile"


def test_copied_cookie_is_dead_after_log_out(app: Flask, browser: Browser, rowan: Person) -> None:
    browser.log_in(rowan.email, PASSWORD)
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("session", cookie.value)
    assert thief.get("/account").status_code == 200

    browser.submit(browser.get("/account"), action="/logout")

    thief.set_cookie("session", cookie.value)
    assert thief.get("/account").headers["Location"].startswith("/login")


def test_log_out_clears_what_the_browser_kept_but_not_the_colours(browser: Browser, rowan: Person) -> None:
    browser.log_in(rowan.email, PASSWORD)
    browser.client.set_cookie("theme", "dark")
    form = browser.get("/account").form("/logout")
    token = form.xpath(".//input[@name='csrf_token']/@value")[0]
    response = browser.client.post("/logout", data={"csrf_token": token})
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/login").select("//html/@data-theme") == ["dark"]


def test_unknown_address_and_wrong_password_get_the_same_answer(browser: Browser, rowan: Person) -> None:
    answers = [browser.log_in(email, "not the password") for email in (rowan.email, "nobody@people.example")]
    bodies = {without_token(a).replace(rowan.email, "").replace("nobody@people.example", "") for a in answers}
    assert {a.status for a in answers} == {422}
    assert len(bodies) == 1
    assert "The e-mail address or the password is not right" in answers[0].text


def test_wrong_password_is_noted_for_the_owner(browser: Browser, database: Database, rowan: Person) -> None:
    browser.log_in(rowan.email, "not the password")
    with database.read() as session:
        kinds = session.exec(select(SecurityEvent.kind).where(SecurityEvent.account_id == rowan.account_id)).all()
    assert kinds == [SecurityEventKind.LOGIN_FAILED]


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ("/account/password", "/account/password"),
        ("https://elsewhere.example/", "/profile"),
        ("//elsewhere.example/", "/profile"),
        ("/\\elsewhere.example/", "/profile"),
    ],
)
def test_log_in_goes_on_to_pages_of_ours_only(browser: Browser, rowan: Person, target: str, reached: str) -> None:
    page = browser.get("/login", query_string={"next": target})
    page = browser.submit(page, {"email": rowan.email, "password": PASSWORD})
    assert page.path == reached


def test_log_in_in_dutch_goes_on_in_dutch(browser: Browser, rowan: Person) -> None:
    page = browser.submit(browser.get("/nl/account"), {"email": rowan.email, "password": PASSWORD})
    assert page.path == "/nl/account"


@pytest.mark.parametrize("path", ["/login", "/register", "/register/professional", "/register/client"])
def test_who_is_logged_in_goes_where_they_start(browser: Browser, rowan: Person, path: str) -> None:
    browser.log_in(rowan.email, PASSWORD)
    assert browser.get(path).path == "/profile"


def test_who_is_logged_in_goes_on_from_the_log_in_page(browser: Browser, rowan: Person) -> None:
    browser.log_in(rowan.email, PASSWORD)
    assert browser.get("/login?next=/account").path == "/account"
    assert browser.get("/login?next=//elsewhere.example/").path == "/profile"


def test_log_in_leaves_nothing_of_the_earlier_visit(browser: Browser, rowan: Person) -> None:
    with browser.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    browser.log_in(rowan.email, PASSWORD)
    with browser.client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_unconfirmed_account_is_told_to_confirm(browser: Browser, database: Database) -> None:
    with database.write() as session:
        person = make_account(session, confirmed=False)
    assert "not confirmed yet" in browser.log_in(person.email, PASSWORD).text
    assert "Until it is, you see what any visitor sees" in browser.get("/account").text


def test_password_given_again_makes_the_session_fresh(browser: Browser, database: Database, rowan: Person) -> None:
    browser.log_in(rowan.email, PASSWORD)
    with database.write() as session:
        session.exec(select(LoginSession)).one().fresh_at = datetime.now(UTC) - timedelta(days=1)

    refused = browser.submit(browser.get("/authentication?next=/account/password"), {"password": "not the password"})
    with database.read() as session:
        assert datetime.now(UTC) - session.exec(select(LoginSession)).one().fresh_at > timedelta(hours=23)
    assert refused.status == 422

    page = browser.submit(refused, {"password": PASSWORD})
    assert page.path == "/account/password"
    with database.read() as session:
        assert datetime.now(UTC) - session.exec(select(LoginSession)).one().fresh_at < timedelta(minutes=5)
