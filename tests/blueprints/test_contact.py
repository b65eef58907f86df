"""Writing without an account: the same answer to every address, a code, and the request behind a signed link."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.case import CaseKind, CaseOutcome, Letter, Proof, RightsRequest
from models.database import Database
from services.rights import proving
from tests.factories import KEYS, Person, make_account
from tests.factories_cases import STRANGER, case_mails_to, code_in, decide
from tests.factories_matches import log_in
from tests.pages import Browser, Page

FORM = "/contact/requests"


def write(browser: Browser, kind: str = "access", **values: str) -> Page:
    given = {"text": "What do you hold about me?", "name": "Vera", "email": STRANGER, **values}
    return browser.submit(browser.get(f"{FORM}?kind={kind}"), given, action=FORM)


def now() -> datetime:
    return datetime.now(UTC)


def test_from_the_form_to_the_decision(browser: Browser, database: Database, config: Config) -> None:
    page = write(browser)
    assert page.status == 200 and page.path.startswith("/contact/proof/")
    assert STRANGER not in page.html and "Vera" not in page.html
    code = code_in(case_mails_to(database, config, STRANGER, now=now())[-1])
    wrong = browser.submit(page, {"code": f"{(int(code) + 1) % 10**6:06}"}, action=page.path)
    assert wrong.status == 422 and "This code does not work." in wrong.text
    page = browser.submit(wrong, {"code": code}, action=wrong.path)
    assert page.status == 200 and page.path.startswith("/contact/requests/")
    assert "What do you hold about me?" in page.text and "Waits for our answer" in page.text
    page = browser.submit(page, {"add-text": "Also old mails."}, action=f"{page.path}/additions")
    assert "Also old mails." in page.text
    with database.write() as session:
        case = session.exec(select(RightsRequest)).one()
        assert (case.proof, case.code_tries) == (Proof.CODE, 1), "the failed try was kept"
        decide(session, case, CaseOutcome.GRANTED, "Nothing but this request.", now=now())
    mail = case_mails_to(database, config, STRANGER, now=now())[-1]
    found = re.search(r"http\S+(/contact/requests/\S+)", mail)
    assert found and "Nothing but this request." in mail
    page = browser.get(found[1])
    assert "Done as asked" in page.text and "Nothing but this request." in page.text


def test_a_known_address_gets_the_same_answer(app: Flask, database: Database) -> None:
    with database.write() as session:
        make_account(session, "known@people.example")
    pages = [write(Browser(app.test_client()), email=each) for each in ("known@people.example", STRANGER)]
    known, unknown = (re.sub(r"/proof/[\w.-]+|value=\"[\w.-]+\"", "", page.html) for page in pages)
    assert known == unknown
    for path in [page.path for page in pages]:
        token = path.rsplit("/", 1)[1]
        for wrong in (f"/contact/requests/{token}", f"/contact/proof/{token}x", "/contact/proof/forged"):
            assert Browser(app.test_client()).get(wrong).status == 404


def test_the_link_of_the_form_opens_nothing_once_somebody_else_proved_it(
    app: Flask, database: Database, config: Config
) -> None:
    stranger, owner = Browser(app.test_client()), Browser(app.test_client())
    page = write(stranger)
    mail = case_mails_to(database, config, STRANGER, now=now())[-1]
    link = re.search(r"http\S+(/contact/proof/\S+)", mail)
    assert link
    owner.submit(owner.get(link[1]), {"code": code_in(mail)}, action=link[1])
    after = stranger.get(page.path)
    assert "What do you hold about me?" not in after.text and "leads to it" in after.text
    assert stranger.get(page.path.replace("/proof/", "/requests/")).status == 404


def test_an_unproven_request_cannot_be_followed_or_changed(browser: Browser, database: Database) -> None:
    write(browser)
    with database.read() as session:
        case_id = session.exec(select(RightsRequest.id)).one()
    token = proving.following_token(KEYS, case_id)
    assert browser.get(f"/contact/requests/{token}").status == 404
    form = browser.get(FORM)
    csrf = form.select("//input[@name='csrf_token']/@value")[0]
    for act in ("additions", "withdrawal"):
        answer = browser.client.post(f"/contact/requests/{token}/{act}", data={"csrf_token": csrf, "add-text": "x"})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"email": ""}, "so that we can answer"),
        ({"email": "no address"}, "not an e-mail address"),
        ({"email": "a@b.nl\r\nBcc: all@people.example"}, "not an e-mail address"),
        ({"text": ""}, "Write what you want."),
        ({"text": "x" * 5001}, "at most 5000 characters"),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"phone": "1" * 41}, "at most 40 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    browser: Browser, database: Database, values: dict[str, str], told: str
) -> None:
    page = write(browser, "complaint", **values)
    assert page.status == 422 and told in page.text
    assert page.select("//input[@id='name']/@value") == [values.get("name", "Vera")]
    assert page.select("//select[@id='kind']/option[@selected]/@value") == ["complaint"]
    with database.read() as session:
        assert session.exec(select(Letter)).all() == []


@pytest.mark.parametrize("kind", ["question", "complaint"])
def test_a_letter_is_taken_in_without_proof(browser: Browser, database: Database, kind: str) -> None:
    page = write(browser, kind)
    assert page.path == "/contact/received"
    with database.read() as session:
        letter = session.exec(select(Letter)).one()
        assert (letter.kind, letter.email, letter.account_id) == (CaseKind(kind), STRANGER, None)


def test_who_gives_a_number_only_is_called(browser: Browser, database: Database) -> None:
    page = write(browser, email="", phone="+31 20 555 0199")
    assert page.path == "/contact/received" and "we call you" in page.text
    with database.read() as session:
        assert session.exec(select(RightsRequest)).one().proof is None


def test_after_many_messages_a_network_waits(browser: Browser) -> None:
    for _number in range(10):
        assert write(browser, "question").status == 200
    page = write(browser, "question")
    assert page.status == 422 and "Wait 15 minutes" in page.text
    assert page.select("string(//textarea[@id='text'])").strip() == "What do you hold about me?"


def test_a_new_code_ends_the_one_before(browser: Browser, database: Database, config: Config) -> None:
    page = write(browser)
    first = code_in(case_mails_to(database, config, STRANGER, now=now())[-1])
    for _again in range(4):
        page = browser.submit(page, action=f"{page.path}/codes")
        assert "a new code is on its way" in page.text, "the answer is the same when there were too many"
    mails = case_mails_to(database, config, STRANGER, now=now())
    assert len(mails) == 3
    codes = [code_in(mail) for mail in mails]
    assert codes[0] == first
    assert browser.submit(page, {"code": first}, action=page.path).status == (200 if first == codes[-1] else 422)


def test_who_has_an_account_asks_there(app: Flask, database: Database) -> None:
    with database.write() as session:
        person: Person = make_account(session)
    page = log_in(app, person).get(f"{FORM}?kind=erasure")
    assert page.path == "/privacy-centre/requests/new"
    assert page.select("//select[@id='kind']/option[@selected]/@value") == ["erasure"]


def test_pages_of_a_request_are_not_for_search_engines_or_caches(browser: Browser) -> None:
    page = write(browser)
    for each in (page, browser.get(FORM)):
        assert "all" not in each.response.headers.get("X-Robots-Tag", "")
        assert "no-store" in each.response.headers["Cache-Control"]
        assert each.response.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
