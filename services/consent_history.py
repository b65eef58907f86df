"""One's own consents as the ledger has them, entry by entry, with the words that were shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose, ConsentWording

from .consents import withdraw_consent
from .errors import NotFound
from .rights.retention import consent_closed_at


@dataclass(frozen=True)
class LedgerEntry:
    """One entry; ``words`` is None where it is older than the keeping of words, ``notice_version`` likewise.

    ``lasts``: whether it is a consent that is in force, and can be withdrawn.
    """

    id: str
    purpose: ConsentPurpose
    given: bool
    at: datetime
    ends_at: datetime | None
    method: ConsentMethod
    locale: str
    wording_hash: str
    notice_version: str | None
    words: str | None
    lasts: bool


def count(session: Session, account_id: str) -> int:
    """How many entries there are about the person."""
    return session.exec(select(func.count()).where(ConsentEntry.account_id == account_id)).one()


def history(
    session: Session, account_id: str, *, now: datetime, limit: int | None = None, offset: int = 0
) -> list[LedgerEntry]:
    """The person's entries, the newest first."""
    statement = _entries(account_id).order_by(col(ConsentEntry.at).desc(), col(ConsentEntry.id))
    found = session.execute(statement.limit(limit).offset(offset))
    return [_view(row, closed, words, now) for row, closed, words in found]


def entry(session: Session, account_id: str, entry_id: str, *, now: datetime) -> LedgerEntry:
    """One of the person's own entries. Raises NotFound, also for somebody else's."""
    found = session.execute(_entries(account_id).where(col(ConsentEntry.id) == entry_id)).first()
    if found is None:
        raise NotFound
    row, closed, words = found
    return _view(row, closed, words, now)


def withdraw(
    session: Session,
    account_id: str,
    entry_id: str,
    *,
    method: ConsentMethod,
    notice_version: str,
    now: datetime,
) -> None:
    """Withdraw the consent that an entry gave, in the words that it was given in. Raises NotFound.

    One that is over already stays as it is: asking twice withdraws once.
    """
    own = select(ConsentEntry).where(ConsentEntry.id == entry_id, ConsentEntry.account_id == account_id)
    given = session.exec(own).first()
    if given is None or not given.given:
        raise NotFound
    withdraw_consent(
        session,
        account_id,
        given.purpose,
        about_id=given.about_id,
        words=None,
        locale=given.locale,
        method=method,
        notice_version=notice_version,
        now=now,
    )


def _entries(account_id: str) -> Select[Any]:
    return (
        select_columns(ConsentEntry, consent_closed_at(), col(ConsentWording.words))
        .outerjoin(ConsentWording, col(ConsentWording.hash) == ConsentEntry.wording_hash)
        .where(col(ConsentEntry.account_id) == account_id)
    )


def _view(row: ConsentEntry, closed: datetime | None, words: str | None, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        row.id,
        row.purpose,
        row.given,
        row.at,
        row.ends_at,
        row.method,
        row.locale,
        row.wording_hash,
        row.notice_version,
        words,
        row.given and (closed is None or closed > now),
    )
