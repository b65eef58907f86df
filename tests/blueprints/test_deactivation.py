"""Deactivating over HTTP: the password first, hidden and logged out at once, and back by mail or by logging in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import Account
from models.database import Database
from tests.factories import PASSWORD, Person, delivered, make_professional_account
from tests.factories_privacy import enter
from tests.pages import Browser


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session, now=datetime.now(UTC))


def deactivate(browser: Browser, person: Person) -> None:
    browser.log_in(person.email, PASSWORD)
    page = browser.get("/account/deactivation")
    left = browser.submit(page, action="/account/deactivation")
    assert "Your account is deactivated" in left.text


def is_active(database: Database) -> bool:
    with database.read() as session:
        return session.exec(select(Account.deactivated_at)).one() is None


def test_the_password_is_asked_for_again(browser: Browser, app: Flask, person: Person) -> None:
    enter(browser, app, person.account_id, hours_ago=2)
    page = browser.get("/account/deactivation")
    assert page.path == "/authentication"
    assert "Deactivate my account" in browser.submit(page, {"password": PASSWORD}).text


def test_it_says_when_what_goes(browser: Browser, person: Person) -> None:
    browser.log_in(person.email, PASSWORD)
    text = browser.get("/account/deactivation").text
    today = datetime.now(UTC).date()
    assert text.count(str(today.year + 5)) == 1 and "key" in text


def test_who_leaves_is_logged_out_and_comes_back_by_the_mail(
    browser: Browser, database: Database, config: Config, person: Person
) -> None:
    deactivate(browser, person)
    assert not is_active(database)
    assert browser.get("/account").path == "/login"
    link = next(word for word in delivered(database, config, person.email)[-1].split() if "/account/return/" in word)
    page = browser.get(link.removeprefix(config.base_url))
    assert "still here until" in page.text
    assert not is_active(database), "following a link changes nothing yet"
    assert browser.submit(page).path == "/login"
    assert is_active(database)
    assert browser.log_in(person.email, PASSWORD).path == "/profile"
    assert browser.get(link.removeprefix(config.base_url)).status == 410


def test_logging_in_leads_to_the_way_back(browser: Browser, database: Database, person: Person) -> None:
    deactivate(browser, person)
    wrong = browser.log_in(person.email, "not the password")
    assert wrong.status == 422 and "deactivated" not in wrong.text
    page = browser.log_in(person.email, PASSWORD)
    assert page.path.startswith("/account/return/")
    browser.submit(page)
    assert is_active(database)


def test_a_way_back_that_is_too_late_is_closed(browser: Browser, database: Database, person: Person) -> None:
    deactivate(browser, person)
    with database.write() as session:
        session.get_one(Account, person.account_id).deactivated_at = datetime.now(UTC) - timedelta(days=190)
    page = browser.log_in(person.email, PASSWORD)
    assert page.status == 410 and "is closed" in page.text
