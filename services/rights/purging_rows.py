"""The purge of rows with a clock of their own, and of what nobody leads to any more: a batch at a time.

What a legal hold covers of them is put apart first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, insert, not_, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.account import PersonKey
from models.consent import ConsentEntry, ConsentRemoval
from models.sealing import keyring

from .clocks import bound_to, is_projection, leading
from .keeping import Keeper
from .row_rules import Due
from .walk import Holding, holdings

ROWS_A_BATCH = 200


@dataclass(frozen=True)
class Found:
    """Rows of one table that were found to be due: their ids, in the order in which they go."""

    due: Due
    ids: Sequence[str]


def find(session: Session, rule: Sequence[Due], *, limit: int = ROWS_A_BATCH) -> list[Found]:
    """Some of what a rule takes from each table, where it takes anything.

    It looks through whole tables: outside the transaction that deletes, where nobody waits for it.
    """
    looked = [Found(each, _ids(session, each, limit=limit)) for each in rule]
    return [each for each in looked if each.ids]


def purge_due(session: Session, keeper: Keeper, found: Sequence[Found], *, now: datetime) -> int:
    """Delete what was found, as far as it is still due; give its number."""
    number = 0
    for each in found:
        holding, ids = each.due.holding, _still(session, each)
        keeper.keep_rows(session, holding, ids, now=now)
        _delete(session, holding, ids)
        number += len(ids)
    return number


def deserted() -> list[Due]:
    """What nobody leads to any more, as an organisation of which the last member's period is over."""
    rule = []
    for holding in holdings():
        if not leading(holding) or is_projection(holding):
            continue
        table = holding.table
        led_to = [exists(select_columns(names).where(names == table.columns["id"])) for _who, names in leading(holding)]
        bound = [exists(select_columns(key.parent).where(key.parent == key.column)) for key in bound_to(table)]
        rule.append(Due(holding, not_(or_(*led_to, *bound))))
    return rule


def purge_deserted(session: Session, found: Sequence[Found]) -> int:
    """Delete what was found, as far as still nobody leads to it; give its number."""
    number = 0
    for each in found:
        table, ids = each.due.holding.table, _still(session, each)
        session.connection().execute(delete(table).where(table.columns["id"].in_(ids)))
        number += len(ids)
    return number


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


def destroy_keys(session: Session, holding: Holding, ids: Sequence[str]) -> None:
    """Destroy the keys of those of the rows that are gone, in a table whose rows have keys of their own."""
    if holding.sealed_under != "id" or not ids:
        return
    whose, still = col(PersonKey.account_id), select_columns(holding.table.columns["id"])
    session.connection().execute(delete(PersonKey).where(whose.in_(ids), whose.not_in(still)))
    for row_id in ids:
        keyring(session).forget(row_id)


def _ids(session: Session, due: Due, *, limit: int) -> Sequence[str]:
    found = select_columns(due.holding.table.columns["id"]).where(due.over).order_by(*due.order).limit(limit)
    return session.connection().execute(found).scalars().all()


def _still(session: Session, found: Found) -> Sequence[str]:
    """Those of the rows that are due at this moment too, locked: of two runs at once the second counts none of them."""
    due, key = found.due, found.due.holding.table.columns["id"]
    still = select_columns(key).where(key.in_(found.ids), due.over).order_by(*due.order, key)
    return session.connection().execute(still.with_for_update(of=due.holding.table)).scalars().all()


def _delete(session: Session, holding: Holding, ids: Sequence[str]) -> None:
    if holding.name == ConsentEntry.__tablename__:
        remove_consents(session, ids)
        return
    session.connection().execute(delete(holding.table).where(holding.table.columns["id"].in_(ids)))
    destroy_keys(session, holding, ids)
