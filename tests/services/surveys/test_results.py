"""What staff read: numbers and texts of enough people, once the survey is closed; never by whom."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from config import Config
from models.database import Database
from models.survey import QuestionKind, SurveyAudience
from services.errors import NotFound
from services.surveys import answering, inviting, results, taking_part
from services.surveys.questions import Question, Reply
from services.surveys.results import LEFT_OUT, NotClosedYet, Result, Results
from tests.factories import NOW, make_client, make_professional_account, make_staff
from tests.factories_surveys import SAID, answer_all, invite, make_survey

LEAST = 5
LATER = NOW + timedelta(minutes=1)
HEADER = ("Question", "Answer", "How many people")


class House:
    """Six people who were invited."""

    def __init__(self, database: Database, config: Config) -> None:
        self.database = database
        with database.write() as session:
            self.people = [
                make_professional_account(
                    session, f"p{number}@people.example", first_name=f"Rowan{number}", last_name="Kwartel"
                ).account_id
                for number in range(5)
            ]
            self.people.append(make_client(session).account_id)
            self.survey_id = make_survey(session, audience=SurveyAudience.EVERYONE)
            self.staff_id = make_staff(session).account_id
        invite(database, config, self.survey_id, staff_id=self.staff_id)

    def answer(self, number: int, *replies: Reply | None) -> None:
        with self.database.write() as session:
            answer_all(session, self.people[number], self.survey_id, replies)

    def close(self) -> None:
        with self.database.write() as session:
            inviting.close(session, self.survey_id, staff_id=self.staff_id, now=NOW)

    def results(self, locale: str = "en") -> Results:
        with self.database.read() as session:
            return results.results(session, self.survey_id, locale=locale, now=LATER)


@pytest.fixture
def house(database: Database, config: Config) -> House:
    return House(database, config)


def test_a_question_shows_what_enough_people_answered_and_nothing_of_fewer(house: House) -> None:
    for number in range(LEAST):
        house.answer(
            number,
            Reply(chosen=[number % 2]),
            Reply(chosen=[0, 2]),
            None if number == 0 else Reply(chosen=[4]),
            Reply(text=f"Idea {number}"),
        )
    house.close()
    found = house.results()
    assert found.least == LEAST
    one, several, scale, text = found.questions
    assert (one.answered, one.numbers) == (5, (3, 2))
    assert (several.answered, several.numbers) == (5, (5, 0, 5))
    assert (scale.answered, scale.numbers) == (None, ()), "four answers are too few, and not counted"
    assert sorted(text.texts) == [f"Idea {number}" for number in range(5)]
    rows = list(csv.reader(io.StringIO(results.as_csv(found, HEADER))))
    assert rows[0] == list(HEADER)
    assert ["1. How did you find us?", "A friend", "3"] in rows
    assert not any("How easy" in cell for row in rows for cell in row)
    assert not any(person in str(rows) or person[:8].upper() in str(rows) for person in house.people)


def test_answers_in_both_languages_count_together(house: House) -> None:
    for number in range(LEAST):
        house.answer(number, Reply(chosen=[0]))
    with house.database.write() as session:
        answering.answer(session, house.people[0], house.survey_id, 1, Reply(chosen=[0]), locale="nl", now=NOW)
    house.close()
    (first, *_rest) = house.results("nl").questions
    assert (first.question.choices, first.numbers) == (("Een vriend", "Zoeken"), (5, 0))


def test_nothing_is_shown_while_people_may_still_answer(house: House) -> None:
    for number in range(6):
        house.answer(number, Reply(chosen=[0]))
    with pytest.raises(NotClosedYet):
        house.results()


def test_nothing_is_shown_of_a_draft_or_of_what_is_not_there(house: House) -> None:
    with house.database.write() as session:
        draft = make_survey(session)
        for survey_id in (draft, "x"):
            with pytest.raises(NotFound):
                results.results(session, survey_id, locale="en", now=LATER)


def test_a_withdrawal_below_the_crowd_closes_the_question(house: House) -> None:
    for number in range(LEAST):
        house.answer(number, Reply(chosen=[0]))
    house.close()
    assert house.results().questions[0].answered == LEAST
    with house.database.write() as session:
        taking_part.withdraw(session, house.people[0], house.survey_id, **SAID, now=LATER)
    assert house.results().questions[0].answered is None


def test_past_its_end_nothing_is_shown_also_before_it_is_deleted(house: House) -> None:
    for number in range(LEAST):
        house.answer(number, Reply(chosen=[0]))
    house.close()
    with house.database.read() as session:
        found = results.results(session, house.survey_id, locale="en", now=NOW + timedelta(days=200))
    assert found.questions[0].answered is None


def test_written_answers_come_in_random_order_without_what_points_to_their_writers(house: House) -> None:
    own = [
        "I, Rowan0 Kwartel, miss a map.",
        "Mail p1@people.example",
        "Call 06 1234 5678",
        "A map.",
        "Chat.",
        "Jip here",
    ]
    for number, text in enumerate(own):
        house.answer(number, None, None, None, Reply(text=text))
    house.close()
    texts = house.results().questions[3].texts
    assert sorted(texts) == sorted(
        [f"I, {LEFT_OUT}, miss a map.", f"Mail {LEFT_OUT}", f"Call {LEFT_OUT}", "A map.", "Chat.", f"{LEFT_OUT} here"]
    )
    assert len({house.results().questions[3].texts for _look in range(20)}) > 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\n=1"])
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    question = Question("q", 1, QuestionKind.TEXT, "What?", (), ())
    table = results.as_csv(Results((Result(question, LEAST, texts=(text, "a map")),), LEAST), ("Q", text, "N"))
    header, first, second = csv.reader(io.StringIO(table))
    assert (header[1], first[1], second[1]) == ("'" + text, "'" + text, "a map")
