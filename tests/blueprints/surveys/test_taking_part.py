"""A person's side: information, consent, question by question, changing, withdrawing; what others must not reach."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import Session, select

from config import Config
from models.account import Account
from models.consent import ConsentEntry
from models.database import Database
from models.objection import Objection, ObjectionState
from models.privacy import Interest
from models.survey import SurveyAnswer, SurveyParticipation
from services.surveys import inviting
from services.surveys.links import objection_token
from tests.factories import KEYS, PASSWORD, Person, make_client, make_professional_account, make_staff
from tests.factories_surveys import invite, make_survey
from tests.pages import Browser, Page

LAST_DAY = datetime.now(UTC).date().replace(year=datetime.now(UTC).year + 1, day=1)


class House:
    """Mila and Noor were invited; Jip was not."""

    def __init__(self, app: Flask, database: Database, config: Config) -> None:
        self.app, self.database = app, database
        now = datetime.now(UTC)
        with database.write() as session:
            self.mila = make_professional_account(session, "mila@people.example")
            self.noor = make_professional_account(session, "noor@people.example")
            self.jip = make_client(session)
            self.staff_id = make_staff(session).account_id
            self.survey_id = make_survey(session, last_day=LAST_DAY)
        invite(database, config, self.survey_id, staff_id=self.staff_id, now=now)
        self.here = f"/surveys/{self.survey_id}"

    def enter(self, person: Person) -> Browser:
        browser = Browser(self.app.test_client())
        browser.log_in(person.email, PASSWORD)
        return browser

    def close(self) -> None:
        with self.database.write() as session:
            inviting.close(session, self.survey_id, staff_id=self.staff_id, now=datetime.now(UTC))

    def begin(self, browser: Browser) -> Page:
        return browser.submit(browser.get(self.here), action=f"{self.here}/consent")


@pytest.fixture
def house(app: Flask, database: Database, config: Config) -> House:
    return House(app, database, config)


def answers(session: Session) -> list[str | None]:
    return [row.answer for row in session.exec(select(SurveyAnswer).order_by(SurveyAnswer.answered_at))]


def count(house: House, table: type) -> int:
    with house.database.read() as session:
        return len(session.exec(select(table)).all())


def test_from_information_to_the_last_answer_without_scripts(house: House) -> None:
    mila = house.enter(house.mila)
    page = mila.get("/surveys")
    assert "Finding work" in page.text and "Invited" in page.text
    page = mila.get(house.here)
    for told in (
        "GloPros B.V.",
        "To make finding work easier.",
        "You look for work here.",
        "registered as a professional",
    ):
        assert told in page.text
    assert count(house, ConsentEntry) == count(house, SurveyParticipation) == 0, "reading keeps nothing"
    page = mila.submit(page, action=f"{house.here}/consent")
    assert "Question 1 of 4" in page.text and "How did you find us?" in page.text
    page = mila.submit(page, {"reply": "1"})
    assert "Question 2 of 4" in page.text and "Searching" in page.text, "what was said stands above"
    page = mila.submit(page, {"reply": ["0", "2"]})
    page = mila.submit(page, {"skip": "1"})
    assert "Question 4 of 4" in page.text and "Skipped" in page.text
    page = mila.submit(page, {"reply": "A <b>map</b>.\r\nAnd time."})
    assert "Thank you" in page.text
    assert "A &lt;b&gt;map&lt;/b&gt;." in page.html
    with house.database.read() as session:
        assert answers(session) == ["Searching", "Explorer; Chat", None, "A <b>map</b>.\nAnd time."]
    assert "Completed" in mila.get("/surveys").text


def test_one_goes_back_changes_and_goes_on_where_one_left_off(house: House) -> None:
    mila = house.enter(house.mila)
    page = mila.submit(house.begin(mila), {"reply": "1"})
    page = mila.submit(page, {"reply": ["0", "2"]})
    assert "Question 3 of 4" in page.text
    back = mila.get(page.links()["Back one question"])
    assert back.select("//input[@checked]/@value") == ["0", "2"]
    page = mila.submit(back, {"reply": ["1"]})
    assert "Question 3 of 4" in page.text
    assert "Question 3 of 4" in mila.get(house.here).text
    assert mila.get(f"{house.here}/questions/4").path == house.here, "nobody jumps ahead"
    with house.database.read() as session:
        assert sorted(map(str, answers(session))) == ["Requests", "Searching"]


@pytest.mark.parametrize("reply", [None, "9", "x", "-1"])
def test_what_is_no_answer_is_said_and_kept_nowhere(house: House, reply: str | None) -> None:
    mila = house.enter(house.mila)
    page = mila.submit(house.begin(mila), {"reply": reply} if reply else {})
    assert page.status == 422
    assert "Choose or write an answer, or skip the question." in page.text
    assert count(house, SurveyAnswer) == 0


def test_a_text_that_is_too_long_is_not_lost(house: House) -> None:
    mila = house.enter(house.mila)
    page = house.begin(mila)
    for _number in range(3):
        page = mila.submit(page, {"skip": "1"})
    page = mila.submit(page, {"reply": "long " * 500})
    assert page.status == 422 and "too long" in page.text
    assert "long long long" in page.select("//textarea")[0].text


def test_a_fragment_is_the_next_question_only(house: House) -> None:
    mila = house.enter(house.mila)
    token = house.begin(mila).select("//input[@name='csrf_token']/@value")[0]
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    address = f"{house.here}/questions/1"
    answer = mila.client.post(address, data={"csrf_token": token, "reply": "0"}, headers=headers)
    assert answer.status_code == 200
    assert "<html" not in answer.text and "Question 2 of 4" in answer.text and "A friend" in answer.text
    assert " checked" not in answer.text, "the answer to one question is not the answer to the next"
    wrong = mila.client.post(f"{house.here}/questions/2", data={"csrf_token": token}, headers=headers)
    assert wrong.status_code == 422 and "<html" not in wrong.text


def test_one_button_withdraws_and_deletes(house: House) -> None:
    mila = house.enter(house.mila)
    mila.submit(house.begin(mila), {"reply": "1"})
    page = mila.submit(mila.get("/surveys"), action=f"{house.here}/withdrawal")
    assert "You withdrew" in page.text and "Withdrawn" in page.text
    assert count(house, SurveyAnswer) == count(house, SurveyParticipation) == 0
    assert count(house, ConsentEntry) == 2, "the ledger is added to"
    assert "Do you take part?" in mila.get(house.here).text


def test_a_post_without_a_consent_keeps_nothing(house: House) -> None:
    mila = house.enter(house.mila)
    token = mila.get(house.here).select("//input[@name='csrf_token']/@value")[0]
    for data in ({"reply": "1"}, {"skip": "1"}):
        answer = mila.client.post(f"{house.here}/questions/1", data=data | {"csrf_token": token})
        assert answer.status_code == 404
    stale = mila.client.post(f"{house.here}/consent", data={"csrf_token": token, "wording": "0" * 64})
    assert stale.status_code == 303
    assert count(house, SurveyAnswer) == count(house, ConsentEntry) == 0


def test_sent_again_or_after_withdrawing_an_answer_changes_nothing_it_should_not(house: House) -> None:
    mila = house.enter(house.mila)
    first = house.begin(mila)
    for _again in range(2):
        mila.submit(first, {"reply": "1"})
    assert count(house, SurveyAnswer) == 1
    mila.submit(mila.get("/surveys"), action=f"{house.here}/withdrawal")
    assert mila.submit(first, {"reply": "1"}).status == 404
    assert count(house, SurveyAnswer) == 0


def test_who_was_not_invited_and_who_is_not_logged_in_find_nothing(house: House) -> None:
    mila, jip = house.enter(house.mila), house.enter(house.jip)
    house.begin(mila)
    token = jip.get("/account").select("//input[@name='csrf_token']/@value")[0]
    for path in (house.here, f"{house.here}/questions/1", "/surveys/nothing"):
        assert jip.get(path).status == 404
    for path in ("consent", "withdrawal", "questions/1"):
        answer = jip.client.post(f"{house.here}/{path}", data={"csrf_token": token, "reply": "1"})
        assert answer.status_code == 404, path
    assert "Finding work" not in jip.get("/surveys").text
    stranger = Browser(house.app.test_client())
    page = stranger.get(house.here)
    assert page.path == "/login"
    assert stranger.submit(page, {"email": house.noor.email, "password": PASSWORD}).path == house.here


def test_nobody_reads_the_conversation_of_another(house: House) -> None:
    mila, noor = house.enter(house.mila), house.enter(house.noor)
    mila.submit(house.begin(mila), {"reply": "1"})
    assert "Searching" not in house.begin(noor).text.split("Question 1 of 4")[0]
    assert count(house, SurveyParticipation) == 2


def test_a_closed_survey_takes_no_answers_but_a_withdrawal(house: House) -> None:
    mila, noor = house.enter(house.mila), house.enter(house.noor)
    information, asked = noor.get(house.here), mila.submit(house.begin(mila), {"reply": "1"})
    house.close()
    assert "closed" in mila.submit(asked, {"reply": ["1"]}).text
    page = noor.submit(information, action=f"{house.here}/consent")
    assert "closed" in page.text and page.select("//main//form") == []
    assert (count(house, SurveyAnswer), count(house, SurveyParticipation)) == (1, 1)
    mila.submit(mila.get("/surveys"), action=f"{house.here}/withdrawal")
    assert count(house, SurveyAnswer) == 0


def test_the_link_of_the_mail_objects_by_its_button_only_and_without_a_log_in(house: House) -> None:
    stranger = Browser(house.app.test_client())
    address = f"/surveys/objecting/{objection_token(KEYS, house.mila.account_id)}"
    page = stranger.get(address)
    assert page.select("//main//form[@method='post']") and count(house, Objection) == 0
    assert "mila" not in page.html
    # What a mail program does: no page, no cookie, no token of ours.
    for _again in range(2):
        answer = house.app.test_client().post(address, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    with house.database.read() as session:
        objection = session.exec(select(Objection)).one()
    assert objection.account_id == house.mila.account_id
    assert (objection.interest, objection.state) == (Interest.SURVEYS, ObjectionState.UPHELD)
    assert stranger.get(address + "x").status == stranger.get("/surveys/objecting/x").status == 404
    assert house.app.test_client().post("/surveys/objecting/x").status_code == 404


def test_objecting_on_the_own_page_is_one_button_too(house: House) -> None:
    mila = house.enter(house.mila)
    page = mila.submit(mila.get("/surveys"), action="/surveys/objection")
    assert "You object" in page.text
    assert count(house, Objection) == 1


def test_who_is_deactivated_is_out_at_once(house: House) -> None:
    mila = house.enter(house.mila)
    house.begin(mila)
    with house.database.write() as session:
        session.get_one(Account, house.mila.account_id).deactivated_at = datetime.now(UTC)
    assert mila.get(house.here).path == "/login"


def test_in_dutch_it_is_all_dutch(house: House) -> None:
    mila = house.enter(house.mila)
    here = f"/nl{house.here}"
    page = mila.get(here)
    assert "Om werk vinden makkelijker te maken." in page.text
    page = mila.submit(page, action=f"{here}/consent")
    page = mila.submit(page, {"reply": "1"})
    assert "Vraag 2 van 4" in page.text and "Zoeken" in page.text
    with house.database.read() as session:
        assert answers(session) == ["Zoeken"]
        assert session.exec(select(ConsentEntry)).one().locale == "nl"
