"""Company data are data about a person only where the company is that person: with the switch on, and not off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from models.account import Account
from models.client import MemberRole, Membership, Organisation
from models.database import Database
from models.privacy import Category
from models.professional import Professional
from services import one_person
from services.errors import NotFound
from services.files import FileStore
from services.professionals import change_details
from services.rights.access import copy_of
from services.rights.retention import clock_of, row_ends
from services.rights.tally import tally
from services.rights.walk import holdings, rows_about
from tests.factories import NOW, Person, make_account, make_client, make_professional_account
from tests.factories_copies import written
from tests.factories_retention import purge

CONTROLLER = {"name": "GloPros B.V.", "address": "Herengracht 124", "email": "desk@example.org"}
COMPANY = {"company_name", "company_registration"}
POSITIONS = pytest.mark.parametrize("on", [True, False], ids=["on", "off"])


@pytest.fixture
def jip(database: Database) -> Person:
    with database.write() as session:
        return make_client(session)


def switch(database: Database, person: Person, on: bool) -> None:
    with database.write() as session:
        one_person.switch(session, person.organisation_id, on, account_id=person.account_id, now=NOW)


@POSITIONS
def test_the_switch_brings_company_data_into_walk_count_and_copy(database: Database, jip: Person, on: bool) -> None:
    switch(database, jip, True)
    switch(database, jip, on)
    with database.read() as session:
        walked = {row.table for row in rows_about(session, jip.account_id)}
        counted = {each.table for each in tally(session, jip.account_id)}
        copied = {
            row["kind"]
            for category in written(copy_of(session, jip.account_id, now=NOW, controller=CONTROLLER))["categories"]
            for row in category["rows"]
        }
    assert [("organisation" in found) for found in (walked, counted, copied)] == [on, on, on]
    assert {"membership", "representative"} <= walked & counted & copied


def test_with_it_on_the_company_has_an_end_and_goes_with_its_person(
    database: Database, jip: Person, tmp_path: Path
) -> None:
    switch(database, jip, True)
    with database.write() as session:
        session.get_one(Account, jip.account_id).deactivated_at = NOW
        (row,) = (each for each in rows_about(session, jip.account_id) if each.table == "organisation")
        held = next(each for each in holdings() if each.name == "organisation")
        category = Category.CLIENT_PERSONALIA
        ends = row_ends(session, held, category, account_id=jip.account_id, ids=[row.id], now=NOW)
        end = clock_of(session, jip.account_id, now=NOW).end_of(category)
    assert ends == {jip.organisation_id: end} and end is not None
    store = FileStore((tmp_path / "files").as_uri())
    for now, left in ((end - timedelta(seconds=1), 1), (end, 0)):
        purge(database, store, now)
        with database.read() as session:
            assert len(session.exec(select(Organisation.id)).all()) == left


def test_only_the_owner_of_an_organisation_without_others_may_switch(database: Database, jip: Person) -> None:
    with database.write() as session:
        stranger, member = make_client(session, "other@client.example"), make_account(session, "member@client.example")
    with pytest.raises(NotFound):
        switch(database, Person(stranger.account_id, "", organisation_id=jip.organisation_id), True)
    with database.write() as session:
        session.add(
            Membership(account_id=member.account_id, organisation_id=jip.organisation_id, role=MemberRole.MEMBER)
        )
    with pytest.raises(NotFound):
        switch(database, Person(member.account_id, "", organisation_id=jip.organisation_id), True)
    with pytest.raises(one_person.SeveralMembers):
        switch(database, jip, True)
    with database.read() as session:
        assert one_person.is_on(session, jip.organisation_id, account_id=jip.account_id) is False
        assert one_person.is_on(session, jip.organisation_id, account_id=member.account_id) is None


@POSITIONS
def test_a_professionals_company_is_about_them_only_with_the_switch_on(database: Database, on: bool) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        row = session.get_one(Professional, person.professional_id)
        row.one_person_business, row.company_name, row.company_registration = on, "Rowan Advies", "12345678"
    with database.read() as session:
        walked = {d.column for row in rows_about(session, person.account_id) for d in row.data}
        counted = sum(each.details for each in tally(session, person.account_id) if each.table == "professional")
        copied = str(written(copy_of(session, person.account_id, now=NOW, controller=CONTROLLER)))
    assert (walked >= COMPANY, "Rowan Advies" in copied) == (on, on)
    assert counted == (5 if on else 3)


def test_switching_it_off_empties_what_only_stood_there_under_it(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        company = {"company_name": "Rowan Advies", "company_registration": "12345678"}
        change_details(session, person.account_id, {"one_person_business": True, **company})
        row = session.get_one(Professional, person.professional_id)
        assert row.company_name == "Rowan Advies"
        change_details(session, person.account_id, {"one_person_business": False, **company})
        assert (row.company_name, row.company_registration, row.first_name) == (None, None, "Rowan")
