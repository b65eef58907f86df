"""Data that rest on a consent: tables with a reference to the ledger. They go when that consent ends.

A consent ends when it is withdrawn, which deletes what rests on it at once (services/consents.py), at the end that it
states, and in any case when the contents of the account go.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.account import Account
from models.consent import ConsentEntry
from models.register import ACCOUNT_PERIOD

from .periods import end_of, last_begun
from .walk import Holding, holdings


@cache
def resting() -> tuple[tuple[Holding, Column[Any]], ...]:
    """The tables with data that rest on a consent, each with the column that names its entry."""
    keys = ((holding, key) for holding in holdings() for key in holding.table.foreign_keys)
    return tuple((holding, key.parent) for holding, key in keys if key.column.table.name == ConsentEntry.__tablename__)


def ended(holding: Holding, consent: Column[Any], *, now: datetime) -> Select[Any]:
    """The ids of the rows of such a table of which the consent is over."""
    over = or_(col(ConsentEntry.ends_at) <= now, col(Account.deactivated_at) <= last_begun(ACCOUNT_PERIOD, now))
    return (
        select_columns(holding.table.columns["id"])
        .join(ConsentEntry, consent == col(ConsentEntry.id))
        .outerjoin(Account, col(Account.id) == col(ConsentEntry.account_id))
        .where(over)
    )


def ends(session: Session, holding: Holding, ids: Collection[str]) -> dict[str, datetime]:
    """When each of the rows goes, where that is known: nobody knows when somebody will withdraw."""
    found: dict[str, datetime] = {}
    for other, consent in resting():
        if other is not holding:
            continue
        key = holding.table.columns["id"]
        statement = (
            select_columns(key, col(ConsentEntry.ends_at), col(Account.deactivated_at))
            .join(ConsentEntry, consent == col(ConsentEntry.id))
            .outerjoin(Account, col(Account.id) == col(ConsentEntry.account_id))
        )
        for id_, stated, left in session.execute(statement.where(key.in_(ids))):
            known = [stated, left and end_of(ACCOUNT_PERIOD, left)]
            if any(known):
                found[id_] = min(moment for moment in known if moment is not None)
    return found
