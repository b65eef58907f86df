"""The page of notifications, the number in the header, and how one wants to be told."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from blueprints.notifications.wording import WORDINGS, line_of
from models.database import Database
from models.notification import NotificationKind, Way
from services import notifications
from services.notifications import Told
from tests.factories import Person
from tests.factories_matches import ask, log_in

NOW = datetime.now(UTC)


def test_a_request_is_told_of_until_it_was_seen(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        request = ask(session, jip, ana, now=NOW)
    browser = log_in(app, ana)
    assert "Notifications, 1 new" in browser.get("/profile").text
    page = browser.get("/notifications")
    assert page.select(f"//a[@href='/requests/{request.id}']")
    assert "New" in page.text
    assert "Sjabloon" not in page.text, "who asks is read at the request"
    assert "Notifications, 1 new" not in browser.get("/profile").text
    assert browser.get(f"/requests/{request.id}").status == 200


def test_nobody_reads_what_another_was_told(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        ask(session, pair[1], pair[0], now=NOW)
    assert "Nothing happened yet" in log_in(app, pair[1]).get("/notifications").text


def test_each_kind_is_chosen_for_itself(app: Flask, database: Database, pair: tuple[Person, Person]) -> None:
    browser = log_in(app, pair[0])
    page = browser.get("/notifications/settings")
    browser.submit(page, {"request-received": "daily", "message-received": "never"}, action="/notifications/settings")
    with database.read() as session:
        ways = notifications.ways_of(session, pair[0].account_id)
    kinds = (NotificationKind.REQUEST_RECEIVED, NotificationKind.MESSAGE_RECEIVED, NotificationKind.MATCH_ENDED)
    assert [ways[kind] for kind in kinds] == [Way.DAILY, Way.NEVER, Way.AT_ONCE]
    refused = browser.submit(page, {"request-received": "by pigeon"}, action="/notifications/settings")
    assert refused.status == 422


def test_every_kind_has_words_and_leads_somewhere(app: Flask) -> None:
    assert set(WORDINGS) == set(NotificationKind)
    with app.test_request_context():
        for kind in NotificationKind:
            line = line_of(Told("n", kind, "r" * 26, NOW, True))
            assert line.says and line.address.startswith("/")
