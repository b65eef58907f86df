"""Why one datum is held: its purposes, source and period, and who received it (GDPR articles 13 to 15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import Session, col, select

from models.client import Membership, Organisation
from models.privacy import Category

from .labels import in_one
from .received import Received, received
from .retention import AccountClock, clock_of, row_ends
from .walk import Datum, HeldRow, Holding, holding_named, row_about


@dataclass(frozen=True)
class Reason:
    """One datum of one row, and what is to be told of it.

    ``gone``: from when it is gone (UTC), None while its clock has not started · ``clock``: of the account ·
    ``shared_with``: the name of the other party of the row, "" where it has no name that may be said, None where the
    row is about this person only.
    """

    table: str
    datum: Datum
    gone: datetime | None
    clock: AccountClock
    received: tuple[Received, ...]
    shared_with: str | None


def reason_of(
    session: Session, account_id: str, *, category: Category, table: str, row_id: str, column: str, now: datetime
) -> Reason | None:
    """Why the datum in this column of this row is held; None where there is no such datum about the person."""
    holding = holding_named(table)
    row = row_about(session, account_id, holding, row_id) if holding else None
    if holding is None or row is None:
        return None
    datum = next((each for each in in_one(row.data) if each.column == column), None)
    if datum is None or datum.declared.category is not category:
        return None
    ends = row_ends(session, holding, category, account_id=account_id, ids=[row.id], now=now, told=True)
    return Reason(
        table,
        datum,
        ends[row.id],
        clock_of(session, account_id, now=now, told=True),
        tuple(received(session, account_id, of=datum.declared)),
        _other_party(session, holding, row, account_id),
    )


def _other_party(session: Session, holding: Holding, row: HeldRow, account_id: str) -> str | None:
    """Who else the row is about: both sides of a request, a match or a visit can read what is said of it."""
    table = holding.table
    if "organisation_id" not in table.columns or set(holding.subjects) == row.roles or len(holding.subjects) < 2:
        return None
    member = and_(col(Membership.organisation_id) == Organisation.id, col(Membership.account_id) == account_id)
    statement = (
        select(Organisation.name, Membership.id)
        .join(table, table.columns["organisation_id"] == Organisation.id)
        .outerjoin(Membership, member)
        .where(table.columns["id"] == row.id)
    )
    found = session.exec(statement).first()
    if found is None:
        return None
    name, acts_for_it = found
    return "" if acts_for_it else name
