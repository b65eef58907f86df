"""One's own résumé in the formats of others, to take along (GDPR article 20)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from models.account import Account

from .publication.europass_writing import europass_of
from .publication.json_resume_writing import json_resume_of
from .publication.resume import Resume
from .resumes import resume_of


def json_resume(session: Session, account_id: str) -> dict[str, Any]:
    """The résumé as JSON Resume, version 1."""
    return json_resume_of(_own(session, account_id))


def europass(session: Session, account_id: str, locale: str) -> bytes:
    """The résumé as Europass XML."""
    return europass_of(_own(session, account_id), locale)


def _own(session: Session, account_id: str) -> Resume:
    """The résumé with the address of the account in it."""
    resume = resume_of(session, account_id)
    return replace(resume, contact=replace(resume.contact, email=session.get_one(Account, account_id).email))
