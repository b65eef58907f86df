"""The officer's desk of retention: the dry run without names, and holds that stop the purge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import Account, StaffRole
from models.database import Database
from models.disclosure import AuditEntry
from models.resume import Experience
from models.retention import LegalHold
from services.files import FileStore
from services.rights.keeping import Keeper
from services.rights.periods import ZONE, first_moment
from services.rights.retention import clock_of
from tests.factories import Person, delivered, make_professional_account, make_staff
from tests.factories_privacy import enter
from tests.factories_retention import ids_in, make_left, officer_of, purge, reader_of
from tests.pages import Browser, Page

RETENTION, HOLDS = "/staff/privacy/retention", "/staff/privacy/holds"
REASON = "A client disputes an invoice of March."


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def officer(browser: Browser, app: Flask, database: Database) -> Person:
    with database.write() as session:
        person = make_staff(session, "dpo@platform.example", role=StaffRole.DPO, now=now())
    enter(browser, app, person.account_id)
    return person


@pytest.fixture
def leaver(database: Database) -> Person:
    """Somebody whose contents went yesterday, were it not for a hold."""
    with database.write() as session:
        return make_left(session, "mila", now() - timedelta(days=190))


def hold(browser: Browser, email: str, *, until: str = "", **values: str) -> Page:
    day = until or (now() + timedelta(days=100)).date().isoformat()
    form = {"email": email, "ground": "legal-claim", "reason": REASON, "until": day, **values}
    return browser.submit(browser.get(HOLDS), form, action=HOLDS)


@pytest.mark.parametrize("path", [RETENTION, HOLDS])
def test_only_the_officer_comes_in(browser: Browser, app: Flask, database: Database, path: str) -> None:
    with database.write() as session:
        verifier = make_staff(session, now=now())
    enter(browser, app, verifier.account_id)
    assert browser.get(path).status == 404


@pytest.mark.usefixtures("officer")
def test_the_dry_run_lists_who_is_due_by_code(browser: Browser, database: Database, leaver: Person) -> None:
    page = browser.get(RETENTION)
    assert leaver.account_id[:8].upper() in page.text and "Contents of accounts 1 due" in page.text
    assert leaver.email not in page.html and leaver.account_id not in page.html and "Voorbeeld" not in page.html
    with database.read() as session:
        assert ids_in(session, Experience), "looking deletes nothing"


def test_what_a_hold_covers_moves_to_the_legal_store_until_it_is_lifted(
    browser: Browser, database: Database, config: Config, officer: Person, leaver: Person, tmp_path: Path
) -> None:
    page = hold(browser, leaver.email)
    assert REASON in page.text and leaver.email not in page.text
    assert "1 of them goes to the legal store" in browser.get(RETENTION).text
    assert REASON in delivered(database, config, leaver.email)[-1]
    with database.read() as session:
        actions = session.exec(select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.account_id)).all()
        assert actions == [("hold.setting", officer.account_id, leaver.account_id)]
        hold_id = session.exec(select(LegalHold.id)).one()
    keeper, reader = Keeper.of(config), officer_of(config)
    with database.write() as session:
        keeper.keep_held(session, [leaver.account_id], now=now())
    assert [matter.id for matter in reader.matters()] == [keeper.matter_of(hold_id)]
    browser.submit(browser.get(HOLDS), action=f"{HOLDS}/{hold_id}/lifting")
    assert "usual periods" in delivered(database, config, leaver.email)[-1]
    assert reader.matters() == []
    purge(database, FileStore((tmp_path / "files").as_uri()), now())
    with database.read() as session:
        assert not ids_in(session, Experience) and not ids_in(session, LegalHold)
    assert reader.matters() == []


@pytest.mark.usefixtures("officer")
def test_a_hold_ends_by_itself(browser: Browser, database: Database, leaver: Person, tmp_path: Path) -> None:
    store, day = FileStore((tmp_path / "files").as_uri()), (now() + timedelta(days=30)).date()
    hold(browser, leaver.email, until=day.isoformat())
    end = first_moment(day)
    purge(database, store, end - timedelta(microseconds=1))
    with database.read() as session:
        assert not ids_in(session, Experience) and not ids_in(session, LegalHold), "nothing of it is in the product"
    kept = reader_of(database, store).records()
    assert "Developer" in [record.content["values"].get("title") for record in kept]
    assert {record.content["person"]["email"] for record in kept} == {leaver.email}
    purge(database, store, end)
    assert reader_of(database, store).records() == []


@pytest.mark.usefixtures("officer")
def test_a_secret_hold_is_nowhere_that_the_person_reads(
    browser: Browser, app: Flask, database: Database, config: Config
) -> None:
    with database.write() as session:
        person = make_professional_account(session, now=now())
        clock = clock_of(session, person.account_id, now=now(), told=True)
    hold(browser, person.email, secret="y", until=(now() + timedelta(days=5000)).date().isoformat())
    assert delivered(database, config, person.email) == []
    with database.read() as session:
        assert clock_of(session, person.account_id, now=now(), told=True).held_until == clock.held_until
        assert clock_of(session, person.account_id, now=now()).held_until is not None
        assert session.exec(select(AuditEntry.account_id)).all() == [None]
    enter(browser, app, person.account_id)
    for path in ("/privacy-centre", "/privacy-centre/data/disclosure-log", "/privacy-centre/data/account"):
        assert REASON not in browser.get(path).text and "must keep" not in browser.get(path).text


@pytest.mark.usefixtures("officer")
def test_who_is_held_openly_reads_why(browser: Browser, app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, now=now())
    hold(browser, person.email)
    enter(browser, app, person.account_id)
    assert "We must keep your data until" in browser.get("/privacy-centre").text
    page = browser.get("/privacy-centre/data/disclosure-log")
    assert REASON in page.text and "A legal claim" in page.text


@pytest.mark.usefixtures("officer", "leaver")
@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"email": "nobody@people.example"}, "No account has this"),
        ({"until": "2020-01-01"}, "Choose an end in the future"),
        ({"reason": " "}, "Fill in the reason"),
        ({"until": "soon"}, "Until"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser: Browser, values: dict[str, str], problem: str) -> None:
    form = {"email": "mila@people.example", "ground": "legal-claim", "reason": REASON, "until": "2099-01-01", **values}
    page = browser.submit(browser.get(HOLDS), form, action=HOLDS)
    assert page.status == 422 and problem in page.text
    assert page.select("//input[@name='email']")[0].get("value") == form["email"]


def test_the_countdown_is_on_the_pages_of_the_privacy_centre(browser: Browser, app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        session.get_one(Account, person.account_id).last_active_at = datetime(2030, 8, 31, 10, tzinfo=UTC)
    enter(browser, app, person.account_id)
    page = browser.get("/privacy-centre")
    assert page.select("//*[@id='until']//tbody[2]//time/text()") == [
        "1 August 2031",
        "24 August 2031",
        "31 August 2031",
        "29 February 2032",
        "31 August 2036",
    ]
    assert "29 February 2032" in browser.get("/privacy-centre/data/profile").text
    assert "31 augustus 2036" in browser.get("/nl/privacy-centre/data/contact").text
    sessions = browser.get("/privacy-centre/data/sessions")
    gone = (now().astimezone(ZONE) + timedelta(days=90)).strftime("Gone on %-d %B %Y")
    assert gone in sessions.text
