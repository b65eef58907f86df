"""Verification of organisations: asked for by a client, decided by a member of staff, told by mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.account import Account
from models.client import Membership, Organisation, Representative, Verification, VerificationState
from models.disclosure import Disclosure, DisclosureKind
from models.notification import NotificationKind
from models.privacy import Tier
from models.register import N_

from . import audit
from .errors import NotFound, ServiceError
from .notifications import notify
from .organisations import OrganisationDetails, RepresentativeDetails, details_of
from .rights.statements import Statement, statements_in

CHECK = N_("We check that your organisation is what it says, because you asked us to verify it.")
"""Why staff saw a representative's data: an English message id, shown in the disclosure log."""


class EmailNotConfirmed(ServiceError):
    """Who asks has not confirmed their address."""

    message = N_("Confirm your e-mail address first. Then ask for verification.")


class DetailsMissing(ServiceError):
    """What is checked is not filled in."""

    message = N_("Fill in the registration number and the web site of your organisation first: they are what we check.")


class AlreadyAsked(ServiceError):
    """A request is open, or the organisation is verified."""

    message = N_("You asked already. We mail you as soon as we have an answer.")


class AlreadyDecided(ServiceError):
    """Somebody else decided, or the client withdrew the request by changing what is checked."""

    message = N_("This request is not open any more: it was decided, or the client changed the organisation.")


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    id: str
    organisation: str
    website: str | None
    asked_at: datetime


@dataclass(frozen=True)
class Case:
    """What a member of staff checks; ``earlier`` counts the refusals so far.

    ``statements``: what the representative says beside details that were not corrected.
    """

    id: str
    organisation: OrganisationDetails
    representative: RepresentativeDetails
    email: str
    locale: str
    note: str | None
    asked_at: datetime
    earlier: int
    statements: tuple[Statement, ...]


def ask(session: Session, organisation_id: str, *, account_id: str, note: str | None, now: datetime) -> None:
    """Ask to verify the organisation. Raises EmailNotConfirmed, DetailsMissing, AlreadyAsked, NotFound."""
    member = select(Membership).where(
        Membership.organisation_id == organisation_id, Membership.account_id == account_id
    )
    if session.exec(member).first() is None:
        raise NotFound
    organisation = session.get_one(Organisation, organisation_id)
    if session.get_one(Account, account_id).confirmed_at is None:
        raise EmailNotConfirmed
    if not (organisation.registration_number and organisation.website):
        raise DetailsMissing
    if organisation.state in (VerificationState.PENDING, VerificationState.VERIFIED):
        raise AlreadyAsked
    organisation.state = VerificationState.PENDING
    session.add(
        Verification(account_id=account_id, organisation_id=organisation_id, note=note or None, requested_at=now)
    )
    audit.record(session, "organisation.verification-request", actor_id=account_id, about_id=organisation_id, now=now)


def waiting(session: Session) -> list[Waiting]:
    """The open requests, the oldest first."""
    statement = (
        select(Verification.id, Organisation.name, Organisation.website, Verification.requested_at)
        .join(Organisation, col(Organisation.id) == Verification.organisation_id)
        .where(col(Verification.decided_at).is_(None))
        .order_by(col(Verification.requested_at), Verification.id)
    )
    return [Waiting(*row) for row in session.exec(statement)]


def count_waiting(session: Session) -> int:
    """How many requests are open."""
    return session.exec(select(func.count()).where(col(Verification.decided_at).is_(None))).one()


def case(session: Session, verification_id: str) -> Case:
    """An open request with all that is checked. Raises NotFound, AlreadyDecided."""
    verification = _open(session, verification_id)
    organisation = session.get_one(Organisation, verification.organisation_id)
    person = session.exec(select(Representative).where(Representative.account_id == verification.account_id)).one()
    account = session.get_one(Account, verification.account_id)
    refused = select(func.count()).where(
        Verification.organisation_id == organisation.id, col(Verification.approved).is_(False)
    )
    return Case(
        id=verification.id,
        organisation=details_of(organisation, OrganisationDetails),
        representative=details_of(person, RepresentativeDetails),
        email=account.email,
        locale=account.locale,
        note=verification.note,
        asked_at=verification.requested_at,
        earlier=session.exec(refused).one(),
        statements=statements_in(session, verification.account_id, ("organisation", "representative", "verification")),
    )


def disclose(session: Session, verification_id: str, *, viewer_id: str, now: datetime) -> None:
    """Log that a member of staff was shown the case: its representative can read who looked, when and why."""
    verification = _open(session, verification_id)
    session.add(
        Disclosure(
            account_id=verification.account_id,
            viewer_id=viewer_id,
            organisation_id=verification.organisation_id,
            kind=DisclosureKind.STAFF_VERIFICATION,
            tier=int(Tier.MATCHED),
            reason=CHECK,
            at=now,
        )
    )


def approve(session: Session, verification_id: str, *, staff_id: str, now: datetime) -> None:
    """Verify the organisation. Raises NotFound, AlreadyDecided."""
    _decide(session, verification_id, approved=True, staff_id=staff_id, reason=None, now=now)


def decline(session: Session, verification_id: str, *, staff_id: str, reason: str, now: datetime) -> None:
    """Decline, with the reason that the client is mailed. Raises NotFound, AlreadyDecided."""
    _decide(session, verification_id, approved=False, staff_id=staff_id, reason=reason, now=now)


def _decide(
    session: Session, verification_id: str, *, approved: bool, staff_id: str, reason: str | None, now: datetime
) -> None:
    verification = _open(session, verification_id, lock=True)
    organisation = session.get_one(Organisation, verification.organisation_id)
    verification.approved, verification.reason = approved, reason
    verification.decided_at, verification.decided_by = now, staff_id
    organisation.state = VerificationState.VERIFIED if approved else VerificationState.DECLINED
    audit.record(
        session,
        "organisation.verification" if approved else "organisation.verification-refusal",
        actor_id=staff_id,
        account_id=verification.account_id,
        about_id=organisation.id,
        now=now,
    )
    kind = NotificationKind.VERIFICATION_APPROVED if approved else NotificationKind.VERIFICATION_DECLINED
    notify(session, verification.account_id, kind, verification.id, now=now)


def _open(session: Session, verification_id: str, *, lock: bool = False) -> Verification:
    verification = session.get(Verification, verification_id, with_for_update=lock)
    if verification is None:
        raise NotFound
    if verification.decided_at is not None:
        raise AlreadyDecided
    return verification
