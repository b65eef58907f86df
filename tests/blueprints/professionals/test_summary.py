"""The draft of the summary on the preview: sentences left out and included again, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from models.account import Account
from models.database import Database
from models.processor import ProcessorPurpose
from models.publication import VerifiedProfile
from models.summary import Decision, Summary, SummaryMethod, SummaryState
from services.passwords import hash_password
from services.processors import record_agreement
from services.publication.summary_drafts import id_of
from tests.factories import NOW, PASSWORD, Person
from tests.factories_published import make_published
from tests.pages import Browser

PREVIEW = "/profile/preview?as=verified"


@pytest.fixture
def person(database: Database, browser: Browser) -> Person:
    with database.write() as session:
        person = make_published(session)
        session.get_one(Account, person.account_id).password_hash = hash_password(PASSWORD)
    browser.log_in(person.email, PASSWORD)
    return person


def told(database: Database, language: str = "en") -> str:
    with database.verified() as session:
        return session.exec(select(VerifiedProfile)).one().summaries.get(language, {}).get("text", "")


def sentences(browser: Browser, language: str = "en") -> list[str]:
    return browser.get(PREVIEW).select(f"//section[@id='summary']//li//span[@lang='{language}']/text()")


def test_the_draft_is_shown_in_both_languages_and_nowhere_else(person: Person, browser: Browser) -> None:
    assert "years of experience" in sentences(browser)[0]
    assert "jaar ervaring" in sentences(browser, "nl")[0]
    assert "sentence by sentence" not in browser.get("/profile/preview").text
    assert "sentence by sentence" not in browser.get("/profile/preview?as=matched").text


def test_a_sentence_is_left_out_and_included_again(database: Database, person: Person, browser: Browser) -> None:
    first = sentences(browser)[0]
    address = "/profile/left-out-sentences"
    button = browser.get(PREVIEW).select(f"//form[@action='{address}']//button/@value")[0]
    page = browser.submit(browser.get(PREVIEW), {"sentence": button}, action=address)
    assert (page.status, page.path) == (200, "/profile/preview")
    assert first not in told(database)
    assert first not in "".join(page.select("//section[@aria-labelledby='work']//p/text()"))
    assert first in sentences(browser)
    page = browser.submit(browser.get(PREVIEW), {"sentence": button}, action=f"{address}/deletion")
    assert first in "".join(page.select("//section[@aria-labelledby='work']//p/text()"))
    assert "Changed since you approved it." in page.text
    assert first not in told(database)


def test_a_sentence_that_is_not_in_the_draft_is_not_found(person: Person, browser: Browser) -> None:
    address = "/profile/left-out-sentences"
    assert browser.submit(browser.get(PREVIEW), {"sentence": "x"}, action=address).status == 404
    assert browser.submit(browser.get(PREVIEW), {"language": "fr", "sentence": "x"}, action=address).status == 404


def test_no_language_model_is_mentioned_where_none_is_offered(person: Person, browser: Browser) -> None:
    assert "language model" not in browser.get(PREVIEW).text


def offer(app: Flask, database: Database) -> None:
    app.config["PLATFORM"] = replace(app.config["PLATFORM"], ai_url="http://127.0.0.1:9/v1", ai_model="small-1")
    with database.write() as session:
        record_agreement(
            session,
            name="Taalmodel BV",
            purpose=ProcessorPurpose.SUMMARIES,
            host="127.0.0.1",
            signed_on=NOW.date() - timedelta(days=400),
            ends_on=None,
            country="NL",
            today=NOW.date(),
        )


def test_another_wording_is_asked_for_and_waits(
    app: Flask, database: Database, person: Person, browser: Browser
) -> None:
    offer(app, database)
    page = browser.submit(browser.get(PREVIEW), action="/profile/model-draft")
    assert "The language model is writing" in page.text
    with database.read() as session:
        asked = session.exec(select(Summary).where(Summary.method == SummaryMethod.MODEL)).all()
    assert {(row.language, row.state) for row in asked} == {
        (language, SummaryState.REQUESTED) for language in ("en", "nl")
    }


def test_sentences_of_a_language_model_are_labelled_and_wait(
    app: Flask, database: Database, person: Person, browser: Browser
) -> None:
    offer(app, database)
    browser.submit(browser.get(PREVIEW), action="/profile/model-draft")
    with database.write() as session:
        for row in session.exec(select(Summary).where(Summary.method == SummaryMethod.MODEL, Summary.language == "en")):
            row.state, row.model = SummaryState.WRITTEN, "small-1"
            row.sentences = [{"text": "Works with Python.", "decision": Decision.OPEN.value}]
    page = browser.get(PREVIEW)
    assert "A language model wrote sentences" in page.text
    assert "Not included yet" in page.text
    assert "Works with Python." not in "".join(page.select("//section[@aria-labelledby='work']//p/text()"))
    sentence = {"sentence": id_of("Works with Python.")}
    page = browser.submit(page, sentence, action="/profile/left-out-sentences/deletion")
    assert "Written by a language model" in page.text
    page = browser.submit(browser.get(PREVIEW), action="/profile/model-draft/deletion")
    assert "Works with Python." not in page.text
