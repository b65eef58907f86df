"""Several people act on one request at once, each in a transaction of their own: one of them succeeds."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from sqlmodel import Session, select

from models.database import Database
from models.disclosure import AuditEntry, Disclosure, DisclosureKind
from models.match import InterestRequest, Match, RequestState
from services import matching
from services.errors import ServiceError
from services.match_access import find_request, match_of
from services.matching_errors import AlreadyAsked, MatchOver, NoLongerOpen
from tests.factories_matches import acting, ask, make_ana, make_jip

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ROUNDS = 4


@pytest.fixture
def sides(database):
    with database.write() as session:
        return make_ana(session), make_jip(session)


def at_once(database: Database, *acts: Callable[[Session], object]) -> list[object]:
    """Do each act in a thread and a transaction of its own, all started together; gives what came of each."""
    barrier, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        barrier.wait()
        try:
            with database.write() as session:
                acts[number](session)
            outcomes[number] = "done"
        except ServiceError as error:
            outcomes[number] = type(error)

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def change(function, person, request_id):
    """The act of a person who looks the request up and changes it."""

    def act(session: Session) -> None:
        viewer = acting(session, person)
        function(session, find_request(session, viewer, request_id), viewer, now=NOW)

    return act


def disclosed(session):
    return len(session.exec(select(Disclosure).where(Disclosure.kind == DisclosureKind.MATCH)).all())


def test_accepting_and_withdrawing_at_once_end_in_one_of_the_two(database, sides):
    ana, jip = sides
    for _round in range(ROUNDS):
        with database.write() as session:
            request_id = ask(session, jip, ana, now=NOW).id
            before = disclosed(session)
        outcomes = at_once(
            database, change(matching.accept, ana, request_id), change(matching.withdraw, jip, request_id)
        )
        assert sorted(map(str, outcomes)) == sorted(map(str, ["done", NoLongerOpen]))
        with database.write() as session:
            request = session.get_one(InterestRequest, request_id)
            match = match_of(session, request)
            if outcomes[0] == "done":
                assert request.state is RequestState.ACCEPTED
                assert disclosed(session) == before + 2
                matching.end(session, match, acting(session, ana), now=NOW)
            else:
                assert request.state is RequestState.WITHDRAWN
                assert (match, disclosed(session)) == (None, before)


def test_accepting_twice_at_once_makes_one_match(database, sides):
    ana, jip = sides
    with database.write() as session:
        request_id = ask(session, jip, ana, now=NOW).id
    outcomes = at_once(database, *[change(matching.accept, ana, request_id)] * 3)
    assert outcomes.count("done") == 1
    assert outcomes.count(NoLongerOpen) == 2
    with database.read() as session:
        assert len(session.exec(select(Match)).all()) == 1
        assert disclosed(session) == 2
        assert len(session.exec(select(AuditEntry).where(AuditEntry.action == "request.acceptance")).all()) == 1


def test_asking_several_times_at_once_sends_one_request(database, sides):
    ana, jip = sides
    outcomes = at_once(database, *[lambda session: ask(session, jip, ana, now=NOW)] * 4)
    assert outcomes.count("done") == 1
    assert outcomes.count(AlreadyAsked) == 3
    with database.read() as session:
        assert len(session.exec(select(InterestRequest)).all()) == 1


def test_ending_a_match_from_both_sides_at_once_ends_it_once(database, sides):
    ana, jip = sides
    with database.write() as session:
        request = ask(session, jip, ana, now=NOW)
        matching.accept(session, request, acting(session, ana), now=NOW)
        request_id = request.id

    def end(session, request, viewer, *, now):
        matching.end(session, match_of(session, request), viewer, now=now)

    outcomes = at_once(database, change(end, ana, request_id), change(end, jip, request_id))
    assert sorted(map(str, outcomes)) == sorted(map(str, ["done", MatchOver]))
    with database.read() as session:
        assert len(session.exec(select(AuditEntry).where(AuditEntry.action == "match.end")).all()) == 1


def test_expiring_and_accepting_at_once_end_in_one_of_the_two(database, sides):
    ana, jip = sides
    with database.write() as session:
        request = ask(session, jip, ana, now=NOW)
        request_id, due = request.id, request.expires_at
    outcomes = at_once(
        database, change(matching.accept, ana, request_id), lambda session: matching.expire_due(session, now=due)
    )
    with database.read() as session:
        state = session.get_one(InterestRequest, request_id).state
        expected = RequestState.ACCEPTED if outcomes[0] == "done" else RequestState.EXPIRED
        assert state is expected
        assert disclosed(session) == (2 if outcomes[0] == "done" else 0)
