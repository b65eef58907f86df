"""Publication: the owner approves a compiled record, a person reviews it, and only then it is published.

``publish`` writes what anyone reads, for everybody at once, because what one person shows depends on what others
share: it is a step of its own, never part of saving.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import randbits

from sqlmodel import Session, col, delete, func, select

from models.account import Account
from models.base import new_id
from models.publication import (
    Publication,
    PublicationState,
    PublicFacet,
    PublicProfile,
    VerifiedFacet,
    VerifiedProfile,
)
from models.register import N_
from services.errors import ServiceError
from services.left_out_skills import left_out_skills
from services.resumes import professional_of, resume_of

from . import storage
from .compiler import compile_records
from .guard import Identifiers
from .narrative import PublicFacts
from .pseudonyms import Pseudonym, draw_pseudonym
from .record import VerifiedRecord

TILE_BITS = 53


class NothingToPublish(ServiceError):
    """The résumé holds nothing that could be published."""

    message = N_("There is nothing to publish yet: add at least a job title or a few skills.")


class NotWaiting(ServiceError):
    """The publication is not in the state that the step needs."""

    message = N_("This profile is not waiting for that any more.")


@dataclass(frozen=True)
class Compiled:
    """What would be published of a résumé as it is now: at the verified tier, and to anyone."""

    verified: VerifiedRecord
    public: PublicFacts


def compile_profile(session: Session, account_id: str, *, common_skills: Sequence[str], now: datetime) -> Compiled:
    """Compile the person's résumé as it is now, without the skills they left out; nothing is stored."""
    person = professional_of(session, account_id)
    resume = resume_of(session, account_id)
    _public, verified = compile_records(
        resume,
        identifiers=identifiers_of(session, account_id),
        country=person.country,
        region=person.region,
        occupation=person.occupation,
        today=now.date(),
    )
    left_out = left_out_skills(session, account_id)
    verified = replace(verified, skills=tuple(claim for claim in verified.skills if claim.skill not in left_out))
    return Compiled(verified, storage.public_facts(verified, common_skills))


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


def approve(session: Session, account_id: str, *, now: datetime) -> Publication:
    """The owner approves what is compiled now. Raises NothingToPublish."""
    compiled = compile_profile(session, account_id, common_skills=(), now=now)
    if compiled.verified.occupation is None and not compiled.verified.skills:
        raise NothingToPublish
    publication = publication_of(session, account_id)
    publication.record = storage.to_json(compiled.verified)
    publication.state = PublicationState.APPROVED
    publication.approval_id, publication.approved_at = new_id(), now
    publication.reason = None
    return publication


def withdraw(session: Session, account_id: str) -> None:
    """Take the profile down at once, at every tier below matched."""
    publication = publication_of(session, account_id)
    publication.state = PublicationState.WITHDRAWN
    publication.published = None
    _take_down(session, publication)


def accept(session: Session, publication: Publication, *, reviewer_id: str | None, now: datetime) -> None:
    """A person found the approved record in order: verified clients may read it now. Raises NotWaiting."""
    record = _approved_record(publication)
    publication.state = PublicationState.REVIEWED
    publication.reviewed_at, publication.reviewer_id, publication.reason = now, reviewer_id, None
    publication.published = publication.record
    _remove_verified(session, publication.handle)
    session.add(storage.verified_row(publication.handle, record))
    session.flush()
    session.add_all(storage.verified_facets(publication.handle, record))


def send_back(session: Session, publication: Publication, *, reviewer_id: str, reason: str, now: datetime) -> None:
    """A person found something to mend; what was published before stays. Raises NotWaiting."""
    _approved_record(publication)
    publication.state = PublicationState.RETURNED
    publication.reviewed_at, publication.reviewer_id, publication.reason = now, reviewer_id, reason


def publish(session: Session, *, minimum: int) -> int:
    """Bring what anyone reads up to date; gives the number of profiles published.

    A skill is published where at least ``minimum`` published people have it. Ids and pseudonyms stay as they are.
    """
    waiting = _publishable(session)
    records = {publication.id: storage.from_json(publication.published or {}) for publication in waiting}
    common = common_skills(records.values(), minimum)
    present = {row.id: row for row in session.exec(select(PublicProfile))}
    for publication in waiting:
        facts = storage.public_facts(records[publication.id], common)
        row = present.pop(publication.public_id or "", None)
        _publish_one(session, publication, facts, row)
    for stale in present.values():
        session.delete(stale)
    return len(waiting)


def common_skills(records: Iterable[VerifiedRecord], minimum: int) -> tuple[str, ...]:
    """The skills that at least ``minimum`` of the records have, those of fewest people first: they say most."""
    counts = Counter(claim.skill for record in records for claim in record.skills)
    return tuple(sorted((s for s, number in counts.items() if number >= minimum), key=lambda s: (counts[s], s)))


def published_skills(session: Session) -> tuple[str, ...]:
    """The skills that are published at present, those of fewest people first."""
    number = func.count()
    statement = select(PublicFacet.value).where(PublicFacet.facet == "skill").group_by(PublicFacet.value)
    return tuple(session.exec(statement.order_by(number, PublicFacet.value)))


def _publishable(session: Session) -> list[Publication]:
    """Reviewed publications of active accounts; what was approved since waits for its own review."""
    statement = (
        select(Publication)
        .join(VerifiedProfile, col(VerifiedProfile.id) == Publication.handle)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(col(Account.deactivated_at).is_(None))
    )
    return list(session.exec(statement))


def _publish_one(session: Session, publication: Publication, facts: PublicFacts, present: PublicProfile | None) -> None:
    if present is None:
        publication.public_id = new_id()
        row = storage.public_row(publication.public_id, facts, draw_pseudonym(), randbits(TILE_BITS))
        session.add(row)
    else:
        fresh = storage.public_row(
            present.id, facts, Pseudonym(present.pseudonym_first, present.pseudonym_second), present.tile
        )
        changed = {name: value for name, value in fresh.model_dump().items() if getattr(present, name) != value}
        if not changed:
            return
        for name, value in changed.items():
            setattr(present, name, value)
        session.exec(delete(PublicFacet).where(col(PublicFacet.profile_id) == present.id))
    session.flush()
    session.add_all(storage.public_facets(str(publication.public_id), facts))


def _approved_record(publication: Publication) -> VerifiedRecord:
    if publication.state is not PublicationState.APPROVED or publication.record is None:
        raise NotWaiting
    return storage.from_json(publication.record)


def _take_down(session: Session, publication: Publication) -> None:
    _remove_verified(session, publication.handle)
    if publication.public_id is not None:
        session.exec(delete(PublicFacet).where(col(PublicFacet.profile_id) == publication.public_id))
        session.exec(delete(PublicProfile).where(col(PublicProfile.id) == publication.public_id))
        publication.public_id = None


def _remove_verified(session: Session, handle: str) -> None:
    session.exec(delete(VerifiedFacet).where(col(VerifiedFacet.profile_id) == handle))
    session.exec(delete(VerifiedProfile).where(col(VerifiedProfile.id) == handle))
