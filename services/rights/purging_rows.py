"""The purge of rows with a clock of their own, and of what nobody leads to any more: a batch at a time.

What a legal hold covers of them is put apart first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, exists, insert, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.account import Account, PersonKey
from models.case import RightsEntry, RightsRequest
from models.consent import ConsentEntry, ConsentRemoval
from models.privacy import personal_columns
from models.register import CORRESPONDENCE_PERIOD, PROOF_PERIOD
from models.sealing import keyring

from .clocks import bound_to, closed_at, collected_at, ends_at, handled_at, is_projection, leading, period_of
from .deadlines import UNPROVEN_DAYS
from .keeping import Keeper
from .periods import last_begun
from .resting import ended, resting
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
        number += _delete(session, keeper, holding, ids, now=now)
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
    return _delete(session, keeper, _holding(str(ConsentEntry.__tablename__)), ids, now=now)


def remove_consents(session: Session, ids: Sequence[str]) -> None:
    """Delete entries of the ledger, which the database lets go only where they are named first.

    Only for what is past its period, or erased: an entry that counts is never removed (GDPR article 7(1)).
    """
    if not ids:
        return
    connection = session.connection()
    connection.execute(insert(ConsentRemoval), [{"id": each} for each in ids])
    connection.execute(delete(ConsentEntry).where(col(ConsentEntry.id).in_(ids)))
    connection.execute(delete(ConsentRemoval))


def purge_resting(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete what rested on a consent that is over."""
    number = 0
    for holding, consent in resting():
        ids = session.connection().execute(ended(holding, consent, now=now).limit(limit)).scalars().all()
        number += _delete(session, keeper, holding, ids, now=now)
    return number


def purge_closed(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete the proof of requests and objections that were closed long enough ago."""
    number = 0
    for holding, closed in closing():
        table = holding.table
        over = closed <= last_begun(PROOF_PERIOD, now)
        found = select_columns(table.columns["id"]).where(over).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        number += _delete(session, keeper, holding, ids, now=now)
    return number


def purge_ended(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete what rests on a consent, or on a selection for it, of which the stated end has come."""
    number = 0
    for holding, end in ending():
        found = select_columns(holding.table.columns["id"]).where(end <= now).limit(limit)
        ids = session.connection().execute(found).scalars().all()
        number += _delete(session, keeper, holding, ids, now=now)
    return number


def ending() -> list[tuple[Holding, Any]]:
    """The tables of which rows are kept until an end that a consent states, with it; what hangs on others first."""
    found = [(holding, ends_at(holding)) for holding in reversed(holdings())]
    return [(holding, end) for holding, end in found if end is not None]


def purge_handled(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete letters that were handled and whose writer left; without an account, some months after they were."""
    number = 0
    for holding, condition in handled(now):
        table = holding.table
        ids = session.connection().execute(select_columns(table.columns["id"]).where(condition).limit(limit))
        number += _delete(session, keeper, holding, ids.scalars().all(), now=now)
    return number


def purge_unproven(session: Session, keeper: Keeper, *, now: datetime, limit: int = ROWS_A_BATCH) -> int:
    """Delete requests whose address nobody confirmed, and on which nobody of us has acted (GDPR article 5(1)(e))."""
    ids = session.exec(select(RightsRequest.id).where(*is_unproven(now)).limit(limit)).all()
    return _delete(session, keeper, _holding(str(RightsRequest.__tablename__)), ids, now=now)


def is_unproven(now: datetime) -> tuple[Any, ...]:
    """The condition on requests that they wait for a code too long."""
    ours = exists(
        select_columns(1).where(col(RightsEntry.case_id) == RightsRequest.id, col(RightsEntry.answer).is_not(None))
    )
    return (
        col(RightsRequest.proof).is_(None),
        col(RightsRequest.closed_at).is_(None),
        col(RightsRequest.email_digest).is_not(None),
        col(RightsRequest.received_at) <= now - timedelta(days=UNPROVEN_DAYS),
        not_(ours),
    )


def handled(now: datetime) -> list[tuple[Holding, Any]]:
    """The tables of letters, with the condition that a row's period is over."""
    found = []
    for holding in holdings():
        moment, table = handled_at(holding), holding.table
        if moment is not None:
            account = table.columns["account_id"]
            left = exists(select_columns(1).where(col(Account.id) == account, col(Account.deactivated_at) <= now))
            alone = and_(account.is_(None), moment <= last_begun(CORRESPONDENCE_PERIOD, now))
            over = or_(alone, and_(moment <= now, left))
            found.append((holding, over))
    return found


def closing() -> list[tuple[Holding, Any]]:
    """The tables of which rows are kept for so long after they were closed, with the column that says when."""
    found = [(holding, closed_at(holding)) for holding in holdings()]
    return [(holding, closed) for holding, closed in found if closed is not None]


def _delete(session: Session, keeper: Keeper, holding: Holding, ids: Sequence[str], *, now: datetime) -> int:
    """Delete the rows, and the keys of those that are sealed under one of their own; give their number."""
    table = holding.table
    keeper.keep_rows(session, holding, ids, now=now)
    if holding.name == ConsentEntry.__tablename__:
        remove_consents(session, ids)
        return len(ids)
    session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
    if holding.sealed_under == "id":
        session.connection().execute(delete(PersonKey).where(col(PersonKey.account_id).in_(ids)))
        for row_id in ids:
            keyring(session).forget(row_id)
    return len(ids)


def _holding(name: str) -> Holding:
    return next(each for each in holdings() if each.name == name)


def _collected() -> list[tuple[Holding, Any]]:
    found = [(holding, collected_at(holding)) for holding in holdings()]
    return [(holding, began) for holding, began in found if began is not None]
