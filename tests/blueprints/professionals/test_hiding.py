"""The list of whom one hides from, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask

from models.database import Database
from services import matching
from tests.factories_matches import acting, ask, log_in, make_ana, make_jip


def test_an_entry_is_added_refused_and_removed(app: Flask, database: Database) -> None:
    with database.write() as session:
        ana = make_ana(session)
    browser = log_in(app, ana)
    page = browser.get("/profile/hiding")
    assert "You hide from nobody" in page.text
    refused = browser.submit(page, {"kind": "domain", "value": "zonneveld"})
    assert refused.status == 422 and "We could not use this." in refused.text
    assert refused.select("//input[@name='value']/@value") == ["zonneveld"]
    added = browser.submit(refused, {"kind": "domain", "value": "https://www.Zonneveld.example/"})
    assert added.status == 200 and "Nobody is told." in added.text
    assert added.select("//main//li//b[text()='zonneveld.example']")
    again = browser.submit(added, {"kind": "domain", "value": "zonneveld.example"}, action="/profile/hiding")
    assert again.status == 422 and "You hide from this already." in again.text
    [action] = browser.get("/profile/hiding").select("//form[contains(@action, 'deletion')]/@action")
    assert "You hide from nobody" in browser.submit(browser.get("/profile/hiding"), action=action).text
    assert "From nobody." in browser.get("/profile").text


def test_the_answer_is_the_same_whether_the_organisation_is_here_or_not(app: Flask, database: Database) -> None:
    """The list is no way to learn who uses the platform."""
    with database.write() as session:
        ana = make_ana(session)
        make_jip(session)
    browser = log_in(app, ana)
    pages = []
    for name in ("Sjabloon Bouw", "Nergens Bekend"):
        page = browser.submit(browser.get("/profile/hiding"), {"kind": "name", "value": name}, action="/profile/hiding")
        pages.append(page.text.replace(name, "…"))
        [action] = page.select("//form[contains(@action, 'deletion')]/@action")
        browser.submit(page, action=action)
    assert pages[0] == pages[1]


def test_a_match_that_goes_on_is_said_with_the_way_to_end_it(app: Flask, database: Database) -> None:
    now = datetime.now(UTC)
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        request = ask(session, jip, ana, now=now)
        matching.accept(session, request, acting(session, ana), now=now)
        request_id = request.id
    browser = log_in(app, ana)
    page = browser.submit(browser.get("/profile/hiding"), {"kind": "name", "value": "Sjabloon Bouw"})
    assert "Your match with Sjabloon Bouw goes on" in page.text
    assert f"/requests/{request_id}/end" in page.links().values()
