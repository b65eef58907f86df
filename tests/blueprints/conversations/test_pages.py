"""The pages of conversations: listed, read, followed, written in, and how one wants them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import select

from models.account import StaffRole
from models.base import new_id
from models.client import MemberRole
from models.database import Database
from models.match import Match
from models.message import Message
from services import conversations, matching
from tests.factories import Person, make_staff
from tests.factories_chat import say
from tests.factories_matches import acting, log_in
from tests.factories_work import make_colleague
from tests.pages import Browser

NOW = datetime.now(UTC)
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def _say(database: Database, who: Person, text: str) -> None:
    with database.write() as session:
        say(session, who, session.exec(select(Match)).one(), text, now=NOW)


def _messages(browser: Browser, address: str) -> list[str]:
    page = browser.get(address)
    return ["".join(each.itertext()).strip() for each in page.select("//li[starts-with(@id, 'message-')]//p[2]")]


def test_written_by_one_side_and_read_by_the_other(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    for browser, text in ((of_jip, "When can you start? <b>Soon</b>"), (of_ana, "In June.")):
        answer = browser.submit(browser.get(address), {"text": text}, action=f"{address}/messages")
        assert answer.status == 200
    assert _messages(of_ana, address) == _messages(of_jip, address) == ["When can you start? <b>Soon</b>", "In June."]
    assert "Sjabloon Bouw" in of_ana.get("/conversations").text


def test_unread_messages_are_counted_everywhere_until_they_are_read(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    of_ana = log_in(app, pair[0])
    _say(database, pair[1], "One")
    _say(database, pair[1], "Two")
    assert "Messages (2)" in of_ana.get("/profile").text
    assert "2 unread" in of_ana.get("/conversations").text
    of_ana.get(address)
    assert "Messages (" not in of_ana.get("/profile").text
    assert log_in(app, pair[1]).get(address).select("//div[@id='newest']/p[contains(., 'Read')]")


def test_what_is_newer_comes_as_a_fragment_once(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    client = log_in(app, pair[0]).client
    _say(database, pair[1], "First of all")
    first = client.get(f"{address}?after=0&read=0", headers=FRAGMENT)
    assert first.status_code == 200 and "First of all" in first.text
    assert "<html" not in first.text and 'name="after" value="1"' in first.text
    assert client.get(f"{address}?after=1&read=0", headers=FRAGMENT).status_code == 204
    _say(database, pair[1], "Second to that")
    second = client.get(f"{address}?after=1&read=0", headers=FRAGMENT)
    assert "Second to that" in second.text and "First of all" not in second.text


def test_a_refused_message_stays_in_the_form(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    browser = log_in(app, pair[0])
    answer = browser.submit(browser.get(address), {"text": "x" * 4001}, action=f"{address}/messages")
    assert answer.status == 422
    assert "4000 characters or fewer" in answer.text and "x" * 4001 in answer.html
    empty = browser.submit(browser.get(address), {"text": "  "}, action=f"{address}/messages")
    assert empty.status == 422 and "nothing to send yet" in empty.text


def test_after_the_end_the_words_stay_and_the_form_goes(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    browser = log_in(app, pair[1])
    page = browser.get(address)
    _say(database, pair[0], "Before the end")
    with database.write() as session:
        matching.end(session, session.exec(select(Match)).one(), acting(session, pair[0]), now=NOW)
    late = browser.submit(page, {"text": "Too late, and not lost"}, action=f"{address}/messages")
    assert late.status == 422 and "The match has ended" in late.text
    after = browser.get(address)
    assert "Before the end" in after.text and not after.select("//textarea")
    assert "Ana" not in after.text, "what opened at the match is closed"
    with database.read() as session:
        assert len(session.exec(select(Message)).all()) == 1


def test_who_only_reads_has_no_form(app: Flask, database: Database, pair: tuple[Person, Person], address: str) -> None:
    with database.write() as session:
        reader = make_colleague(session, pair[1], MemberRole.VIEWER)
    _say(database, pair[0], "For the team")
    browser = log_in(app, reader)
    page = browser.get(address)
    assert "For the team" in page.text and not page.select("//textarea")
    app.config["WTF_CSRF_ENABLED"] = False
    assert browser.client.post(f"{address}/messages", data={"text": "x", "nonce": new_id()}).status_code == 404


def test_what_one_wants_of_conversations_is_kept(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    browser = log_in(app, pair[0])
    page = browser.get("/conversations/settings")
    assert len(page.select("//input[@type='checkbox'][@checked]")) == 1
    browser.submit(page, {"shows_reading": None}, action="/conversations/settings")
    assert not browser.get("/conversations/settings").select("//input[@type='checkbox'][@checked]")
    with database.read() as session:
        assert not conversations.choice_of(session, pair[0].account_id).shows_reading


@pytest.mark.parametrize("number", ["x", "-1", "0" * 10 + "9" * 30, "9" * 5000])
def test_a_number_that_is_none_shows_the_page(
    app: Flask, pair: tuple[Person, Person], address: str, number: str
) -> None:
    assert log_in(app, pair[0]).get(f"{address}?before={number}").status == 200


def test_messages_are_found_by_their_words(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    _say(database, pair[1], "The forecast of June")
    browser = log_in(app, pair[0])
    assert "1 message found" in browser.get("/conversations?q=FORECAST").text
    assert "No message has all of these words" in browser.get("/conversations?q=forecast+july").text


def test_a_message_is_reported_and_decided_on(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    _say(database, pair[1], "Pay me <b>first</b>")
    of_ana = log_in(app, pair[0])
    [way] = [each.get("href") for each in of_ana.get(address).select("//a[contains(@href, '/report')]")]
    form = of_ana.get(way)
    assert "Pay me <b>first</b>" in form.text
    refused = of_ana.submit(form, {"detail": "Money"}, action=None)
    assert refused.status == 422 and "Choose what is wrong" in refused.text and "Money" in refused.text
    page = of_ana.submit(form, {"reason": "fraud", "detail": "Money"}, action=None)
    assert "You reported this. A person looks at it." in page.text
    with database.write() as session:
        moderator = make_staff(session, role=StaffRole.MODERATOR)
    desk = log_in(app, moderator)
    [case] = [each.get("href") for each in desk.get("/staff/reports").select("//main//li/a")]
    shown = desk.get(case)
    assert "Pay me <b>first</b>" in shown.text and "Sjabloon" not in shown.html and "Anabel" not in shown.html
    desk.submit(shown, {"upheld": "yes", "answer": "We warned them."}, action=f"{case}/decision")
    assert "We warned them." in of_ana.get(address).text
    assert "read a message that was reported" in of_ana.get("/privacy-centre/log").text
