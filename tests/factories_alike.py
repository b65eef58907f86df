"""People who are alike, to be published among."""

from __future__ import annotations

from sqlmodel import Session

from models.bands import Exposure
from services import bulk_import, resumes
from services.publication import epochs
from services.publication.resume import Job, LanguageEntry, Resume, SkillEntry
from tests.factories import KEYS, NOW


def add_person(
    session: Session,
    name: str,
    exposure: Exposure,
    *,
    occupation: str = "2512",
    country: str | None = "NL",
    region: str | None = "NL414",
    languages: tuple[str, ...] = ("nl",),
    skills: tuple[str, ...] = ("Python", "PostgreSQL"),
) -> str:
    """Somebody with ten years of work, reviewed and waiting for the next epoch; the id of the account."""
    resume = Resume(
        jobs=(Job(title="Consultant", start=(2009, 1), current=True),),
        skills=tuple(SkillEntry(each) for each in skills),
        languages=tuple(LanguageEntry(each) for each in languages),
    )
    owner = bulk_import.Owner(name, "Proef", f"{name.lower()}@people.example")
    account = bulk_import.add_professional(session, owner, resume, country=country, region=region, keys=KEYS, now=NOW)
    resumes.professional_of(session, account.id).occupation = occupation
    session.flush()
    bulk_import.approve_and_review(session, account.id, exposure=exposure, now=NOW)
    session.flush()
    return account.id


def publish_crowd(session: Session, exposure: Exposure, number: int = 6, **options: object) -> list[str]:
    """So many people alike, published."""
    people = [add_person(session, f"Buur{each}", exposure, **options) for each in range(number)]  # type: ignore[arg-type]
    epochs.publish_within(session)
    return people
