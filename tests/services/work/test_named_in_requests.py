"""The work that a request names: the organisation's own and open, read by the professional as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session, select

from models.client import MemberRole
from models.database import Database
from models.match import InterestRequest
from models.work import WorkState
from services import disclosure, match_views, matching, work_descriptions
from services.errors import NotFound
from services.matching_errors import OnlyReads, WorkNotOpen
from tests.factories import NOW, Person
from tests.factories_matches import LIFETIME, MESSAGE, acting, handle_of, make_ana, make_jip, make_rival
from tests.factories_work import DETAILS, describe, make_colleague


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


@pytest.fixture
def ana(session: Session) -> Person:
    return make_ana(session)


@pytest.fixture
def jip(session: Session) -> Person:
    return make_jip(session)


def _ask(session: Session, sender: Person, ana: Person, work_id: str | None) -> InterestRequest:
    viewer = acting(session, sender)
    found: Any = disclosure.find(session, viewer, handle_of(session, ana.account_id))
    return matching.show_interest(session, viewer, found, message=MESSAGE, work_id=work_id, lifetime=LIFETIME, now=NOW)


def test_both_sides_read_the_work_as_it_stands(session: Session, ana: Person, jip: Person) -> None:
    work = describe(session, jip)
    request = _ask(session, jip, ana, work.id)
    for side, one in ((ana, match_views.received_request), (jip, match_views.sent_request)):
        named: Any = one(session, acting(session, side), request.id, now=NOW).course.work
        assert (named.id, named.details, named.state) == (work.id, DETAILS, WorkState.OPEN)
    work_descriptions.close(session, acting(session, jip), work.id, now=NOW)
    received = match_views.received_request(session, acting(session, ana), request.id, now=NOW)
    assert received.course.work is not None and received.course.work.state is WorkState.CLOSED
    assert match_views.count_naming(session, acting(session, jip), work.id) == 1
    work_descriptions.delete(session, acting(session, jip), work.id, now=NOW)
    session.flush()
    assert match_views.received_request(session, acting(session, ana), request.id, now=NOW).course.work is None


def test_only_open_work_of_ones_own_is_named(session: Session, ana: Person, jip: Person) -> None:
    draft, of_others = describe(session, jip, opened=False), describe(session, make_rival(session))
    for work_id in (draft.id, of_others.id, "nothing"):
        with pytest.raises(WorkNotOpen):
            _ask(session, jip, ana, work_id)
    assert session.exec(select(InterestRequest)).all() == []


def test_a_viewer_reads_and_asks_nothing(session: Session, ana: Person, jip: Person) -> None:
    request = _ask(session, jip, ana, None)
    kim = make_colleague(session, jip, MemberRole.VIEWER)
    assert match_views.sent_request(session, acting(session, kim), request.id, now=NOW).course.id == request.id
    with pytest.raises(OnlyReads):
        _ask(session, kim, ana, None)
    with pytest.raises(NotFound):
        matching.withdraw(session, request, acting(session, kim), now=NOW)
    match = matching.accept(session, request, acting(session, ana), now=NOW)
    session.flush()
    with pytest.raises(NotFound):
        matching.end(session, match, acting(session, kim), now=NOW)
