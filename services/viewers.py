"""Who is looking: the account behind a session and the part it acts in, computed from rows at every request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlmodel import Session, col, select

from models.account import Account, LoginSession, StaffRole
from models.client import MemberRole, Membership, Organisation, VerificationState
from models.professional import Professional


class Part(str, Enum):
    """In which capacity somebody acts; who has several chooses one."""

    NOBODY = "nobody"
    PROFESSIONAL = "professional"
    CLIENT = "client"
    STAFF = "staff"


@dataclass(frozen=True)
class Role:
    """One part that an account can act in; for a client the organisation, and what they are in it."""

    part: Part
    name: str
    organisation_id: str | None = None
    member_role: MemberRole | None = None

    @property
    def key(self) -> str:
        """What the session remembers of the choice."""
        return self.organisation_id or self.part.value


@dataclass(frozen=True)
class Viewer:
    """The person at the other end of a request.

    ``fresh_at``: when the password was last given · ``seen_at``: when the session was last noted as in use.
    """

    account_id: str | None = None
    session_id: str | None = None
    confirmed: bool = False
    locale: str | None = None
    fresh_at: datetime | None = None
    seen_at: datetime | None = None
    staff_role: StaffRole | None = None
    role: Role | None = None
    roles: tuple[Role, ...] = ()
    organisation_verified: bool = False

    @property
    def is_known(self) -> bool:
        return self.account_id is not None

    @property
    def part(self) -> Part:
        return self.role.part if self.role else Part.NOBODY

    @property
    def organisation_id(self) -> str | None:
        return self.role.organisation_id if self.role else None

    @property
    def is_verified_client(self) -> bool:
        """A confirmed member, acting for an organisation that was verified."""
        return self.confirmed and self.part is Part.CLIENT and self.organisation_verified

    @property
    def may_act(self) -> bool:
        """A client who may ask, describe work and change things, and not only read."""
        return self._is_in_organisation_as(MemberRole.OWNER, MemberRole.MEMBER)

    @property
    def is_owner(self) -> bool:
        """A client who decides on the organisation and on its team."""
        return self._is_in_organisation_as(MemberRole.OWNER)

    def is_fresh(self, now: datetime, within: timedelta) -> bool:
        """Whether the password was given recently enough for what needs it."""
        return self.fresh_at is not None and now - self.fresh_at <= within

    def _is_in_organisation_as(self, *member_roles: MemberRole) -> bool:
        return self.part is Part.CLIENT and self.role is not None and self.role.member_role in member_roles


ANYONE = Viewer()


def viewer_of(session: Session, login: LoginSession, account: Account) -> Viewer:
    """The viewer behind a log-in session of the account; ANYONE where it is deactivated."""
    if account.deactivated_at is not None:
        return ANYONE
    organisations = _organisations(session, account.id)
    roles = _roles(session, account, organisations)
    role = next((r for r in roles if r.key == login.acting_as), roles[0] if roles else None)
    verified = {each.id for each in organisations if each.state is VerificationState.VERIFIED}
    return Viewer(
        account_id=account.id,
        session_id=login.id,
        confirmed=account.confirmed_at is not None,
        locale=account.locale,
        fresh_at=login.fresh_at,
        seen_at=login.seen_at,
        staff_role=account.staff_role,
        role=role,
        roles=roles,
        organisation_verified=bool(role and role.organisation_id in verified),
    )


def _organisations(session: Session, account_id: str) -> list[Any]:
    """The organisations somebody is in, as rows of ``id``, ``name``, ``state`` and the member's ``role``."""
    statement = (
        select(Organisation.id, Organisation.name, Organisation.state, Membership.role)
        .join(Membership, col(Membership.organisation_id) == Organisation.id)
        .where(Membership.account_id == account_id)
        .order_by(Organisation.name)
    )
    return list(session.exec(statement))


def _roles(session: Session, account: Account, organisations: list[Any]) -> tuple[Role, ...]:
    roles = []
    if session.exec(select(Professional.id).where(Professional.account_id == account.id)).first():
        roles.append(Role(Part.PROFESSIONAL, ""))
    roles += [Role(Part.CLIENT, each.name, each.id, MemberRole(each.role)) for each in organisations]
    if account.staff_role is not None:
        roles.append(Role(Part.STAFF, account.staff_role.value))
    return tuple(roles)
