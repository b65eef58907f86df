"""Work descriptions over HTTP: written in steps without scripts, marked in place, found and read by professionals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session, select

from models.client import MemberRole
from models.database import Database
from models.work import WorkDescription, WorkState
from tests.factories import Person, make_professional_account
from tests.factories_matches import log_in, make_jip
from tests.factories_work import DETAILS, describe, make_colleague
from tests.pages import Browser

FILLED = {"title": DETAILS.title, "description": DETAILS.description}
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def jip(database: Database) -> Person:
    with database.write() as session:
        return make_jip(session)


@pytest.fixture
def client(app: Flask, jip: Person) -> Browser:
    return log_in(app, jip)


@pytest.fixture
def reading(database: Database) -> Iterator[Session]:
    with database.read() as session:
        yield session


def test_a_draft_is_written_marked_mended_and_opened(client: Browser, database: Database) -> None:
    page = client.get("/work")
    assert "No work described yet" in page.text
    form = client.get("/work/new")
    telling = client.submit(form, FILLED | {"description": "Jip Sjabloon plans six locks in Python.", "then": "keep"})
    assert telling.status == 200 and [mark.text for mark in telling.select("//mark")] == ["Jip Sjabloon"]
    assert "Change this before professionals may read it." in telling.text
    assert not telling.select("//form[contains(@action, '/opening')]")
    refused = client.submit(client.get(f"{telling.path}/edit"), {"then": "open"})
    assert refused.status == 422 and refused.select("//mark")
    assert "Jip Sjabloon plans six locks" in refused.select("//textarea[@name='description']")[0].text
    opened = client.submit(refused, FILLED | {"then": "open"}, action=f"{telling.path}/edit")
    assert opened.status == 200 and "Open: professionals read it from now on" in opened.text
    with database.read() as session:
        assert session.exec(select(WorkDescription.state)).all() == [WorkState.OPEN]


def test_skills_are_proposed_and_looked_for_without_scripts(client: Browser, reading: Session) -> None:
    form = client.get("/work/new")
    again = client.client.post("/work/form", data=_hidden(form) | FILLED | {"find": "postgre"})
    html = again.get_data(as_text=True)
    assert again.status_code == 200 and 'value="python"' in html and 'value="postgresql"' in html
    assert DETAILS.description in html
    part = client.client.post("/work/form", data=_hidden(form) | FILLED, headers=PARTIAL).get_data(as_text=True)
    assert 'value="python"' in part and "<html" not in part
    assert reading.exec(select(WorkDescription)).all() == []


def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(client: Browser) -> None:
    values = {"title": "", "description": "Too short", "months": "many", "rate_from": "700", "rate_to": "600"}
    page = client.submit(client.get("/work/new"), values | {"then": "keep"})
    assert page.status == 422
    for message in ("Give the work a title.", "Say a little more", "Fill in a whole number", "cannot be below"):
        assert message in page.text
    assert page.select("//input[@name='rate_from']/@value") == ["700"]


def test_it_is_closed_copied_and_deleted_after_a_question(app: Flask, database: Database, jip: Person) -> None:
    with database.write() as session:
        work_id = describe(session, jip).id
    client = log_in(app, jip)
    shown = client.get(f"/work/{work_id}")
    assert client.get(f"/work/{work_id}/deletion").path == f"/work/{work_id}"
    closed = client.submit(shown, action=f"/work/{work_id}/closing")
    assert "You can open it again." in closed.text
    assert client.submit(closed, action=f"/work/{work_id}/copy").path.endswith("/edit")
    asked = client.get(f"/work/{work_id}/deletion")
    gone = client.submit(asked, action=f"/work/{work_id}/deletion")
    assert gone.path == "/work" and "deleted" in gone.text
    assert client.get(f"/work/{work_id}").status == 404


def test_professionals_filter_the_board_and_read_on(app: Flask, database: Database, jip: Person) -> None:
    with database.write() as session:
        work_id = describe(session, jip).id
        reader = make_professional_account(session)
    browser = log_in(app, reader)
    assert DETAILS.title in browser.get("/work?skill=python&region=NL366").text
    none = browser.get("/work?region=BE211")
    assert "No work fits all of this" in none.text and DETAILS.title not in none.text
    # What an address makes up means nothing.
    for nonsense in ("?skill=nothing", "?remote=moon", "?region=XX999", "?page=x", "?page=9999999", "?industry=ZZ"):
        assert browser.get(f"/work{nonsense}").status == 200
    part = browser.client.get("/work?skill=python", headers=PARTIAL).get_data(as_text=True)
    assert part.lstrip().startswith('<div id="board"')
    page = browser.get(f"/work/{work_id}")
    assert "Nobody is told that you read this." in page.text and "Sjabloon" not in page.html


def test_a_viewer_reads_and_is_offered_no_change(app: Flask, database: Database, jip: Person) -> None:
    with database.write() as session:
        work_id = describe(session, jip).id
        kim = make_colleague(session, jip, MemberRole.VIEWER)
    browser = log_in(app, kim)
    page = browser.get(f"/work/{work_id}")
    assert DETAILS.title in page.text and not page.select("//main//form")
    assert not browser.get("/work").select("//main//a[contains(@href, '/work/new')]")


def _hidden(page: object) -> dict[str, str]:
    inputs = page.select("//main//form//input[@type='hidden']")  # type: ignore[attr-defined]
    return {each.get("name"): each.get("value") for each in inputs}
