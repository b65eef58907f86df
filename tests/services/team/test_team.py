"""A team never is without an owner, and who leaves it loses everything at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from models.account import Account, OutgoingMail
from models.client import MemberRole, Membership
from models.database import Database
from models.match import InterestRequest
from models.work import WorkDescription
from services import deactivation, disclosure, match_views, matching, team
from services.errors import NotFound
from services.match_access import find_request
from services.team_errors import LastOwner, NoSuccessor
from tests.factories import NOW, Person
from tests.factories_matches import MESSAGE, acting, ask, handle_of, make_ana, make_jip, make_rival
from tests.factories_work import DETAILS, describe, make_colleague


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


@pytest.fixture
def jip(session: Session) -> Person:
    return make_jip(session)


@pytest.fixture
def kim(session: Session, jip: Person) -> Person:
    return make_colleague(session, jip, MemberRole.MEMBER)


def _id_of(session: Session, person: Person) -> str:
    return session.exec(select(Membership.id).where(Membership.account_id == person.account_id)).one()


def _roles(session: Session, organisation_id: str) -> dict[str, MemberRole]:
    return {each.account_id: each.role for each in team.members(session, organisation_id)}


def test_an_owner_changes_roles_and_the_last_owner_stays_one(session: Session, jip: Person, kim: Person) -> None:
    viewer = acting(session, jip)
    with pytest.raises(LastOwner):
        team.change_role(session, viewer, _id_of(session, jip), MemberRole.MEMBER, now=NOW)
    team.change_role(session, viewer, _id_of(session, kim), MemberRole.OWNER, now=NOW)
    team.change_role(session, viewer, _id_of(session, jip), MemberRole.VIEWER, now=NOW)
    assert _roles(session, jip.organisation_id) == {
        jip.account_id: MemberRole.VIEWER,
        kim.account_id: MemberRole.OWNER,
    }
    # The request of before was an owner's; by now they are none.
    with pytest.raises(NotFound):
        team.change_role(session, viewer, _id_of(session, kim), MemberRole.VIEWER, now=NOW)


def test_only_owners_change_their_own_team(session: Session, jip: Person, kim: Person) -> None:
    for other in (kim, make_rival(session)):
        viewer = acting(session, other)
        with pytest.raises(NotFound):
            team.change_role(session, viewer, _id_of(session, jip), MemberRole.VIEWER, now=NOW)
        with pytest.raises(NotFound):
            team.remove(session, viewer, _id_of(session, jip), now=NOW)
    with pytest.raises(NotFound):
        team.remove(session, acting(session, jip), _id_of(session, jip), now=NOW)


def test_a_removed_member_loses_everything_at_once_and_is_told(session: Session, jip: Person, kim: Person) -> None:
    ana = make_ana(session)
    request = ask(session, kim, ana, now=NOW)
    assert find_request(session, acting(session, kim), request.id)
    team.remove(session, acting(session, jip), _id_of(session, kim), now=NOW)
    viewer = acting(session, kim)
    assert (viewer.organisation_id, viewer.is_verified_client, viewer.may_act) == (None, False, False)
    with pytest.raises(NotFound):
        find_request(session, viewer, request.id)
    with pytest.raises(NotFound):
        team.leave(session, viewer, successor_id=None, now=NOW)
    told = session.exec(select(OutgoingMail.template).where(OutgoingMail.account_id == kim.account_id)).all()
    assert told == ["team-removed"]


def test_what_they_had_in_hand_passes_on_sealed_under_the_colleagues_key(
    session: Session, jip: Person, kim: Person
) -> None:
    ana = make_ana(session)
    request, work = ask(session, kim, ana, now=NOW), describe(session, kim)
    team.remove(session, acting(session, jip), _id_of(session, kim), now=NOW)
    session.expire_all()
    assert session.get_one(InterestRequest, request.id).sender_id == jip.account_id
    assert session.get_one(InterestRequest, request.id).message == MESSAGE
    assert session.get_one(WorkDescription, work.id).author_id == jip.account_id
    assert session.get_one(WorkDescription, work.id).description == DETAILS.description
    # The professional accepts after all, and matches with who took over.
    matching.accept(session, session.get_one(InterestRequest, request.id), acting(session, ana), now=NOW)
    session.flush()
    assert disclosure.find(session, acting(session, jip), handle_of(session, ana.account_id))
    assert match_views.sent_request(session, acting(session, jip), request.id, now=NOW).name == "Anabel Kwartel"


def test_the_last_owner_leaves_only_with_a_successor(session: Session, jip: Person, kim: Person) -> None:
    viewer = acting(session, jip)
    with pytest.raises(LastOwner):
        team.leave(session, viewer, successor_id=None, now=NOW)
    for nobody in (_id_of(session, jip), _id_of(session, make_rival(session)), "nobody"):
        with pytest.raises(NoSuccessor):
            team.leave(session, viewer, successor_id=nobody, now=NOW)
    team.leave(session, viewer, successor_id=_id_of(session, kim), now=NOW)
    assert _roles(session, jip.organisation_id) == {kim.account_id: MemberRole.OWNER}


def test_who_alone_represents_an_organisation_cannot_leave_it(session: Session, jip: Person) -> None:
    with pytest.raises(LastOwner):
        team.leave(session, acting(session, jip), successor_id=None, now=NOW)


def test_a_member_leaves_and_an_owner_takes_over(session: Session, jip: Person, kim: Person) -> None:
    work = describe(session, kim)
    team.leave(session, acting(session, kim), successor_id=None, now=NOW)
    session.expire_all()
    assert session.get_one(WorkDescription, work.id).author_id == jip.account_id
    assert _roles(session, jip.organisation_id) == {jip.account_id: MemberRole.OWNER}


def test_a_colleague_becomes_the_owner_when_the_last_one_deactivates(session: Session, jip: Person) -> None:
    make_colleague(session, jip, MemberRole.VIEWER, "al@client.example", first_name="Al")
    kim = make_colleague(session, jip, MemberRole.MEMBER)
    deactivation.deactivate(session, jip.account_id, now=datetime.now(UTC))
    session.flush()
    assert _roles(session, jip.organisation_id)[kim.account_id] is MemberRole.OWNER
    assert session.get_one(Account, jip.account_id).deactivated_at is not None
    # Who comes back is an owner still; until then the colleague counts as the only one.
    with pytest.raises(LastOwner):
        team.change_role(session, acting(session, kim), _id_of(session, kim), MemberRole.MEMBER, now=NOW)
