"""The forms whose text others read before a match: marked in place, kept as typed, sent only once it is changed."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlmodel import select

from models.client import Organisation
from models.database import Database
from models.match import InterestRequest
from tests.factories import make_client
from tests.factories_matches import MESSAGE, handle_of, log_in, make_ana, make_jip
from tests.pages import Browser

TOLD = "Six months of work on <b>bridges</b>. Ask Ｊｉｐ, jip [at] sjabloon [dot] example."
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
SENTENCE = {"": "Change what is marked below it", "/nl": "Verander wat eronder gemarkeerd is"}
KINDS = {"": "(a name)", "/nl": "(een naam)"}


@pytest.fixture
def handle(database: Database) -> str:
    with database.write() as session:
        return handle_of(session, make_ana(session).account_id)


@pytest.fixture
def jip(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        person = make_jip(session)
    return log_in(app, person)


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
def test_a_request_that_identifies_comes_back_marked(jip: Browser, handle: str, database: Database, prefix) -> None:
    page = jip.get(f"{prefix}/requests/new?profile={handle}")
    answer = jip.submit(page, {"message": TOLD}, action=f"{prefix}/requests")
    assert answer.status == 422
    assert answer.select("//textarea[@name='message']")[0].text.strip() == TOLD
    assert [mark.text for mark in answer.select("//mark")] == ["Ｊｉｐ", "jip [at] sjabloon [dot] example"]
    assert KINDS[prefix] in answer.text
    assert SENTENCE[prefix] in answer.text
    assert "<b>bridges" not in answer.html
    described = answer.select("//textarea[@name='message']")[0].get("aria-describedby").split()
    assert all(answer.select(f"//*[@id='{each}']") for each in described)
    assert {"message-error", "message-ways"} <= set(described)
    with database.read() as session:
        assert session.exec(select(InterestRequest)).all() == []


def test_once_changed_it_is_sent(jip: Browser, handle: str, database: Database) -> None:
    answer = jip.submit(jip.get(f"/requests/new?profile={handle}"), {"message": TOLD}, action="/requests")
    assert jip.submit(answer, {"message": MESSAGE}, action="/requests").status == 200
    with database.read() as session:
        assert [row.message for row in session.exec(select(InterestRequest))] == [MESSAGE]


def test_it_is_marked_while_it_is_typed(jip: Browser, handle: str) -> None:
    page = jip.get(f"/requests/new?profile={handle}")
    token = page.select("//main//input[@name='csrf_token']")[0].get("value")
    area = page.select("//textarea[@name='message']")[0]
    assert page.select(f"//*[@id='{area.get('hx-target')[1:]}' and @aria-live='polite']")
    for text, marks in ((TOLD, 2), (MESSAGE, 0)):
        sent = {"message": text, "csrf_token": token}
        part = jip.client.post(area.get("hx-post"), data=sent, headers=FRAGMENT)
        assert part.status_code == 200
        assert part.text.count("<mark ") == marks
        assert "<html" not in part.text


def test_a_description_that_names_the_organisation_comes_back_marked(jip: Browser, database: Database) -> None:
    page = jip.get("/organisation/edit")
    answer = jip.submit(page, {"about": "Sjabloon Bouw and Nieuwbrug build.", "name": "Nieuwbrug"})
    assert answer.status == 422
    assert [mark.text for mark in answer.select("//mark")] == ["Sjabloon Bouw", "Nieuwbrug"]
    with database.read() as session:
        assert [row.name for row in session.exec(select(Organisation))] == ["Sjabloon Bouw"]
    assert jip.submit(answer, {"about": "We build.", "name": "Nieuwbrug"}).status == 200


@pytest.mark.parametrize("path", ["/requests/passages", "/organisation/passages"])
def test_nobody_else_asks_what_identifies(app: Flask, database: Database, path: str) -> None:
    with database.write() as session:
        other = make_client(session)
    page = log_in(app, other).get("/organisation/edit")
    sent = {"message": "Jip", "csrf_token": page.select("//main//input[@name='csrf_token']")[0].get("value")}
    assert app.test_client().post(path, data=sent, headers=FRAGMENT).status_code != 200
