"""Questions back: asked and answered before a decision, disclosing nobody, on time and one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from models.clarification import Clarification
from models.client import MemberRole
from models.database import Database
from models.match import InterestRequest
from models.notification import Notification, NotificationKind
from models.restriction import Restriction, RestrictionGround
from services import clarifications, matching
from services.errors import NotFound, ServiceError
from services.free_text import TextIdentifies
from services.matching_errors import DataSetAside, NoLongerOpen
from tests.factories import NOW, Person
from tests.factories_matches import (
    EMPLOYER,
    LIFETIME,
    NAME,
    REPRESENTATIVE,
    acting,
    ask,
    make_ana,
    make_jip,
    make_rival,
)
from tests.factories_work import hide, make_colleague

QUESTION, ANSWER = "Is the work on site every day?", "Two days a week."


@pytest.fixture
def pair(database: Database) -> tuple[Person, Person]:
    with database.write() as session:
        ana, jip = make_ana(session), make_jip(session)
        ask(session, jip, ana, now=NOW)
    return ana, jip


def the_request(session: Session) -> InterestRequest:
    return session.exec(select(InterestRequest)).one()


def told(session: Session, person: Person) -> list[NotificationKind]:
    own = select(Notification.kind).where(Notification.account_id == person.account_id)
    return list(session.exec(own.order_by(col(Notification.at), col(Notification.id))))


def test_a_question_and_its_answer_are_read_by_both(database: Database, pair: tuple[Person, Person]) -> None:
    ana, jip = pair
    with database.write() as session:
        request = the_request(session)
        clarifications.ask(session, acting(session, ana), request, QUESTION, now=NOW)
        colleague = make_colleague(session, jip, MemberRole.MEMBER)
        clarifications.answer(session, acting(session, colleague), request, ANSWER, now=NOW)
        said = [(each.by_professional, each.text) for each in clarifications.said_about(session, request.id)]
        assert said == [(True, QUESTION), (False, ANSWER)]
        assert told(session, jip) == [NotificationKind.QUESTION_ASKED]
        assert NotificationKind.QUESTION_ANSWERED in told(session, ana)


@pytest.mark.parametrize(
    "text", [f"I am {NAME}, shall we call?", f"I know this from {EMPLOYER}.", "anabel@people.example?"]
)
def test_a_question_that_tells_who_asks_is_refused(database: Database, pair: tuple[Person, Person], text: str) -> None:
    with database.write() as session, pytest.raises(TextIdentifies):
        clarifications.ask(session, acting(session, pair[0]), the_request(session), text, now=NOW)


def test_an_answer_that_tells_who_answers_is_refused(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        request = the_request(session)
        clarifications.ask(session, acting(session, pair[0]), request, QUESTION, now=NOW)
        with pytest.raises(TextIdentifies):
            clarifications.answer(session, acting(session, pair[1]), request, f"Ask {REPRESENTATIVE}.", now=NOW)


def test_one_question_waits_at_a_time_and_five_are_enough(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        request, ana, jip = the_request(session), acting(session, pair[0]), acting(session, pair[1])
        with pytest.raises(clarifications.NothingAsked):
            clarifications.answer(session, jip, request, ANSWER, now=NOW)
        for _number in range(5):
            clarifications.ask(session, ana, request, QUESTION, now=NOW)
            with pytest.raises(clarifications.QuestionWaits):
                clarifications.ask(session, ana, request, QUESTION, now=NOW)
            clarifications.answer(session, jip, request, ANSWER, now=NOW)
        with pytest.raises(clarifications.QuestionsAsked):
            clarifications.ask(session, ana, request, QUESTION, now=NOW)


def test_after_the_decision_or_the_end_nothing_is_asked(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        request, ana = the_request(session), acting(session, pair[0])
        with pytest.raises(NoLongerOpen):
            clarifications.ask(session, ana, request, QUESTION, now=NOW + LIFETIME)
        matching.decline(session, request, ana, now=NOW)
        with pytest.raises(NoLongerOpen):
            clarifications.ask(session, ana, request, QUESTION, now=NOW)


def test_to_everybody_else_there_is_no_request(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        request = the_request(session)
        reader, rival = make_colleague(session, pair[1], MemberRole.VIEWER), make_rival(session)
        clarifications.ask(session, acting(session, pair[0]), request, QUESTION, now=NOW)
        for who in (reader, rival, pair[0]):
            with pytest.raises(NotFound):
                clarifications.answer(session, acting(session, who), request, ANSWER, now=NOW)
        hide(session, pair[0], "Sjabloon Bouw")
        with pytest.raises(NotFound):
            clarifications.ask(session, acting(session, pair[0]), request, QUESTION, now=NOW)


def test_words_that_are_set_aside_are_not_shown(database: Database, pair: tuple[Person, Person]) -> None:
    ana = pair[0]
    with database.write() as session:
        request = the_request(session)
        clarifications.ask(session, acting(session, ana), request, QUESTION, now=NOW)
        session.add(Restriction(account_id=ana.account_id, ground=RestrictionGround.CLAIM, set_at=NOW))
        session.flush()
        assert [each.text for each in clarifications.said_about(session, request.id)] == [None]
        with pytest.raises(DataSetAside):
            clarifications.ask(session, acting(session, ana), request, QUESTION, now=NOW)


def test_of_questions_asked_at_once_one_is_kept(database: Database, pair: tuple[Person, Person]) -> None:
    def try_to_ask(_number: int) -> bool:
        try:
            with database.write() as session:
                clarifications.ask(session, acting(session, pair[0]), the_request(session), QUESTION, now=NOW)
        except ServiceError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_to_ask, range(20))) == 1
    with database.read() as session:
        assert len(session.exec(select(Clarification)).all()) == 1


def test_a_professional_is_reminded_once_two_days_before_the_end(
    database: Database, pair: tuple[Person, Person]
) -> None:
    soon = NOW + LIFETIME - matching.REMIND_BEFORE
    with database.write() as session:
        assert matching.remind_due(session, now=soon - timedelta(seconds=1)) == 0
        assert matching.remind_due(session, now=soon) == 1
        assert matching.remind_due(session, now=soon + timedelta(hours=1)) == 0
        assert told(session, pair[0]) == [NotificationKind.REQUEST_RECEIVED, NotificationKind.REQUEST_REMINDER]


def test_nobody_is_reminded_of_what_they_do_not_see(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        hide(session, pair[0], "Sjabloon Bouw")
        assert matching.remind_due(session, now=NOW + LIFETIME - timedelta(days=1)) == 0
