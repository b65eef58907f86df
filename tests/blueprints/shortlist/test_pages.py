"""The pages of the shortlist: kept from the explorer, noted, compared, taken off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlmodel import select

from models.client import MemberRole, VerificationState
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.shortlist import ShortlistEntry
from services import shortlists
from tests.factories import Person, make_client, make_professional_account
from tests.factories_matches import acting, log_in, publish_profile
from tests.factories_work import describe, hide, make_colleague
from tests.pages import Browser

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def browser(app: Flask, jip: Person) -> Browser:
    return log_in(app, jip)


def keep(browser: Browser) -> str:
    """Keep the first professional of the explorer in view; gives the address of the entry."""
    page = browser.submit(browser.get("/talent"), action="/shortlist")
    assert "On your shortlist." in page.text
    [entry] = [each.get("href") for each in browser.get("/shortlist").select("//h2/a")]
    return str(entry)


def test_kept_from_the_explorer_and_found_again_there(browser: Browser, ana: Person) -> None:
    entry = keep(browser)
    assert browser.get("/talent").select(f"//a[@href='{entry}']"), "the card leads to the entry"
    assert "1 professional is kept in view" in browser.get("/organisation/dashboard").text


def test_as_a_fragment_the_button_is_answered_in_its_new_state(browser: Browser, ana: Person) -> None:
    form = browser.get("/talent").form("/shortlist")
    values = {each.get("name"): each.get("value") for each in form.xpath(".//input")}
    answer = browser.client.post("/shortlist", data=values, headers=FRAGMENT)
    assert "On your shortlist" in answer.text
    assert "<html" not in answer.text


def test_a_note_that_is_refused_is_still_there(browser: Browser, ana: Person) -> None:
    entry = keep(browser)
    page = browser.submit(browser.get(entry), {"text": "n" * 1001}, action=f"{entry}/notes")
    assert page.status == 422
    assert "n" * 1001 in page.text
    assert "Shorten your note" in page.text
    page = browser.submit(browser.get(entry), {"text": "Knows <i>bookings</i>"}, action=f"{entry}/notes")
    assert "Knows <i>bookings</i>" in page.text


def test_a_colleague_reads_and_one_who_only_reads_has_no_buttons(
    app: Flask, database: Database, browser: Browser, ana: Person, jip: Person
) -> None:
    entry = keep(browser)
    browser.submit(browser.get(entry), {"text": "Knows bookings"}, action=f"{entry}/notes")
    with database.write() as session:
        reader = make_colleague(session, jip, MemberRole.VIEWER)
    page = log_in(app, reader).get(entry)
    assert "Knows bookings" in page.text
    assert page.select("//main//form") == []


def test_taken_off_after_a_question(browser: Browser, database: Database, ana: Person) -> None:
    entry = keep(browser)
    browser.submit(browser.get(entry), {"text": "Knows bookings"}, action=f"{entry}/notes")
    question = browser.get(f"{entry}/removal")
    assert "deleted for everybody in your team" in question.text
    assert "Taken off" in browser.submit(question, action=f"{entry}/removal").text
    with database.read() as session:
        assert session.exec(select(ShortlistEntry)).all() == []


def test_compared_side_by_side_and_each_noted_as_opened(
    browser: Browser, database: Database, ana: Person, jip: Person
) -> None:
    with database.write() as session:
        other = make_professional_account(session, "bo@people.example")
        publish_profile(session, other.account_id)
    page = browser.get("/talent")
    keys = [each.get("href").removeprefix("/talent/") for each in page.select("//h3/a")]
    page = browser.get("/shortlist/comparison?" + "&".join(f"profile={key}" for key in keys))
    assert len(page.select("//th[@scope='col']")) == 2
    with database.read() as session:
        rows = session.exec(select(Disclosure).where(Disclosure.kind == DisclosureKind.PROFILE_VIEW)).all()
        assert {row.account_id for row in rows} == {ana.account_id, other.account_id}
    with database.write() as session:
        hide(session, other, "Sjabloon Bouw")
    page = browser.get("/shortlist/comparison?" + "&".join(f"profile={key}" for key in keys))
    assert len(page.select("//th[@scope='col']")) == 1
    assert "One of them is not shown" in page.text


@pytest.mark.parametrize("asked", ["", "profile=a", "&".join(f"profile={each}" for each in "abcde")])
def test_two_to_four_are_compared(browser: Browser, asked: str) -> None:
    assert "Choose two, three or four" in browser.get(f"/shortlist/comparison?{asked}").text


def test_comparing_counts_towards_the_daily_limit(
    app: Flask, browser: Browser, database: Database, ana: Person
) -> None:
    with database.write() as session:
        publish_profile(session, make_professional_account(session, "bo@people.example").account_id)
    keys = [each.get("href").removeprefix("/talent/") for each in browser.get("/talent").select("//h3/a")]
    app.config["PLATFORM"] = replace(app.config["PLATFORM"], daily_profile_limit=1)
    page = browser.get("/shortlist/comparison?" + "&".join(f"profile={key}" for key in keys))
    assert page.status == 429


def test_an_entry_leads_to_a_request_for_its_work(
    browser: Browser, database: Database, ana: Person, jip: Person
) -> None:
    with database.write() as session:
        work = describe(session, jip)
    entry = keep(browser)
    browser.submit(browser.get(entry), {"work": work.id}, action=f"{entry}/work")
    page = browser.get(entry)
    [way] = [each.get("href") for each in page.select("//a[contains(@href, '/requests/new')]")]
    assert f"work={work.id}" in way
    assert browser.get(f"/shortlist?work={work.id}").select("//h2/a")
    assert not browser.get("/shortlist?work=none").select("//h2/a")
    with database.read() as session:
        assert (
            shortlists.find_entry(session, acting(session, jip), entry.removeprefix("/shortlist/")).work_id == work.id
        )


def test_before_verification_the_page_says_how_it_opens(app: Flask, database: Database) -> None:
    with database.write() as session:
        client = make_client(session, state=VerificationState.UNVERIFIED)
    assert "opens after verification" in log_in(app, client).get("/shortlist").text


def test_a_professional_reads_what_is_noted_about_them(app: Flask, browser: Browser, ana: Person) -> None:
    entry = keep(browser)
    browser.submit(browser.get(entry), {"text": "Knows bookings"}, action=f"{entry}/notes")
    page = log_in(app, ana).get("/privacy-centre/data/working-data")
    assert "Knows bookings" in page.text and "The other party gave it" in page.text
