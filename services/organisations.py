"""Client organisations and the people who represent them: read and edited by a member."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from models.client import Membership, Organisation, Representative, Verification, VerificationState

from . import audit, free_text, vat_numbers
from .errors import NotFound

Details = TypeVar("Details", "OrganisationDetails", "RepresentativeDetails")

IDENTITY = ("name", "registration_number", "vat_number", "website", "country")
"""What a verification is about: an organisation that changes it has to be verified again."""


@dataclass(frozen=True)
class OrganisationDetails:
    """What a client fills in of the organisation; ``industry`` is a NACE section, ``country`` ISO 3166-1 alpha-2."""

    name: str
    registration_number: str | None = None
    vat_number: str | None = None
    website: str | None = None
    industry: str | None = None
    about: str | None = None
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class RepresentativeDetails:
    """What a client's representative fills in of themselves."""

    first_name: str
    last_name: str
    phone: str | None = None
    position: str | None = None


@dataclass(frozen=True)
class OrganisationView:
    """The organisation as its member sees it; ``reason`` of the last refusal, ``asked_at`` of the open request."""

    details: OrganisationDetails
    representative: RepresentativeDetails
    state: VerificationState
    reason: str | None
    asked_at: datetime | None


def view(session: Session, organisation_id: str, *, account_id: str) -> OrganisationView:
    """The member's own organisation. Raises NotFound for anybody else's."""
    organisation = _of_member(session, organisation_id, account_id)
    person = _representative(session, account_id)
    newest = select(Verification).where(Verification.organisation_id == organisation_id)
    last = session.exec(newest.order_by(col(Verification.requested_at).desc()).limit(1)).first()
    return OrganisationView(
        details=details_of(organisation, OrganisationDetails),
        representative=details_of(person, RepresentativeDetails),
        state=organisation.state,
        reason=last.reason if last and organisation.state is VerificationState.DECLINED else None,
        asked_at=last.requested_at if last and organisation.state is VerificationState.PENDING else None,
    )


def edit_organisation(
    session: Session, organisation_id: str, details: OrganisationDetails, *, account_id: str, now: datetime
) -> bool:
    """Save the organisation; True where it has to be verified again because what was checked has changed.

    Raises TextIdentifies for a description that does, NotAVatNumber and MadeOfACitizenNumber.
    """
    organisation = _of_member(session, organisation_id, account_id)
    if details.vat_number:
        number = vat_numbers.checked(details.vat_number, one_person=organisation.one_person_business)
        details = replace(details, vat_number=number)
    free_text.require_undisclosed(details.about, free_text.of_about(session, organisation_id, details.name))
    checked = organisation.state in (VerificationState.VERIFIED, VerificationState.PENDING)
    undone = checked and any(getattr(organisation, name) != getattr(details, name) for name in IDENTITY)
    _save(organisation, details)
    if undone:
        organisation.state = VerificationState.UNVERIFIED
        _close_open_verification(session, organisation_id, now=now)
        audit.record(session, "organisation.verification-lapse", actor_id=account_id, about_id=organisation_id, now=now)
    audit.record(session, "organisation.edit", actor_id=account_id, about_id=organisation_id, now=now)
    return undone


def edit_representative(session: Session, account_id: str, details: RepresentativeDetails, *, now: datetime) -> None:
    """Save what the representative filled in of themselves."""
    person = _representative(session, account_id)
    _save(person, details)
    audit.record(session, "representative.edit", actor_id=account_id, account_id=account_id, now=now)


def details_of(row: Any, shape: type[Details]) -> Details:
    """The row's columns that are the shape's fields."""
    return shape(**{field.name: getattr(row, field.name) for field in fields(shape)})


def _of_member(session: Session, organisation_id: str, account_id: str) -> Organisation:
    statement = (
        select(Organisation)
        .join(Membership, col(Membership.organisation_id) == Organisation.id)
        .where(Organisation.id == organisation_id, Membership.account_id == account_id)
    )
    organisation = session.exec(statement).first()
    if organisation is None:
        raise NotFound
    return organisation


def _representative(session: Session, account_id: str) -> Representative:
    person = session.exec(select(Representative).where(Representative.account_id == account_id)).first()
    if person is None:
        raise NotFound
    return person


def _close_open_verification(session: Session, organisation_id: str, *, now: datetime) -> None:
    """Take the organisation out of the queue: what was asked about is not so any more."""
    waiting = select(Verification).where(
        Verification.organisation_id == organisation_id, col(Verification.decided_at).is_(None)
    )
    for verification in session.exec(waiting):
        verification.decided_at = now


def _save(row: Organisation | Representative, details: OrganisationDetails | RepresentativeDetails) -> None:
    for field in fields(details):
        setattr(row, field.name, getattr(details, field.name))
