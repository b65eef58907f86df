"""Two people at once: a team keeps an owner, an invitation is used once, work is opened once."""

from __future__ import annotations

from sqlmodel import Session, select

from models.account import Account
from models.client import MemberRole, Membership
from models.database import Database
from models.disclosure import AuditEntry
from models.team import TeamInvitation
from services import invitations, team, work_descriptions
from services.errors import NotFound
from services.invitations import token_of
from services.team_errors import InvitationOver, LastOwner
from services.work_errors import OpenAlready
from tests.factories import KEYS, NOW, make_account
from tests.factories_matches import acting, make_jip
from tests.factories_work import describe, make_colleague
from tests.services.matching.test_at_once import at_once

ROUNDS = 4


def test_two_owners_who_take_each_others_part_leave_one(database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        kim = make_colleague(session, jip, MemberRole.OWNER)
        ids = {each.account_id: each.id for each in team.members(session, jip.organisation_id)}

    def demote(by, other):  # type: ignore[no-untyped-def]
        def act(session: Session) -> None:
            team.change_role(session, acting(session, by), ids[other.account_id], MemberRole.VIEWER, now=NOW)

        return act

    for _round in range(ROUNDS):
        outcomes = at_once(database, demote(jip, kim), demote(kim, jip))
        assert sorted(map(str, outcomes)) == sorted(map(str, ["done", NotFound]))
        with database.write() as session:
            assert [each.role for each in team.members(session, jip.organisation_id)].count(MemberRole.OWNER) == 1
            for row in session.exec(select(Membership)):
                row.role = MemberRole.OWNER


def test_two_owners_who_leave_at_once_leave_one(database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        kim = make_colleague(session, jip, MemberRole.OWNER)

    def leave(who):  # type: ignore[no-untyped-def]
        return lambda session: team.leave(session, acting(session, who), successor_id=None, now=NOW)

    outcomes = at_once(database, leave(jip), leave(kim))
    assert sorted(map(str, outcomes)) == sorted(map(str, ["done", LastOwner]))


def test_an_invitation_is_used_once(database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        lou = make_account(session, "lou@client.example")
        invitations.invite(
            session, acting(session, jip), email=lou.email, role=MemberRole.MEMBER, locale="en", keys=KEYS, now=NOW
        )
        token = token_of(KEYS, session.exec(select(TeamInvitation.id)).one())

    def join(session: Session) -> None:
        account = session.get_one(Account, lou.account_id)
        invitations.accept(session, token, account, first_name="Lou", last_name="V", keys=KEYS, now=NOW)

    outcomes = at_once(database, *[join] * 5)
    assert sorted(map(str, outcomes)) == sorted(map(str, ["done", *[InvitationOver] * 4]))
    with database.read() as session:
        assert len(session.exec(select(Membership).where(Membership.account_id == lou.account_id)).all()) == 1


def test_work_is_opened_once(database: Database) -> None:
    with database.write() as session:
        jip = make_jip(session)
        work_id = describe(session, jip, opened=False).id

    def open_it(session: Session) -> None:
        work_descriptions.open_to_professionals(session, acting(session, jip), work_id, now=NOW)

    outcomes = at_once(database, *[open_it] * 4)
    assert sorted(map(str, outcomes)) == sorted(map(str, ["done", *[OpenAlready] * 3]))
    with database.read() as session:
        opened = select(AuditEntry.id).where(AuditEntry.action == "description.opening")
        assert len(session.exec(opened).all()) == 1
