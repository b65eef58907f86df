"""The professional's side: what would change, signing, changing what the page shows, the contract, leaving."""

from __future__ import annotations

import io

from flask import Flask
from pypdf import PdfReader
from sqlmodel import select

from models.database import Database
from models.partner import PartnerContract
from services import partners
from tests.factories import Person, make_professional_account
from tests.factories_matches import log_in
from tests.factories_partners import join_programme

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_a_contract_is_read_signed_and_kept(app: Flask, database: Database, ana: Person) -> None:
    browser = log_in(app, ana)
    page = browser.get("/partner-programme")
    assert "Now: anyone reads this" in page.text and "As a partner: anyone reads this" in page.text
    assert "Anabel Kwartel, “you”" in page.text and "Costs. None, for either side." in page.text
    assert page.select("//input[@name='address']/@value") == ["anabel-kwartel"]
    on = page.select("//input[@name='shown'][@checked]/@value")
    assert "skills" in on and not {"email", "phone", "rate", "company"} & set(on)
    joined = browser.submit(page, {"agreed": "y", "name": "Anabel Kwartel"}, action="/partner-programme")
    assert joined.path == "/partners/anabel-kwartel" and "your page is public from now on" in joined.text
    own = browser.get("/partner-programme")
    (address,) = [href for name, href in own.links().items() if name.startswith("Contract of")]
    with database.read() as session:
        signed = session.exec(select(PartnerContract)).one()
        assert signed.sha256 == partners.fingerprint(signed.text) and "Anabel Kwartel" in signed.text
    document = browser.client.get(address)
    assert document.mimetype == "application/pdf"
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(document.data)).pages)
    assert signed.sha256 in text.replace("\n", "") and "Anabel Kwartel" in text
    with database.write() as session:
        other = make_professional_account(session)
    assert log_in(app, other).client.get(address).status_code == 404


def test_nothing_typed_is_lost_where_something_is_wrong(app: Flask, database: Database, ana: Person) -> None:
    browser = log_in(app, ana)
    page = browser.get("/partner-programme")
    typed = {"address": "kwartel!", "name": "Bella Kwartel", "agreed": "y", "shown": ["skills", "phone"]}
    refused = browser.submit(page, {**typed, "address": "!"}, action="/partner-programme")
    assert refused.status == 422
    assert refused.select("//input[@name='name']/@value") == ["Bella Kwartel"]
    assert refused.select("//input[@name='shown'][@checked]/@value") == ["skills", "phone"]
    assert "Sign with your name as it is in your personalia" in refused.text
    refused = browser.submit(page, {**typed, "name": "Anabel Kwartel", "address": "!"}, action="/partner-programme")
    assert refused.status == 422 and "Choose an address of 3 to 40" in refused.text
    refused = browser.submit(page, {**typed, "agreed": []}, action="/partner-programme")
    assert refused.status == 422 and "Say that you have read the contract" in refused.text
    changed = browser.submit(
        page, {**typed, "name": "Anabel Kwartel", "contract": "0" * 64}, action="/partner-programme"
    )
    assert changed.status == 422 and "The contract has changed" in changed.text
    with database.read() as session:
        assert session.exec(select(PartnerContract)).all() == []


def test_the_preview_follows_what_is_switched_on(app: Flask, ana: Person) -> None:
    browser = log_in(app, ana)
    token = browser.get("/partner-programme").select("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "shown": ["skills"]}
    answer = browser.client.post("/partner-programme/preview", data=sent, headers=FRAGMENT)
    text = answer.get_data(as_text=True)
    assert "Python" in text and "Zwolle" not in text and "<html" not in text
    unknown = browser.client.post("/partner-programme/preview", data=sent | {"shown": ["skills", "shoe-size"]})
    assert unknown.status_code == 200 and "Python" in unknown.text
    refused = browser.client.post("/partner-programme", data=sent | {"shown": ["shoe-size"]})
    assert refused.status_code == 422


def test_a_partner_changes_the_page_and_leaves(app: Flask, database: Database, ana: Person) -> None:
    with database.write() as session:
        join_programme(session, ana, address="ana")
    browser = log_in(app, ana)
    page = browser.get("/partner-programme")
    wrong = browser.submit(page, {"address": "?"}, action="/partner-programme/page")
    assert wrong.status == 422 and "Choose an address of 3 to 40" in wrong.text
    saved = browser.submit(page, {"address": "kwartel", "shown": ["rate"]}, action="/partner-programme/page")
    assert "Your page was changed." in saved.text
    text = browser.get("/partners/kwartel").text
    assert "640" in text and "Python" not in text
    assert "Anyone reads your page under your own name." in browser.get("/profile").text
    confirm = browser.get("/partner-programme/leaving")
    assert "Your page is gone at once" in confirm.text
    left = browser.submit(confirm, action="/partner-programme/leaving")
    assert left.path == "/partner-programme" and "You left the programme." in left.text
    assert "Ended on" in left.text and browser.client.get("/partners/kwartel").status_code == 410
    assert "You are pseudonymous again from the next round on" in browser.get("/profile").text
    assert browser.get("/partner-programme/leaving").path == "/partner-programme"
    again = browser.client.post("/partner-programme/page", data={"csrf_token": _token(left)})
    assert again.status_code == 303


def test_who_was_not_reviewed_reads_what_comes_first(app: Flask, database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
    page = log_in(app, person).get("/partner-programme")
    assert "Have your profile reviewed and published first" in page.text
    assert not page.select("//form[@action='/partner-programme']")


def _token(page) -> str:  # type: ignore[no-untyped-def]
    return str(page.select("//input[@name='csrf_token']/@value")[0])
