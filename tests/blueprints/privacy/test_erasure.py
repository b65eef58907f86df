"""Erasure over HTTP: what is shown is what happens, the password every time, a link that asks once more, and after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlmodel import select

from config import Config
from models.account import Account, StaffRole
from models.client import MemberRole, Membership, Organisation
from models.database import Database
from models.erasure import Erasure, ErasureState
from models.match import InterestRequest
from models.newsletter import Subscriber, SuppressedAddress
from services import smtp
from services.receipt_signing import is_ours, signed
from services.rights.erasure_plan import Fate, plan_of
from tests.factories import PASSWORD, SECRET_KEY, Person, delivered, make_client, make_professional_account, make_staff
from tests.factories_erasure import confirm_erasure, erase, now, subscribe
from tests.factories_matches import make_ana, make_jip
from tests.factories_privacy import enter
from tests.factories_published import make_match
from tests.factories_retention import ids_in, make_consent
from tests.pages import Browser, Page

PAGE = "/privacy-centre/erasure"


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session, now=datetime.now(UTC))


def ask(browser: Browser, password: str = PASSWORD) -> Page:
    return browser.submit(browser.get(PAGE), {"password": password}, action=PAGE)


def link_in(database: Database, config: Config, person: Person, containing: str) -> str:
    words = delivered(database, config, person.email)[-1].split()
    return next(word for word in words if containing in word).removeprefix(config.base_url)


def state_of(database: Database) -> ErasureState | None:
    with database.read() as session:
        return session.exec(select(Erasure.state)).first()


def test_the_password_is_asked_for_in_the_form_however_fresh(browser: Browser, app: Flask, person: Person) -> None:
    enter(browser, app, person.account_id)
    page = browser.get(PAGE)
    assert page.path == PAGE and page.select("//input[@type='password']")
    for given, said in (("", "Fill in your password."), ("wrong-password", "That is not your password.")):
        refused = ask(browser, given)
        assert refused.status == 422 and said in refused.text and "Have it all erased" in refused.text
    for _attempt in range(10):
        last = ask(browser, "wrong-password")
    assert last.status == 429 and "Too many failed attempts" in last.text


def test_from_asking_to_changing_ones_mind(
    browser: Browser, app: Flask, database: Database, config: Config, person: Person
) -> None:
    enter(browser, app, person.account_id)
    assert "Look in your mail" in ask(browser).text
    link = link_in(database, config, person, "/account/erasure/")
    stranger = Browser(app.test_client())
    for _time in range(2):
        assert "Confirm that you want to be erased" in stranger.get(link).text
    assert state_of(database) is ErasureState.ASKED, "following the link changes nothing yet"
    assert "You are hidden now" in stranger.submit(stranger.get(link), action=link).text
    assert state_of(database) is ErasureState.WAITING
    assert stranger.get(link).status == 410, "it confirms once"
    assert browser.get("/account").path == "/login", "logged out everywhere"
    logged_in = browser.log_in(person.email, PASSWORD)
    day = (now() + timedelta(days=7)).astimezone().year
    assert "You asked to be erased" in logged_in.text and str(day) in logged_in.text
    assert link_in(database, config, person, "/account/return/")
    kept = browser.submit(logged_in)
    assert kept.path == "/login" and state_of(database) is ErasureState.WITHDRAWN
    assert browser.log_in(person.email, PASSWORD).path == "/profile"


def test_what_is_previewed_is_what_the_receipt_says(
    browser: Browser, app: Flask, database: Database, config: Config, person: Person
) -> None:
    with database.write() as session:
        make_match(session, make_client(session), person)
        make_consent(session, person, True, now())
        subscribe(session, person.email)
    enter(browser, app, person.account_id)
    page = browser.get(PAGE)
    with database.read() as session:
        subscriber = session.exec(select(Subscriber.id)).one()
        plan = plan_of(session, person.account_id, subscriber_id=subscriber, now=now())
    assert {item.table for item in plan.of(Fate.OTHERS)} >= {"interestrequest", "match"}
    for item in plan.items:
        assert item.title in page.text and item.why in page.text, item
    assert "1 match ends" in page.text and "an account that no longer exists" in page.text
    erase(database, config, person.account_id)
    (receipt,) = [mail for mail in smtp.read_mailbox(config.mailbox) if mail["To"] == person.email]
    plain, pdf = receipt.iter_attachments()
    assert pdf.get_filename() == "erasure-receipt.pdf" and pdf.get_content().startswith(b"%PDF")
    written = plain.get_content()
    for item in plan.items:
        assert item.title in written and item.why in written, item
    assert "Rowan" not in written and person.email not in written and person.account_id not in written
    assert is_ours(written, SECRET_KEY)
    with database.read() as session:
        assert not ids_in(session, Subscriber) and len(ids_in(session, SuppressedAddress)) == 1


def test_anyone_checks_a_receipt(browser: Browser) -> None:
    receipt = signed("Receipt of an erasure\nSkills: 3 rows", SECRET_KEY)
    again = receipt.replace("\n", "\r\n  ")
    for pasted, ours in ((receipt, True), (again, True), (receipt.replace("3", "4"), False), ("nothing", False)):
        page = browser.submit(browser.get("/erasure-receipt"), {"receipt": pasted}, action="/erasure-receipt")
        assert page.status == 200
        assert ("signature is ours" in page.text) is ours and ("not a receipt of ours" in page.text) is not ours
    empty = browser.submit(browser.get("/erasure-receipt"), {"receipt": " "}, action="/erasure-receipt")
    assert empty.status == 422 and "Paste the text" in empty.text


def test_registering_again_brings_nothing_back(
    browser: Browser, app: Flask, database: Database, config: Config, person: Person
) -> None:
    erase(database, config, person.account_id)
    values = {"first_name": "Rowan", "last_name": "Opnieuw", "email": person.email, "password": "another-good-one"}
    browser.submit(browser.get("/register/professional"), values)
    link = link_in(database, config, person, "/confirm")
    browser.submit(browser.get(link), {"password": "another-good-one"})
    assert browser.log_in(person.email, "another-good-one").path == "/profile"
    with database.read() as session:
        (account,) = session.exec(select(Account)).all()
        assert account.id != person.account_id and not ids_in(session, Erasure)
    assert app.test_client().get("/talent").status_code == 200, "the ledger does not know the new account"


def test_an_organisation_goes_with_who_alone_represents_it(
    browser: Browser, app: Flask, database: Database, config: Config, person: Person
) -> None:
    with database.write() as session:
        client = make_client(session)
        make_match(session, client, person)
    enter(browser, app, client.account_id)
    assert "1 organisation is represented by you alone" in browser.get(PAGE).text
    erase(database, config, client.account_id)
    with database.read() as session:
        request = session.exec(select(InterestRequest)).one()
        assert not ids_in(session, Organisation)
        assert (request.organisation_id, request.sender_id) == (None, None)
        assert session.execute(text("SELECT message FROM interestrequest")).scalar_one() is None
        assert request.account_id == person.account_id
    enter(browser, app, person.account_id)
    listed = browser.get("/requests")
    assert "an organisation that no longer exists" in listed.text
    shown = browser.get(f"/requests/{request.id}")
    assert "an account that no longer exists" not in shown.title
    assert "had an account that no longer exists" in shown.text and "Sjabloon" not in shown.text
    assert browser.get("/privacy-centre").status == browser.get("/privacy-centre/log").status == 200
    assert browser.client.post(f"/requests/{request.id}/end").status_code in (422, 303)


def test_an_organisation_with_colleagues_stays_and_the_professional_becomes_nobody(
    browser: Browser, app: Flask, database: Database, config: Config
) -> None:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        colleague = make_client(session, "colleague@client.example", organisation="Other")
        member = Membership(
            account_id=colleague.account_id, organisation_id=jip.organisation_id, role=MemberRole.MEMBER
        )
        session.add(member)
        make_match(session, jip, ana)
    erase(database, config, ana.account_id)
    enter(browser, app, jip.account_id)
    listed = browser.get("/requests").text
    assert "an account that no longer exists" in listed and "Anabel" not in listed and "Match ended" in listed
    with database.read() as session:
        request_id = session.exec(select(InterestRequest.id)).one()
    shown = browser.get(f"/requests/{request_id}")
    assert "Their profile and contact details are gone" in shown.text and "Booking" not in shown.text.split("Known")[0]
    assert "represented by you alone" not in browser.get(PAGE).text
    erase(database, config, jip.account_id)
    with database.read() as session:
        assert jip.organisation_id in ids_in(session, Organisation)


def test_a_deactivated_account_is_erased_by_way_back_password_and_mail(
    browser: Browser, database: Database, config: Config, person: Person
) -> None:
    browser.log_in(person.email, PASSWORD)
    browser.submit(browser.get("/account/deactivation"), action="/account/deactivation")
    back = browser.log_in(person.email, PASSWORD)
    page = browser.get(back.links()["Have your account and data erased"])
    assert "Have it all erased" in page.text
    refused = browser.submit(page, {"password": "wrong-password"}, action=page.path)
    assert refused.status == 422 and "not your password" in refused.text
    browser.submit(page, {"password": PASSWORD}, action=page.path)
    link = link_in(database, config, person, "/account/erasure/")
    browser.submit(browser.get(link), action=link)
    assert state_of(database) is ErasureState.WAITING
    assert browser.get(page.path).status == 410


def test_staff_and_strangers_erase_nobody(browser: Browser, app: Flask, database: Database, person: Person) -> None:
    assert browser.get(PAGE).path == "/login"
    with database.write() as session:
        officer = make_staff(session, role=StaffRole.DPO, now=now())
    enter(browser, app, officer.account_id)
    refused = ask(browser)
    assert refused.status == 422 and "Have your role ended first" in refused.text
    for path in ("/account/erasure/forged", "/account/return/forged/erasure"):
        assert browser.get(path).status == 410
        assert browser.client.post(path).status_code in (410, 422)
    assert state_of(database) is None


def test_while_it_waits_nothing_else_changes_for_others(browser: Browser, app: Flask, database: Database) -> None:
    """As at a deactivation: hidden, but a match is ended only when the day has come."""
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        make_match(session, jip, ana)
        confirm_erasure(session, ana.account_id, at=now())
    enter(browser, app, jip.account_id)
    listed = browser.get("/requests").text
    assert "Anabel" not in listed and "no longer exists" not in listed
