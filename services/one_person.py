"""The switch of a one-person business: with it on, an organisation's data are data about the person who owns it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, func, select

from models.client import MemberRole, Membership, Organisation
from models.register import N_

from . import audit, vat_numbers
from .errors import NotFound, ServiceError


class SeveralMembers(ServiceError):
    """Somebody else acts for the organisation too."""

    message = N_(
        "Several people act for this organisation, so it is not a one-person business. Remove the other members first."
    )


def is_on(session: Session, organisation_id: str, *, account_id: str) -> bool | None:
    """Whether the switch is on; None for who is not the owner, and has no switch."""
    statement = (
        select(Organisation.one_person_business)
        .join(Membership)
        .where(
            Organisation.id == organisation_id,
            Membership.account_id == account_id,
            Membership.role == MemberRole.OWNER,
        )
    )
    return session.exec(statement).first()


def switch(session: Session, organisation_id: str, on: bool, *, account_id: str, now: datetime) -> None:
    """Switch it on or off, as its owner. Raises NotFound for anybody else, SeveralMembers and MadeOfACitizenNumber."""
    before = is_on(session, organisation_id, account_id=account_id)
    if before is None:
        raise NotFound
    if before is on:
        return
    members = select(func.count()).where(Membership.organisation_id == organisation_id)
    if on and session.exec(members).one() > 1:
        raise SeveralMembers
    organisation = session.get_one(Organisation, organisation_id)
    if on and organisation.vat_number:
        vat_numbers.checked(organisation.vat_number, one_person=True)
    organisation.one_person_business = on
    action = "organisation.one-person" if on else "organisation.several"
    audit.record(session, action, actor_id=account_id, account_id=account_id, about_id=organisation_id, now=now)
