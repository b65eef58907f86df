"""Registering and confirming over HTTP, through the mails that are really sent."""

from __future__ import annotations

import re

import pytest
from sqlmodel import func, select

from config import Config
from models.account import Account
from models.client import Organisation, Representative, VerificationState
from models.database import Database
from models.professional import Professional
from services.accounts import email_digest
from tests.factories import KEYS, PASSWORD, Person, delivered, make_account, make_professional_account
from tests.pages import Browser, Page

CLIENT = {
    "first_name": "Jip",
    "last_name": "Sjabloon",
    "organisation": "Sjabloon Bouw",
    "email": "jip@client.example",
    "password": PASSWORD,
}
PROFESSIONAL = {"first_name": "Rowan", "last_name": "Voorbeeld", "email": "rowan@people.example", "password": PASSWORD}


def link_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", text)
    assert found, text
    return found[1]


def register(browser: Browser, kind: str, values: dict[str, str]) -> Page:
    return browser.submit(browser.get(f"/register/{kind}"), values)


def account_of(database: Database, email: str) -> Account:
    with database.read() as session:
        return session.exec(select(Account).where(Account.email_digest == email_digest(KEYS, email))).one()


def test_professional_registers_and_confirms_by_the_mailed_link(
    browser: Browser, database: Database, config: Config
) -> None:
    assert register(browser, "professional", PROFESSIONAL).path == "/register/sent"
    link = link_in(delivered(database, config, PROFESSIONAL["email"])[0])

    page = browser.get(link)
    assert account_of(database, PROFESSIONAL["email"]).confirmed_at is None, "opening the link must not confirm"

    assert browser.submit(page, {"password": "somebody else's password"}).status == 422
    assert account_of(database, PROFESSIONAL["email"]).confirmed_at is None, "another's registration is not confirmed"
    assert browser.submit(page, {"password": PASSWORD}).path == "/login"
    assert account_of(database, PROFESSIONAL["email"]).confirmed_at is not None
    assert browser.log_in(PROFESSIONAL["email"], PASSWORD).path == "/profile"
    with database.read() as session:
        assert session.exec(select(Professional)).one().last_name == "Voorbeeld"


def test_client_registers_with_an_unverified_organisation(browser: Browser, database: Database) -> None:
    register(browser, "client", CLIENT)
    with database.read() as session:
        organisation = session.exec(select(Organisation)).one()
        assert (organisation.name, organisation.state) == ("Sjabloon Bouw", VerificationState.UNVERIFIED)
        assert session.exec(select(Representative)).one().first_name == "Jip"


@pytest.mark.parametrize(("kind", "values"), [("client", CLIENT), ("professional", PROFESSIONAL)])
def test_known_address_gets_the_same_answer_and_its_owner_a_note(
    browser: Browser, database: Database, config: Config, kind: str, values: dict[str, str]
) -> None:
    first = register(browser, kind, values)
    delivered(database, config, values["email"])
    second = register(browser, kind, values | {"email": values["email"].upper(), "password": "another long password"})

    assert (first.status, first.path, first.html) == (second.status, second.path, second.html)
    texts = delivered(database, config, values["email"])
    assert len(texts) == 2
    assert "It has an account already" in texts[-1]
    assert browser.log_in(values["email"], PASSWORD).path != "/login", "the first password must stay"
    with database.read() as session:
        assert session.exec(select(func.count(Account.id))).one() == 1


def test_owner_is_not_flooded_with_notes(browser: Browser, database: Database, config: Config) -> None:
    for _ in range(6):
        register(browser, "professional", PROFESSIONAL)
    assert len(delivered(database, config, PROFESSIONAL["email"])) == 4


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": "too short"}, "This password is too short: make it 12 characters or more."),
        ({"password": "x" * 129}, "This password is too long: leave at most 128 characters."),
        ({"email": "rowan at people"}, "This is not an e-mail address"),
        ({"first_name": " "}, "Fill in your first name."),
    ],
)
def test_mistake_is_told_and_what_was_typed_stays_except_the_password(
    browser: Browser, wrong: dict[str, str], sentence: str
) -> None:
    page = register(browser, "professional", PROFESSIONAL | wrong)
    assert page.status == 422
    assert sentence in page.text
    assert page.select("//input[@name='last_name']/@value") == ["Voorbeeld"]
    assert not any(page.select("//input[@name='password']/@value"))


def test_link_is_sent_again_to_who_waits_for_it(browser: Browser, database: Database, config: Config) -> None:
    with database.write() as session:
        waits = make_account(session, confirmed=False)
        done = make_professional_account(session)
    answers = [
        browser.submit(browser.get("/confirmation"), {"email": email})
        for email in (waits.email, done.email, "nobody@people.example")
    ]
    assert len({answer.text for answer in answers}) == 1
    assert link_in(delivered(database, config, waits.email)[0]).startswith("/confirmation/")
    assert delivered(database, config, done.email) == []


def test_forged_confirmation_confirms_nothing(browser: Browser, database: Database) -> None:
    with database.write() as session:
        person: Person = make_account(session, confirmed=False)
    forged = KEYS.sign("another purpose", person.account_id, email_digest(KEYS, person.email))
    assert browser.get(f"/confirmation/{forged}").status == 410


def test_mail_is_in_the_language_of_the_registration(browser: Browser, database: Database, config: Config) -> None:
    browser.submit(browser.get("/nl/register/professional"), PROFESSIONAL)
    assert link_in(delivered(database, config, PROFESSIONAL["email"])[0]).startswith("/nl/confirmation/")
