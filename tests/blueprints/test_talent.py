"""The explorer and the profile over HTTP: statements, limits, fragments, hostile addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlmodel import select

from config import Config
from models.client import VerificationState
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.privacy import Tier
from services.publication import publishing
from tests.factories import make_client
from tests.factories_matches import log_in
from tests.factories_published import make_match, make_published, public_id_of, publication_of
from tests.pages import Browser

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
MOST_STATEMENTS = 5


@contextmanager
def _statements() -> Iterator[list[str]]:
    """What any engine is asked meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _public_id(database: Database, email: str = "one@people.example") -> str:
    with database.write() as session:
        person = make_published(session, email=email)
        return public_id_of(session, person)


def _handle(database: Database, email: str = "one@people.example") -> str:
    with database.write() as session:
        person = make_published(session, email=email)
        return publication_of(session, person).handle


@pytest.mark.parametrize("query", ["", "?q=python", "?q=python&skill=python&country=NL&language=nl", "?page=2"])
def test_the_explorer_takes_few_statements(client: FlaskClient, database: Database, query: str) -> None:
    _public_id(database)
    client.get("/about")  # A process looks once whether it is in step with the ledger.
    with _statements() as seen:
        assert client.get(f"/talent{query}").status_code == 200
    assert 0 < len(seen) <= MOST_STATEMENTS


def test_a_profile_takes_few_statements(client: FlaskClient, database: Database) -> None:
    public_id = _public_id(database)
    with _statements() as seen:
        assert client.get(f"/talent/{public_id}").status_code == 200
    assert 0 < len(seen) <= MOST_STATEMENTS


def test_filters_narrow_and_their_address_can_be_shared(browser: Browser, database: Database) -> None:
    _public_id(database)
    assert "1 professional" in browser.get("/talent?skill=python&country=NL").text
    nobody = browser.get("/talent?country=DE")
    assert "Nobody fits all of this" in nobody.text
    assert "1 professional" in browser.get(nobody.links()["Show everybody"]).text


def test_another_name_of_a_skill_finds_it(browser: Browser, database: Database) -> None:
    _public_id(database)
    assert "1 professional" in browser.get("/talent?q=postgres").text


def test_a_fragment_is_the_part_and_says_what_it_varies_by(client: FlaskClient, database: Database) -> None:
    _public_id(database)
    whole, part = client.get("/talent"), client.get("/talent", headers=FRAGMENT)
    assert b"<html" in whole.data and b"<html" not in part.data
    assert b'id="explorer"' in part.data
    for header in ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request", "HX-Boosted"):
        assert header in str(whole.headers["Vary"])
    for exception in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
        assert b"<html" in client.get("/talent", headers=FRAGMENT | exception).data


@pytest.mark.parametrize(
    "query",
    [
        "?page=-1",
        "?page=x",
        "?page=99999999999",
        "?page=٣",
        "?sort=nope",
        "?skill=nope&skill=",
        "?q=%F0%9F%98%80",
    ],
)
def test_a_meaningless_address_still_answers(client: FlaskClient, database: Database, query: str) -> None:
    _public_id(database)
    assert client.get(f"/talent{query}").status_code == 200


@pytest.mark.parametrize("key", ["nobody", "a" * 26, "%00", "x" * 500, "é"])
def test_who_does_not_exist_is_not_found(app: Flask, database: Database, key: str) -> None:
    with database.write() as session:
        client = make_client(session)
    assert app.test_client().get(f"/talent/{key}").status_code == 404
    assert log_in(app, client).client.get(f"/talent/{key}").status_code == 404


def test_a_view_by_a_client_is_logged_and_by_a_visitor_is_not(app: Flask, database: Database) -> None:
    with database.write() as session:
        person, client = make_published(session), make_client(session)
        public_id, handle = public_id_of(session, person), publication_of(session, person).handle
    app.test_client().get(f"/talent/{public_id}")
    log_in(app, client).client.get(f"/talent/{public_id}")
    log_in(app, client).client.get(f"/talent/{handle}")
    with database.read() as session:
        views = session.exec(select(Disclosure).where(Disclosure.kind == DisclosureKind.PROFILE_VIEW)).all()
        assert [(view.viewer_id, view.tier) for view in views] == [(client.account_id, int(Tier.VERIFIED))]


def test_an_organisation_opens_so_many_profiles_a_day(database_url: str, config: Config) -> None:
    from dataclasses import replace

    from app import create_app

    app = create_app(replace(config, daily_profile_limit=2))
    database = app.extensions["database"]
    ids = [_handle(database, f"p{number}@people.example") for number in range(3)]
    with database.write() as session:
        client = make_client(session)
    http = log_in(app, client).client
    answers = [http.get(f"/talent/{each}").status_code for each in (ids[0], ids[1], ids[0], ids[2], ids[1])]
    database.dispose()
    assert answers == [200, 200, 200, 429, 200]


def test_losing_verification_closes_at_once(app: Flask, database: Database) -> None:
    handle = _handle(database)
    with database.write() as session:
        client = make_client(session)
    http = log_in(app, client).client
    assert "PRINCE2" in http.get(f"/talent/{handle}").text
    with database.write() as session:
        from models.client import Organisation

        session.get_one(Organisation, client.organisation_id).state = VerificationState.DECLINED
    assert http.get(f"/talent/{handle}").status_code == 404


def test_who_takes_the_profile_down_is_gone_at_once_but_not_for_a_match(app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_published(session)
        public_id, handle = public_id_of(session, person), publication_of(session, person).handle
        stranger, matched = make_client(session), make_client(session, "matched@client.example")
        make_match(session, matched, person)
        publishing.withdraw(session, person.account_id)
    assert app.test_client().get(f"/talent/{public_id}").status_code == 404
    assert log_in(app, stranger).client.get(f"/talent/{handle}").status_code == 404
    assert "Markernaam" in log_in(app, matched).client.get(f"/talent/{handle}").text
    assert "0 professionals" in app.test_client().get("/talent").text


def test_what_is_personal_is_not_stored_by_browsers(app: Flask, database: Database) -> None:
    public_id = _public_id(database)
    with database.write() as session:
        client = make_client(session)
    assert app.test_client().get(f"/talent/{public_id}").headers["Cache-Control"] == "no-cache"
    assert log_in(app, client).client.get(f"/talent/{public_id}").headers["Cache-Control"] == "no-store"


def test_a_visitor_gets_no_cookie(client: FlaskClient) -> None:
    for path in ("/talent", "/privacy", "/contact"):
        assert "Set-Cookie" not in client.get(path).headers
