"""Consents: asked one by one, off by default, kept in a ledger that is only ever added to (GDPR article 7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.account import Account
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose, ConsentWording
from models.register import N_

from .errors import ServiceError
from .rights.resting import resting


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
"""What is asked by a switch in the privacy centre. Other purposes are asked where they are needed."""


def wording_hash(words: str) -> str:
    """SHA-256 of the exact words shown, hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


def consents_of(session: Session, account_id: str, *, now: datetime | None = None) -> dict[ConsentPurpose, Consent]:
    """How each consent that has a switch stands; with ``now``, what ended by itself before is not given."""
    found = {consent.purpose: consent for consent in _standing(session, account_id, *REQUESTS, now=now).values()}
    return {purpose: found.get(purpose, Consent(purpose)) for purpose in REQUESTS}


def consents_about(session: Session, account_id: str, purpose: ConsentPurpose) -> dict[str, Consent]:
    """How each consent to a purpose stands that is given row by row, by the row's id; unasked ones are left out."""
    return {about_id: consent for (_, about_id), consent in _standing(session, account_id, purpose).items()}


def in_force(
    session: Session, account_id: str | None, purpose: ConsentPurpose, *, about_id: str = "", now: datetime
) -> ConsentEntry | None:
    """The entry by which the person consents at this moment, or None: to be asked before each use of what it allows."""
    same = select(ConsentEntry).where(*_is_same(account_id, purpose, about_id)).order_by(*in_order())
    last = next(reversed(session.exec(same).all()), None)
    return last if last is not None and last.given and not _is_over(last, now) else None


def give_consent(
    session: Session,
    account_id: str | None,
    purpose: ConsentPurpose,
    *,
    words: str,
    shown_hash: str,
    locale: str,
    method: ConsentMethod,
    notice_version: str,
    now: datetime,
    about_id: str = "",
    ends_at: datetime | None = None,
) -> ConsentEntry:
    """Record that the person consents to exactly these words; gives the entry in force.

    ``about_id`` keeps several consents of one purpose apart, and is all that tells somebody without an account; a
    consent that states an end is over at ``ends_at``. Raises WordingChanged where other words were read.
    """
    if shown_hash != wording_hash(words):
        raise WordingChanged
    _one_at_a_time(session, account_id)
    standing = in_force(session, account_id, purpose, about_id=about_id, now=now)
    if standing is not None:
        return standing
    _keep(session, words, locale)
    entry = ConsentEntry(
        account_id=account_id,
        about_id=about_id,
        purpose=purpose,
        given=True,
        wording_hash=shown_hash,
        locale=locale,
        method=method,
        notice_version=notice_version,
        ends_at=ends_at,
        at=now,
    )
    session.add(entry)
    session.flush()
    return entry


def withdraw_consent(
    session: Session,
    account_id: str | None,
    purpose: ConsentPurpose,
    *,
    words: str | None,
    locale: str,
    method: ConsentMethod,
    notice_version: str,
    now: datetime,
    about_id: str = "",
) -> None:
    """Record that the person withdraws the consent, and delete what rested on it: never refused, whatever they read.

    ``words``: what stood beside the button; None for the words, and the language, that it was given in.
    """
    _one_at_a_time(session, account_id)
    given = in_force(session, account_id, purpose, about_id=about_id, now=now)
    if given is None:
        return
    if words is not None:
        _keep(session, words, locale)
    session.add(
        ConsentEntry(
            account_id=account_id,
            about_id=about_id,
            purpose=purpose,
            given=False,
            wording_hash=given.wording_hash if words is None else wording_hash(words),
            locale=given.locale if words is None else locale,
            method=method,
            notice_version=notice_version,
            at=now,
        )
    )
    session.flush()
    entries = select(ConsentEntry.id).where(*_is_same(account_id, purpose, about_id))
    for holding, consent in resting():
        session.connection().execute(delete(holding.table).where(consent.in_(entries)))


def _standing(
    session: Session, account_id: str, *purposes: ConsentPurpose, now: datetime | None = None
) -> dict[tuple[ConsentPurpose, str], Consent]:
    """How each consent in the person's ledger stands, by purpose and row."""
    same = select(ConsentEntry).where(ConsentEntry.account_id == account_id, col(ConsentEntry.purpose).in_(purposes))
    standing: dict[tuple[ConsentPurpose, str], Consent] = {}
    for entry in session.exec(same.order_by(*in_order())):
        key = entry.purpose, entry.about_id
        if key not in standing or entry.given != standing[key].given:
            standing[key] = Consent(entry.purpose, entry.given, entry.at)
        if now is not None and entry.given and _is_over(entry, now):
            standing[key] = Consent(entry.purpose, False, entry.ends_at)
    return standing


def in_order() -> tuple[Any, ...]:
    """The order of entries in time; at one and the same moment a withdrawal is the last word."""
    return col(ConsentEntry.at), col(ConsentEntry.given).desc(), col(ConsentEntry.id)


def _is_same(account_id: str | None, purpose: ConsentPurpose, about_id: str) -> tuple[ColumnElement[bool], ...]:
    """The condition on entries that they are about one and the same consent."""
    return (
        col(ConsentEntry.account_id).is_(None) if account_id is None else col(ConsentEntry.account_id) == account_id,
        col(ConsentEntry.purpose) == purpose,
        col(ConsentEntry.about_id) == about_id,
    )


def _is_over(entry: ConsentEntry, now: datetime) -> bool:
    return entry.ends_at is not None and entry.ends_at <= now


def _one_at_a_time(session: Session, account_id: str | None) -> None:
    """Let nobody else add to the person's entries until this is done: a form sent twice is one entry."""
    if account_id is not None:
        session.exec(select(Account.id).where(Account.id == account_id).with_for_update()).one()


def _keep(session: Session, words: str, locale: str) -> None:
    """Keep the words under their hash, once for everybody who reads them."""
    digest = wording_hash(words)
    if session.exec(select(ConsentWording.id).where(ConsentWording.hash == digest)).first() is not None:
        return
    try:
        with session.begin_nested():
            session.add(ConsentWording(hash=digest, locale=locale, words=words))
            session.flush()
    except IntegrityError:
        return  # another process was just quicker
