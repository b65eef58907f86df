"""Who left takes a copy through a narrow door: the link of the mail and the password; nothing else opens."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import select

from blueprints.privacy import copy_jobs
from config import Config
from models.account import Account
from models.copy import DataCopy
from models.database import Database
from services import deactivation
from tests.factories import PASSWORD, Person, delivered, make_professional_account
from tests.factories_copies import make
from tests.factories_matches import log_in
from tests.pages import Browser

PAGE = "/account/copy"


@pytest.fixture
def rowan(database: Database) -> Person:
    """Somebody whose account was just deactivated."""
    with database.write() as session:
        person = make_professional_account(session)
        deactivation.deactivate(session, person.account_id, now=datetime.now(UTC))
    return person


@pytest.fixture
def door(database: Database, config: Config, rowan: Person) -> str:
    """The path of the mailed link to the copy."""
    (mail,) = delivered(database, config, rowan.email)
    return next(re.finditer(r"(/account/return/\S+/copy)\s", mail))[1]


@pytest.fixture(autouse=True)
def quick_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_jobs, "readable_copy", lambda _export, _config: b"%PDF-1.7")


def pass_door(browser: Browser, door: str) -> None:
    page = browser.submit(browser.get(door), {"password": PASSWORD})
    assert page.path == PAGE, page.text


def test_asked_and_fetched_without_coming_back(
    browser: Browser, database: Database, config: Config, rowan: Person, door: str
) -> None:
    assert browser.get(door).status == 200
    wrong = browser.submit(browser.get(door), {"password": "not this one"})
    assert wrong.status == 422 and "That is not your password." in wrong.text
    pass_door(browser, door)
    waiting = browser.submit(browser.get(PAGE), action=PAGE)
    assert "0% is done." in waiting.text
    with database.read() as session:
        copy_id = session.exec(select(DataCopy.id)).one()
    make(database, config, copy_id)
    mail = delivered(database, config, rowan.email)[-1]
    assert re.search(r"/account/return/\S+/copy\s", mail), "the mail leads to the narrow door, not to a log-in"
    answer = browser.client.get(f"/account/copies/{copy_id}/archive")
    data = json.loads(zipfile.ZipFile(io.BytesIO(answer.data)).read("data.json"))
    assert "Rowan" in json.dumps(data) and data["categories"][0]["kept"]["gone_on"] is not None
    with database.read() as session:
        assert session.get_one(Account, rowan.account_id).deactivated_at is not None
    for path in ("/account", "/privacy-centre/copy", "/profile"):
        assert browser.client.get(path).status_code == 303, "the door opens nothing else"
    deletion = f"/account/copies/{copy_id}/deletion"
    assert "The copy is deleted." in browser.submit(browser.get(PAGE), action=deletion).text
    assert browser.client.get(f"/account/copies/{copy_id}/archive").status_code == 410


def test_without_the_password_nothing_is_asked_or_fetched(
    browser: Browser, app: Flask, database: Database, rowan: Person, door: str
) -> None:
    page = browser.get(door)
    token = page.select("//input[@name='csrf_token']/@value")[0]
    assert browser.client.get(PAGE).location == "/login"
    assert browser.client.post(PAGE, data={"csrf_token": token}).location == "/login"
    with database.read() as session:
        assert session.exec(select(DataCopy)).all() == []
    with browser.client.session_transaction() as cookie:
        cookie["leaver"] = "made up"
    assert browser.client.get(PAGE).location == "/login"


def test_the_door_closes_when_the_account_is_active_again(
    browser: Browser, app: Flask, database: Database, rowan: Person, door: str
) -> None:
    pass_door(browser, door)
    back = Browser(app.test_client())
    back.submit(back.get(door.removesuffix("/copy")))
    assert browser.client.get(PAGE).location == "/login"
    assert browser.get(door).status == 410
    assert log_in(app, rowan).get("/privacy-centre/copy").status == 200


def test_somebody_elses_copy_is_not_there(
    browser: Browser, database: Database, config: Config, rowan: Person, door: str
) -> None:
    with database.write() as session:
        other = make_professional_account(session, "other@people.example")
    from tests.factories_copies import made

    copy_id, _archive = made(database, config, other.account_id)
    pass_door(browser, door)
    for part in ("archive", "document"):
        assert browser.client.get(f"/account/copies/{copy_id}/{part}").status_code == 404
    token = browser.get(PAGE).select("//input[@name='csrf_token']/@value")[0]
    assert browser.client.post(f"/account/copies/{copy_id}/deletion", data={"csrf_token": token}).status_code == 404


def test_a_forged_link_opens_no_door(browser: Browser) -> None:
    assert browser.get("/account/return/forged/copy").status == 410


def test_the_way_back_offers_the_copy_too(browser: Browser, door: str) -> None:
    assert browser.get(door.removesuffix("/copy")).links()["Take a copy of your data"] == door
