"""The purge: what is past its period is deleted, in batches that are short enough for everybody else to write between.

Every batch is one transaction and finds its own work, so a purge that died is simply begun again. ``after`` is the id
of the last account or row of the batch before; what a hold keeps back is passed by and found again by a later purge.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, literal, not_, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.account import Account, PersonKey
from models.privacy import personal_columns
from models.publication import Publication, PublicIdentity
from models.register import ACCOUNT_PERIOD, Clock, Retention
from models.resume import StoredFile
from models.retention import LegalHold, PurgeCount
from models.types import UtcDateTime
from services.files import FileStore
from services.publication import publishing

from .clocks import account_periods, is_projection, leading, links, period_of, stages
from .holds import is_held
from .periods import last_begun
from .walk import Holding, holdings

ACCOUNTS_FOUND = 500


def due_accounts(session: Session, months: int, *, now: datetime, after: str = "", limit: int) -> list[str]:
    """Accounts of which the data with a period of so many months are past it, and not deleted yet; no held ones."""
    statement = (
        select(Account.id)
        .where(*is_due(months, now=now), not_(is_held(col(Account.id), now=now)), Account.id > after)
        .order_by(Account.id)
        .limit(limit)
    )
    return list(session.exec(statement))


def still_due(session: Session, account_ids: Sequence[str], months: int, *, now: datetime) -> list[str]:
    """Those of the accounts that nobody activated or held in the meantime, kept from changing until it commits."""
    due = (*is_due(months, now=now), not_(is_held(col(Account.id), now=now)))
    return list(session.exec(select(Account.id).where(col(Account.id).in_(account_ids), *due).with_for_update()))


def is_due(months: int, *, now: datetime) -> tuple[Any, ...]:
    """The condition on accounts that their period of so many months is over, and not everything in it deleted."""
    over = last_begun(Retention("", Clock.DEACTIVATION, months=months), now)
    return col(Account.deactivated_at) <= over, col(Account.purged_months) < months


def remove_files(session: Session, store: FileStore, account_ids: Sequence[str]) -> None:
    """Remove the bytes of the accounts' files, before their rows go: what died in between is found again."""
    for file_id in session.exec(select(StoredFile.id).where(col(StoredFile.account_id).in_(account_ids))):
        store.remove(file_id)


def purge_accounts(session: Session, account_ids: Sequence[str], months: int, *, now: datetime) -> int:
    """Delete everything about the accounts that has a period of so many months or less; give their number.

    At the longest period the accounts go, with their keys. Public profiles are taken down before anything else, so
    that what others share is mended.
    """
    _take_down(session, account_ids)
    for holding in reversed(holdings()):
        periods = account_periods(holding)
        if not periods or leading(holding) or holding.name == "account":
            continue
        if periods[-1].months <= months:
            _delete_rows(session, holding, account_ids, now=now)
        elif periods[0].months <= months:
            _blank(session, holding, account_ids, months)
    if months >= ACCOUNT_PERIOD.months:
        session.connection().execute(delete(LegalHold).where(col(LegalHold.account_id).in_(account_ids)))
    free = _without_kept_rows(session, account_ids, months)
    if months == stages()[-1]:
        session.connection().execute(delete(PersonKey).where(col(PersonKey.account_id).in_(free)))
        session.connection().execute(delete(Account).where(col(Account.id).in_(free)))
    else:
        _blank(session, _holding("account"), account_ids, months)
        _lock_out(session, account_ids)
        session.connection().execute(update(Account).where(col(Account.id).in_(free)).values(purged_months=months))
    return len(free)


def count(session: Session, rule: str, number: int, *, now: datetime) -> None:
    """Add to what the run of this moment deleted by a rule."""
    if not number:
        return
    row = session.exec(select(PurgeCount).where(PurgeCount.run_at == now, PurgeCount.rule == rule)).first()
    if row is None:
        session.add(PurgeCount(run_at=now, rule=rule, number=number))
    else:
        row.number += number


def empty_value(column: Any) -> Any:
    """What says nothing in this column: NULL, its default, or, of a moment, the one at which the account ended."""
    if column.nullable:
        return None
    if column.default is not None:
        return column.default.arg
    if isinstance(column.type, UtcDateTime) and column.table.name == "account":
        return column.table.columns["deactivated_at"]
    raise TypeError(f"{column} can be neither empty nor kept longer than the rest of its row")


def _take_down(session: Session, account_ids: Sequence[str]) -> None:
    public = select(PublicIdentity.account_id).where(col(PublicIdentity.account_id).in_(account_ids))
    for account_id in set(session.exec(public)):
        publishing.hide(session, account_id)
    handles = select(Publication.handle).where(col(Publication.account_id).in_(account_ids))
    for holding in holdings():
        if is_projection(holding) and any(names.table.name == "publication" for _who, names in leading(holding)):
            session.connection().execute(delete(holding.table).where(holding.table.columns["id"].in_(handles)))


def _delete_rows(session: Session, holding: Holding, account_ids: Sequence[str], *, now: datetime) -> None:
    """Delete the rows that say nothing without these people, and cut what leads to them in the others."""
    table, hanging = holding.table, links(holding)
    free = [] if len(hanging) == 1 else [not_(is_held(*(link.column for link in hanging), now=now))]
    gone: list[ColumnElement[bool]] = [link.column.in_(account_ids) for link in hanging if link.binds]
    loose = [link.column for link in hanging if not link.binds]
    if not gone:
        nobody_left = and_(*(or_(column.is_(None), column.in_(account_ids)) for column in loose))
        gone = [and_(nobody_left, or_(*(column.in_(account_ids) for column in loose)))]
    session.connection().execute(delete(table).where(or_(*gone), *free))
    for column in loose:
        session.connection().execute(update(table).where(column.in_(account_ids), *free).values({column.name: None}))


def _blank(session: Session, holding: Holding, account_ids: Sequence[str], months: int) -> None:
    """Empty the columns whose period is over in rows that stay for the others."""
    table, account = holding.table, links(holding)[0].column
    values = {
        column.name: empty_value(column)
        for column, declared in personal_columns(table)
        if period_of(declared.category) in account_periods(holding) and period_of(declared.category).months <= months
    }
    session.connection().execute(update(table).where(account.in_(account_ids)).values(values))


def _lock_out(session: Session, account_ids: Sequence[str]) -> None:
    """Free the address: who lost the account by time may register anew."""
    free = literal("gone-") + col(Account.id)
    session.connection().execute(update(Account).where(col(Account.id).in_(account_ids)).values(email_digest=free))


def _without_kept_rows(session: Session, account_ids: Sequence[str], months: int) -> list[str]:
    """Those of whom no row is kept back because somebody else in it is held."""
    kept: set[str] = set()
    for holding in holdings():
        periods = account_periods(holding)
        if len(links(holding)) > 1 and periods and periods[-1].months <= months:
            for link in links(holding):
                kept.update(
                    session.connection()
                    .execute(select_columns(link.column).where(link.column.in_(account_ids)))
                    .scalars()
                )
    return [each for each in account_ids if each not in kept]


def _holding(name: str) -> Holding:
    return next(each for each in holdings() if each.name == name)
