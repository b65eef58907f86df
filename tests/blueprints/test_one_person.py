"""The switch of a one-person business on the page of its organisation, and what it changes in the privacy centre."""

from __future__ import annotations

import pytest
from flask import Flask

from models.client import MemberRole, Membership
from models.database import Database
from tests.factories import Person, make_account, make_client
from tests.factories_privacy import enter
from tests.pages import Browser

EDIT = "/organisation/edit"
SWITCH = "/organisation/one-person-business"
DATA = "/privacy-centre/data/client-personalia"


@pytest.fixture
def jip(browser: Browser, app: Flask, database: Database) -> Person:
    with database.write() as session:
        person = make_client(session, organisation="Sjabloon Bouw")
    enter(browser, app, person.account_id)
    return person


def test_switched_on_the_company_is_on_the_data_page_and_off_it_is_not(browser: Browser, jip: Person) -> None:
    assert "Sjabloon Bouw" not in browser.get(DATA).select("string(//main)")
    page = browser.submit(browser.get(EDIT), {"on": "1"}, action=SWITCH)
    assert page.path == EDIT
    assert page.select(f"//form[@action='{SWITCH}']//input[@role='switch']/@checked")
    data = browser.get(DATA)
    assert "Sjabloon Bouw" in data.select("string(//main)") and "Your one-person business" in data.text
    assert browser.get(data.links()["Correct"]).status == 200
    page = browser.submit(page, {"on": []}, action=SWITCH)
    assert not page.select(f"//form[@action='{SWITCH}']//input[@role='switch']/@checked")
    assert "Sjabloon Bouw" not in browser.get(DATA).select("string(//main)")


def test_the_switch_answers_with_itself_where_scripts_ask(browser: Browser, jip: Person) -> None:
    form = browser.get(EDIT).form(SWITCH)
    data = {"csrf_token": form.find(".//input[@name='csrf_token']").get("value"), "on": "1"}
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    answer = browser.client.post(SWITCH, data=data, headers=headers).get_data(as_text=True)
    assert "<html" not in answer and "checked" in answer


def test_a_member_has_no_switch_and_an_owner_with_members_is_told_why_not(
    browser: Browser, app: Flask, database: Database, jip: Person
) -> None:
    with database.write() as session:
        member = make_account(session, "member@client.example")
        session.add(
            Membership(account_id=member.account_id, organisation_id=jip.organisation_id, role=MemberRole.MEMBER)
        )
    answer = browser.submit(browser.get(EDIT), {"on": "1"}, action=SWITCH)
    assert answer.status == 422
    assert "Several people act for this organisation" in answer.text
    assert answer.select("//input[@id='name']/@value") == ["Sjabloon Bouw"]
    enter(browser, app, member.account_id)
    page = browser.get("/privacy-centre")
    token = page.select("//input[@name='csrf_token']/@value")[0]
    assert browser.client.post(SWITCH, data={"csrf_token": token, "on": "1"}).status_code == 404
