"""The consents one by one, a receipt of each, and a button that withdraws what is in force."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from flask import Flask
from sqlmodel import select

from models.consent import ConsentEntry
from models.database import Database
from services.consents import wording_hash
from tests.factories import Person
from tests.factories_privacy import NOW, enter
from tests.factories_retention import make_consent
from tests.pages import Browser, Page

HISTORY = "/privacy-centre/consents"
SWITCH = "/privacy-centre/consents/ai-training"


def give(browser: Browser, prefix: str = "") -> Page:
    browser.submit(browser.get(f"{prefix}/privacy-centre"), {"given": "1"}, action=prefix + SWITCH)
    return browser.get(prefix + HISTORY)


def entries(database: Database) -> list[ConsentEntry]:
    with database.read() as session:
        return list(session.exec(select(ConsentEntry).order_by(ConsentEntry.at)))


def test_it_is_empty_at_first(as_ana: Browser) -> None:
    assert "You gave no consent yet" in as_ana.get(HISTORY).text


def test_one_press_withdraws_what_one_press_gave(as_ana: Browser, database: Database) -> None:
    page = give(as_ana)
    assert "In force" in page.text
    (address,) = page.select("//form[contains(@action, '/withdrawal')]/@action")
    page = as_ana.submit(page, action=address)
    assert page.path == HISTORY
    assert not page.select("//form[contains(@action, '/withdrawal')]")
    given, withdrawn = entries(database)
    assert (given.given, withdrawn.given) == (True, False)
    assert given.wording_hash == withdrawn.wording_hash
    assert as_ana.get("/privacy-centre").select("//input[@role='switch']/@checked") == []


@pytest.mark.parametrize("prefix", ["", "/nl"], ids=["English", "Dutch"])
def test_the_receipt_has_the_words_their_hash_the_notice_the_form_and_the_moment(
    as_ana: Browser, database: Database, prefix: str
) -> None:
    page = give(as_ana, prefix)
    (entry,) = entries(database)
    (link,) = page.select("//a[contains(@href, 'receipt.pdf')]/@href")
    response = as_ana.client.get(link)
    assert response.headers["Content-Disposition"] == 'attachment; filename="consent-receipt.pdf"'
    assert response.mimetype == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(response.data))
    assert "/StructTreeRoot" in reader.trailer["/Root"], "tagged"
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    words = page.select("string(//details/p)")
    assert wording_hash(words) == entry.wording_hash
    told = ("".join(words.split()), entry.wording_hash, str(entry.notice_version), entry.id, entry.at.isoformat()[:19])
    assert [each for each in told if each not in text] == []
    assert ("hetprivacycentrum" if prefix else "theprivacycentre") in text
    assert "Lind" not in text and "ana@" not in text
    assert list(dict(reader.metadata or {})) == ["/Title"]


def test_an_entry_older_than_the_keeping_of_words_has_a_receipt_too(
    as_ana: Browser, database: Database, ana: str
) -> None:
    with database.write() as session:
        entry = make_consent(session, Person(ana, ""), True, NOW)
        assert entry.notice_version is None
    page = as_ana.get(HISTORY)
    (link,) = page.select("//a[contains(@href, 'receipt.pdf')]/@href")
    data = as_ana.client.get(link).data
    text = "".join(pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().split())
    assert "onlytheirfingerprintisleft" in text and "0" * 64 in text


def test_receipts_and_withdrawals_are_ones_own(as_ana: Browser, app: Flask, database: Database, ben: str) -> None:
    give(as_ana)
    (entry,) = entries(database)
    enter(as_ana, app, ben)
    token = as_ana.get("/privacy-centre").select("//input[@name='csrf_token']/@value")[0]
    for id_ in (entry.id, "nothing", "x" * 500):
        assert as_ana.client.get(f"{HISTORY}/{id_}/receipt.pdf").status_code == 404
        answer = as_ana.client.post(f"{HISTORY}/{id_}/withdrawal", data={"csrf_token": token})
        assert answer.status_code == 404
    assert as_ana.client.get(f"{HISTORY}/{entry.id}/withdrawal").status_code in (404, 405)
    assert "Training AI" not in as_ana.get(HISTORY).text
    assert len(entries(database)) == 1


def test_a_long_history_goes_on_by_page(as_ana: Browser, database: Database, ana: str) -> None:
    with database.write() as session:
        for number in range(21):
            make_consent(session, Person(ana, ""), number % 2 == 0, NOW.replace(minute=number))
    first = as_ana.get(HISTORY)
    second = as_ana.get(first.select("//a[@rel='next']/@href")[0])
    assert [len(page.select("//main//ol/li")) for page in (first, second)] == [20, 1]
    assert len(re.findall("In force", first.text + second.text)) == 1
