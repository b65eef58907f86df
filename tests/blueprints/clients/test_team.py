"""The team over HTTP: inviting, joining with a new account or an old one, roles, and what a removed member opens."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from blueprints.access import SAFE, Audience, access_of
from config import Config
from models.client import MemberRole, Organisation
from models.database import Database
from services import invitation_mails, team
from services.aliases import alias_of
from tests.factories import KEYS, PASSWORD, Person, delivered, make_professional_account
from tests.factories_matches import acting, handle_of, log_in, make_ana, make_jip
from tests.factories_work import describe, make_colleague
from tests.pages import Browser

EMAIL = "lou@client.example"
READERS_MAY = {
    "clients.update_representative",
    "clients.leave",
    "conversations.create_report",
    "conversations.update_settings",
    "notifications.update_settings",
    "searches.create",
    "searches.alert",
    "searches.deletion",
    "work.choose_recommendations",
}
"""What somebody who only reads may change: their own name, that they are in the team, and what is theirs alone."""


@pytest.fixture
def jip(database: Database) -> Person:
    with database.write() as session:
        return make_jip(session)


def _invited(browser: Browser, database: Database, config: Config, role: str = "member") -> str:
    """Invite, send the mail as the worker would, and give the path of its link."""
    from sqlmodel import select

    from models.team import TeamInvitation

    page = browser.submit(
        browser.get("/organisation/team"), {"email": EMAIL, "role": role}, action="/organisation/team/invitations"
    )
    assert page.status == 200 and EMAIL in page.text
    with database.read() as session:
        row = session.exec(select(TeamInvitation)).one()
    invitation_mails.deliver(database, config, row.id, now=row.invited_at)
    [text] = delivered(database, config, EMAIL)
    link = re.search(r"/invitation/\w+", text)
    assert link is not None
    return link.group()


def test_a_newcomer_joins_with_a_name_and_a_password(
    app: Flask, database: Database, config: Config, jip: Person
) -> None:
    link = _invited(log_in(app, jip), database, config, "viewer")
    browser = Browser(app.test_client())
    page = browser.get(link)
    assert "Sjabloon Bouw" in page.text and EMAIL in page.text
    assert browser.submit(page, {"first_name": "", "last_name": "", "password": "short"}).status == 422
    joined = browser.submit(page, {"first_name": "Lou", "last_name": "Vlonder", "password": PASSWORD})
    assert joined.path == "/organisation/dashboard" and "You are here as: Viewer" in joined.text
    assert browser.get(link).status == 410
    again = Browser(app.test_client())
    assert again.get(link).status == 410
    assert again.log_in(EMAIL, PASSWORD).path == "/organisation/dashboard"


def test_whoever_has_an_account_logs_in_and_nobody_else_joins(
    app: Flask, database: Database, config: Config, jip: Person
) -> None:
    with database.write() as session:
        lou = make_professional_account(session, EMAIL)
        other = make_professional_account(session, "other@people.example")
    link = _invited(log_in(app, jip), database, config)
    assert "Log in with it, then accept." in Browser(app.test_client()).get(link).text
    stranger = log_in(app, other)
    assert "for another address" in stranger.get(link).text
    token = stranger.get("/account").select("//input[@name='csrf_token']/@value")[0]
    assert stranger.client.post(link, data={"csrf_token": token}).status_code == 422
    browser = log_in(app, lou)
    joined = browser.submit(browser.get(link), {"first_name": "Lou", "last_name": "Vlonder"})
    assert joined.path == "/organisation/dashboard" and "You are here as: Member" in joined.text


def test_a_removed_member_opens_nothing_at_the_next_request(app: Flask, database: Database, jip: Person) -> None:
    with database.write() as session:
        ana, kim = make_ana(session), make_colleague(session, jip, MemberRole.MEMBER)
        work_id = describe(session, jip).id
        assert ana.account_id
    of_kim, of_jip = log_in(app, kim), log_in(app, jip)
    paths = ("/organisation", "/organisation/dashboard", "/organisation/team", f"/work/{work_id}", "/requests")
    assert [of_kim.get(path).status for path in paths] == [200] * len(paths)
    with database.read() as session:
        member_id = next(
            each.id for each in team.members(session, jip.organisation_id) if each.account_id == kim.account_id
        )
    asked = of_jip.get(f"/organisation/team/members/{member_id}/removal")
    assert "they read nothing of the organisation any more" in asked.text
    assert "no longer in your team" in of_jip.submit(asked).text
    for path in paths:
        for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
            assert of_kim.client.get(path, headers=headers).status_code == 404
            assert of_kim.client.head(path, headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (MemberRole.OWNER, "By its owner"),
        (MemberRole.MEMBER, "By a member"),
        (MemberRole.VIEWER, "By somebody who may read for it"),
    ],
)
def test_the_professional_reads_in_which_role_somebody_looked(
    app: Flask, database: Database, jip: Person, role: MemberRole, words: str
) -> None:
    with database.write() as session:
        ana, kim = make_ana(session), make_colleague(session, jip, role)
        key = session.get_one(Organisation, jip.organisation_id).alias_key
        address = f"/talent/{alias_of(key, handle_of(session, ana.account_id)).id}"
    assert log_in(app, kim).get(address).status == 200
    log = log_in(app, ana).get("/privacy-centre/log")
    assert "Sjabloon Bouw" in log.text and words in log.text


def test_the_last_owner_is_told_what_is_needed(app: Flask, database: Database, jip: Person) -> None:
    browser = log_in(app, jip)
    assert "You are the only one who acts for this organisation" in browser.get("/organisation/team/departure").text
    with database.write() as session:
        make_colleague(session, jip, MemberRole.VIEWER)
    refused = browser.submit(browser.get("/organisation/team/departure"))
    assert refused.status == 422 and "A team needs an owner" in refused.text
    [value] = refused.select("//select[@name='successor']/option[text()='Kim Sluiswachter']/@value")
    left = browser.submit(refused, {"successor": value}, action="/organisation/team/departure")
    assert left.path == "/account" and browser.get("/organisation").status == 404


def test_whoever_only_reads_changes_nothing_of_the_organisation(app: Flask, database: Database, jip: Person) -> None:
    """From the app's own routes: one that lets clients change something lets members do so, or is named here."""
    unsafe = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods
        and rule.methods - {*SAFE}
        and (found := access_of(app, rule.endpoint)) is not None
        and Audience.CLIENTS in found.audiences
    }
    assert unsafe == READERS_MAY
    with database.write() as session:
        kim = make_colleague(session, jip, MemberRole.VIEWER)
        assert acting(session, kim).may_act is False
    app.config["WTF_CSRF_ENABLED"] = False
    browser = log_in(app, kim)
    for path in ("/work", "/requests", "/organisation/team/invitations", "/organisation/edit", "/work/form"):
        assert browser.client.post(path).status_code == 404, path
    assert browser.get("/organisation/edit").status == 404
    page = browser.get("/organisation/team")
    assert "jip@client.example" in page.text and not page.select("//main//form")
    assert KEYS
