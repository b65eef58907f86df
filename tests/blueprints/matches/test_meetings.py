"""Meetings on their pages: offered, picked, kept in a calendar, cancelled, and the way to the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlmodel import select

from app import create_app
from config import Config
from models.database import Database
from models.match import Match
from models.meeting import Meeting
from services.rights.periods import ZONE
from tests.factories import Person
from tests.factories_matches import ask, log_in
from tests.pages import Browser, Page

NOW = datetime.now(UTC)
ROOMS = "https://127.0.0.1:8443"
WALL = (NOW + timedelta(days=3)).astimezone(ZONE).replace(hour=14, minute=0, second=0, microsecond=0, tzinfo=None)


@pytest.fixture
def app(config: Config) -> Flask:
    """The application of an installation with rooms."""
    return create_app(replace(config, rooms_url=ROOMS))


@pytest.fixture
def request_id(database: Database, pair: tuple[Person, Person]) -> str:
    """Of an open request."""
    with database.write() as session:
        return ask(session, pair[1], pair[0], now=NOW).id


def _offer(browser: Browser, request_id: str, **values: str) -> Page:
    form = browser.get(f"/requests/{request_id}/meeting/new")
    return browser.submit(
        form, {"time_1": f"{WALL:%Y-%m-%dT%H:%M}", **values}, action=f"/requests/{request_id}/meeting"
    )


def _act(browser: Browser, request_id: str, ending: str) -> Page:
    page = browser.get(f"/requests/{request_id}")
    (action,) = page.select(f"//form[contains(@action, '/meeting/') and contains(@action, '{ending}')]/@action")
    values = {"time": page.select("//input[@name='time']/@value")[0]} if ending == "agreement" else {}
    return browser.submit(page, values, action=action)


def test_offered_picked_and_kept_in_both_calendars(app: Flask, pair: tuple[Person, Person], request_id: str) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    link = of_ana.get(f"/requests/{request_id}").links()["Offer times for a meeting"]
    assert link == f"/requests/{request_id}/meeting/new"
    assert "Your times were sent." in _offer(of_ana, request_id).text
    page = of_jip.get(f"/requests/{request_id}")
    assert (
        f"{WALL:%A} {WALL.day} {WALL:%B %Y}, 14:00 (UTC+0" in page.text and "Time zone: Europe/Amsterdam" in page.text
    )
    assert "The meeting is agreed." in _act(of_jip, request_id, "agreement").text
    files = []
    for browser in (of_ana, of_jip):
        links = browser.get(f"/requests/{request_id}").links()
        answer = browser.client.get(links["File for my calendar"])
        assert answer.mimetype == "text/calendar"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="meeting.ics"'
        files.append(answer.data)
        assert "The room opens 15 minutes before" in browser.get(links["To the room"]).text
    assert files[0] == files[1]
    (event,) = Calendar.from_ical(files[0]).walk("VEVENT")
    assert event.start.replace(tzinfo=None) == WALL and "/meeting/" in str(event["LOCATION"])
    for telling in ("Anabel", "Kwartel", "Jip", "Sjabloon", "127.0.0.1:8443"):
        assert telling.encode() not in files[0]
    assert "is cancelled" in _act(of_ana, request_id, "cancellation").text
    taken_out = of_jip.get(f"/requests/{request_id}").links()["File that takes it out of my calendar"]
    assert b"METHOD:CANCEL" in of_jip.client.get(taken_out).data


def test_the_room_is_named_only_when_it_is_open(
    app: Flask, database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    _offer(of_ana, request_id)
    _act(of_jip, request_id, "agreement")
    with database.write() as session:
        meeting = session.exec(select(Meeting)).one()
        room, meeting.starts_at = meeting.room, NOW + timedelta(minutes=10)
        address = f"/requests/{request_id}/meeting/{meeting.id}/room"
    for browser in (of_ana, of_jip):
        page = browser.get(address)
        assert page.select(f"//a[@href='{ROOMS}/{room}' and contains(@rel, 'noreferrer')]")
        assert room not in browser.get(f"/requests/{request_id}").html


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"time_1": "2020-01-01T10:00"}, "Offer times that lie ahead"),
        ({"time_1": "tomorrow"}, "Not a valid datetime value"),
        ({"zone": "Europe/Atlantis"}, "Not a valid choice"),
        ({"minutes": "7000"}, "Not a valid choice"),
    ],
)
def test_a_refused_offer_says_why_and_keeps_what_was_typed(
    app: Flask,
    database: Database,
    pair: tuple[Person, Person],
    request_id: str,
    values: dict[str, str],
    sentence: str,
) -> None:
    answer = _offer(log_in(app, pair[0]), request_id, **{"time_2": f"{WALL:%Y-%m-%dT15:30}", **values})
    assert answer.status == 422 and sentence in answer.text
    assert answer.select("//input[@name='time_2']/@value")[0].replace(" ", "T") == f"{WALL:%Y-%m-%dT15:30}"
    with database.read() as session:
        assert session.exec(select(Meeting)).all() == []


def test_nothing_offered_is_said(app: Flask, pair: tuple[Person, Person], request_id: str) -> None:
    answer = _offer(log_in(app, pair[0]), request_id, time_1="")
    assert answer.status == 422 and "Offer at least one time" in answer.text


def test_in_a_match_one_says_where(app: Flask, database: Database, matched_pair: tuple[Person, Person]) -> None:
    with database.read() as session:
        request_id = session.exec(select(Match)).one().request_id
    of_ana, of_jip = (log_in(app, person) for person in matched_pair)
    _offer(of_ana, request_id, place="Markt 1, Zwolle")
    assert "Markt 1, Zwolle" in _act(of_jip, request_id, "agreement").text
    links = of_jip.get(f"/requests/{request_id}").links()
    assert b"LOCATION:Markt 1\\, Zwolle" in of_jip.client.get(links["File for my calendar"]).data
    assert "To the room" not in links


@pytest.mark.parametrize("before_a_match", [True, False])
def test_an_installation_without_rooms_has_meetings_in_a_match_alone(
    config: Config,
    database: Database,
    pair: tuple[Person, Person],
    before_a_match: bool,
    request: pytest.FixtureRequest,
) -> None:
    request.getfixturevalue("request_id" if before_a_match else "matched_pair")
    with database.read() as session:
        request_id = session.exec(select(Match.request_id)).first() or request.getfixturevalue("request_id")
    browser = log_in(create_app(config), pair[0])
    assert ("Offer times for a meeting" in browser.get(f"/requests/{request_id}").links()) is not before_a_match
    answer = _offer(browser, request_id)
    expected = "this installation has none" if before_a_match else "Say where you meet"
    assert answer.status == 422 and expected in answer.text


def test_none_suits(app: Flask, pair: tuple[Person, Person], request_id: str) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    _offer(of_ana, request_id)
    assert "can offer others" in _act(of_jip, request_id, "refusal").text
    page = of_ana.get(f"/requests/{request_id}")
    assert "None of the times suited." in page.text and "Offer times for a meeting" in page.links()


def test_a_page_that_is_behind_changes_nothing_and_says_so(
    app: Flask, pair: tuple[Person, Person], request_id: str
) -> None:
    of_ana, of_jip = (log_in(app, person) for person in pair)
    _offer(of_ana, request_id)
    page = of_jip.get(f"/requests/{request_id}")
    (action,) = page.select("//form[contains(@action, 'agreement')]/@action")
    _act(of_ana, request_id, "cancellation")
    answer = of_jip.submit(page, {"time": page.select("//input[@name='time']/@value")[0]}, action=action)
    assert "The meeting changed while you looked at it." in answer.text and "was cancelled" in answer.text
