"""The pages on which staff approach people and assess matches."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlmodel import select

from models.database import Database
from models.match import Match
from models.staff_work import Approach, MatchAssessment
from tests.factories import Person, make_staff
from tests.factories_matches import log_in
from tests.pages import Browser

TEXT, REASON = "Would you like to build a booking system with us?", "We look for people with Python."


@pytest.fixture
def of_staff(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        staff = make_staff(session)
    return log_in(app, staff)


def test_an_approach_is_sent_from_the_desk(of_staff: Browser, ana: Person) -> None:
    page = of_staff.get(of_staff.get("/staff").links()["Approaches about a collaboration"])
    filled = {"email": ana.email, "reason": REASON, "text": TEXT}
    answer = of_staff.submit(page, filled, action="/staff/approaches")
    assert "Who wrote and why stands in the person" in answer.text and REASON in answer.text
    assert ana.email not in answer.html and TEXT not in answer.html
    again = of_staff.submit(page, filled, action="/staff/approaches")
    assert again.status == 422 and "within the last 30 days" in again.text
    assert again.select("//textarea[@name='text']")[0].text.strip() == TEXT


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": "nobody@people.example"}, "No account has this e-mail address."),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({"reason": ""}, "Fill in the reason"),
        ({"text": " "}, "there is nothing to send yet"),
        ({"reason": "x" * 401}, "at most 400 characters"),
    ],
)
def test_a_refused_approach_says_why(
    of_staff: Browser, database: Database, ana: Person, values: dict[str, str], sentence: str
) -> None:
    filled = {"email": ana.email, "reason": REASON, "text": TEXT} | values
    answer = of_staff.submit(of_staff.get("/staff/approaches"), filled, action="/staff/approaches")
    assert answer.status == 422 and sentence in answer.text
    with database.read() as session:
        assert session.exec(select(Approach)).all() == []


def test_a_match_is_assessed_by_code(
    of_staff: Browser, database: Database, matched_pair: tuple[Person, Person]
) -> None:
    with database.read() as session:
        code = session.exec(select(Match.id)).one()[:8].upper()
    page = of_staff.get(of_staff.get("/staff/matches").links()[code])
    for name in ("Anabel", "Kwartel", "Jip", "Sjabloon"):
        assert name not in page.html
    empty = of_staff.submit(page, {"fit": "good", "reason": ""})
    assert empty.status == 422 and "Fill in the reason" in empty.text
    answer = of_staff.submit(page, {"fit": "poor", "reason": "Dates do not meet."})
    assert "Both people can read it." in answer.text and "A poor match" in answer.text
    assert "Dates do not meet." in of_staff.get(page.path).text
    with database.read() as session:
        assert session.exec(select(MatchAssessment.reason)).all() == ["Dates do not meet."]
