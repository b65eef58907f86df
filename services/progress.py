"""How far a professional has come on the way to publication, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlmodel import Session, select

from models.account import Account
from models.bands import Exposure
from models.publication import Publication, PublicationState
from models.register import N_

from . import audit, exposures
from .errors import ServiceError
from .exposures import Outlook
from .publication import publishing, storage
from .publication.record import VerifiedRecord
from .publication.shown import public_id_of
from .publication.summary_drafts import is_changed
from .resumes import professional_of, resume_of

FEW_SKILLS = 5


class AddressNotConfirmed(ServiceError):
    """Publication waits until the address is known to be the person's."""

    message = N_(
        "Confirm your e-mail address first: we mailed you a link. You can ask for a new one on your account page."
    )


class Gap(str, Enum):
    """What is not filled in, or not recognised, and would make a profile easier to find."""

    JOBS = "jobs"
    OCCUPATION = "occupation"
    SKILLS = "skills"
    COUNTRY = "country"
    REGION = "region"
    LANGUAGES = "languages"
    EDUCATION = "education"
    AVAILABILITY = "availability"
    RATE = "rate"


@dataclass(frozen=True)
class Progress:
    """Where a profile stands.

    ``ready``: there is something to publish · ``changed``: what would be published differs from what was approved ·
    ``is_published``: verified clients read it · ``public_id``: its address for anyone, once it has one · ``outlook``:
    what anyone would read of who is published and not public yet · ``is_partner``: public under their own name
    instead · ``returns``: left the partner programme since the last epoch.
    """

    state: PublicationState
    ready: bool
    changed: bool
    is_published: bool
    public_id: str | None
    exposure: Exposure | None
    outlook: Outlook | None
    approved_at: datetime | None
    reviewed_at: datetime | None
    reason: str | None
    gaps: tuple[Gap, ...]
    is_partner: bool = False
    returns: bool = False

    @property
    def may_approve(self) -> bool:
        """Whether an approval would change anything."""
        settled = self.state in (PublicationState.APPROVED, PublicationState.REVIEWED)
        return self.ready and (self.changed or not settled)

    @property
    def may_withdraw(self) -> bool:
        """Whether there is anything to take down: a published profile, or one on its way."""
        return self.is_published or self.state is PublicationState.APPROVED


def progress_of(session: Session, account_id: str, *, now: datetime) -> Progress:
    """How far the person's profile has come."""
    record = publishing.compile_profile(session, account_id, now=now)
    found = session.exec(select(Publication).where(Publication.account_id == account_id)).first()
    publication = found or Publication(account_id=account_id)
    public_id = public_id_of(session, account_id)
    is_partner = publishing.is_partner(session, account_id)
    return Progress(
        state=publication.state,
        ready=record.occupation is not None or bool(record.skills),
        changed=publication.record is not None
        and (publication.record != storage.to_json(record) or is_changed(session, account_id, record)),
        is_published=publication.published is not None,
        public_id=public_id,
        exposure=publication.exposure,
        outlook=None if public_id or is_partner else _outlook(session, publication),
        approved_at=publication.approved_at,
        reviewed_at=publication.reviewed_at,
        reason=publication.reason,
        gaps=_gaps(session, account_id, record),
        is_partner=is_partner,
        returns=publication.returns,
    )


def approve(session: Session, account_id: str, *, now: datetime) -> None:
    """The owner approves what is compiled now. Raises ExposureNotChosen, NothingToPublish or AddressNotConfirmed."""
    if session.get_one(Account, account_id).confirmed_at is None:
        raise AddressNotConfirmed
    publication = publishing.approve(session, account_id, now=now)
    _note(session, "publication.approval", account_id, publication, now)


def withdraw(session: Session, account_id: str, *, now: datetime) -> None:
    """The owner takes the profile down at once; what others share is mended with it."""
    publishing.withdraw(session, account_id)
    publication = publishing.publication_of(session, account_id)
    _note(session, "publication.withdrawal", account_id, publication, now)


def _note(session: Session, action: str, account_id: str, publication: Publication, now: datetime) -> None:
    audit.record(session, action, actor_id=account_id, account_id=account_id, about_id=publication.id, now=now)


def _outlook(session: Session, publication: Publication) -> Outlook | None:
    if publication.published is None or publication.exposure is None:
        return None
    record = storage.from_json(publication.published)
    return exposures.expected(session, publication.account_id, record, publication.exposure)


def _gaps(session: Session, account_id: str, record: VerifiedRecord) -> tuple[Gap, ...]:
    resume, person = resume_of(session, account_id), professional_of(session, account_id)
    missing = {
        Gap.JOBS: not resume.jobs,
        Gap.OCCUPATION: record.occupation is None,
        Gap.SKILLS: len(record.skills) < FEW_SKILLS,
        Gap.COUNTRY: not person.country,
        Gap.REGION: bool(person.country) and not person.region,
        Gap.LANGUAGES: not record.languages,
        Gap.EDUCATION: record.education is None,
        Gap.AVAILABILITY: record.availability is None,
        Gap.RATE: record.rate is None,
    }
    return tuple(gap for gap, is_missing in missing.items() if is_missing)
