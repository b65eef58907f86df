"""Why one datum is held: as a page and as a fragment, for every datum of one's own and for none of another's."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlmodel import Session, select

from blueprints.privacy.presentation import slug_of
from models.account import StaffRole
from models.client import Representative
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest
from models.privacy import Category
from models.professional import Professional
from services.rights.labels import in_one
from services.rights.walk import rows_about
from tests.factories_privacy import NOW, add_account, enter, fill_everything
from tests.pages import Browser, Page

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def log(session: Session, about: str, viewer: str, kind: DisclosureKind, tier: int, **values: str) -> None:
    session.add(Disclosure(account_id=about, viewer_id=viewer, kind=kind, tier=tier, at=NOW, **values))


def why(browser: Browser, database: Database, slug: str, column: str, table: type = Professional) -> Page:
    with database.read() as session:
        row_id = session.exec(select(table.id)).one()  # type: ignore[attr-defined]
    return browser.get(f"/privacy-centre/data/{slug}/{table.__name__.lower()}/{row_id}/{column}")


def test_every_datum_that_is_held_has_its_answer(browser: Browser, app: Flask, database: Database) -> None:
    with database.write() as session:
        account_id, other = add_account(session, "full"), add_account(session, "other")
        fill_everything(session, account_id, active=True)
    with database.read() as session:
        held = [
            (row, datum)
            for category in Category
            for row in rows_about(session, account_id, categories=[category])
            for datum in in_one(row.data)
        ]
    addresses = {
        f"/privacy-centre/data/{slug_of(datum.declared.category)}/{row.table}/{row.id}/{datum.column}"
        for row, datum in held
    }
    assert len(addresses) > 150
    enter(browser, app, account_id)
    # One of every table and category: the columns of one are told in the same way.
    for address in sorted({address.rsplit("/", 1)[0]: address for address in addresses}.values()):
        answer = browser.client.get(address, headers=PARTIAL)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 200, address
        assert "GDPR art." in text and "<html" not in text, address
    enter(browser, app, other)
    for address in sorted(addresses)[::10]:
        assert browser.client.get(address).status_code == 404, address


def test_what_does_not_exist_is_not_there(as_ana: Browser, database: Database) -> None:
    with database.read() as session:
        row_id = session.exec(select(Professional.id)).one()
    base = "/privacy-centre/data"
    for path in (
        f"{base}/contact/professional/{row_id}/account_id",
        f"{base}/contact/professional/{row_id}/password_hash",
        f"{base}/profile/professional/{row_id}/first_name",
        f"{base}/shoes/professional/{row_id}/first_name",
        f"{base}/contact/loginattempt/{row_id}/first_name",
        f"{base}/contact/professional/nobody/first_name",
    ):
        assert as_ana.get(path).status == 404, path


def test_the_recipients_are_those_who_could_read_this_very_datum(
    as_ana: Browser, database: Database, ana: str, ben: str
) -> None:
    with database.write() as session:
        eva = add_account(session, "eva", staff_role=StaffRole.VERIFIER)
        log(session, ana, ben, DisclosureKind.PROFILE_VIEW, 2, organisation_id="tulip")
        log(session, ana, eva, DisclosureKind.STAFF_REVIEW, 2, reason="Review before publication")
        log(session, ana, ana, DisclosureKind.PROFILE_VIEW, 3)
    name = why(as_ana, database, "contact", "first_name")
    assert "Nobody, as far as our log tells." in name.text
    country = why(as_ana, database, "contact", "country")
    assert "Anyone could read it" in country.text
    assert "Tulip Energy" in country.text and "By its owner" in country.text
    assert "Our staff (verifier)" in country.text and "Reason given: Review before publication" in country.text
    with database.write() as session:
        log(session, ana, ben, DisclosureKind.MATCH, 3, organisation_id="tulip")
    name = why(as_ana, database, "contact", "first_name")
    assert "Tulip Energy" in name.text and "Our staff" not in name.text.split("By their kind")[0]
    gender = why(as_ana, database, "personalia", "gender")
    assert "Tulip Energy" not in gender.text
    assert "Client organisations" not in gender.text, "nor is it said that such may receive it"


def test_it_says_where_from_until_when_and_what_to_do(as_ana: Browser, database: Database) -> None:
    page = why(as_ana, database, "contact", "first_name")
    assert page.title.startswith("Why we have: First name")
    assert "You gave it" in page.text
    assert "if you do not use your account from now on" in page.text
    assert page.links()["Correct it"] == "/profile"
    assert "Object to a use" in page.links()
    assert as_ana.get(page.links()["Name and contact details"]).status == 200


def test_both_sides_of_a_request_are_told_of_the_other(
    browser: Browser, app: Flask, database: Database, ana: str, ben: str
) -> None:
    with database.write() as session:
        parties = {"sender_id": ben, "organisation_id": "tulip", "account_id": ana}
        session.add(InterestRequest(message="Shall we talk?", created_at=NOW, expires_at=NOW, **parties))
    enter(browser, app, ana)
    assert "The other side: Tulip Energy" in why(browser, database, "working-data", "message", InterestRequest).text
    enter(browser, app, ben)
    mine = why(browser, database, "working-data", "message", InterestRequest).text
    assert "The other side: the professional you asked" in mine and "Ana" not in mine


@pytest.mark.parametrize(("tier", "told"), [(2, False), (3, True)])
def test_a_representative_is_told_who_got_their_name(
    browser: Browser, app: Flask, database: Database, ana: str, ben: str, tier: int, told: bool
) -> None:
    kind = DisclosureKind.MATCH if told else DisclosureKind.REQUEST
    with database.write() as session:
        session.add(Representative(account_id=ben, first_name="Ben", last_name="Bos"))
        log(session, ben, ana, kind, tier)
    enter(browser, app, ben)
    page = why(browser, database, "client-contact", "last_name", Representative)
    assert ("A professional you asked for a match" in page.text) is told
    assert "Lind" not in page.html


def test_the_data_page_leads_to_each_answer(as_ana: Browser) -> None:
    page = as_ana.get("/privacy-centre/data/contact")
    (details,) = page.select("//tr[th='First name']//details")
    address = details.xpath(".//a/@href")[0]
    assert details.get("hx-get") == address
    assert page.select(f"//*[@id='{details.get('hx-target')[1:]}']")
    assert as_ana.get(address).status == 200
