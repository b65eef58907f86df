"""Passwords, devices, language and parts of one's own account over HTTP."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import Account, LoginSession, StaffRole
from models.database import Database
from tests.factories import PASSWORD, Person, delivered, make_account, make_professional_account
from tests.pages import Browser

NEW = "a completely new password"


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


@pytest.fixture
def other_device(app: Flask, rowan: Person) -> Browser:
    other = Browser(app.test_client(), {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    other.log_in(rowan.email, PASSWORD)
    return other


def reset_link(browser: Browser, database: Database, config: Config, email: str) -> str:
    browser.submit(browser.get("/password-reset"), {"email": email})
    found = re.search(r"/password-reset/\S+", delivered(database, config, email)[-1])
    assert found
    return found[0]


def test_reset_link_works_once_and_logs_out_everywhere(
    app: Flask, browser: Browser, other_device: Browser, database: Database, config: Config, rowan: Person
) -> None:
    link = reset_link(browser, database, config, rowan.email)
    finder = Browser(app.test_client())
    opened_before = finder.get(link)
    assert browser.submit(browser.get(link), {"password": NEW}).path == "/login"

    assert other_device.get("/account").path == "/login"
    assert browser.log_in(rowan.email, PASSWORD).path == "/login"
    assert browser.log_in(rowan.email, NEW).path == "/profile"
    assert browser.get(link).status == 410
    assert finder.submit(opened_before, {"password": "somebody else's password"}).status == 410
    assert "password of your account was just changed" in delivered(database, config, rowan.email)[-1]


def test_reset_proves_the_address(browser: Browser, database: Database, config: Config) -> None:
    with database.write() as session:
        person = make_account(session, confirmed=False)
    browser.submit(browser.get(reset_link(browser, database, config, person.email)), {"password": NEW})
    with database.read() as session:
        assert session.get_one(Account, person.account_id).confirmed_at is not None


def test_asking_for_a_reset_tells_nothing(browser: Browser, database: Database, config: Config, rowan: Person) -> None:
    answers = {
        browser.submit(browser.get("/password-reset"), {"email": email}).text
        for email in (rowan.email, "nobody@people.example")
    }
    assert len(answers) == 1


def test_changed_password_logs_out_the_other_devices_only(
    browser: Browser, other_device: Browser, rowan: Person
) -> None:
    browser.log_in(rowan.email, PASSWORD)
    wrong = browser.submit(browser.get("/account/password"), {"current": "not the password", "password": NEW})
    assert wrong.status == 422
    assert "That is not your password" in wrong.text
    assert other_device.get("/account").path == "/account"

    assert browser.submit(wrong, {"current": PASSWORD, "password": NEW}).path == "/account"
    assert other_device.get("/account").path == "/login"


def test_device_is_shown_and_logged_out(browser: Browser, other_device: Browser, rowan: Person) -> None:
    browser.log_in(rowan.email, PASSWORD)
    page = browser.get("/account")
    assert "Firefox, Linux" in page.text
    (action,) = page.select("//form[contains(@action, '/account/sessions/') and contains(@action, '/end')]/@action")[:1]
    browser.submit(page, action=action)
    assert other_device.get("/account").path == "/login"
    assert browser.get("/account").path == "/account"


def test_all_other_devices_are_logged_out(browser: Browser, other_device: Browser, rowan: Person) -> None:
    browser.log_in(rowan.email, PASSWORD)
    browser.submit(browser.get("/account"), action="/account/sessions/end")
    assert other_device.get("/account").path == "/login"
    assert browser.get("/account").path == "/account"


def test_nobody_ends_the_session_of_another(browser: Browser, app: Flask, database: Database, rowan: Person) -> None:
    with database.write() as session:
        stranger = make_account(session)
    browser.log_in(rowan.email, PASSWORD)
    elsewhere = Browser(app.test_client())
    elsewhere.log_in(stranger.email, PASSWORD)
    with database.read() as session:
        target = session.exec(select(LoginSession).where(LoginSession.account_id == rowan.account_id)).one()
    page = elsewhere.get("/account")
    token = page.select("//main//input[@name='csrf_token']/@value")[0]
    assert elsewhere.client.post(f"/account/sessions/{target.id}/end", data={"csrf_token": token}).status_code == 404
    assert browser.get("/account").path == "/account"


def test_language_is_chosen_for_site_and_mails(
    browser: Browser, database: Database, config: Config, rowan: Person
) -> None:
    browser.log_in(rowan.email, PASSWORD)
    page = browser.get("/account")
    token = page.select("//main//input[@name='csrf_token']/@value")[0]
    response = browser.client.post("/account/language", data={"csrf_token": token, "language": "nl"})
    assert response.headers["Location"] == "/nl/account"
    reset_link(browser, database, config, rowan.email)
    assert "/nl/password-reset/" in delivered(database, config, rowan.email)[-1]


def test_who_has_two_parts_chooses_one(browser: Browser, database: Database, rowan: Person) -> None:
    with database.write() as session:
        session.get_one(Account, rowan.account_id).staff_role = StaffRole.VERIFIER
    browser.log_in(rowan.email, PASSWORD)
    assert browser.get("/staff").status == 404
    token = browser.get("/account").select("//main//input[@name='csrf_token']/@value")[0]
    browser.client.post("/account/role", data={"csrf_token": token, "role": "staff"})
    assert browser.get("/staff").status == 200
    refused = browser.client.post("/account/role", data={"csrf_token": token, "role": "somebody-else"})
    assert refused.status_code == 404
