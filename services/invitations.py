"""Inviting people to a team: a one-time link to an address, good for a week, accepted by whoever has the address.

The link's token is derived with the platform's key when the mail is written, so that none lies in a table or a queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from models.account import Account
from models.base import new_id
from models.client import MemberRole, Membership, Organisation, Representative
from models.team import TeamInvitation

from . import accounts, audit, background
from .errors import NotFound
from .team_errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationOver,
    IsOnePersonBusiness,
    OtherAddress,
    TooManyInvitations,
)
from .tokens import TokenKeys, hash_of
from .viewers import Viewer

SEND = "send_invitation"
LIFETIME = timedelta(days=7)
MOST_OPEN, MOST_A_DAY = 20, 3
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Invitation:
    """An invitation that can still be accepted, as the team reads it."""

    id: str
    email: str
    role: MemberRole
    invited_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Offer:
    """What a link offers, and to whom.

    ``account_id``: of the address's account, where it has one · ``needs_name``: they never acted for a client.
    """

    organisation_id: str
    organisation: str
    role: MemberRole
    email: str
    account_id: str | None
    needs_name: bool


def invite(
    session: Session, viewer: Viewer, *, email: str, role: MemberRole, locale: str, keys: TokenKeys, now: datetime
) -> None:
    """Ask whoever has the address to join, as the owner of the team.

    Raises NotFound, IsOnePersonBusiness, AlreadyMember, AlreadyInvited or TooManyInvitations.
    """
    if not viewer.is_owner or viewer.organisation_id is None or viewer.account_id is None:
        raise NotFound
    organisation = session.get_one(Organisation, viewer.organisation_id, with_for_update=True, populate_existing=True)
    if organisation.one_person_business:
        raise IsOnePersonBusiness
    digest, known = accounts.email_digest(keys, email), accounts.find(session, email, keys=keys)
    if known is not None and _is_member(session, known.id, organisation.id):
        raise AlreadyMember
    open_ones = select(TeamInvitation.email_digest).where(*_open(now), *_of(organisation.id))
    waiting = session.exec(open_ones).all()
    if digest in waiting:
        raise AlreadyInvited
    lately = select(func.count()).where(
        TeamInvitation.email_digest == digest, col(TeamInvitation.invited_at) > now - DAY
    )
    if len(waiting) >= MOST_OPEN or session.exec(lately).one() >= MOST_A_DAY:
        raise TooManyInvitations
    id_ = new_id()
    row = TeamInvitation(
        id=id_,
        organisation_id=organisation.id,
        inviter_id=viewer.account_id,
        account_id=known.id if known else None,
        email=email.strip(),
        email_digest=digest,
        locale=known.locale if known else locale,
        token_digest=hash_of(token_of(keys, id_)),
        role=role,
        invited_at=now,
        expires_at=now + LIFETIME,
    )
    session.add(row)
    session.flush()
    _audit(session, "team.invitation", row, actor_id=viewer.account_id, about=row.account_id, now=now)
    background.enqueue(session, SEND, row.id, 0)


def withdraw(session: Session, viewer: Viewer, invitation_id: str, *, now: datetime) -> None:
    """Take an invitation back: its link stops working. Raises NotFound, also for one that was accepted."""
    row = session.get(TeamInvitation, invitation_id, with_for_update=True, populate_existing=True)
    if row is None or not viewer.is_owner or row.organisation_id != viewer.organisation_id or row.withdrawn_at:
        raise NotFound
    row.withdrawn_at = now
    _audit(session, "team.invitation-withdrawal", row, actor_id=viewer.account_id, about=row.account_id, now=now)


def open_invitations(session: Session, organisation_id: str, *, now: datetime) -> list[Invitation]:
    """Those of a team that can still be accepted, the newest first."""
    newest = col(TeamInvitation.invited_at).desc()
    rows = session.exec(select(TeamInvitation).where(*_open(now), *_of(organisation_id)).order_by(newest))
    return [Invitation(row.id, row.email, row.role, row.invited_at, row.expires_at) for row in rows]


def offer_of(session: Session, token: str, *, keys: TokenKeys, now: datetime) -> Offer:
    """What the link of a mail offers. Raises InvitationOver."""
    return _offer(session, _found(session, token, now=now), keys)


def accept(
    session: Session,
    token: str,
    account: Account,
    *,
    first_name: str | None = None,
    last_name: str | None = None,
    keys: TokenKeys,
    now: datetime,
) -> str:
    """Join the team with the account of the invited address, once; gives the organisation.

    The names are those of somebody who never acted for a client. Raises InvitationOver or OtherAddress.
    """
    row = _found(session, token, now=now)
    if row.email_digest != account.email_digest:
        raise OtherAddress
    organisation = session.get_one(Organisation, row.organisation_id, with_for_update=True, populate_existing=True)
    used = delete(TeamInvitation).where(col(TeamInvitation.id) == row.id, *_open(now))
    role, inviter_id = row.role, row.inviter_id
    if session.exec(used.execution_options(synchronize_session=False)).rowcount != 1:
        raise InvitationOver
    session.expunge(row)
    # Whoever reads the mail of the address has it.
    account.confirmed_at = account.confirmed_at or now
    if not _is_member(session, account.id, organisation.id):
        session.add(Membership(account_id=account.id, organisation_id=organisation.id, role=role))
    if not _represents(session, account.id):
        session.add(Representative(account_id=account.id, first_name=first_name or "", last_name=last_name or ""))
    if organisation.one_person_business:
        organisation.one_person_business = False
        audit.record(session, "organisation.several", actor_id=inviter_id, about_id=organisation.id, now=now)
    session.flush()
    audit.record(session, "team.joining", actor_id=account.id, account_id=account.id, about_id=organisation.id, now=now)
    return organisation.id


def forget_over(session: Session, *, now: datetime) -> int:
    """Delete the invitations whose link stopped working more than a day ago; give their number."""
    over = delete(TeamInvitation).where(col(TeamInvitation.expires_at) <= now - DAY)
    return session.exec(over.execution_options(synchronize_session=False)).rowcount


def token_of(keys: TokenKeys, invitation_id: str) -> str:
    """The token of an invitation's link: known to whoever reads the mail, and to nobody without the platform's key."""
    return keys.digest("team-invitation", invitation_id)


def _found(session: Session, token: str, *, now: datetime) -> TeamInvitation:
    statement = select(TeamInvitation).where(TeamInvitation.token_digest == hash_of(token), *_open(now))
    row = session.exec(statement).first()
    if row is None:
        raise InvitationOver
    return row


def _offer(session: Session, row: TeamInvitation, keys: TokenKeys) -> Offer:
    organisation = session.get_one(Organisation, row.organisation_id)
    account = accounts.find(session, row.email, keys=keys)
    needs_name = account is None or not _represents(session, account.id)
    return Offer(organisation.id, organisation.name, row.role, row.email, account.id if account else None, needs_name)


def _open(now: datetime) -> tuple[Any, ...]:
    return col(TeamInvitation.withdrawn_at).is_(None), col(TeamInvitation.expires_at) > now


def _of(organisation_id: str) -> tuple[Any, ...]:
    return (col(TeamInvitation.organisation_id) == organisation_id,)


def _is_member(session: Session, account_id: str, organisation_id: str) -> bool:
    statement = select(Membership.id).where(
        Membership.account_id == account_id, Membership.organisation_id == organisation_id
    )
    return session.exec(statement).first() is not None


def _represents(session: Session, account_id: str) -> bool:
    return session.exec(select(Representative.id).where(Representative.account_id == account_id)).first() is not None


def _audit(
    session: Session, action: str, row: TeamInvitation, *, actor_id: str | None, about: str | None, now: datetime
) -> None:
    audit.record(session, action, actor_id=actor_id, account_id=about, about_id=row.organisation_id, now=now)
