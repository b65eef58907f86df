"""Until when it is kept: the purge, holds, the countdown, and what leaves with an account."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from config import Config
from models.account import Account
from models.consent import ConsentEntry
from models.database import Database
from models.privacy import Category
from models.survey import Survey, SurveyAnswer, SurveyInvitation, SurveyParticipation
from services.files import FileStore
from services.rights import purge_plan
from services.rights.periods import MOMENT
from services.rights.retention import row_ends
from services.rights.walk import holdings, rows_about
from tests.factories import NOW, make_professional_account, make_staff
from tests.factories_retention import ids_in, make_hold, purge, reader_of
from tests.factories_surveys import answer_all, invite, make_survey

TABLES = (SurveyInvitation, SurveyParticipation, SurveyAnswer)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "files").as_uri())


@pytest.fixture
def person(database: Database, config: Config) -> str:
    with database.write() as session:
        account_id = make_professional_account(session).account_id
        session.get_one(Account, account_id).last_active_at = NOW + 3650 * DAY
        survey_id, staff_id = make_survey(session), make_staff(session).account_id
    invite(database, config, survey_id, staff_id=staff_id)
    with database.write() as session:
        answer_all(session, account_id, survey_id)
    return account_id


def rows(session: Session) -> list[int]:
    return [len(ids_in(session, table)) for table in TABLES]


def test_all_of_it_goes_at_the_stated_end_as_the_countdown_says(
    database: Database, store: FileStore, person: str
) -> None:
    with database.read() as session:
        end = session.exec(select(Survey)).one().ends_at
        for table in TABLES:
            holding = next(each for each in holdings() if each.name == table.__tablename__)
            ids = ids_in(session, table)
            shown = row_ends(session, holding, Category.SURVEYS, account_id=person, ids=ids, now=NOW)
            assert ids and shown == dict.fromkeys(ids, end)
        (rule,) = [each for each in purge_plan.plan(session, now=end) if each.key == "ended"]
        assert (rule.number, rule.held) == (6, 0)
    purge(database, store, end - MOMENT)
    with database.read() as session:
        assert rows(session) == [1, 1, 4]
    purge(database, store, end)
    with database.read() as session:
        assert rows(session) == [0, 0, 0]
        assert ids_in(session, ConsentEntry), "the proof of the consent is kept for its own period"


def test_a_hold_has_it_kept_apart(database: Database, store: FileStore, person: str) -> None:
    with database.write() as session:
        end = session.exec(select(Survey)).one().ends_at
        account = make_professional_account(session, "other@people.example")
        make_hold(session, account, since=NOW, until=end + 10 * DAY)
        for table in (SurveyInvitation,):
            session.exec(select(table)).one().account_id = account.account_id
    purge(database, store, end)
    with database.read() as session:
        assert rows(session) == [0, 0, 0]
    assert {each.content["table"] for each in reader_of(database, store).records()} == {"surveyinvitation"}


def test_the_proof_of_the_consent_goes_five_years_after_the_stated_end(
    database: Database, store: FileStore, person: str
) -> None:
    with database.read() as session:
        end = session.exec(select(Survey)).one().ends_at
    for days, kept in ((5 * 365 - 2, True), (5 * 366, False)):
        purge(database, store, end + days * DAY)
        with database.read() as session:
            assert bool(ids_in(session, ConsentEntry)) is kept


def test_the_conversation_is_among_the_data_of_the_person(database: Database, person: str) -> None:
    with database.read() as session:
        found = list(rows_about(session, person, categories=[Category.SURVEYS]))
    told = {(row.table, datum.column): datum.value for row in found for datum in row.data}
    assert told["surveyinvitation", "survey"] == "Finding work"
    assert told["surveyinvitation", "why"].startswith("registered as a professional")
    said = {
        datum.value for row in found for datum in row.data if (row.table, datum.column) == ("surveyanswer", "answer")
    }
    assert said == {"Searching", "Explorer; Chat", "4", "A map."}


def test_it_goes_with_the_account_where_that_goes_first(database: Database, store: FileStore, person: str) -> None:
    with database.write() as session:
        survey = session.exec(select(Survey)).one()
        survey.ends_at = NOW + 4000 * DAY
        session.get_one(Account, person).deactivated_at = NOW
    purge(database, store, NOW + 5 * 366 * DAY)
    with database.read() as session:
        assert session.get(Account, person) is None
        assert rows(session) == [0, 0, 0]
