"""A question back over HTTP: what tells who asks is marked and kept; answered, the decision is still open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from models.client import MemberRole
from models.database import Database
from tests.factories import Person
from tests.factories_matches import NAME, REPRESENTATIVE, ask, log_in
from tests.factories_work import make_colleague

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def address(database: Database, pair: tuple[Person, Person]) -> str:
    with database.write() as session:
        return f"/requests/{ask(session, pair[1], pair[0], now=datetime.now(UTC)).id}"


def test_asked_answered_and_decided(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    refused = of_ana.submit(of_ana.get(address), {"text": f"I am {NAME}. On site?"}, action=f"{address}/questions")
    assert refused.status == 422
    assert refused.select("//mark") and f"I am {NAME}. On site?" in refused.text
    page = of_ana.submit(of_ana.get(address), {"text": "Is it <b>on site</b>?"}, action=f"{address}/questions")
    assert "Your question was sent." in page.text
    assert not page.select(f"//form[@action='{address}/questions']"), "one question waits at a time"
    asked = of_jip.get(address)
    assert "Is it <b>on site</b>?" in asked.text and NAME not in asked.html
    of_jip.submit(asked, {"text": "Two days a week."}, action=f"{address}/answers")
    answered = of_ana.get(address)
    assert "Two days a week." in answered.text and REPRESENTATIVE not in answered.html
    assert answered.select(f"//a[@href='{address}/acceptance']")


def test_nothing_asked_nothing_to_answer(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    page = log_in(app, pair[1]).get(address)
    assert "Questions" not in page.text


def test_who_only_reads_reads_the_question(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    of_ana = log_in(app, pair[0])
    of_ana.submit(of_ana.get(address), {"text": "Is it on site?"}, action=f"{address}/questions")
    with database.write() as session:
        reader = make_colleague(session, pair[1], MemberRole.VIEWER)
    page = log_in(app, reader).get(address)
    assert "Is it on site?" in page.text
    assert not page.select("//main//textarea")


def test_what_identifies_is_marked_while_it_is_typed(app: Flask, pair: tuple[Person, Person]) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = log_in(app, pair[0]).client.post(
        "/requests/clarifications/passages", data={"text": f"I am {NAME}"}, headers=FRAGMENT
    )
    assert "<mark" in answer.text
