"""The people of an organisation: who they are, what they may do, and how they leave.

Whoever changes a team holds the organisation's row until the transaction ends, so that it never is without an owner.
What somebody asked and described for the organisation passes to a colleague, and is sealed under that colleague's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from models.account import Account
from models.client import MemberRole, Membership, Organisation, Representative
from models.match import InterestRequest, RequestState
from models.work import WorkDescription

from . import audit, mail
from .errors import NotFound
from .mail import MailTemplate
from .team_errors import LastOwner, NoSuccessor
from .viewers import Viewer


@dataclass(frozen=True)
class Member:
    """One of the team, as their colleagues read them; ``is_here``: False for a deactivated account."""

    id: str
    account_id: str
    name: str
    email: str
    role: MemberRole
    is_here: bool


@dataclass(frozen=True)
class Belongings:
    """What somebody has in hand for the organisation: it passes to a colleague when they leave."""

    requests: int
    works: int


def members(session: Session, organisation_id: str) -> list[Member]:
    """The team: owners first, then by name."""
    statement = (
        select(Membership, Account, Representative)
        .join(Account, col(Account.id) == Membership.account_id)
        .outerjoin(Representative, col(Representative.account_id) == Membership.account_id)
        .where(Membership.organisation_id == organisation_id)
    )
    found = [_member(*row) for row in session.exec(statement)]
    order = list(MemberRole)
    return sorted(found, key=lambda each: (order.index(each.role), each.name.casefold(), each.id))


def member(session: Session, viewer: Viewer, membership_id: str) -> Member:
    """One of the viewer's own team. Raises NotFound."""
    found = next((each for each in members(session, str(viewer.organisation_id)) if each.id == membership_id), None)
    if found is None:
        raise NotFound
    return found


def belongings(session: Session, organisation_id: str, account_id: str) -> Belongings:
    """What the person has in hand for the organisation."""
    return Belongings(
        session.exec(select(func.count()).where(*_requests_of(organisation_id, account_id))).one(),
        session.exec(select(func.count()).where(*_works_of(organisation_id, account_id))).one(),
    )


def change_role(session: Session, viewer: Viewer, membership_id: str, role: MemberRole, *, now: datetime) -> None:
    """Let somebody of the team do more or less, as its owner. Raises NotFound or LastOwner."""
    row = _to_change(session, viewer, membership_id)
    if row.role is role:
        return
    if row.role is MemberRole.OWNER and _owners(session, row.organisation_id) == 1:
        raise LastOwner
    row.role = role
    session.flush()
    _audit(session, "team.role", viewer.account_id, row, now=now)


def remove(session: Session, viewer: Viewer, membership_id: str, *, now: datetime) -> None:
    """Take somebody else out of the team, as its owner: they lose everything at once, and are told.

    What they had in hand passes to the owner. Raises NotFound, also for oneself, who leaves instead.
    """
    row = _to_change(session, viewer, membership_id)
    if row.account_id == viewer.account_id:
        raise NotFound
    _hand_over(session, row.organisation_id, row.account_id, str(viewer.account_id))
    _audit(session, "team.removal", viewer.account_id, row, now=now)
    session.delete(row)
    session.flush()
    mail.queue(session, row.account_id, MailTemplate.TEAM_REMOVED, row.organisation_id, now=now)


def leave(session: Session, viewer: Viewer, *, successor_id: str | None, now: datetime) -> None:
    """Leave the team: what one has in hand passes to the successor (a membership's id), else to another owner.

    The successor of the last owner becomes one. Raises NotFound for who is in no team, LastOwner where nobody was
    chosen who could be the owner, or NoSuccessor.
    """
    if viewer.organisation_id is None:
        raise NotFound
    organisation_id = viewer.organisation_id
    _hold(session, organisation_id)
    own = session.exec(_in_team(organisation_id, Membership.account_id == viewer.account_id)).first()
    if own is None:
        raise NotFound
    successor = _successor(session, own, successor_id)
    if own.role is MemberRole.OWNER and _owners(session, organisation_id) == 1:
        if successor is None:
            raise LastOwner
        successor.role = MemberRole.OWNER
        _audit(session, "team.role", viewer.account_id, successor, now=now)
    successor = successor or _another_owner(session, own)
    if successor is not None:
        _hand_over(session, organisation_id, own.account_id, successor.account_id)
    _audit(session, "team.leaving", viewer.account_id, own, now=now)
    session.delete(own)
    session.flush()


def ensure_owners(session: Session, account_id: str, *, now: datetime) -> None:
    """Where the last owner who is here goes away for a while or for good, a colleague becomes one; there may be none.

    Who may act comes before who may only read.
    """
    own = select(Membership.organisation_id).where(
        Membership.account_id == account_id, Membership.role == MemberRole.OWNER
    )
    for organisation_id in session.exec(own).all():
        _hold(session, organisation_id)
        here = [each for each in members(session, organisation_id) if each.is_here and each.account_id != account_id]
        if here and here[0].role is not MemberRole.OWNER:
            row = session.get_one(Membership, here[0].id)
            row.role = MemberRole.OWNER
            session.flush()
            _audit(session, "team.role", None, row, now=now)


def _member(row: Membership, account: Account, person: Representative | None) -> Member:
    name = f"{person.first_name} {person.last_name}" if person is not None else ""
    return Member(row.id, row.account_id, name, account.email or "", row.role, account.deactivated_at is None)


def _to_change(session: Session, viewer: Viewer, membership_id: str) -> Membership:
    if not viewer.is_owner or viewer.organisation_id is None:
        raise NotFound
    _hold(session, viewer.organisation_id)
    row = session.get(Membership, membership_id, populate_existing=True)
    if row is None or row.organisation_id != viewer.organisation_id:
        raise NotFound
    # Whoever was an owner when the request came in may not be one any more.
    still = _in_team(viewer.organisation_id, Membership.account_id == viewer.account_id)
    own = session.exec(still.execution_options(populate_existing=True)).first()
    if own is None or own.role is not MemberRole.OWNER:
        raise NotFound
    return row


def _successor(session: Session, own: Membership, successor_id: str | None) -> Membership | None:
    if not successor_id:
        return None
    row = session.get(Membership, successor_id)
    if row is None or row.organisation_id != own.organisation_id or row.id == own.id:
        raise NoSuccessor
    return row


def _another_owner(session: Session, own: Membership) -> Membership | None:
    others = _in_team(own.organisation_id, Membership.id != own.id).where(Membership.role == MemberRole.OWNER)
    return session.exec(others.order_by(Membership.id)).first()


def _hand_over(session: Session, organisation_id: str, account_id: str, to_id: str) -> None:
    """Make the colleague the sender of open requests and the author of work; each text is sealed under their key."""
    for request in session.exec(select(InterestRequest).where(*_requests_of(organisation_id, account_id))):
        _reseal(session, request, "sender_id", to_id, ("message",))
    for work in session.exec(select(WorkDescription).where(*_works_of(organisation_id, account_id))):
        _reseal(session, work, "author_id", to_id, ("title", "description"))


def _reseal(session: Session, row: Any, owner: str, to_id: str, texts: tuple[str, ...]) -> None:
    """Give the row to somebody else. A text that stays the same is not written anew: so it is emptied in between."""
    kept = {name: getattr(row, name) for name in texts}
    for name in texts:
        setattr(row, name, "")
    setattr(row, owner, to_id)
    session.flush()
    for name, text in kept.items():
        setattr(row, name, text)
    session.flush()


def _requests_of(organisation_id: str, account_id: str) -> tuple[Any, ...]:
    return (
        col(InterestRequest.organisation_id) == organisation_id,
        col(InterestRequest.sender_id) == account_id,
        col(InterestRequest.state) == RequestState.OPEN,
    )


def _works_of(organisation_id: str, account_id: str) -> tuple[Any, ...]:
    return col(WorkDescription.organisation_id) == organisation_id, col(WorkDescription.author_id) == account_id


def _owners(session: Session, organisation_id: str) -> int:
    """How many owners there are who are here."""
    statement = (
        select(func.count())
        .select_from(Membership)
        .join(Account, col(Account.id) == Membership.account_id)
        .where(Membership.organisation_id == organisation_id, Membership.role == MemberRole.OWNER)
        .where(col(Account.deactivated_at).is_(None))
    )
    return session.exec(statement).one()


def _in_team(organisation_id: str, condition: Any) -> Any:
    return select(Membership).where(Membership.organisation_id == organisation_id, condition)


def _hold(session: Session, organisation_id: str) -> None:
    session.exec(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()).one()


def _audit(session: Session, action: str, actor_id: str | None, row: Membership, *, now: datetime) -> None:
    audit.record(session, action, actor_id=actor_id, account_id=row.account_id, about_id=row.organisation_id, now=now)
