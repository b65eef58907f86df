"""One month to answer, two more with reasons given inside the first, and what is late stands first on the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from config import Config
from models.case import CaseKind, CaseOutcome, CaseState, EntryKind, RightsRequest
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from services.errors import NotFound
from services.rights import cases, deadlines, deciding, desk, wording
from services.rights.cases import CaseClosed
from services.rights.desk import Show, Urgency
from services.rights.periods import MOMENT
from tests.factories import NOW, make_account, make_professional_account
from tests.factories_cases import ask_back, case_mails_to, decide, extend, make_officer, make_request, make_strange
from tests.factories_matches import acting

DAY = timedelta(days=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REASONS = "Many requests came at once, and yours needs what lies in old mails."


@pytest.mark.parametrize(
    ("received", "last_day", "last_day_extended"),
    [
        (datetime(2027, 1, 31, 9, 0, tzinfo=UTC), (2027, 2, 28), (2027, 4, 30)),
        (datetime(2028, 1, 31, 9, 0, tzinfo=UTC), (2028, 2, 29), (2028, 4, 30)),
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), (2026, 12, 30), (2027, 2, 28)),
        (datetime(2026, 11, 30, 23, 1, tzinfo=UTC), (2027, 1, 1), (2027, 3, 1)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), (2027, 4, 28), (2027, 6, 28)),
        (datetime(2026, 9, 25, 12, 0, tzinfo=UTC), (2026, 10, 25), (2026, 12, 25)),
    ],
    ids=str,
)
def test_a_month_ends_with_the_same_date_of_the_next(
    received: datetime, last_day: tuple[int, ...], last_day_extended: tuple[int, ...]
) -> None:
    for due, day in ((deadlines.due_at(received), last_day), (deadlines.extended_due_at(received), last_day_extended)):
        local, after = due.astimezone(AMSTERDAM), (due + MOMENT).astimezone(AMSTERDAM)
        assert (local.year, local.month, local.day) == day
        assert (after.hour, after.minute, after.day) != (local.hour, local.minute, local.day)
        assert after.date() == local.date() + DAY


@pytest.mark.parametrize("received", [NOW, datetime(2027, 1, 31, 9, 0, tzinfo=UTC)], ids=str)
def test_only_inside_the_first_month_an_answer_is_put_off(database: Database, received: datetime) -> None:
    due = deadlines.due_at(received)
    for moment, allowed in ((due - DAY, True), (due, True), (due + MOMENT, False), (due + DAY, False)):
        with database.write() as session:
            person = make_account(session, f"{moment.timestamp()}@people.example")
            case = make_request(session, person, now=received)
            if allowed:
                extend(session, case, REASONS, now=moment)
                assert case.due_at == deadlines.extended_due_at(received)
                with pytest.raises(deciding.AlreadyExtended):
                    extend(session, case, REASONS, now=moment)
            else:
                with pytest.raises(deciding.TooLateToExtend):
                    extend(session, case, REASONS, now=moment)
                assert (case.due_at, case.extended_at) == (due, None)


def test_the_person_is_told_of_the_extension_and_of_the_decision_with_reasons(
    database: Database, config: Config
) -> None:
    with database.write() as session:
        person = make_account(session)
        case = make_request(session, person)
        extend(session, case, REASONS, now=NOW + DAY)
        decide(session, case, CaseOutcome.REFUSED, "It is not yours.", now=NOW + 2 * DAY)
        assert (case.state, case.outcome, case.closed_at) == (CaseState.DECIDED, CaseOutcome.REFUSED, NOW + 2 * DAY)
        case_id = case.id
    received, extended, decided = case_mails_to(database, config, person.email)
    assert "We answer by 22 February 2027" in received, "as it stands when the mail goes"
    assert REASONS in extended and "22 February 2027 at the latest" in extended and wording.COMPLAINT in extended
    assert "It is not yours." in decided and "We do not do what you asked" in decided and wording.COMPLAINT in decided
    assert all(f"/privacy-centre/requests/{case_id}" in mail for mail in (received, extended, decided))
    assert case_mails_to(database, config, person.email) == [received, extended, decided], "each is sent once"
    with database.read() as session:
        case = session.get_one(RightsRequest, case_id)
        assert [(step.kind, step.ours) for step in cases.steps(session, case)] == [
            (EntryKind.ASKED, False),
            (EntryKind.EXTENSION, True),
            (EntryKind.DECISION, True),
        ]


def test_what_is_late_comes_first_and_stands_out(database: Database) -> None:
    with database.write() as session:
        officer = acting(session, make_officer(session))
        person = make_account(session)
        late = make_request(session, person, now=NOW - 40 * DAY)
        soon = make_strange(session, CaseKind.COMPLAINT, now=NOW - 28 * DAY)
        fresh = make_request(session, person, CaseKind.ERASURE)
        unproven = make_strange(session, now=NOW - DAY)
        closed = make_request(session, person, now=NOW - 50 * DAY)
        decide(session, closed, CaseOutcome.GRANTED, "Done.", now=NOW)
        found = desk.queue(session, officer, Show.OPEN, limit=10, now=NOW)
        assert [(each.id, each.urgency) for each in found] == [
            (late.id, Urgency.OVERDUE),
            (soon.id, Urgency.SOON),
            (unproven.id, Urgency.IN_TIME),
            (fresh.id, Urgency.IN_TIME),
        ]
        assert {show: desk.count(session, officer, show, now=NOW) for show in Show} == {
            Show.OPEN: 4,
            Show.OVERDUE: 1,
            Show.SOON: 1,
            Show.UNPROVEN: 1,
            Show.WAITING: 0,
            Show.CLOSED: 1,
        }
        assert desk.count(session, officer, Show.OPEN, kind=CaseKind.COMPLAINT, now=NOW) == 1
        ask_back(session, fresh, "Which data do you mean?", now=NOW)
        assert desk.count(session, officer, Show.WAITING, now=NOW) == 1
        cases.add(session, fresh, "All of it.", now=NOW)
        assert desk.count(session, officer, Show.WAITING, now=NOW) == 0


def test_that_the_officer_opened_a_request_is_for_its_person_to_read(database: Database) -> None:
    with database.write() as session:
        officer = make_officer(session)
        person = make_professional_account(session)
        case, own = make_request(session, person), make_request(session, officer)
        viewer = acting(session, officer, key="staff")
        desk.open_case(session, viewer, case.id, now=NOW)
        seen = session.exec(select(Disclosure).where(Disclosure.account_id == person.account_id)).one()
        assert (seen.kind, seen.viewer_id, seen.reason) == (
            DisclosureKind.STAFF_RIGHTS,
            officer.account_id,
            desk.REASON,
        )
        with pytest.raises(NotFound):
            desk.open_case(session, viewer, own.id, now=NOW)
        assert desk.count(session, viewer, Show.OPEN, now=NOW) == 1


def test_what_is_closed_stays_as_it_was_decided(database: Database) -> None:
    with database.write() as session:
        case = make_request(session, make_account(session))
        decide(session, case, CaseOutcome.PARTLY, "Half.", now=NOW)
        for act in (
            lambda: decide(session, case, CaseOutcome.GRANTED, "No", now=NOW),
            lambda: extend(session, case, REASONS, now=NOW),
            lambda: ask_back(session, case, "?", now=NOW),
            lambda: cases.add(session, case, "more", now=NOW),
            lambda: cases.withdraw(session, case, now=NOW),
        ):
            with pytest.raises(CaseClosed):
                act()
        assert case.outcome is CaseOutcome.PARTLY


def test_nobody_fills_the_desk(database: Database) -> None:
    with database.write() as session:
        person = make_account(session)
        first = make_request(session, person)
        for _number in range(cases.AT_ONCE - 1):
            make_request(session, person)
        with pytest.raises(cases.TooManyOpen):
            make_request(session, person)
        for number in range(cases.ADDITIONS):
            cases.add(session, first, f"And {number}", now=NOW)
        with pytest.raises(cases.TooManyOpen):
            cases.add(session, first, "One more", now=NOW)
        assert len(cases.of_account(session, person.account_id)) == cases.AT_ONCE


def test_asking_and_taking_back_in_turn_mails_nobody_without_end(database: Database) -> None:
    with database.write() as session:
        person = make_account(session)
        for _number in range(cases.AT_ONCE):
            cases.withdraw(session, make_request(session, person), now=NOW)
        with pytest.raises(cases.TooManyOpen):
            make_request(session, person)
        assert make_request(session, person, now=NOW + 2 * DAY)
