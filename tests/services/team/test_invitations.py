"""Invitations: a link that works once, for a week, for whoever has the address; of the link only a hash is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from config import Config
from models.account import Account
from models.client import MemberRole, Membership, Organisation, Representative
from models.database import Database
from models.team import TeamInvitation
from services import invitation_mails, invitations
from services.errors import NotFound
from services.invitations import token_of
from services.mail import Outcome
from services.team_errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationOver,
    IsOnePersonBusiness,
    OtherAddress,
    TooManyInvitations,
)
from tests.factories import KEYS, NOW, Person, make_account, make_professional_account
from tests.factories_matches import acting, make_jip
from tests.factories_work import make_colleague

EMAIL = "Lou@client.example"
WEEK = timedelta(days=7)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


@pytest.fixture
def jip(session: Session) -> Person:
    return make_jip(session)


def _invite(session: Session, by: Person, email: str = EMAIL, role: MemberRole = MemberRole.MEMBER, **at: Any) -> str:
    invitations.invite(
        session, acting(session, by), email=email, role=role, locale="en", keys=KEYS, now=at.get("now", NOW)
    )
    newest = select(TeamInvitation).order_by(TeamInvitation.invited_at.desc())  # type: ignore[attr-defined]
    return token_of(KEYS, session.exec(newest).first().id)  # type: ignore[union-attr]


def _account(session: Session, person: Person) -> Account:
    return session.get_one(Account, person.account_id)


def test_the_owner_of_the_address_joins_once(session: Session, jip: Person) -> None:
    token = _invite(session, jip)
    lou = _account(session, make_account(session, "lou@client.example", confirmed=False))
    offer = invitations.offer_of(session, token, keys=KEYS, now=NOW)
    assert (offer.organisation, offer.role, offer.account_id, offer.needs_name) == (
        "Sjabloon Bouw", MemberRole.MEMBER, lou.id, True,
    )  # fmt: skip
    given = {"first_name": "Lou", "last_name": "Vlonder"}
    assert invitations.accept(session, token, lou, keys=KEYS, now=NOW, **given) == jip.organisation_id
    row = session.exec(select(Membership).where(Membership.account_id == lou.id)).one()
    person = session.exec(select(Representative).where(Representative.account_id == lou.id)).one()
    assert (row.role, person.first_name, person.last_name) == (MemberRole.MEMBER, "Lou", "Vlonder")
    assert lou.confirmed_at == NOW
    assert session.exec(select(TeamInvitation)).all() == []
    with pytest.raises(InvitationOver):
        invitations.accept(session, token, lou, keys=KEYS, now=NOW)


def test_nobody_joins_with_the_link_of_somebody_else(session: Session, jip: Person) -> None:
    token = _invite(session, jip)
    other = _account(session, make_professional_account(session, "other@people.example"))
    with pytest.raises(OtherAddress):
        invitations.accept(session, token, other, keys=KEYS, now=NOW)
    for forged in ("", "x", token[:-1], token.upper()):
        with pytest.raises(InvitationOver):
            invitations.offer_of(session, forged, keys=KEYS, now=NOW)


def test_a_link_ends_after_a_week_and_when_it_is_withdrawn(session: Session, jip: Person) -> None:
    token = _invite(session, jip)
    assert invitations.offer_of(session, token, keys=KEYS, now=NOW + WEEK - timedelta(seconds=1))
    with pytest.raises(InvitationOver):
        invitations.offer_of(session, token, keys=KEYS, now=NOW + WEEK)
    [row] = invitations.open_invitations(session, jip.organisation_id, now=NOW)
    invitations.withdraw(session, acting(session, jip), row.id, now=NOW)
    with pytest.raises(InvitationOver):
        invitations.offer_of(session, token, keys=KEYS, now=NOW)
    with pytest.raises(NotFound):
        invitations.withdraw(session, acting(session, jip), row.id, now=NOW)


def test_an_invitation_is_forgotten_a_day_after_its_end(session: Session, jip: Person) -> None:
    _invite(session, jip)
    assert invitations.forget_over(session, now=NOW + WEEK) == 0
    assert invitations.forget_over(session, now=NOW + WEEK + timedelta(days=1)) == 1


def test_nothing_stored_opens_an_invitation_and_the_address_is_sealed(session: Session, jip: Person) -> None:
    token = _invite(session, jip)
    session.flush()
    [row] = session.connection().exec_driver_sql("SELECT * FROM teaminvitation").mappings().all()
    stored = " ".join(str(value) for value in row.values())
    assert token not in stored
    local_part, _at, domain = EMAIL.lower().partition("@")
    # Longer than what a random id holds by chance.
    assert f"{local_part}@" not in stored.lower() and domain not in stored.lower()


def test_only_an_owner_invites_and_only_whom_it_makes_sense_to(session: Session, jip: Person) -> None:
    for role in (MemberRole.MEMBER, MemberRole.VIEWER):
        colleague = make_colleague(session, jip, role, f"{role.value}@client.example")
        with pytest.raises(NotFound):
            _invite(session, colleague)
        with pytest.raises(AlreadyMember):
            _invite(session, jip, colleague.email.upper())
    _invite(session, jip)
    with pytest.raises(AlreadyInvited):
        _invite(session, jip, EMAIL.upper())
    session.get_one(Organisation, jip.organisation_id).one_person_business = True
    session.flush()
    with pytest.raises(IsOnePersonBusiness):
        _invite(session, jip, "another@client.example")


def test_nobodys_mailbox_is_filled(session: Session, jip: Person) -> None:
    for number in range(3):
        _invite(session, jip, now=NOW + timedelta(hours=number))
        [row] = invitations.open_invitations(session, jip.organisation_id, now=NOW)
        invitations.withdraw(session, acting(session, jip), row.id, now=NOW)
    with pytest.raises(TooManyInvitations):
        _invite(session, jip, now=NOW + timedelta(hours=4))
    for number in range(20):
        _invite(session, jip, f"somebody{number}@client.example")
    with pytest.raises(TooManyInvitations):
        _invite(session, jip, "one.more@client.example")


def test_the_mail_goes_out_once_with_the_link_and_no_name_of_a_person(database: Database, config: Config) -> None:
    with database.write() as session:
        jip = make_jip(session)
        token = _invite(session, jip)
        row_id = session.exec(select(TeamInvitation.id)).one()
    from pathlib import Path

    from services import smtp

    assert invitation_mails.deliver(database, config, row_id, now=NOW) is Outcome.SENT
    assert invitation_mails.deliver(database, config, row_id, now=NOW) is Outcome.GONE
    [message] = smtp.read_mailbox(Path(config.mailbox))
    text = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert message["To"] == EMAIL
    assert f"/invitation/{token}" in text and "Sjabloon Bouw" in text
    assert "Jip" not in text and "Sjabloon" not in message["Subject"]
