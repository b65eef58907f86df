"""The purge of rows with a clock of their own, and of what nobody leads to any more: a batch at a time.

What a legal hold covers of them is put apart first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.consent import ConsentEntry
from models.privacy import personal_columns
from models.register import PROOF_PERIOD

from .clocks import bound_to, closed_at, collected_at, is_projection, leading, period_of
from .keeping import Keeper
from .periods import last_begun
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


def purge_collected(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete rows whose period counts from their collection and is over."""
    number = 0
    for holding, began in _collected():
        table = holding.table
        over = [began <= last_begun(period_of(declared.category), now) for _, declared in personal_columns(table)][:1]
        found = select_columns(table.columns["id"]).where(*over).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        keeper.keep_rows(session, holding, ids, now=now)
        session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
        number += len(ids)
    return number


def purge_consents(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete the proof of consents that ended long enough ago; what was given goes before what shows that it ended."""
    closed = consent_closed_at() <= last_begun(PROOF_PERIOD, now)
    found = (
        select(ConsentEntry.id)
        .where(closed)
        .order_by(col(ConsentEntry.given).desc(), col(ConsentEntry.at))
        .limit(limit)
    )
    ids = session.exec(found).all()
    keeper.keep_rows(session, _holding(str(ConsentEntry.__tablename__)), ids, now=now)
    session.connection().execute(delete(ConsentEntry).where(col(ConsentEntry.id).in_(ids)))
    return len(ids)


def purge_closed(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete the proof of requests and objections that were closed long enough ago."""
    number = 0
    for holding, closed in closing():
        table = holding.table
        over = closed <= last_begun(PROOF_PERIOD, now)
        found = select_columns(table.columns["id"]).where(over).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        keeper.keep_rows(session, holding, ids, now=now)
        session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
        number += len(ids)
    return number


def closing() -> list[tuple[Holding, Any]]:
    """The tables of which rows are kept for so long after they were closed, with the column that says when."""
    found = [(holding, closed_at(holding)) for holding in holdings()]
    return [(holding, closed) for holding, closed in found if closed is not None]


def _holding(name: str) -> Holding:
    return next(each for each in holdings() if each.name == name)


def _collected() -> list[tuple[Holding, Any]]:
    found = [(holding, collected_at(holding)) for holding in holdings()]
    return [(holding, began) for holding, began in found if began is not None]
