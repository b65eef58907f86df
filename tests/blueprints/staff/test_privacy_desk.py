"""The officer's desk: the queue without names, one request with what can be done, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import StaffRole
from models.case import CaseKind, CaseOutcome, CaseState, Proof, RightsRequest
from models.database import Database
from models.disclosure import Disclosure
from models.privacy import Interest
from models.professional import Professional
from models.restriction import Restriction
from services.rights import deadlines, objecting
from services.rights.restriction import is_restricted
from tests.factories import KEYS, Person, make_account, make_professional_account, make_staff
from tests.factories_cases import STRANGER, case_mails_to, make_officer, make_request, make_strange
from tests.factories_matches import log_in
from tests.pages import Browser, Page

DESK = "/staff/privacy"
DAY = timedelta(days=1)
Ask = Callable[..., str]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def officer(app: Flask, database: Database) -> Browser:
    with database.write() as session:
        person = make_officer(session)
    return log_in(app, person)


@pytest.fixture
def asked(database: Database) -> Ask:
    """Makes a request of Rowan's, and gives its id."""

    def make(kind: CaseKind = CaseKind.ACCESS, *, days_ago: int = 0, **about: object) -> str:
        with database.write() as session:
            person = make_professional_account(session, f"rowan{days_ago}{kind.value}@people.example")
            return make_request(session, person, kind, now=now() - days_ago * DAY, **about).id

    return make


def act(browser: Browser, case_id: str, what: str, **values: str) -> Page:
    page = browser.get(f"{DESK}/requests/{case_id}")
    return browser.submit(page, values, action=f"{DESK}/requests/{case_id}/{what}")


@pytest.mark.parametrize("path", [DESK, f"{DESK}/restrictions", f"{DESK}/requests/x"])
@pytest.mark.parametrize("role", [StaffRole.VERIFIER, StaffRole.MODERATOR, StaffRole.FINANCE, None])
def test_only_the_officer_comes_in(app: Flask, database: Database, path: str, role: StaffRole | None) -> None:
    with database.write() as session:
        person = make_staff(session, role=role) if role else make_professional_account(session)
    assert log_in(app, person).get(path).status == 404


def test_an_empty_desk_says_so(officer: Browser) -> None:
    assert "No request fits what you chose." in officer.get(DESK).text
    assert "No data are set aside" in officer.get(f"{DESK}/restrictions").text
    assert "Requests about rights" in officer.get("/staff").text


def test_the_queue_has_what_is_late_first_and_no_names(officer: Browser, database: Database, asked: Ask) -> None:
    fresh, late, soon = asked(), asked(days_ago=40), asked(CaseKind.ERASURE, days_ago=27)
    with database.write() as session:
        strange = make_strange(session, CaseKind.COMPLAINT, now=now() - 2 * DAY).id
    page = officer.get(DESK)
    order = [href.rsplit("/", 1)[1] for href in page.select("//main//tbody//a/@href")]
    assert order == [late, soon, strange, fresh]
    assert "Overdue" in page.text and "Due soon" in page.text
    for hidden in (STRANGER, "Vera", "people.example", "what you hold"):
        assert hidden not in page.html
    assert [a.rsplit("/", 1)[1] for a in officer.get(f"{DESK}?show=overdue").select("//tbody//a/@href")] == [late]
    assert [a.rsplit("/", 1)[1] for a in officer.get(f"{DESK}?kind=erasure").select("//tbody//a/@href")] == [soon]
    assert officer.get(f"{DESK}?show=nonsense&kind=x&page=999999999").status == 200


def test_opening_is_logged_with_the_reason_and_a_list_is_not(
    officer: Browser,
    database: Database,
    asked: Ask,
) -> None:
    case_id = asked()
    officer.get(DESK)
    with database.read() as session:
        assert session.exec(select(Disclosure)).all() == []
    page = officer.get(f"{DESK}/requests/{case_id}")
    assert "logged for the person to read" in page.text and "people.example" not in page.html
    with database.read() as session:
        assert session.exec(select(Disclosure)).one().reason == "To answer your request or message"


def test_the_answer_is_put_off_with_reasons_only(officer: Browser, database: Database, asked: Ask) -> None:
    case_id = asked()
    page = act(officer, case_id, "extension")
    assert page.status == 422 and "without them the answer may not be put off" in page.text
    page = act(officer, case_id, "extension", **{"extension-text": "It needs old mails."})
    assert "put off, with reasons" in page.text and not page.select("//form[contains(@action, '/extension')]")
    with database.read() as session:
        case = session.get_one(RightsRequest, case_id)
        assert case.due_at == deadlines.extended_due_at(case.received_at)


def test_after_the_first_month_it_cannot_be_put_off_by_hand_either(officer: Browser, asked: Ask) -> None:
    fresh, late = asked(), asked(days_ago=40)
    page = officer.get(f"{DESK}/requests/{late}")
    assert not page.select("//form[contains(@action, '/extension')]") and "Answer now" in page.text
    form = {"extension-text": "Late", "csrf_token": _token(officer.get(f"{DESK}/requests/{fresh}"))}
    answer = officer.client.post(f"{DESK}/requests/{late}/extension", data=form)
    assert answer.status_code == 422 and "first month is over" in answer.get_data(as_text=True)


def test_a_decision_has_reasons_and_closes(officer: Browser, database: Database, asked: Ask) -> None:
    case_id = asked()
    page = act(officer, case_id, "decision", **{"decision-text": "Because."})
    assert page.status == 422 and "Choose what is decided." in page.text
    assert page.select("string(//textarea[@id='decision-text'])").strip() == "Because."
    page = act(officer, case_id, "decision", **{"decision-outcome": "refused"})
    assert page.status == 422 and "the person has to know them" in page.text
    page = act(officer, case_id, "decision", **{"decision-outcome": "refused", "decision-text": "It is not yours."})
    assert "It is not yours." in page.text and "Not done" in page.text and not page.select("//main//form")
    with database.read() as session:
        case = session.get_one(RightsRequest, case_id)
        assert (case.state, case.outcome) == (CaseState.DECIDED, CaseOutcome.REFUSED)


def test_nothing_is_done_for_who_did_not_show_who_they_are(
    officer: Browser, database: Database, config: Config
) -> None:
    with database.write() as session:
        case_id = make_strange(session, now=now() - timedelta(hours=2)).id
        called = make_strange(session, email=None, phone="+31 20 555 0199", now=now()).id
    page = act(officer, case_id, "decision", **{"decision-outcome": "granted", "decision-text": "Here it is."})
    assert page.status == 422 and "has not shown who they are" in page.text and "Here it is." in page.html
    page = act(officer, case_id, "codes")
    assert "A code is on its way" in page.text
    assert len(case_mails_to(database, config, STRANGER, now=now())) == 2
    page = act(officer, case_id, "messages", **{"message-text": "Which data?"})
    assert "/contact/proof/" in case_mails_to(database, config, STRANGER, now=now())[-1]
    page = act(officer, called, "call")
    assert "When called at the number given" in page.text
    with database.read() as session:
        assert session.get_one(RightsRequest, called).proof is Proof.CALL
    page = act(officer, case_id, "decision", **{"decision-outcome": "unproven", "decision-text": "We waited."})
    assert "did not show who they are" in page.text
    assert "We waited." in case_mails_to(database, config, STRANGER, now=now())[-1]


def test_a_correction_is_written_or_what_stands_in_the_way_is_said(officer: Browser, database: Database) -> None:
    with database.write() as session:
        rowan = make_professional_account(session)
        place = {"table_name": "professional", "row_id": rowan.professional_id, "column_name": "day_rate"}
        about = {"detail": "Rate a day", "before": "", "after": "a lot", **place}
        case_id = make_request(session, rowan, CaseKind.RECTIFICATION, now=now(), **about).id
    decided = {"decision-outcome": "granted", "decision-text": "You are right.", "decision-write": "y"}
    page = officer.get(f"{DESK}/requests/{case_id}")
    assert page.select("string(//textarea[@id='decision-value'])").strip() == "a lot"
    page = act(officer, case_id, "decision", **decided, **{"decision-value": "a lot"})
    assert page.status == 422 and "This detail cannot have that value." in page.text and "You are right." in page.html
    page = act(officer, case_id, "decision", **decided, **{"decision-value": "64000"})
    assert page.status == 200
    with database.read() as session:
        assert session.exec(select(Professional)).one().day_rate == 64_000


def test_data_are_set_aside_and_the_end_is_announced(officer: Browser, database: Database, asked: Ask) -> None:
    case_id = asked(CaseKind.ERASURE)
    assert act(officer, case_id, "restriction").status == 422
    page = act(officer, case_id, "restriction", **{"restriction-ground": "unlawful"})
    assert "The use is unlawful" in page.text
    page = officer.get(f"{DESK}/restrictions")
    (action,) = page.select("//main//form/@action")
    empty = officer.submit(page, {}, action=action)
    assert empty.status == 422 and "Fill in why it ends" in empty.text
    with database.read() as session:
        row = session.exec(select(Restriction)).one()
    page = officer.submit(empty, {f"{row.id}-text": "It is settled."}, action=action)
    assert "The end is announced:" in page.text and not page.select("//main//form")
    again = {f"{row.id}-text": "Once more", "csrf_token": _token(officer.get(f"{DESK}/requests/{asked()}"))}
    assert officer.client.post(action, data=again).status_code == 422
    assert officer.client.post(action.replace(row.id, "nothing"), data=again).status_code in (404, 422)
    with database.read() as session:
        assert is_restricted(session, row.account_id), "told first, ended later"


def test_an_objection_is_weighed_at_the_desk(officer: Browser, database: Database) -> None:
    with database.write() as session:
        rowan = make_professional_account(session)
        objecting.make(
            session, rowan.account_id, Interest.APPROACH, statement="On leave.", set_aside=False, keys=KEYS, now=now()
        )
        case_id = session.exec(select(RightsRequest.id)).one()
    page = officer.get(f"{DESK}/requests/{case_id}")
    assert "Objection: Approaching you about a collaboration" in page.text and "On leave." in page.text
    act(officer, case_id, "decision", **{"decision-outcome": "granted", "decision-text": "As you wish."})
    with database.read() as session:
        (standing,) = objecting.standing(session, rowan.account_id).values()
        assert standing.state.value == "upheld"


def test_the_officer_does_not_decide_on_their_own(officer: Browser, database: Database) -> None:
    with database.write() as session:
        own: Person = make_officer(session)
        case_id = make_request(session, own).id
        make_account(session)
    assert officer.get(f"{DESK}/requests/{case_id}").status == 404
    assert "No request fits" in officer.get(DESK).text


def test_a_letter_is_answered(officer: Browser, database: Database, config: Config) -> None:
    with database.write() as session:
        case_id = make_strange(session, CaseKind.QUESTION, now=now()).id
    page = act(officer, case_id, "decision", **{"decision-text": "By train."})
    assert "A reply was sent" in page.text
    assert "By train." in case_mails_to(database, config, STRANGER, now=now())[-1]
    for what in ("codes", "call"):
        form = {"csrf_token": _token(officer.get(f"{DESK}/requests/{_open_one(database)}"))}
        assert officer.client.post(f"{DESK}/requests/{case_id}/{what}", data=form).status_code == 404


def _open_one(database: Database) -> str:
    with database.write() as session:
        return make_strange(session, CaseKind.QUESTION, now=now()).id


def _token(page: Page) -> str:
    return str(page.select("//input[contains(@name, 'csrf_token')]/@value")[0])
