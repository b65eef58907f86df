"""The purge of rows with a clock of their own, and of what nobody leads to any more: a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.consent import ConsentEntry, ConsentRemoval
from models.privacy import personal_columns
from models.register import PROOF_PERIOD

from .clocks import bound_to, closed_at, collected_at, is_projection, leading, links, period_of
from .holds import is_held
from .periods import last_begun
from .resting import account_of, ended, resting
from .retention import consent_closed_at
from .walk import Holding, holdings

ROWS_A_BATCH = 200


def purge_deserted(session: Session, *, limit: int = ROWS_A_BATCH) -> int:
    """Delete what nobody leads to any more, as an organisation of which the last member's period is over."""
    number = 0
    for holding in holdings():
        if not leading(holding) or is_projection(holding):
            continue
        table = holding.table
        led_to = [exists(select_columns(names).where(names == table.columns["id"])) for _who, names in leading(holding)]
        bound = [exists(select_columns(key.parent).where(key.parent == key.column)) for key in bound_to(table)]
        found = select_columns(table.columns["id"]).where(not_(or_(*led_to, *bound))).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
        number += len(ids)
    return number


def purge_collected(session: Session, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete rows whose period counts from their collection and is over."""
    number = 0
    for holding, began in _collected():
        table, account = holding.table, links(holding)[0].column
        over = [began <= last_begun(period_of(declared.category), now) for _, declared in personal_columns(table)][:1]
        found = select_columns(table.columns["id"]).where(*over, not_(is_held(account, now=now))).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
        number += len(ids)
    return number


def purge_consents(session: Session, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete the proof of consents that ended long enough ago; what was given goes before what shows that it ended."""
    closed = consent_closed_at() <= last_begun(PROOF_PERIOD, now)
    found = (
        select(ConsentEntry.id)
        .where(closed, not_(is_held(col(ConsentEntry.account_id), now=now)))
        .order_by(col(ConsentEntry.given).desc(), col(ConsentEntry.at))
        .limit(limit)
    )
    ids = session.exec(found).all()
    remove_consents(session, ids)
    return len(ids)


def remove_consents(session: Session, ids: Sequence[str]) -> None:
    """Delete entries of the ledger, which the database lets go only where they are named first.

    Only for what is past its period: an entry that counts is never removed (GDPR article 7(1)).
    """
    if not ids:
        return
    connection = session.connection()
    connection.execute(insert(ConsentRemoval), [{"id": each} for each in ids])
    connection.execute(delete(ConsentEntry).where(col(ConsentEntry.id).in_(ids)))
    connection.execute(delete(ConsentRemoval))


def purge_resting(session: Session, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete what rested on a consent that is over."""
    number = 0
    for holding, consent in resting():
        found = ended(holding, consent, now=now).where(not_(is_held(account_of(holding), now=now))).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        session.connection().execute(delete(holding.table).where(holding.table.columns["id"].in_(ids)))
        number += len(ids)
    return number


def purge_closed(session: Session, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete the proof of requests and objections that were closed long enough ago."""
    number = 0
    for holding, closed in closing():
        table, hanging = holding.table, links(holding)
        held = [not_(is_held(hanging[0].column, now=now))] if hanging else []
        over = closed <= last_begun(PROOF_PERIOD, now)
        found = select_columns(table.columns["id"]).where(over, *held).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
        number += len(ids)
    return number


def closing() -> list[tuple[Holding, Any]]:
    """The tables of which rows are kept for so long after they were closed, with the column that says when."""
    found = [(holding, closed_at(holding)) for holding in holdings()]
    return [(holding, closed) for holding, closed in found if closed is not None]


def _collected() -> list[tuple[Holding, Any]]:
    found = [(holding, collected_at(holding)) for holding in holdings()]
    return [(holding, began) for holding, began in found if began is not None]
