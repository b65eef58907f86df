"""The purge: what is past its period is deleted, in batches that are short enough for everybody else to write between.

Every batch is one transaction and finds its own work, so a purge that died is simply begun again. ``after`` is the id
of the last account or row of the batch before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.account import Account, PersonKey
from models.consent import ConsentEntry
from models.copy import DataCopy
from models.erasure import Erasure
from models.publication import Publication, PublicIdentity
from models.register import ACCOUNT_PERIOD, Clock, Retention
from models.retention import LegalHold, PurgeCount
from models.sealing import keyring
from services import match_endings
from services.files import FILED, FileStore
from services.publication import mending, publishing

from .clocks import account_periods, is_projection, leading, links, stages
from .periods import last_begun
from .purge_statements import blanking, deletions, tables_about
from .purging_rows import destroy_keys, remove_consents
from .restriction import unrestricted
from .walk import Holding, holding_of, holdings

ACCOUNTS_FOUND = 500


def due_accounts(session: Session, months: int, *, now: datetime, after: str = "", limit: int) -> list[str]:
    """Accounts of which the data with a period of so many months are past it, and not deleted yet."""
    statement = select(Account.id).where(*is_due(months, now=now), Account.id > after).order_by(Account.id).limit(limit)
    return list(session.exec(statement))


def still_due(session: Session, account_ids: Sequence[str], months: int, *, now: datetime) -> list[str]:
    """Those of the accounts that nobody activated in the meantime, kept from changing until it commits."""
    due = is_due(months, now=now)
    return list(session.exec(select(Account.id).where(col(Account.id).in_(account_ids), *due).with_for_update()))


def is_due(months: int, *, now: datetime) -> tuple[Any, ...]:
    """The condition on accounts that their period of so many months is over, and not everything in it deleted.

    Not of who had their data set aside: they may be kept for a claim of the person's own (GDPR article 18(1)(b), (c)).
    """
    over = last_begun(Retention("", Clock.DEACTIVATION, months=months), now)
    return col(Account.deactivated_at) <= over, col(Account.purged_months) < months, unrestricted(col(Account.id))


def remove_files(session: Session, store: FileStore, account_ids: Sequence[str]) -> None:
    """Remove the bytes of the accounts' files, before their rows go: what died in between is found again."""
    for table in (*FILED, DataCopy):
        for name in session.exec(select(table.id).where(col(table.account_id).in_(account_ids))):
            store.remove(name)


def purge_accounts(session: Session, account_ids: Sequence[str], months: int, *, now: datetime) -> int:
    """Delete everything about the accounts that has a period of so many months or less; give their number.

    At the longest period the accounts go, with their keys. Public profiles are taken down before anything else, so
    that what others share is mended. What must be kept was put apart before (keeping.py).
    """
    _take_down(session, account_ids)
    match_endings.end_for(session, account_ids, now=now)
    filled = tables_about(session, account_ids)
    for holding in reversed(holdings()):
        periods = account_periods(holding)
        if not periods or holding.name not in filled:
            continue
        if periods[-1].months <= months:
            _delete_rows(session, holding, account_ids)
        elif periods[0].months <= months:
            session.connection().execute(blanking(holding, months), {"ids": account_ids})
    if months >= ACCOUNT_PERIOD.months:
        _delete_holds(session, account_ids)
    if months == stages()[-1]:
        delete_accounts(session, account_ids)
    else:
        session.connection().execute(blanking(holding_of(Account), months), {"ids": account_ids})
        _lock_out(session, account_ids)
        left = update(Account).where(col(Account.id).in_(account_ids)).values(purged_months=months)
        session.connection().execute(left)
    return len(account_ids)


def erase_contents(session: Session, account_ids: Sequence[str], *, now: datetime) -> None:
    """Delete everything about the people, whatever its period, but the accounts themselves and their erasures.

    What they share with somebody else stays for the other, without what they gave (GDPR article 17).
    """
    _take_down(session, account_ids)
    match_endings.end_for(session, account_ids, now=now)
    entries = select(ConsentEntry.id).where(col(ConsentEntry.account_id).in_(account_ids))
    remove_consents(session, session.exec(entries).all())
    for holding in reversed(holdings()):
        if links(holding) and holding.name not in ("account", Erasure.__tablename__):
            _delete_rows(session, holding, account_ids)


def delete_accounts(session: Session, account_ids: Sequence[str]) -> None:
    """Delete the accounts with their keys, and with what still hangs on them."""
    session.connection().execute(delete(PersonKey).where(col(PersonKey.account_id).in_(account_ids)))
    session.connection().execute(delete(Account).where(col(Account.id).in_(account_ids)))
    for account_id in account_ids:
        keyring(session).forget(account_id)


def count(session: Session, rule: str, number: int, *, now: datetime) -> None:
    """Add to what the run of this moment deleted by a rule."""
    if not number:
        return
    row = session.exec(select(PurgeCount).where(PurgeCount.run_at == now, PurgeCount.rule == rule)).first()
    if row is None:
        session.add(PurgeCount(run_at=now, rule=rule, number=number))
    else:
        row.number += number


def _take_down(session: Session, account_ids: Sequence[str]) -> None:
    public = select(PublicIdentity.account_id).where(col(PublicIdentity.account_id).in_(account_ids))
    named = set(session.exec(public))
    for account_id in named:
        publishing.hide(session, account_id)
    if named:
        mending.forget(session, named)
    handles = select(Publication.handle).where(col(Publication.account_id).in_(account_ids))
    for holding in holdings():
        if is_projection(holding) and any(names.table.name == "publication" for _who, names in leading(holding)):
            session.connection().execute(delete(holding.table).where(holding.table.columns["id"].in_(handles)))


def _delete_rows(session: Session, holding: Holding, account_ids: Sequence[str]) -> None:
    about = or_(*(link.column.in_(account_ids) for link in links(holding)))
    keyed = select_columns(holding.table.columns["id"]).where(about) if holding.sealed_under == "id" else None
    ids = [] if keyed is None else session.connection().execute(keyed).scalars().all()
    for statement in deletions(holding):
        session.connection().execute(statement, {"ids": account_ids})
    destroy_keys(session, holding, ids)


def _delete_holds(session: Session, account_ids: Sequence[str]) -> None:
    """Also those that their owners do not know of: what they cover is in the legal store by now."""
    session.connection().execute(delete(LegalHold).where(col(LegalHold.account_id).in_(account_ids)))


def _lock_out(session: Session, account_ids: Sequence[str]) -> None:
    """Free the address: who lost the account by time may register anew."""
    free = literal("gone-") + col(Account.id)
    session.connection().execute(update(Account).where(col(Account.id).in_(account_ids)).values(email_digest=free))
