"""The officer's record of activities, companies with agreements, transfers, and what a law demanded."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdf
import pytest
from flask import Flask
from sqlmodel import select

from models.account import StaffRole
from models.database import Database
from models.disclosure import AuditEntry
from models.register import REGISTER
from services.rights.activities import MEASURES
from services.rights.audience import categories_in_use
from services.rights.holds import code_of
from tests.factories import Person, make_professional_account, make_staff
from tests.factories_privacy import enter
from tests.pages import Browser, Page

RECORD, PROCESSORS = "/staff/privacy/record", "/staff/privacy/processors"
TRANSFERS, DEMANDS = "/staff/privacy/transfers", "/staff/privacy/lawful-disclosures"
CLAUSES = b"%PDF-1.7 the clauses"
COMPANY = {
    "name": "Postduif", "purpose": "mail", "host": "SMTP.Postduif.example", "country": "NL",
    "signed_on": "2026-01-01", "safeguard": "none",
}  # fmt: skip
DEMAND = {
    "authority": "=Openbaar Ministerie", "ground": "Sv art. 126nd", "reference": "+42", "categories": ["P1", "P5b"],
    "disclosed_on": "2026-11-02",
}  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def officer(browser: Browser, app: Flask, database: Database) -> Person:
    with database.write() as session:
        person = make_staff(session, "dpo@platform.example", role=StaffRole.DPO, now=now())
    enter(browser, app, person.account_id)
    return person


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session, "mila@people.example", now=now() - timedelta(days=90))


def add(browser: Browser, **values: Any) -> Page:
    return browser.submit(browser.get(PROCESSORS), COMPANY | values, action=PROCESSORS)


def cells(browser: Browser, path: str) -> list[list[str]]:
    response = browser.client.get(path)
    assert response.mimetype == "text/csv" and response.headers["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "path", [RECORD, RECORD + ".csv", RECORD + ".pdf", PROCESSORS, TRANSFERS, DEMANDS, DEMANDS + ".csv"]
)
@pytest.mark.parametrize("role", [None, StaffRole.VERIFIER, StaffRole.MODERATOR])
def test_only_the_officer_comes_in(
    browser: Browser, app: Flask, database: Database, path: str, role: StaffRole | None
) -> None:
    with database.write() as session:
        someone = make_staff(session, now=now(), role=role) if role else make_professional_account(session, now=now())
    enter(browser, app, someone.account_id)
    assert browser.get(path).status == 404


def test_the_desk_leads_there(browser: Browser, officer: Person) -> None:
    links = browser.get("/staff").links().values()
    assert {RECORD, PROCESSORS, TRANSFERS, DEMANDS, "/notice/versions"} <= set(links)


@pytest.mark.parametrize("prefix", ["", "/nl"])
def test_the_record_is_whole_in_all_its_forms(browser: Browser, officer: Person, prefix: str) -> None:
    add(browser, name="Postduif", country="GB")
    page = browser.get(prefix + RECORD)
    table = cells(browser, prefix + RECORD + ".csv")
    document = pypdf.PdfReader(io.BytesIO(browser.client.get(prefix + RECORD + ".pdf").data))
    printed = " ".join(" ".join(each.extract_text() for each in document.pages).split())
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"] and document.trailer["/Root"]["/StructTreeRoot"]
    assert len(page.select("//section[starts-with(@id, 'activity-')]")) == len(table) - 1 == len(categories_in_use())
    assert [row[0] for row in table[1:]] == [each.value for each in categories_in_use()]
    for words in ("Postduif", "Verenigd Koninkrijk" if prefix else "United Kingdom", "GloPros B.V."):
        assert words in page.text and words in printed
    if not prefix:
        for category in categories_in_use():
            entry = REGISTER[category]
            for words in (entry.title, entry.retention.text, *entry.recipients, *(use.purpose for use in entry.uses)):
                assert words in page.text and words in printed and words in str(table), words
        assert all(each in page.text and each in str(table) for each in MEASURES)


def test_a_company_is_recorded_shown_and_ended(browser: Browser, officer: Person, database: Database) -> None:
    page = add(browser, subprocessors="Stroomhuis, power, Netherlands")
    assert "smtp.postduif.example" in page.text and "In force" in page.text
    public = browser.get("/notice/recipients")
    assert "Postduif" in public.text and "Stroomhuis" in public.text and "smtp.postduif" not in public.text
    (action,) = page.select("//main//form[contains(@action, '/end')]/@action")
    assert "From 1 January 2026 until" in browser.submit(page, action=action).text
    assert not browser.get(PROCESSORS).select("//main//form[contains(@action, '/end')]")
    assert browser.client.post(action).status_code == 422
    with database.read() as session:
        actions = set(session.exec(select(AuditEntry.action)))
    assert {"processor.recording", "processor.ending"} <= actions


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Fill in the name of the company."),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"host": "https://smtp.example/x"}, "This is no name of a server."),
        ({"host": "a b"}, "This is no name of a server."),
        ({"country": ""}, "Choose a country."),
        ({"signed_on": "soon"}, "Fill in the first day of the agreement."),
        ({"ends_on": "soon"}, "Not a valid date value."),
        ({"ends_on": "2025-12-31"}, "The agreement ends before it was signed."),
        ({"country": "IN"}, "does not find this country adequate"),
        ({"country": "US"}, "does not find this country adequate"),
        ({"country": "IN", "safeguard": "standard-clauses"}, "Add the text of the safeguards"),
        ({"purpose": "spying"}, "Not a valid choice."),
        (
            {"country": "IN", "safeguard": "standard-clauses", "copy": (io.BytesIO(b"\x00\xff"), "x.exe")},
            "This is no PDF and no plain text",
        ),
    ],
)
def test_a_company_that_may_not_be_recorded_is_refused_with_what_was_typed(
    browser: Browser, officer: Person, values: dict[str, Any], sentence: str
) -> None:
    page = add(browser, subprocessors="Typed by hand", **values)
    assert page.status == 422 and sentence in page.text and "Typed by hand" in page.text
    assert "No agreement is on record" in page.text


def test_a_copy_of_the_safeguards_is_for_anyone_with_an_account(
    browser: Browser, app: Flask, officer: Person, person: Person
) -> None:
    add(browser, country="IN", safeguard="standard-clauses", copy=(io.BytesIO(CLAUSES), '../evil".pdf'))
    assert "India" in browser.get(TRANSFERS).text
    (address,) = browser.get("/notice/recipients").select("//main//a[contains(@href, '/safeguards')]/@href")
    enter(browser, app, person.account_id)
    response = browser.client.get(address)
    assert response.data == CLAUSES and response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="safeguards.pdf"'
    assert browser.client.get(address.replace(address.split("/")[3], "a" * 26)).status_code == 404
    assert app.test_client().get(address).status_code == 303


def demand(browser: Browser, who: str, **values: Any) -> Page:
    return browser.submit(browser.get(DEMANDS), DEMAND | {"who": who} | values, action=DEMANDS)


def test_a_disclosure_is_recorded_and_its_person_reads_it(
    browser: Browser, app: Flask, officer: Person, person: Person
) -> None:
    page = demand(browser, person.email)
    assert page.status == 200 and code_of(person.account_id) in page.text and person.email not in page.text
    (_heading, row) = cells(browser, DEMANDS + ".csv")
    assert row[:5] == [
        code_of(person.account_id), "'=Openbaar Ministerie", "Sv art. 126nd", "'+42", "Account, Professional profile",
    ]  # fmt: skip
    enter(browser, app, person.account_id)
    for path in ("/privacy-centre/log", "/privacy-centre/data/disclosure-log"):
        text = browser.get(path).text
        assert "=Openbaar Ministerie" in text and "Sv art. 126nd" in text and "Professional profile" in text, path
    assert "was handed data about you, because a law demanded it" in browser.get("/privacy-centre/log").text


def test_what_may_not_be_told_is_nowhere_for_its_person(
    browser: Browser, app: Flask, officer: Person, person: Person
) -> None:
    later = (now() + timedelta(days=40)).date().isoformat()
    assert "Told from" in demand(browser, code_of(person.account_id), silent_until=later).text
    enter(browser, app, person.account_id)
    for path in ("/privacy-centre", "/privacy-centre/log", "/privacy-centre/data/disclosure-log"):
        text = browser.get(path).text
        assert "Openbaar Ministerie" not in text and "law demanded" not in text, path


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"who": "nobody@people.example"}, "No account has this e-mail address or code."),
        ({"who": ""}, "Fill in the e-mail address of the account, or its code."),
        ({"authority": " "}, "Fill in to which authority."),
        ({"ground": "x" * 301}, "at most 300 characters"),
        ({"categories": []}, "Choose at least one kind of data."),
        ({"categories": ["Z9"]}, "Choose one of the list."),
        ({"disclosed_on": "2999-01-01"}, "Choose a day that is not in the future"),
        ({"disclosed_on": ""}, "Fill in the day."),
        ({"silent_until": "2020-01-01"}, "Choose a day in the future"),
    ],
)
def test_a_disclosure_that_makes_no_sense_is_refused(
    browser: Browser, officer: Person, person: Person, values: dict[str, Any], sentence: str
) -> None:
    page = demand(browser, **{"who": person.email, "reference": "Typed by hand"} | values)
    assert page.status == 422 and sentence in page.text
    assert page.select("//input[@name='reference']/@value") == ["Typed by hand"]
    assert "No authority was handed anything." in page.text
