"""A résumé from a file: read, set aside sealed until its owner has corrected it, then saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlmodel import Session, col, delete, select

from models.register import N_
from models.resume import ResumeImport

from .errors import NotFound, ServiceError
from .left_out_skills import leave_out
from .professionals import MOST_ITEMS, SectionFull, change_details
from .publication.reading import read_resume
from .publication.resume import CertificationEntry, Job, LanguageEntry, Piece, Resume, SkillEntry, Study
from .resumes import resume_of, save_resume

T = TypeVar("T")

_RESUME = TypeAdapter(Resume)
_SECTIONS = ("jobs", "studies", "skills", "languages", "certifications", "portfolio")


class NothingRecognised(ServiceError):
    """The file has text, and none of it reads as a résumé."""

    message = N_(
        "We recognise no jobs, education, skills or languages in this file. Check that it is your résumé. "
        "If it is, fill in your résumé yourself, or try a file with plain headings such as “Work experience”."
    )


def read(data: bytes, filename: str, *, reading: Callable[[bytes, str], Resume] = read_resume) -> Resume:
    """What a résumé file says; takes up to a quarter of a minute. ``reading`` may be that of a Reader of many files.

    Raises UnreadableDocument, ReadersBusy and NothingRecognised.
    """
    found = reading(data, filename)
    entries = (found.jobs, found.studies, found.skills, found.languages, found.certifications, found.portfolio)
    if not any(entries) and not found.summary:
        raise NothingRecognised
    return found


def set_aside(session: Session, account_id: str, found: Resume, *, now: datetime) -> str:
    """Keep what was found until its owner looked at it, in the place of an earlier one; gives its id."""
    session.exec(delete(ResumeImport).where(col(ResumeImport.account_id) == account_id))
    row = ResumeImport(account_id=account_id, found=_RESUME.dump_json(found).decode(), created_at=now)
    session.add(row)
    session.flush()
    return row.id


def waiting(session: Session, account_id: str) -> str | None:
    """The id of what waits to be corrected, if anything does."""
    return session.exec(select(ResumeImport.id).where(ResumeImport.account_id == account_id)).first()


def found_in(session: Session, account_id: str, import_id: str) -> Resume:
    """What was found in a file. Raises NotFound."""
    return _RESUME.validate_json(_own(session, account_id, import_id).found)


def save(
    session: Session,
    account_id: str,
    import_id: str,
    corrected: Resume,
    *,
    add: bool,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Save what its owner corrected, in the place of the résumé or (``add``) beside it. Raises NotFound or SectionFull.

    ``details`` are contact details to take over, by column. What was set aside is deleted.
    """
    waiting = _own(session, account_id, import_id)
    whole = merged(resume_of(session, account_id), corrected, add=add)
    if any(len(getattr(whole, section)) > MOST_ITEMS for section in _SECTIONS):
        raise SectionFull
    save_resume(session, account_id, whole)
    for skill in corrected.left_out:
        # A word of a vocabulary that is another by now names nothing that could be published.
        with suppress(NotFound):
            leave_out(session, account_id, skill)
    if details:
        change_details(session, account_id, details)
    session.delete(waiting)


def discard(session: Session, account_id: str, import_id: str) -> None:
    """Forget what was found in a file. Raises NotFound."""
    session.delete(_own(session, account_id, import_id))


def merged(current: Resume, found: Resume, *, add: bool) -> Resume:
    """The résumé after an import. Wishes stay, and so do headline and text about oneself where none were found."""
    kept = replace(
        found,
        headline=found.headline or current.headline,
        summary=found.summary or current.summary,
        preferences=current.preferences,
        portfolio=_joined(current.portfolio, found.portfolio, _piece),
    )
    if not add:
        return kept
    return replace(
        kept,
        contact=replace(kept.contact, links=_joined(current.contact.links, found.contact.links, str.casefold)),
        headline=current.headline or found.headline,
        summary=current.summary or found.summary,
        jobs=_joined(current.jobs, found.jobs, _job),
        studies=_joined(current.studies, found.studies, _study),
        skills=_joined(current.skills, found.skills, _skill),
        languages=_joined(current.languages, found.languages, _language),
        certifications=_joined(current.certifications, found.certifications, _certificate),
        colleagues=_joined(current.colleagues, found.colleagues, str.casefold),
        clients=_joined(current.clients, found.clients, str.casefold),
        addresses=_joined(current.addresses, found.addresses, str.casefold),
    )


def _own(session: Session, account_id: str, import_id: str) -> ResumeImport:
    row = session.get(ResumeImport, import_id)
    if row is None or row.account_id != account_id:
        raise NotFound
    return row


def _joined(current: Iterable[T], found: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """What is there, then what is new: an entry that is in both stays as it is."""
    entries: dict[object, T] = {}
    for entry in (*current, *found):
        entries.setdefault(key(entry), entry)
    return tuple(entries.values())


def _job(job: Job) -> object:
    return job.title.casefold(), job.employer.casefold(), job.start


def _study(study: Study) -> object:
    return study.degree.casefold(), study.school.casefold()


def _skill(skill: SkillEntry) -> object:
    return skill.name.casefold()


def _language(entry: LanguageEntry) -> object:
    return entry.language


def _piece(piece: Piece) -> object:
    return piece.title.casefold(), piece.url


def _certificate(entry: CertificationEntry) -> object:
    return entry.name.casefold(), entry.number.casefold()
