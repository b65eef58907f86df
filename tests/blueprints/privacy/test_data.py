from __future__ import annotations

from enum import Enum

import pytest
from flask import Flask
from sqlmodel import select

from blueprints.privacy.case_words import CASE_WORDS
from blueprints.privacy.codes import spoken
from blueprints.privacy.places import PLACES
from blueprints.privacy.presentation import slug_of
from blueprints.privacy.values import words_of
from models.account import OutgoingMail
from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.privacy import Category, Tier
from models.professional import Professional
from models.resume import Experience
from services.audit import ACTIONS
from services.mail import MailTemplate
from services.publication.pseudonyms import Pseudonym, pseudonym_name
from services.rights.audience import categories_in_use
from services.rights.titles import TITLES
from services.rights.walk import State, holdings, rows_about
from tests.factories_privacy import NOW, add_account, enter, fill_everything
from tests.factories_published import add_public_profile
from tests.pages import Browser


@pytest.mark.parametrize("category", list(Category), ids=lambda category: category.value)
def test_every_category_page_renders_with_and_without_data(
    browser: Browser, app: Flask, database: Database, category: Category
) -> None:
    with database.write() as session:
        full, empty = add_account(session, "full"), add_account(session, "empty")
        planted = fill_everything(session, full, active=True)
    enter(browser, app, full)
    page = browser.get(f"/privacy-centre/data/{slug_of(category)}")
    assert page.status == 200
    with database.read() as session:
        held = [d for row in rows_about(session, full, categories=[category]) for d in row.data]
    assert bool(held) is (category in categories_in_use())
    text = page.text
    for datum in held:
        value = datum.value
        if datum.state is State.SHOWN and isinstance(value, str) and value.startswith("marker"):
            assert value in text, datum.column
        if datum.state is State.SECRET:
            assert str(planted["account", datum.column]) not in page.html
    enter(browser, app, empty)
    assert browser.get(f"/nl/privacy-centre/data/{slug_of(category)}").status == 200


def test_an_unknown_category_is_not_there(as_ana: Browser) -> None:
    assert as_ana.get("/privacy-centre/data/shoe-sizes").status == 404


def test_each_datum_has_its_source_and_the_way_to_correct_it(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre/data/contact")
    (line,) = page.select("//tr[th='First name']")
    cells = [" ".join("".join(cell.itertext()).split()) for cell in line.findall("td")]
    assert cells == ["Ana Why do you have this? First name Open the answer", "You gave it", "At a match"]
    (country,) = page.select("//tr[th='Country']/td[1]")
    assert "".join(country.itertext()).strip().startswith("Netherlands")
    assert {"/profile", "/account"} <= set(page.select("//section//a[starts-with(@aria-label, 'Correct')]/@href"))


def test_in_another_part_the_way_to_correct_leads_by_the_account(
    browser: Browser, app: Flask, database: Database, ben: str
) -> None:
    with database.write() as session:
        session.add(Experience(account_id=ben, title="Electrician"))
    enter(browser, app, ben)
    page = browser.get("/privacy-centre/data/profile")
    (way,) = page.select("//section//a[starts-with(@aria-label, 'Correct')]/@href")
    assert way == "/account"
    assert browser.get(way).status == 200


def test_a_secret_is_named_and_said_to_be_withheld(browser: Browser, app: Flask, database: Database) -> None:
    with database.write() as session:
        account_id = add_account(session, password_hash="hash of a password")
    enter(browser, app, account_id)
    page = browser.get("/privacy-centre/data/account")
    assert "hash of a password" not in page.html
    (cell,) = page.select("//tr[th='Password']/td[1]")
    assert "hand it to nobody" in "".join(cell.itertext())


def test_long_categories_go_on_by_page(as_ana: Browser, database: Database, ana: str) -> None:
    with database.write() as session:
        for number in range(23):
            session.add(Experience(account_id=ana, title=f"Title {number}."))
    first = as_ana.get("/privacy-centre/data/profile")
    second = as_ana.get(first.select("//a[@rel='next']/@href")[0])
    shown = [page.text.count("Title ") for page in (first, second)]
    assert shown == [20, 3]


def test_nobody_elses_data_are_on_the_page(as_ana: Browser, ben: str) -> None:
    for category in Category:
        page = as_ana.get(f"/privacy-centre/data/{slug_of(category)}")
        assert "ben@example.org" not in page.html
        assert "Tulip Energy" not in page.html


def test_every_table_that_holds_something_has_a_place() -> None:
    held = {holding.name for holding in holdings()}
    assert PLACES.keys() <= held
    # These go by the name of their category.
    assert held - TITLES.keys() == {"professional", "loginsession", "securityevent", "consententry"}


def test_codes_are_shown_in_words(as_ana: Browser, database: Database, ana: str) -> None:
    with database.write() as session:
        session.add(AuditEntry(account_id=ana, action="match.end", at=NOW))
        session.add(OutgoingMail(account_id=ana, template="request-received", created_at=NOW))
        session.add(
            Disclosure(
                account_id=ana,
                viewer_id=None,
                kind=DisclosureKind.STAFF_REVIEW,
                tier=2,
                reason="Review before publication",
                at=NOW,
            )
        )
        session.get_one(Professional, session.exec(select(Professional.id)).one()).day_rate = 55_000
        add_public_profile(session, "p-ana", ("sector", "J"), account_id=ana)
    log = as_ana.get("/nl/privacy-centre/data/disclosure-log").text
    assert "Review before publication" not in log and "match.end" not in log
    log = as_ana.get("/privacy-centre/data/disclosure-log").text
    assert "Ended a match" in log and "What verified clients see" in log
    account = as_ana.get("/privacy-centre/data/account").text
    assert "Told you that there was a request for you" in account
    assert "English" in account
    profile = as_ana.get("/privacy-centre/data/profile")
    assert "€550" in profile.text
    (pseudonym,) = profile.select("//tr[th='Pseudonym']")
    cells = ["".join(cell.itertext()).strip() for cell in pseudonym.findall("td")]
    assert cells[0].startswith(pseudonym_name(Pseudonym(1, 2), "en")) and cells[1] == "Drawn at random"


def test_every_code_that_is_stored_has_its_words(app: Flask) -> None:
    codes = {"action": ACTIONS, "template": [each.value for each in MailTemplate], "tier": [int(each) for each in Tier]}
    with app.test_request_context():
        silent = [(name, code) for name, known in codes.items() for code in known if spoken(name, code) is None]
    assert silent == []


@pytest.mark.parametrize("member", CASE_WORDS, ids=str)
def test_words_of_requests_are_not_those_of_something_else(app: Flask, member: Enum) -> None:
    """Two members with one value are equal to Python: the words of the later must not stand for both."""
    with app.test_request_context():
        assert words_of(member) == str(CASE_WORDS[member])
