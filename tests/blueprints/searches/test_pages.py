"""Saved searches over HTTP: kept from the explorer, followed, opened, deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from models.database import Database
from services import search_following
from tests.factories import Person, make_professional_account
from tests.factories_matches import log_in, make_ana, make_jip, publish_profile
from tests.pages import Browser


@pytest.fixture
def browser(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        make_ana(session)
        jip: Person = make_jip(session)
    return log_in(app, jip)


def test_kept_followed_opened_and_deleted(browser: Browser, database: Database) -> None:
    explorer = browser.get("/talent?role=2512&q=software")
    page = browser.submit(explorer, action="/searches")
    assert "Saved. You are told once a day" in page.text
    [way] = [each.get("href") for each in page.select("//h2/a")]
    assert "“software”, Software developer" in page.text
    with database.write() as session:
        publish_profile(session, make_professional_account(session, "bo@people.example").account_id)
    browser.submit(page, {"alert": "weekly"}, action=f"{way}/alert")
    assert search_following.look_through(database, now=datetime.now(UTC) + timedelta(days=8)) == 1
    assert "1 more fits" in browser.get("/searches").text
    opened = browser.get(way)
    assert "“software”" in opened.text and opened.select("//input[@name='role'][@value='2512'][@checked]")
    page = browser.submit(browser.get("/searches"), action=f"{way}/deletion")
    assert "No searches saved yet" in page.text


def test_everybody_is_no_search(browser: Browser) -> None:
    page = browser.submit(browser.get("/talent?role=2512"), {"query": "page=2"}, action="/searches")
    assert "everybody fits an empty search" in page.text


def test_a_visitor_has_no_button(app: Flask, browser: Browser) -> None:
    assert "Save this search" not in Browser(app.test_client()).get("/talent?q=software").text
