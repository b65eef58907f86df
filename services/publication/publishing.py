"""Publication: the owner approves a compiled record, a person reviews it, and verified clients read it.

What anyone reads follows in the next epoch (epochs.py), because what one person shows depends on what others share.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from secrets import randbits

from sqlmodel import Session, col, delete, select

from models.account import Account
from models.bands import Exposure
from models.base import new_id
from models.partner import PartnerPage
from models.privacy import Interest
from models.publication import Publication, PublicationState, VerifiedFacet, VerifiedProfile
from models.register import N_
from services.errors import ServiceError
from services.left_out_skills import left_out_skills
from services.resumes import professional_of, resume_of
from services.rights.objections import objects
from services.rights.restriction import is_restricted, unrestricted

from . import mending, storage, summaries
from .compiler import compile_records
from .guard import Identifiers
from .record import VerifiedRecord
from .summary_drafts import approved_of

REVISION_BITS = 62


class NothingToPublish(ServiceError):
    """The résumé holds nothing that could be published."""

    message = N_("There is nothing to publish yet: add at least a job title or a few skills.")


class ExposureNotChosen(ServiceError):
    """The owner has not said how far they want to stand out."""

    message = N_("Choose first how far you want to stand out: nothing is published before you do.")


class NotWaiting(ServiceError):
    """The publication is not in the state that the step needs."""

    message = N_("This profile is not waiting for that any more.")


def compile_profile(session: Session, account_id: str, *, now: datetime) -> VerifiedRecord:
    """Compile the person's résumé as it is now, without the skills they left out; nothing is stored."""
    person = professional_of(session, account_id)
    _public, verified = compile_records(
        resume_of(session, account_id),
        identifiers=identifiers_of(session, account_id),
        country=person.country,
        region=person.region,
        occupation=person.occupation,
        today=now.date(),
    )
    left_out = left_out_skills(session, account_id)
    return replace(verified, skills=tuple(claim for claim in verified.skills if claim.skill not in left_out))


def identifiers_of(session: Session, account_id: str) -> Identifiers:
    """What would point to the person: the guard's list, from the résumé and what the account holds."""
    person = professional_of(session, account_id)
    account = session.get_one(Account, account_id)
    return Identifiers.of(
        resume_of(session, account_id),
        account_email=account.email,
        companies=tuple(name for name in (person.company_name, person.company_registration) if name),
    )


def publication_of(session: Session, account_id: str) -> Publication:
    """The person's publication; made as a draft where there is none yet."""
    found = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if found is None:
        found = Publication(account_id=account_id)
        session.add(found)
    return found


def exposure_of(session: Session, account_id: str) -> Exposure | None:
    """How far the owner wants to stand out; None before they chose."""
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    return None if publication is None else publication.exposure


def choose_exposure(session: Session, account_id: str, exposure: Exposure) -> None:
    """The owner says how far they want to stand out; what was public ends at once and comes back as they chose."""
    publication = publication_of(session, account_id)
    if publication.exposure is not exposure:
        publication.exposure = exposure
        mending.take_down(session, account_id)


def approve(session: Session, account_id: str, *, now: datetime) -> Publication:
    """The owner approves what is compiled now. Raises ExposureNotChosen or NothingToPublish."""
    publication = publication_of(session, account_id)
    if publication.exposure is None:
        raise ExposureNotChosen
    record = compile_profile(session, account_id, now=now)
    if record.occupation is None and not record.skills:
        raise NothingToPublish
    publication.record = storage.to_json(record)
    publication.state = PublicationState.APPROVED
    publication.approval_id, publication.approved_at = new_id(), now
    publication.reason = None
    summaries.approve(session, account_id, record, now=now)
    return publication


def withdraw(session: Session, account_id: str) -> None:
    """Take the profile down at once, at every tier below matched."""
    publication = publication_of(session, account_id)
    _hold(session, publication)
    publication.state = PublicationState.WITHDRAWN
    publication.published = None
    _remove_verified(session, publication)
    mending.take_down(session, account_id)


def hide(session: Session, account_id: str) -> None:
    """Take the profile down at once, at every tier, but keep what was approved and reviewed for who comes back."""
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if publication is not None:
        _hold(session, publication)
        _remove_verified(session, publication)
        mending.take_down(session, account_id)


def show_again(session: Session, account_id: str) -> None:
    """Show verified clients what was reviewed before the profile was hidden; anyone reads it after the next epoch.

    Not while the person's data are set aside.
    """
    publication = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    if publication is not None and publication.published is not None and not is_restricted(session, account_id):
        _show_verified(session, publication, storage.from_json(publication.published))


def is_partner(session: Session, account_id: str) -> bool:
    """Whether the person is public under their own name, and has no pseudonymous profile."""
    return session.exec(select(PartnerPage.id).where(PartnerPage.account_id == account_id)).first() is not None


def show_returning(session: Session) -> None:
    """Show verified clients again those who left the partner programme since the last epoch; anyone after this one."""
    statement = (
        select(Publication)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(col(Publication.returns), col(Publication.published).is_not(None))
        .where(col(Account.deactivated_at).is_(None), unrestricted(col(Account.id)))
        .with_for_update()
    )
    for publication in session.exec(statement).all():
        publication.returns = False
        _show_verified(session, publication, storage.from_json(publication.published or {}))


def accept(session: Session, publication: Publication, *, reviewer_id: str | None, now: datetime) -> None:
    """A person found the approved record in order: verified clients may read it now. Raises NotWaiting."""
    record = _approved_record(publication)
    publication.state = PublicationState.REVIEWED
    publication.reviewed_at, publication.reviewer_id, publication.reason = now, reviewer_id, None
    publication.published = publication.record
    _show_verified(session, publication, record)


def send_back(session: Session, publication: Publication, *, reviewer_id: str, reason: str, now: datetime) -> None:
    """A person found something to mend; what was published before stays. Raises NotWaiting."""
    _approved_record(publication)
    publication.state = PublicationState.RETURNED
    publication.reviewed_at, publication.reviewer_id, publication.reason = now, reviewer_id, reason


def _hold(session: Session, publication: Publication) -> None:
    """Keep a review from accepting it until the transaction ends."""
    session.flush()
    session.refresh(publication, with_for_update=True)


def _approved_record(publication: Publication) -> VerifiedRecord:
    if publication.state is not PublicationState.APPROVED or publication.record is None:
        raise NotWaiting
    return storage.from_json(publication.record)


def _show_verified(session: Session, publication: Publication, record: VerifiedRecord) -> None:
    _remove_verified(session, publication)
    if publication.returns or is_partner(session, publication.account_id):
        return
    publication.revision = 1 + randbits(REVISION_BITS)
    told = approved_of(session, publication.account_id, publication.published or {})
    row = storage.verified_row(publication.handle, record, told)
    row.ranked = not objects(session, publication.account_id, Interest.RELEVANCE)
    session.add(row)
    session.flush()
    session.add_all(storage.verified_facets(publication.handle, record))


def _remove_verified(session: Session, publication: Publication) -> None:
    publication.revision = None
    session.exec(delete(VerifiedFacet).where(col(VerifiedFacet.profile_id) == publication.handle))
    session.exec(delete(VerifiedProfile).where(col(VerifiedProfile.id) == publication.handle))
