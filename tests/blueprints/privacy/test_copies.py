from __future__ import annotations

import json

from flask import Flask

from models.database import Database
from services.rights.walk import State, rows_about
from tests.factories_privacy import add_account, enter, fill_everything
from tests.pages import Browser

COPY = "/privacy-centre/copy"


def test_the_copy_is_a_file_that_names_nobody_and_holds_everything(
    browser: Browser, app: Flask, database: Database
) -> None:
    with database.write() as session:
        account_id = add_account(session)
        planted = fill_everything(session, account_id, active=True)
    enter(browser, app, account_id)
    answer = browser.submit(browser.get(COPY), action=COPY)
    assert answer.status == 200
    assert answer.response.mimetype == "application/json"
    assert answer.response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert answer.response.headers["Cache-Control"] == "no-store"
    copy = json.loads(answer.html)
    with database.read() as session:
        secret = {
            (r.table, d.column) for r in rows_about(session, account_id) for d in r.data if d.state is State.SECRET
        }
    for key, value in planted.items():
        if isinstance(value, str) and value.startswith("marker"):
            assert (value in answer.html) is (key not in secret), key
    assert [entry["id"] for entry in copy["categories"]]


def test_the_password_is_asked_again_first(browser: Browser, app: Flask, ana: str) -> None:
    enter(browser, app, ana, hours_ago=1)
    page = browser.get(COPY)
    assert page.status == 200
    assert not page.select(f"//form[@action='{COPY}']")
    (way,) = page.select("//main//a[contains(@href, '/authentication')]/@href")
    assert way == "/authentication?next=/privacy-centre/copy"
    token = page.select("//input[@name='csrf_token']/@value") or _any_token(browser)
    response = browser.client.post(COPY, data={"csrf_token": token[0]})
    assert response.status_code == 303
    assert response.location.startswith("/authentication")


def test_a_form_from_elsewhere_gets_nothing(as_ana: Browser) -> None:
    response = as_ana.client.post(COPY)
    assert response.status_code == 422
    assert response.mimetype == "text/html"


def test_the_copy_speaks_the_language_of_the_page(as_ana: Browser) -> None:
    answer = as_ana.submit(as_ana.get("/nl" + COPY), action="/nl" + COPY)
    assert json.loads(answer.html)["language"] == "nl"


def _any_token(browser: Browser) -> list[str]:
    return browser.get("/privacy-centre").select("//input[@name='csrf_token']/@value")
