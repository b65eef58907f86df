"""What has to be arranged: nothing is kept before the consent to its words, one press takes all of it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from models.consent import ConsentEntry, ConsentWording
from models.database import Database
from models.special import SpecialDatum
from tests.factories import Person, make_client, make_professional_account
from tests.factories_privacy import enter
from tests.pages import Browser, Page

PLACE = "/profile/arrangements"
FILLED = {"kind": "health", "purpose": "workplace", "audience": "client", "text": "A desk that can be raised."}


@pytest.fixture
def rowan(browser: Browser, app: Flask, database: Database) -> Person:
    """A professional, logged in."""
    with database.write() as session:
        person = make_professional_account(session)
    enter(browser, app, person.account_id)
    return person


def asked(browser: Browser, prefix: str = "", **values: str) -> Page:
    page = browser.get(f"{prefix}{PLACE}/new")
    return browser.submit(page, FILLED | values, action=f"{prefix}{PLACE}")


def recorded(browser: Browser, prefix: str = "") -> Page:
    return browser.submit(asked(browser, prefix), {"consent": "y"}, action=f"{prefix}{PLACE}")


def rows(database: Database) -> list[SpecialDatum]:
    with database.read() as session:
        return list(session.exec(select(SpecialDatum)))


def entries(database: Database) -> list[ConsentEntry]:
    with database.read() as session:
        return list(session.exec(select(ConsentEntry).order_by(ConsentEntry.at)))


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
def test_the_words_come_first_and_nothing_is_kept_before_they_are_agreed_to(
    browser: Browser, database: Database, rowan: Person, prefix: str
) -> None:
    page = asked(browser, prefix)
    assert page.status == 200
    words = page.select("string(//blockquote)")
    named = ("een beperking of mijn gezondheid", "om de werkplek") if prefix else ("a disability", "the workplace")
    assert all(each in words for each in named)
    assert page.select("//input[@id='consent']/@checked") == []
    assert FILLED["text"] in page.select("string(//textarea)")
    assert rows(database) == [] and entries(database) == []
    refused = browser.submit(page, action=f"{prefix}{PLACE}")
    assert refused.status == 422
    assert refused.select("//*[@id='consent-error']")
    assert FILLED["text"] in refused.select("string(//textarea)")
    assert rows(database) == [] and entries(database) == []
    saved = browser.submit(refused, {"consent": "y"}, action=f"{prefix}{PLACE}")
    assert saved.path == prefix + PLACE and FILLED["text"] in saved.text
    (row,), (entry,) = rows(database), entries(database)
    with database.read() as session:
        (kept,) = session.exec(select(ConsentWording)).all()
    assert (kept.words, kept.hash, kept.locale) == (words, entry.wording_hash, "nl" if prefix else "en")
    assert row.consent_id == entry.id and entry.notice_version and len(entry.notice_version) == 64


def test_who_changes_it_after_reading_reads_the_words_anew(browser: Browser, database: Database, rowan: Person) -> None:
    answer = browser.submit(asked(browser), {"consent": "y", "kind": "health-insurance"}, action=PLACE)
    assert answer.status == 422
    assert "my health insurance" in answer.select("string(//blockquote)")
    assert answer.select("//input[@id='consent']/@checked") == [], "the tick was for other words"
    assert rows(database) == [] and entries(database) == []
    assert browser.submit(answer, {"consent": "y"}, action=PLACE).path == PLACE
    assert rows(database)[0].special_kind == "health-insurance"


@pytest.mark.parametrize(
    "wrong", [{"kind": "shoe-size"}, {"text": " "}, {"text": "x" * 2001}, {"last_day": "2020-01-01"}, {"purpose": ""}]
)
def test_what_cannot_be_is_said_at_its_field(
    browser: Browser, database: Database, rowan: Person, wrong: dict[str, str]
) -> None:
    answer = asked(browser, **wrong)
    assert answer.status == 422
    assert answer.select(f"//*[@id='{next(iter(wrong))}-error']")
    assert not answer.select("//blockquote")


def test_an_end_far_away_is_refused_and_one_near_stands_in_the_words(
    browser: Browser, database: Database, rowan: Person
) -> None:
    assert asked(browser, last_day="9999-12-31").status == 422
    day = (browser_today() + timedelta(days=30)).isoformat()
    page = asked(browser, last_day=day)
    assert "This consent ends after" in page.select("string(//blockquote)")
    browser.submit(page, {"consent": "y"}, action=PLACE)
    assert entries(database)[0].ends_at is not None


def test_one_press_withdraws_and_deletes(browser: Browser, database: Database, rowan: Person) -> None:
    page = recorded(browser)
    (address,) = page.select("//form[contains(@action, '/withdrawal')]/@action")
    page = browser.submit(page, action=address)
    assert "Nothing is recorded" in page.text
    assert rows(database) == []
    assert [entry.given for entry in entries(database)] == [True, False]
    assert browser.client.post(address, data={"csrf_token": token(browser.get(PLACE + "/new"))}).status_code == 404


def test_the_text_is_corrected_under_the_same_consent(browser: Browser, database: Database, rowan: Person) -> None:
    page = recorded(browser)
    edit = page.links()["Correct the text"]
    assert browser.submit(browser.get(edit), {"text": ""}).status == 422
    assert "A lower desk." in browser.submit(browser.get(edit), {"text": "A lower desk."}).text
    assert len(entries(database)) == 1


def test_it_is_nobody_elses(browser: Browser, app: Flask, database: Database, rowan: Person) -> None:
    page = recorded(browser)
    (row,) = rows(database)
    with database.write() as session:
        others = [make_professional_account(session, "other@people.example"), make_client(session)]
    for other in others:
        enter(browser, app, other.account_id)
        sent = {"csrf_token": token(browser.get("/privacy-centre")), "text": "Taken over."}
        assert FILLED["text"] not in browser.get("/privacy-centre/data/special").text
        assert browser.client.get(f"{PLACE}/{row.id}/edit").status_code == 404
        for path in (f"{PLACE}/{row.id}", f"{PLACE}/{row.id}/withdrawal"):
            assert browser.client.post(path, data=sent).status_code == 404
        gone = f"/privacy-centre/consents/{row.consent_id}/withdrawal"
        assert browser.client.post(gone, data=sent).status_code == 404
    assert rows(database)[0].text == FILLED["text"]
    assert page.status == 200


def test_it_stands_on_the_data_page_in_words(browser: Browser, rowan: Person) -> None:
    recorded(browser)
    page = browser.get("/privacy-centre/data/special")
    for told in (FILLED["text"], "a disability or my health", "Deleted at once when you withdraw your consent"):
        assert told in page.text
    assert browser.get(page.links()["Correct"]).path == PLACE


def token(page: Page) -> str:
    return page.select("//input[@name='csrf_token']/@value")[0]


def browser_today() -> date:
    return datetime.now(UTC).date()
