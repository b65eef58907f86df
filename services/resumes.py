"""A person's résumé: from the tables to plain data and back."""

from __future__ import annotations

from typing import TypeVar

from sqlmodel import Session, col, delete, select

from models.base import Row
from models.professional import Professional
from models.resume import (
    Certification,
    Education,
    Experience,
    Language,
    LeftOutSkill,
    Link,
    NamedParty,
    PartyKind,
    Portfolio,
    Skill,
)

from .publication.resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Month,
    Piece,
    Preferences,
    Resume,
    SkillEntry,
    Study,
)

T = TypeVar("T", bound=Row)

SECTIONS: tuple[type[Row], ...] = (Experience, Education, Skill, Language, Certification, Link, NamedParty)


def professional_of(session: Session, account_id: str) -> Professional:
    """The professional behind an account; raises NoResultFound where the account is not one."""
    return session.exec(select(Professional).where(Professional.account_id == account_id)).one()


def resume_of(session: Session, account_id: str) -> Resume:
    """Everything the person wrote, newest job first. Addresses of e-mail are those that the guard has to know."""
    person = professional_of(session, account_id)
    jobs = sorted(_rows(session, Experience, account_id), key=_recency, reverse=True)
    studies = _rows(session, Education, account_id)
    studies.sort(key=lambda s: (s.end_year or s.start_year or 0, s.id), reverse=True)
    parties = _rows(session, NamedParty, account_id)
    return Resume(
        contact=Contact(
            first_name=person.first_name,
            last_name=person.last_name,
            phone=person.phone or "",
            city=person.city or "",
            country=person.country or "",
            links=tuple(link.url for link in _rows(session, Link, account_id)),
        ),
        headline=person.headline or "",
        summary=person.about or "",
        jobs=tuple(
            Job(
                title=job.title,
                employer=job.employer or "",
                city=job.city or "",
                start=_month(job.start_year, job.start_month),
                end=_month(job.end_year, job.end_month),
                current=job.current,
                description=job.description or "",
            )
            for job in jobs
        ),
        studies=tuple(
            Study(s.degree, s.school or "", s.field_of_study or "", s.start_year, s.end_year) for s in studies
        ),
        skills=tuple(SkillEntry(s.name, s.years) for s in _rows(session, Skill, account_id)),
        languages=tuple(LanguageEntry(s.language, s.level) for s in _rows(session, Language, account_id)),
        certifications=tuple(
            CertificationEntry(c.name, c.issuer or "", c.number or "", c.year)
            for c in _rows(session, Certification, account_id)
        ),
        preferences=Preferences(
            person.day_rate,
            person.hours,
            person.availability,
            person.available_from,
            person.remote,
            person.preferences or "",
        ),
        colleagues=tuple(p.name for p in parties if p.kind is PartyKind.COLLEAGUE),
        clients=tuple(p.name for p in parties if p.kind is PartyKind.CLIENT),
        addresses=tuple(p.name for p in parties if p.kind is PartyKind.ADDRESS),
        portfolio=tuple(_piece(row) for row in _rows(session, Portfolio, account_id)),
        left_out=tuple(row.skill for row in _rows(session, LeftOutSkill, account_id)),
    )


def save_resume(session: Session, account_id: str, resume: Resume) -> None:
    """Put the résumé in the place of the one that is there; name and contact details stay as they are.

    To the portfolio is added what is new: a piece that is there has perhaps a picture, which no résumé brings.
    """
    for section in SECTIONS:
        session.exec(delete(section).where(col(section.account_id) == account_id))  # type: ignore[attr-defined]
    person = professional_of(session, account_id)
    person.headline = resume.headline or None
    person.about = resume.summary or None
    _save_preferences(person, resume.preferences)
    session.add_all(_section_rows(account_id, resume))
    held = {_piece(row) for row in _rows(session, Portfolio, account_id)}
    session.add_all(_portfolio_row(account_id, piece) for piece in resume.portfolio if piece not in held)


def _save_preferences(person: Professional, preferences: Preferences) -> None:
    person.day_rate = preferences.day_rate
    person.hours = preferences.hours
    person.availability = preferences.available
    person.available_from = preferences.available_from
    person.remote = preferences.remote
    person.preferences = preferences.text or None


def _section_rows(account_id: str, resume: Resume) -> list[Row]:
    rows: list[Row] = [
        Experience(
            account_id=account_id,
            title=job.title,
            employer=job.employer or None,
            city=job.city or None,
            start_year=job.start[0] if job.start else None,
            start_month=job.start[1] or None if job.start else None,
            end_year=job.end[0] if job.end else None,
            end_month=job.end[1] or None if job.end else None,
            current=job.current,
            description=job.description or None,
        )
        for job in resume.jobs
    ]
    rows += [
        Education(
            account_id=account_id,
            degree=study.degree,
            school=study.school or None,
            field_of_study=study.field_of_study or None,
            start_year=study.start_year,
            end_year=study.end_year,
        )
        for study in resume.studies
    ]
    rows += [Skill(account_id=account_id, name=skill.name, years=skill.years) for skill in resume.skills]
    rows += [Language(account_id=account_id, language=e.language, level=e.level) for e in resume.languages]
    rows += [
        Certification(account_id=account_id, name=c.name, issuer=c.issuer or None, number=c.number or None, year=c.year)
        for c in resume.certifications
    ]
    rows += [Link(account_id=account_id, url=url) for url in resume.contact.links]
    rows += [NamedParty(account_id=account_id, kind=PartyKind.COLLEAGUE, name=name) for name in resume.colleagues]
    rows += [NamedParty(account_id=account_id, kind=PartyKind.CLIENT, name=name) for name in resume.clients]
    addresses = dict.fromkeys(filter(None, (resume.contact.email, *resume.addresses)))
    rows += [NamedParty(account_id=account_id, kind=PartyKind.ADDRESS, name=address) for address in addresses]
    return rows


def _piece(row: Portfolio) -> Piece:
    return Piece(row.title, row.description or "", row.url or "", row.year)


def _portfolio_row(account_id: str, piece: Piece) -> Portfolio:
    return Portfolio(
        account_id=account_id,
        title=piece.title,
        description=piece.description or None,
        url=piece.url or None,
        year=piece.year,
    )


def _rows(session: Session, table: type[T], account_id: str) -> list[T]:
    of_person = select(table).where(col(table.account_id) == account_id)  # type: ignore[attr-defined]
    return list(session.exec(of_person.order_by(col(table.id))))


def _month(year: int | None, month: int | None) -> Month | None:
    return None if year is None else (year, month or 0)


def _recency(job: Experience) -> tuple[int, int, int, int, str]:
    """Orders jobs: those that last first, then by their end, then by their start."""
    return (
        int(job.current),
        job.end_year or job.start_year or 0,
        job.end_month or 0,
        job.start_year or 0,
        job.id,
    )
