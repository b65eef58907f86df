"""No answer before consent, here and in the database; withdrawing deletes; closed is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from config import Config
from models.base import new_id
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.database import Database
from models.survey import Survey, SurveyAnswer, SurveyParticipation
from services.consents import WordingChanged, consents_about, consents_of, withdraw_consent, wording_hash
from services.errors import NotFound
from services.surveys import answering, inviting, taking_part
from services.surveys.questions import NotAnAnswer, Reply, questions_of
from services.surveys.taking_part import Standing, SurveyClosed
from tests.factories import NOW, make_professional_account, make_staff
from tests.factories_surveys import (
    REPLIES,
    SAID,
    VERSION,
    WORDS,
    agree,
    answer_all,
    consent_elsewhere,
    invite,
    make_survey,
)

MINUTE = timedelta(minutes=1)


class House:
    """Two professionals who were invited, and one who was not."""

    def __init__(self, database: Database, config: Config) -> None:
        self.database = database
        with database.write() as session:
            self.mila = make_professional_account(session, "mila@people.example").account_id
            self.noor = make_professional_account(session, "noor@people.example").account_id
            self.survey_id = make_survey(session)
            self.staff_id = make_staff(session).account_id
        invite(database, config, self.survey_id, staff_id=self.staff_id)
        with database.write() as session:
            self.stranger = make_professional_account(session, "late@people.example").account_id


@pytest.fixture
def house(database: Database, config: Config) -> House:
    return House(database, config)


def answers(session: Session, account_id: str) -> list[str | None]:
    rows = session.exec(select(SurveyAnswer).where(SurveyAnswer.account_id == account_id))
    return sorted((row.answer or "" for row in rows), key=str)


def standing(session: Session, house: House, account_id: str) -> Standing:
    return taking_part.invitation(session, account_id, house.survey_id, locale="en", now=NOW).standing


def test_no_answer_is_kept_before_the_consent(house: House) -> None:
    with pytest.raises(NotFound), house.database.write() as session:
        answering.answer(session, house.mila, house.survey_id, 1, REPLIES[0], locale="en", now=NOW)
    with house.database.write() as session:
        consent_elsewhere(session, house.mila)
    with pytest.raises(NotFound), house.database.write() as session:
        answering.answer(session, house.mila, house.survey_id, 1, REPLIES[0], locale="en", now=NOW)
    with house.database.read() as session:
        assert session.exec(select(SurveyAnswer)).first() is None


def test_the_database_keeps_no_participation_without_a_consent_and_no_answer_without_that(house: House) -> None:
    with house.database.read() as session:
        question_id = questions_of(session, house.survey_id, "en")[0].id
    whose = {"account_id": house.mila, "survey_id": house.survey_id}
    taken = {"survey": "x", "started_at": NOW}
    said = {"question_id": question_id, "question": "x", "answered_at": NOW}
    for missing in (None, new_id()):
        for table, values in (
            (SurveyParticipation, taken | {"consent_id": missing}),
            (SurveyAnswer, said | {"participation_id": missing}),
        ):
            with pytest.raises(IntegrityError), house.database.write() as session:
                session.connection().execute(insert(table).values(id=new_id(), **whose, **values))


def test_other_words_than_were_read_are_no_consent(house: House) -> None:
    with pytest.raises(WordingChanged), house.database.write() as session:
        taking_part.agree(
            session,
            house.mila,
            house.survey_id,
            words=WORDS,
            shown_hash=wording_hash("Other words."),
            locale="en",
            notice_version=VERSION,
            now=NOW,
        )
    with house.database.read() as session:
        assert standing(session, house, house.mila) is Standing.INVITED


def test_answers_are_kept_in_words_under_the_persons_key_and_can_be_changed(house: House) -> None:
    with house.database.write() as session:
        answer_all(session, house.mila, house.survey_id)
        assert answers(session, house.mila) == ["4", "A map.", "Explorer; Chat", "Searching"]
        assert standing(session, house, house.mila) is Standing.DONE
        stored = session.connection().exec_driver_sql("SELECT answer FROM surveyanswer").scalars().all()
        assert all(b"map" not in bytes(each) and b"Searching" not in bytes(each) for each in stored)
    with house.database.write() as session:
        answering.answer(session, house.mila, house.survey_id, 1, Reply(chosen=[0]), locale="nl", now=NOW)
        answering.answer(session, house.mila, house.survey_id, 4, None, locale="en", now=NOW)
    with house.database.read() as session:
        assert answers(session, house.mila) == ["", "4", "Een vriend", "Explorer; Chat"]
        talk = answering.conversation(session, house.mila, house.survey_id, locale="en")
        assert talk is not None and talk.next is None
        assert [turn.answer for turn in talk.before(5)] == ["A friend", "Explorer; Chat", "4", None]


def test_one_goes_on_where_one_left_off(house: House) -> None:
    with house.database.write() as session:
        answer_all(session, house.mila, house.survey_id, (REPLIES[0], None))
    with house.database.read() as session:
        talk = answering.conversation(session, house.mila, house.survey_id, locale="nl")
        assert standing(session, house, house.mila) is Standing.STARTED
    assert talk is not None and talk.next is not None
    assert (talk.next.number, talk.next.text) == (3, "Hoe makkelijk is het?")
    assert [talk.may_ask(number) for number in (0, 1, 3, 4, 5)] == [False, True, True, False, False]


NO_ANSWERS = (
    (1, Reply()),
    (1, Reply(chosen=[2])),
    (1, Reply(chosen=[-1])),
    (1, Reply(chosen=[0, 1])),
    (2, Reply()),
    (2, Reply(chosen=[3])),
    (3, Reply(chosen=[5])),
    (4, Reply(text="  ")),
    (4, Reply(text="x" * 2001)),
)


def test_what_is_no_answer_to_the_question_is_not_kept(house: House) -> None:
    with house.database.write() as session:
        agree(session, house.mila, house.survey_id)
    for number, reply in NO_ANSWERS:
        with pytest.raises(NotAnAnswer), house.database.write() as session:
            answering.answer(session, house.mila, house.survey_id, number, reply, locale="en", now=NOW)
    with house.database.read() as session:
        assert answers(session, house.mila) == []


def test_withdrawing_deletes_the_answers_of_that_person_at_once(house: House) -> None:
    with house.database.write() as session:
        answer_all(session, house.mila, house.survey_id)
        answer_all(session, house.noor, house.survey_id)
    with house.database.write() as session:
        taking_part.withdraw(session, house.mila, house.survey_id, **SAID, now=NOW + MINUTE)
        assert answers(session, house.mila) == []
        assert len(answers(session, house.noor)) == 4
    with house.database.write() as session:
        assert standing(session, house, house.mila) is Standing.WITHDRAWN
        taken = session.exec(select(func.count()).select_from(SurveyParticipation)).one()
        assert taken == 1
        agree(session, house.mila, house.survey_id, now=NOW + 2 * MINUTE)
        assert standing(session, house, house.mila) is Standing.STARTED
        assert answers(session, house.mila) == [], "what was deleted does not come back"


def test_the_ledgers_own_withdrawal_deletes_too_and_of_that_survey_only(
    house: House, config: Config, database: Database
) -> None:
    with database.write() as session:
        other = make_survey(session, title_en="Another")
    invite(database, config, other, staff_id=house.staff_id)
    with database.write() as session:
        answer_all(session, house.mila, house.survey_id)
        answer_all(session, house.mila, other)
        consent_elsewhere(session, house.mila)
    with database.write() as session:
        withdraw_consent(
            session,
            house.mila,
            ConsentPurpose.SURVEY,
            words=WORDS,
            locale="en",
            method=ConsentMethod.PRIVACY_CENTRE,
            notice_version=VERSION,
            about_id=house.survey_id,
            now=NOW + MINUTE,
        )
    with database.read() as session:
        left = session.exec(select(col(SurveyAnswer.survey_id)).where(SurveyAnswer.account_id == house.mila))
        assert set(left) == {other}
        stand = consents_about(session, house.mila, ConsentPurpose.SURVEY)
        assert {about: consent.given for about, consent in stand.items()} == {house.survey_id: False, other: True}
        assert consents_of(session, house.mila)[ConsentPurpose.AI_TRAINING].given


def test_agreeing_twice_is_one_consent(house: House) -> None:
    with house.database.write() as session:
        agree(session, house.mila, house.survey_id)
        agree(session, house.mila, house.survey_id, now=NOW + MINUTE)
        assert session.exec(select(func.count()).select_from(ConsentEntry)).one() == 1
        assert session.exec(select(func.count()).select_from(SurveyParticipation)).one() == 1


def test_who_was_not_invited_finds_nothing(house: House) -> None:
    with house.database.write() as session:
        answer_all(session, house.mila, house.survey_id)
        assert answering.conversation(session, house.stranger, house.survey_id, locale="en") is None
        for act in (
            lambda: taking_part.invitation(session, house.stranger, house.survey_id, locale="en", now=NOW),
            lambda: agree(session, house.stranger, house.survey_id),
            lambda: answering.answer(session, house.stranger, house.survey_id, 1, None, locale="en", now=NOW),
            lambda: taking_part.withdraw(session, house.stranger, house.survey_id, **SAID, now=NOW),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_closed_survey_takes_nothing_but_a_withdrawal(house: House) -> None:
    with house.database.write() as session:
        answer_all(session, house.mila, house.survey_id, REPLIES[:2])
        before = session.get_one(Survey, house.survey_id).ends_at
        inviting.close(session, house.survey_id, staff_id=house.staff_id, now=NOW)
        assert session.get_one(Survey, house.survey_id).ends_at < before
    with pytest.raises(SurveyClosed), house.database.write() as session:
        agree(session, house.noor, house.survey_id)
    with pytest.raises(SurveyClosed), house.database.write() as session:
        answering.answer(session, house.mila, house.survey_id, 3, REPLIES[2], locale="en", now=NOW)
    with house.database.write() as session:
        taking_part.withdraw(session, house.mila, house.survey_id, **SAID, now=NOW + MINUTE)
        assert answers(session, house.mila) == []
