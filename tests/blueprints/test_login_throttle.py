"""Failed log-ins are counted exactly, however many come at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask
from lxml import html

from models.database import Database
from services.accounts import email_digest
from services.throttle import PER_PAIR, Attempt, count_failure
from tests.factories import KEYS, PASSWORD, make_account
from tests.pages import Browser

HERE = "127.0.0.1"


def attempt(app: Flask, email: str, password: str, network: str = HERE) -> int:
    client = app.test_client()
    page = client.get("/login")
    token = html.fromstring(page.get_data(as_text=True)).xpath("//main//input[@name='csrf_token']/@value")[0]
    data = {"email": email, "password": password, "csrf_token": token}
    return client.post("/login", data=data, environ_base={"REMOTE_ADDR": network}).status_code


def fail(database: Database, email: str, times: int) -> None:
    failed = Attempt.at(KEYS, email_digest=email_digest(KEYS, email), network=HERE)
    with database.write() as session:
        for _ in range(times):
            count_failure(session, failed, now=datetime.now(UTC))


def test_thirty_at_once_get_ten_tries(app: Flask, database: Database) -> None:
    with database.write() as session:
        email = make_account(session).email
    with ThreadPoolExecutor(30) as pool:
        statuses = Counter(pool.map(lambda number: attempt(app, email, f"guess number {number}"), range(30)))
    assert statuses == {422: PER_PAIR, 429: 30 - PER_PAIR}


def test_right_password_does_not_open_what_is_shut(app: Flask, database: Database) -> None:
    with database.write() as session:
        email = make_account(session).email
    fail(database, email, PER_PAIR)
    assert attempt(app, email, PASSWORD) == 429
    assert attempt(app, email, PASSWORD, network="198.51.100.7") == 303


def test_unknown_address_is_shut_as_well_and_told_in_a_sentence(browser: Browser, database: Database) -> None:
    fail(database, "nobody@people.example", PER_PAIR)
    page = browser.log_in("nobody@people.example", "not the password")
    assert page.status == 429
    assert "Wait 15 minutes" in page.text


def test_right_password_starts_the_count_afresh(app: Flask, database: Database) -> None:
    with database.write() as session:
        email = make_account(session).email
    fail(database, email, PER_PAIR - 1)
    assert attempt(app, email, PASSWORD) == 303
    fail(database, email, PER_PAIR - 1)
    assert attempt(app, email, PASSWORD) == 303


def test_asking_for_the_password_again_is_counted_as_well(browser: Browser, database: Database) -> None:
    with database.write() as session:
        email = make_account(session).email
    browser.log_in(email, PASSWORD)
    fail(database, email, PER_PAIR)
    assert browser.submit(browser.get("/authentication"), {"password": PASSWORD}).status == 429
    change = {"current": PASSWORD, "password": "a completely new password"}
    assert browser.submit(browser.get("/account/password"), change).status == 429
