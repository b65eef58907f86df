"""Consents: asked one by one, off by default, kept in a ledger that is only ever added to (GDPR article 7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from models.consent import ConsentEntry, ConsentPurpose
from models.register import N_
from models.survey import SurveyParticipation

from .errors import ServiceError


@dataclass(frozen=True)
class Request:
    """What a person is asked: ``title`` and ``text`` are English message ids, shown in the person's language."""

    title: str
    text: str


@dataclass(frozen=True)
class Consent:
    """How a consent stands: never asked for is not given; ``since`` is when it last changed, None for never."""

    purpose: ConsentPurpose
    given: bool = False
    since: datetime | None = None


class WordingChanged(ServiceError):
    """The words that the person read are no longer the ones that are asked now, so nothing was recorded."""

    message = N_("The words of this consent have changed. Read them again, then choose.")


REQUESTS: dict[ConsentPurpose, Request] = {
    ConsentPurpose.AI_TRAINING: Request(
        N_("Use my recruitment file to train AI models"),
        N_(
            "We may use my recruitment file, under a pseudonym, to train the models that help our staff to find "
            "matches. A list is kept of what was used. My profile works the same without this consent, and I can "
            "withdraw it here at any time: it then counts for every model built from that day on."
        ),
    ),
}


def wording_hash(words: str) -> str:
    """SHA-256 of the exact words shown, hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


def consents_of(session: Session, account_id: str) -> dict[ConsentPurpose, Consent]:
    """How each consent of ``REQUESTS`` stands, all of them included."""
    found = _standing(session, account_id)
    return {purpose: found.get((purpose, ""), Consent(purpose)) for purpose in REQUESTS}


def consents_about(session: Session, account_id: str, purpose: ConsentPurpose) -> dict[str, Consent]:
    """How each consent to a purpose stands that is given row by row, by the row's id; unasked ones are left out."""
    found = _standing(session, account_id)
    return {about_id: consent for (each, about_id), consent in found.items() if each is purpose}


def give_consent(
    session: Session,
    account_id: str,
    purpose: ConsentPurpose,
    *,
    words: str,
    shown_hash: str,
    locale: str,
    about_id: str = "",
    now: datetime,
) -> None:
    """Record that the person consents to exactly these words. Raises WordingChanged where they read others.

    ``about_id``: the row that is consented to, for a purpose to which people consent row by row.
    """
    if shown_hash != wording_hash(words):
        raise WordingChanged
    _add(session, account_id, purpose, given=True, words=words, locale=locale, about_id=about_id, now=now)


def withdraw_consent(
    session: Session,
    account_id: str,
    purpose: ConsentPurpose,
    *,
    words: str,
    locale: str,
    about_id: str = "",
    now: datetime,
) -> None:
    """Record that the person withdraws the consent, and delete what rests on it: never refused, whatever they read."""
    _add(session, account_id, purpose, given=False, words=words, locale=locale, about_id=about_id, now=now)
    _delete_what_rests_on(session, account_id, purpose, about_id)


def _standing(session: Session, account_id: str) -> dict[tuple[ConsentPurpose, str], Consent]:
    """How each consent in the person's ledger stands, by purpose and row."""
    standing: dict[tuple[ConsentPurpose, str], Consent] = {}
    statement = select(ConsentEntry).where(ConsentEntry.account_id == account_id)
    for entry in session.exec(statement.order_by(col(ConsentEntry.at), ConsentEntry.id)):
        key = entry.purpose, entry.about_id
        if key not in standing or entry.given != standing[key].given:
            standing[key] = Consent(entry.purpose, entry.given, entry.at)
    return standing


def _delete_what_rests_on(session: Session, account_id: str, purpose: ConsentPurpose, about_id: str) -> None:
    """Delete a participation with its answers in the same transaction (GDPR article 17(1)(b))."""
    rests_on = select(ConsentEntry.id).where(
        ConsentEntry.account_id == account_id, ConsentEntry.purpose == purpose, ConsentEntry.about_id == about_id
    )
    session.exec(delete(SurveyParticipation).where(col(SurveyParticipation.consent_id).in_(rests_on)))


def _add(
    session: Session,
    account_id: str,
    purpose: ConsentPurpose,
    *,
    given: bool,
    words: str,
    locale: str,
    about_id: str,
    now: datetime,
) -> None:
    if _standing(session, account_id).get((purpose, about_id), Consent(purpose)).given == given:
        return
    session.add(
        ConsentEntry(
            account_id=account_id,
            purpose=purpose,
            about_id=about_id,
            given=given,
            wording_hash=wording_hash(words),
            locale=locale,
            at=now,
        )
    )
