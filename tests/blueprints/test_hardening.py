"""What an attacker tried and must not get: redirects elsewhere, NUL characters, decisions on what was not seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from app import create_app
from blueprints.rendering import own_path
from config import Config
from models.client import Organisation, VerificationState
from models.database import Database
from models.publication import PublicationState
from services.publication import publishing
from tests.factories import NOW, PASSWORD, make_client, make_professional_account, make_staff
from tests.factories_matches import log_in
from tests.factories_published import make_published, publication_of
from tests.pages import Browser

ELSEWHERE = (
    "//evil.example/x",
    "/nl//evil.example/x",
    "/\\evil.example",
    "https://evil.example",
    "/nl/\\evil.example",
    "\t//evil.example",
)


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("prefix", ["", "/nl"])
def test_nobody_is_sent_elsewhere_after_log_in(app: Flask, database: Database, target: str, prefix: str) -> None:
    with database.write() as session:
        person = make_professional_account(session)
    browser = Browser(app.test_client())
    page = browser.get(f"{prefix}/login", query_string={"next": target})
    form = page.form()
    data = {field.get("name"): field.get("value", "") for field in form.xpath(".//input[@name]")}
    answer = browser.client.post(page.path, data=data | {"email": person.email, "password": PASSWORD})
    assert answer.status_code == 303
    location = answer.headers["Location"]
    assert location.startswith("/") and not location.startswith(("//", "/\\"))


def test_a_path_of_ours_is_kept() -> None:
    assert own_path("/nl/talent?q=x", "/") == "/nl/talent?q=x"


@pytest.mark.parametrize(
    "path",
    [
        "/talent/%00",
        "/talent?skill=%00",
        "/talent?q=a%00b",
        "/talent?skill=a&skill=%00",
        "/requests/%00",
        "/login?next=%00",
    ],
)
def test_a_nul_character_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_decision_is_on_what_was_seen(app: Flask, database: Database) -> None:
    with database.write() as session:
        person, staff = make_published(session), make_staff(session)
        publishing.approve(session, person.account_id, now=NOW)
        seen = publication_of(session, person).approval_id
    desk = log_in(app, staff)
    page = desk.get(f"/staff/reviews/{seen}")
    assert page.status == 200
    with database.write() as session:
        publishing.approve(session, person.account_id, now=NOW)
    assert desk.submit(page, action=f"/staff/reviews/{seen}/acceptance").status == 404
    with database.read() as session:
        assert publication_of(session, person).state is PublicationState.APPROVED


@pytest.mark.parametrize("changed", ["website", "country"])
def test_what_was_verified_cannot_change_unnoticed(app: Flask, database: Database, changed: str) -> None:
    with database.write() as session:
        client = make_client(session)
    browser = log_in(app, client)
    values = {"website": "https://elsewhere.example", "country": "BE"}
    browser.submit(browser.get("/organisation/edit"), {"industry": "F", changed: values[changed]})
    with database.read() as session:
        state = session.exec(select(Organisation.state).where(Organisation.id == client.organisation_id)).one()
    assert state is VerificationState.UNVERIFIED


def test_the_daily_limit_is_exact_when_all_look_at_once(config: Config) -> None:
    app = create_app(replace(config, daily_profile_limit=3))
    database = app.extensions["database"]
    with database.write() as session:
        people = [make_published(session, email=f"p{number}@people.example") for number in range(8)]
        keys = [publication_of(session, person).handle for person in people]
        client = make_client(session)
    browsers = [log_in(app, client).client for _key in keys]
    with ThreadPoolExecutor(len(keys)) as pool:
        answers = list(
            pool.map(lambda pair: pair[0].get(f"/talent/{pair[1]}").status_code, zip(browsers, keys, strict=True))
        )
    database.dispose()
    assert sorted(answers) == [200] * 3 + [429] * 5


def test_errors_of_the_database_do_not_repeat_what_was_typed(database: Database) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with database.read() as session, pytest.raises(DBAPIError) as caught:
        session.execute(text("SELECT nothing FROM nowhere WHERE x = :secret"), {"secret": "private words"})
    assert "private words" not in str(caught.value)
