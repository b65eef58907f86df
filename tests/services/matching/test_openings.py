"""What opens at a match is what the declarations say: announced item by item, and read by the other side."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Column

from models.account import Account
from models.client import Representative
from models.privacy import Tier, personal_columns
from models.sealing import table_of
from services import disclosure, match_openings
from tests.factories_matches import REPRESENTATIVE, ask, leave, make_ana, make_jip

PERSON_TABLES = disclosure.MATCHED_TABLES[:2]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.write() as writing:
        yield writing


def opened_by_match(table) -> list[tuple[Column, str]]:
    pairs = personal_columns(table_of(table.__mapper__))
    return [(column, declared.label) for column, declared in pairs if declared.tier is Tier.MATCHED]


def test_every_column_that_a_match_opens_is_announced_as_shown_or_as_left_out(session):
    ana = make_ana(session)
    session.flush()
    announced = {opening.part: opening for opening in match_openings.openings(session, ana.account_id)}
    assert set(announced) == {"person", "experience", "skill"}
    person = announced["person"]
    said = [match_openings.SAID[label] for table in PERSON_TABLES for _column, label in opened_by_match(table)]
    assert sorted([*person.shown, *person.empty]) == sorted(set(said))
    assert {"your name", "e-mail address", "city", "headline"} <= set(person.shown)
    assert {"phone number", "company name"} <= set(person.empty)
    assert announced["skill"].shown == ("names as you wrote them", "years of use")
    assert announced["experience"].number == 1
    assert announced["experience"].shown.count("dates") == 1
    assert "dates" not in announced["experience"].empty


@pytest.mark.parametrize("table", disclosure.MATCHED_TABLES, ids=lambda table: table.__tablename__)
def test_everything_that_opens_is_said_in_the_words_of_a_person(table):
    assert [label for _column, label in opened_by_match(table) if label not in match_openings.SAID] == []


def test_the_representative_opens_with_what_the_declarations_open(session):
    ana, jip = make_ana(session), make_jip(session)
    request = ask(session, jip, ana, now=NOW)
    details = match_openings.representative(session, request)
    declared = [column.name for table in (Representative, Account) for column, _label in opened_by_match(table)]
    assert [detail.name for detail in details] == declared
    values = {detail.name: detail.value for detail in details}
    assert f"{values['first_name']} {values['last_name']}" == REPRESENTATIVE
    assert values["email"] == jip.email
    leave(session, jip)
    session.flush()
    assert match_openings.representative(session, request) == ()
