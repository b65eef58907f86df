"""Work descriptions: their states, who may change them, and what the guard keeps from professionals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.case import RestrictionGround
from models.client import MemberRole, Organisation, VerificationState
from models.database import Database
from models.disclosure import AuditEntry
from models.work import WorkDescription, WorkState
from services import open_work, work_descriptions
from services.errors import NotFound
from services.free_text import TextIdentifies
from services.rights import restricting
from services.work_errors import CloseItFirst, NotOpen, NotVerifiedYet, OpenAlready, WorkSetAside
from tests.factories import NOW, Person, make_client
from tests.factories_matches import acting, make_jip, make_rival
from tests.factories_work import DETAILS, describe, make_colleague

LATER = NOW + timedelta(days=1)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


@pytest.fixture
def jip(session: Session) -> Person:
    return make_jip(session)


def _states(session: Session) -> list[WorkState]:
    return list(session.exec(select(WorkDescription.state)))


def test_a_draft_is_opened_closed_and_opened_again(session: Session, jip: Person) -> None:
    viewer = acting(session, jip)
    work = describe(session, jip, opened=False)
    assert (work.state, work.opened_at) == (WorkState.DRAFT, None)
    work_descriptions.open_to_professionals(session, viewer, work.id, now=NOW)
    assert (work.state, work.opened_at, work.closed_at) == (WorkState.OPEN, NOW, None)
    with pytest.raises(OpenAlready):
        work_descriptions.open_to_professionals(session, viewer, work.id, now=LATER)
    work_descriptions.close(session, viewer, work.id, now=LATER)
    assert (work.state, work.closed_at) == (WorkState.CLOSED, LATER)
    with pytest.raises(NotOpen):
        work_descriptions.close(session, viewer, work.id, now=LATER)
    work_descriptions.open_to_professionals(session, viewer, work.id, now=LATER)
    assert (work.state, work.opened_at, work.closed_at) == (WorkState.OPEN, LATER, None)
    session.flush()
    actions = [row.action for row in session.exec(select(AuditEntry).where(AuditEntry.about_id == work.id))]
    assert sorted(actions) == [
        "description.closing",
        "description.opening",
        "description.opening",
        "description.writing",
    ]


def test_a_copy_is_a_draft_of_who_copies_it(session: Session, jip: Person) -> None:
    work = describe(session, jip)
    kim = make_colleague(session, jip, MemberRole.MEMBER)
    made = work_descriptions.copy(session, acting(session, kim), work.id, now=LATER)
    assert (made.state, made.author_id, made.created_at) == (WorkState.DRAFT, kim.account_id, LATER)
    assert work_descriptions.details_of(made) == work_descriptions.details_of(work) == DETAILS


def test_only_what_nobody_else_reads_is_deleted(session: Session, jip: Person) -> None:
    viewer, work = acting(session, jip), describe(session, jip)
    with pytest.raises(CloseItFirst):
        work_descriptions.delete(session, viewer, work.id, now=NOW)
    work_descriptions.close(session, viewer, work.id, now=NOW)
    work_descriptions.delete(session, viewer, work.id, now=NOW)
    assert _states(session) == []


@pytest.mark.parametrize(
    "telling",
    [
        "Sjabloon Bouw renews six locks.",
        "Ask for Jip, who leads the team.",
        "Call 020 555 01 01 to hear more.",
        "Write to jip@client.example about it.",
        "More at sjabloon.example, where the plans are.",
        "We are in the register under 12345678.",
        "See www.example.org for the drawings.",
    ],
)
def test_what_tells_whose_work_it_is_is_kept_in_a_draft_and_not_opened(
    session: Session, jip: Person, telling: str
) -> None:
    viewer = acting(session, jip)
    for details in (replace(DETAILS, description=telling), replace(DETAILS, title=telling)):
        work = work_descriptions.write(session, viewer, details, now=NOW)
        with pytest.raises(TextIdentifies):
            work_descriptions.open_to_professionals(session, viewer, work.id, now=NOW)
        assert work.state is WorkState.DRAFT
        clean = describe(session, jip)
        with pytest.raises(TextIdentifies):
            work_descriptions.edit(session, viewer, clean.id, details, now=NOW)
        assert work_descriptions.own_work(session, viewer, clean.id).details == DETAILS


def test_only_a_verified_organisation_opens_work(session: Session) -> None:
    new = make_client(session, "new@client.example", state=VerificationState.PENDING)
    work = describe(session, new, opened=False)
    with pytest.raises(NotVerifiedYet):
        work_descriptions.open_to_professionals(session, acting(session, new), work.id, now=NOW)


def test_whoever_had_their_data_set_aside_opens_nothing_and_is_not_read(session: Session, jip: Person) -> None:
    opened, draft = describe(session, jip), describe(session, jip, opened=False)
    restricting.restrict(session, jip.account_id, RestrictionGround.ACCURACY, now=NOW)
    session.flush()
    with pytest.raises(WorkSetAside):
        work_descriptions.open_to_professionals(session, acting(session, jip), draft.id, now=NOW)
    with pytest.raises(NotFound):
        open_work.open_work(session, opened.id)
    assert open_work.board(session, {}).total == 0


def test_whoever_writes_last_is_the_author_and_the_words_are_theirs(session: Session, jip: Person) -> None:
    work = describe(session, jip)
    kim = make_colleague(session, jip, MemberRole.MEMBER)
    work_descriptions.edit(session, acting(session, kim), work.id, replace(DETAILS, months=7), now=LATER)
    assert work.author_id == kim.account_id
    session.expire_all()
    again = work_descriptions.own_work(session, acting(session, jip), work.id)
    assert (again.details.description, again.details.months) == (DETAILS.description, 7)


def test_viewers_and_strangers_change_nothing(session: Session, jip: Person) -> None:
    work = describe(session, jip)
    for person in (make_colleague(session, jip, MemberRole.VIEWER), make_rival(session)):
        viewer = acting(session, person)
        for change in (
            lambda who: work_descriptions.edit(session, who, work.id, DETAILS, now=NOW),
            lambda who: work_descriptions.close(session, who, work.id, now=NOW),
            lambda who: work_descriptions.copy(session, who, work.id, now=NOW),
            lambda who: work_descriptions.delete(session, who, work.id, now=NOW),
        ):
            with pytest.raises(NotFound):
                change(viewer)
    assert _states(session) == [WorkState.OPEN]


def test_professionals_read_industry_and_about_of_a_verified_organisation_only(session: Session, jip: Person) -> None:
    work = describe(session, jip)
    read = open_work.open_work(session, work.id)
    assert (read.details, read.industry, read.about) == (DETAILS, "F", "We build bridges that open.")
    assert set(vars(read)) == {"id", "details", "industry", "about", "opened_at"}
    session.get_one(Organisation, jip.organisation_id).state = VerificationState.UNVERIFIED
    session.flush()
    with pytest.raises(NotFound):
        open_work.open_work(session, work.id)


def test_the_board_filters_within_facets_by_any_and_across_them_by_all(session: Session, jip: Person) -> None:
    first = describe(session, jip)
    other = describe(session, jip, replace(DETAILS, title="A second planner", skills=("sql",), region="BE211"))
    describe(session, jip, replace(DETAILS, title="A draft"), opened=False)
    found = open_work.board(session, {})
    assert ({each.id for each in found.works}, found.total) == ({first.id, other.id}, 2)
    assert found.facets["skill"] == {"python": 1, "sql": 1}
    by_skill = open_work.board(session, {"skill": ["python"]})
    assert [each.id for each in by_skill.works] == [first.id]
    # What another value of the same facet would add is counted without that facet.
    assert by_skill.facets["skill"] == {"python": 1, "sql": 1}
    assert by_skill.facets["region"] == {"NL366": 1}
    assert open_work.board(session, {"skill": ["python", "sql"], "region": ["BE211"]}).total == 1
    assert open_work.board(session, {"skill": ["python"], "region": ["BE211"]}).total == 0


def test_skills_are_proposed_from_the_text_and_unknown_ones_are_not_kept(session: Session, jip: Person) -> None:
    assert "python" in work_descriptions.suggested_skills(DETAILS.description)
    assert work_descriptions.suggested_skills(DETAILS.description, without=["python"]) == ()
    work = describe(session, jip, replace(DETAILS, skills=("python", "made-up", "python")))
    assert work.skills == ["python"]
