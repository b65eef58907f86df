"""Who is eligible, and who never is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from config import Config
from models.account import Account
from models.database import Database
from models.objection import ObjectionState
from models.privacy import Interest
from models.survey import SurveyAudience
from services import smtp
from services.rights import objections
from services.rights.holds import code_of
from services.surveys import eligibility, inviting, objecting, overview
from services.surveys.eligibility import Criteria
from tests.factories import NOW, Person, make_account, make_client, make_professional_account, make_staff
from tests.factories_published import make_match
from tests.factories_surveys import invite, invited, make_survey

DAY = timedelta(days=1)
EVERYONE = Criteria(SurveyAudience.EVERYONE)


def ids(session: Session, criteria: Criteria) -> set[str]:
    return {each.account_id for each in eligibility.eligible(session, criteria, now=NOW)}


def test_who_objects_is_deactivated_or_unconfirmed_is_never_eligible(database: Database) -> None:
    with database.write() as session:
        there = make_professional_account(session, "there@people.example")
        objector = make_professional_account(session, "objector@people.example")
        gone = make_professional_account(session, "gone@people.example")
        make_professional_account(session, "unconfirmed@people.example", confirmed=False)
        make_account(session, "neither@people.example")
        make_staff(session)
        objecting.object_to_selection(session, objector.account_id, now=NOW)
        session.get_one(Account, gone.account_id).deactivated_at = NOW
        session.flush()
        assert ids(session, EVERYONE) == {there.account_id}
        assert eligibility.count(session, EVERYONE, now=NOW) == 1


@pytest.mark.parametrize(
    ("state", "left_out"),
    [
        (ObjectionState.WEIGHED, True),
        (ObjectionState.UPHELD, True),
        (ObjectionState.DISMISSED, False),
        (ObjectionState.WITHDRAWN, False),
    ],
)
def test_an_objection_counts_while_it_stands_and_to_surveys_only(
    database: Database, state: ObjectionState, left_out: bool
) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        objections.record(session, person.account_id, Interest.SURVEYS, state, now=NOW)
        other = make_client(session)
        objections.record(session, other.account_id, Interest.APPROACH, ObjectionState.UPHELD, now=NOW)
        assert (person.account_id not in ids(session, EVERYONE)) is left_out
        assert other.account_id in ids(session, EVERYONE)


def test_objecting_twice_is_one_objection(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        first = objections.record(session, person.account_id, Interest.SURVEYS, ObjectionState.UPHELD, now=NOW)
        again = objections.record(session, person.account_id, Interest.SURVEYS, ObjectionState.UPHELD, now=NOW)
    assert first is not None and again is None


def test_the_criteria_choose_by_part_by_time_and_by_activity(database: Database) -> None:
    with database.write() as session:
        old = make_professional_account(session, "old@people.example", now=NOW - 200 * DAY)
        new = make_professional_account(session, "new@people.example")
        client = make_client(session, now=NOW - 100 * DAY)
        make_match(session, client, old)
        professionals = Criteria(SurveyAudience.PROFESSIONALS)
        assert ids(session, professionals) == {old.account_id, new.account_id}
        assert ids(session, Criteria(SurveyAudience.CLIENTS)) == {client.account_id}
        assert ids(session, Criteria(SurveyAudience.EVERYONE, registered_months=3)) == {
            old.account_id,
            client.account_id,
        }
        assert ids(session, Criteria(SurveyAudience.EVERYONE, registered_months=6)) == {old.account_id}
        assert ids(session, Criteria(SurveyAudience.PROFESSIONALS, active_months=3)) == {old.account_id}


def test_whole_months_end_with_their_day(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        account = session.get_one(Account, person.account_id)
        criteria = Criteria(SurveyAudience.PROFESSIONALS, registered_months=3)
        for moment, is_eligible in (("2026-08-22T21:59:59", True), ("2026-08-22T22:00:00", False)):
            account.created_at = NOW.fromisoformat(moment + "+00:00")
            session.flush()
            assert bool(ids(session, criteria)) is is_eligible, moment


def test_the_desk_reads_codes_and_reasons_and_nothing_else(database: Database) -> None:
    with database.write() as session:
        person = make_professional_account(session, now=NOW - 400 * DAY)
        survey_id = make_survey(session, audience=SurveyAudience.EVERYONE, registered_months=12)
        (chosen,) = overview.chosen(session, survey_id, translate=str, offset=0, now=NOW)
    assert vars(chosen) == {
        "code": code_of(person.account_id),
        "why": (
            "registered as a professional",
            "has an active account with a confirmed e-mail address",
            "registered at least 12 months ago",
        ),
    }


def prepared(session: Session) -> tuple[str, list[Person], str]:
    people = [make_professional_account(session, f"p{number}@people.example") for number in range(3)]
    return make_survey(session), people, make_staff(session).account_id


def test_who_objects_or_leaves_after_they_were_listed_gets_no_mail(database: Database, config: Config) -> None:
    with database.write() as session:
        survey_id, people, staff_id = prepared(session)
        inviting.start(session, survey_id, staff_id=staff_id, now=NOW)
        inviting.list_invited(session, survey_id, now=NOW)
        objecting.object_to_selection(session, people[0].account_id, now=NOW)
        session.get_one(Account, people[1].account_id).deactivated_at = NOW
    inviting.send_batch(database, config, survey_id, 0, now=NOW)
    assert [each["To"] for each in smtp.read_mailbox(config.mailbox)] == [people[2].email]
    with database.read() as session:
        assert invited(session, survey_id) == {people[2].account_id}


def test_listing_again_adds_nobody_twice_and_nobody_who_came_later(database: Database) -> None:
    with database.write() as session:
        survey_id, people, staff_id = prepared(session)
        inviting.start(session, survey_id, staff_id=staff_id, now=NOW)
        inviting.list_invited(session, survey_id, now=NOW)
        make_professional_account(session, "later@people.example")
        inviting.list_invited(session, survey_id, now=NOW)
        assert invited(session, survey_id) == {each.account_id for each in people}


@pytest.mark.parametrize("locale", ["en", "nl"])
def test_the_invitation_says_why_in_the_persons_language_and_how_to_object(
    database: Database, config: Config, locale: str
) -> None:
    with database.write() as session:
        make_professional_account(session, locale=locale)
        survey_id, staff_id = make_survey(session), make_staff(session).account_id
    invite(database, config, survey_id, staff_id=staff_id)
    (mail,) = smtp.read_mailbox(config.mailbox)
    body = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    title, chosen, fact = {
        "en": ("Finding work", "You look for work here.", "registered as a professional"),
        "nl": ("Werk vinden", "Je zoekt hier werk.", "geregistreerd als professional"),
    }[locale]
    prefix = config.base_url + ("/nl" if locale == "nl" else "")
    assert title in mail["Subject"] and title in body
    assert chosen in body and fact in " ".join(body.split())
    assert f"{prefix}/surveys/{survey_id}" in body
    assert f"{prefix}/surveys/objecting/" in body
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(mail["List-Unsubscribe"]).startswith(f"<{config.base_url}/surveys/objecting/")
