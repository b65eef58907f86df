"""Consents: asked one by one, off by default, kept in a ledger that is only ever added to (GDPR article 7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.consent import ConsentEntry, ConsentPurpose
from models.register import N_

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
    """How each consent stands, all purposes included."""
    statement = select(ConsentEntry).where(ConsentEntry.account_id == account_id)
    standing = {purpose: Consent(purpose) for purpose in ConsentPurpose}
    for entry in session.exec(statement.order_by(col(ConsentEntry.at), ConsentEntry.id)):
        if entry.given != standing[entry.purpose].given or standing[entry.purpose].since is None:
            standing[entry.purpose] = Consent(entry.purpose, entry.given, entry.at)
    return standing


def give_consent(
    session: Session,
    account_id: str,
    purpose: ConsentPurpose,
    *,
    words: str,
    shown_hash: str,
    locale: str,
    now: datetime,
) -> None:
    """Record that the person consents to exactly these words. Raises WordingChanged where they read others."""
    if shown_hash != wording_hash(words):
        raise WordingChanged
    _add(session, account_id, purpose, given=True, words=words, locale=locale, now=now)


def withdraw_consent(
    session: Session, account_id: str, purpose: ConsentPurpose, *, words: str, locale: str, now: datetime
) -> None:
    """Record that the person withdraws the consent: never refused, whatever they read."""
    _add(session, account_id, purpose, given=False, words=words, locale=locale, now=now)


def _add(
    session: Session,
    account_id: str,
    purpose: ConsentPurpose,
    *,
    given: bool,
    words: str,
    locale: str,
    now: datetime,
) -> None:
    if consents_of(session, account_id)[purpose].given == given:
        return
    session.add(
        ConsentEntry(
            account_id=account_id,
            purpose=purpose,
            given=given,
            wording_hash=wording_hash(words),
            locale=locale,
            at=now,
        )
    )
