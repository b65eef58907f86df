"""How far a professional stands out: what anyone would read under each setting, and who shares it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlmodel import Session

from models.bands import Exposure

from . import audit
from .publication import publishing
from .publication.advice import Advice, advice
from .publication.facts import PublicFacts
from .publication.forecast import forecast
from .publication.meter import Meter, meter
from .publication.record import VerifiedRecord
from .publication.shown import public_row_of


class Basis(str, Enum):
    """What a public profile on a page of its owner's rests on."""

    SHOWN = "shown"
    FORECAST = "forecast"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Outlook:
    """What anyone reads, or would read, under a setting.

    ``facts``: empty where too few are like the person; then ``advice`` says what would help.
    """

    exposure: Exposure
    basis: Basis
    facts: PublicFacts
    advice: tuple[Advice, ...]


def chosen(session: Session, account_id: str) -> Exposure | None:
    """The setting in force; None before the person chose."""
    return publishing.exposure_of(session, account_id)


def outlooks(session: Session, account_id: str, *, now: datetime) -> tuple[Outlook, ...]:
    """What anyone would read under each setting, from the résumé as it is now."""
    record = publishing.compile_profile(session, account_id, now=now)
    return tuple(outlook(session, account_id, record, exposure) for exposure in Exposure)


def outlook(session: Session, account_id: str, record: VerifiedRecord, exposure: Exposure) -> Outlook:
    """What anyone reads of the person if the setting is theirs and they are public; else what they would read."""
    row = public_row_of(session, account_id) if publishing.exposure_of(session, account_id) is exposure else None
    if row is not None:
        return Outlook(exposure, Basis.SHOWN, row.facts, ())
    return expected(session, account_id, record, exposure)


def expected(session: Session, account_id: str, record: VerifiedRecord, exposure: Exposure) -> Outlook:
    """What anyone would read of a record."""
    facts = forecast(session, record, exposure, account_id=account_id)
    if facts is None:
        ways = advice(session, record, exposure, account_id=account_id)
        return Outlook(exposure, Basis.NOTHING, PublicFacts(), ways)
    return Outlook(exposure, Basis.FORECAST, facts, ())


def measure(session: Session, account_id: str, looked_at: Outlook, *, now: datetime) -> Meter:
    """Who shares what is or would be public of the person, and what each further fact of the résumé would do."""
    record = publishing.compile_profile(session, account_id, now=now)
    return meter(session, record, looked_at.facts, looked_at.exposure, account_id=account_id)


def choose(session: Session, account_id: str, exposure: Exposure, *, now: datetime) -> bool:
    """The owner chooses how far they stand out; True where a public page has ended by it."""
    was_public = public_row_of(session, account_id) is not None
    changed = publishing.exposure_of(session, account_id) is not exposure
    publishing.choose_exposure(session, account_id, exposure)
    if changed:
        publication = publishing.publication_of(session, account_id)
        audit.record(
            session,
            "publication.exposure",
            actor_id=account_id,
            account_id=account_id,
            about_id=publication.id,
            now=now,
        )
    return was_public and changed
