"""Carrying out an erasure: each step is a short transaction that may be done twice, and finds what is left to do.

What must be kept is sealed and put apart first; then files, rows and traces go; then the receipt is mailed, the ledger
written, and at last the account is deleted with its key (GDPR article 17).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from config import Config
from models.account import Account
from models.database import Database
from models.erasure import Erasure, ErasureState
from models.restriction import ToldOf

from . import background, erasure_receipts, ledger, newsletters, smtp
from .ledger import Ledger
from .mail import Outcome
from .rights import purging
from .rights.erasure_plan import Plan, plan_of
from .rights.keeping import Keeper
from .rights.purging_rows import deserted, find, purge_deserted
from .rights.telling import tell_recipients
from .rights.walk import holdings, rows_about
from .tokens import TokenKeys


class NotErased(Exception):
    """After all steps something about the person is left; nothing says that it is done."""


def preview(session: Session, account: Account, *, keys: TokenKeys, now: datetime) -> Plan:
    """What would become of everything about the person now."""
    subscriber = newsletters.subscriber_of(session, account.email, keys=keys) if account.email else None
    return plan_of(session, account.id, subscriber_id=subscriber, now=now)


def settle_plan(database: Database, config: Config, erasure_id: str, *, now: datetime) -> bool:
    """Make the plan that is carried out and becomes the receipt, and tell who received the data, once.

    Gives whether there is anything to do.
    """
    with database.write() as session:
        erasure = session.get(Erasure, erasure_id, with_for_update=True)
        if erasure is None or erasure.state is not ErasureState.RUNNING:
            return False
        if erasure.plan is None:
            account = session.get_one(Account, erasure.account_id)
            erasure.plan = preview(session, account, keys=TokenKeys(config.secret_key), now=now).to_json()
            tell_recipients(session, account.id, ToldOf.ERASURE, now=now)
        return True


def keep_apart(database: Database, keeper: Keeper, erasure_id: str, *, now: datetime) -> None:
    """Seal what a hold covers and what proves consents and requests, and put it into the legal store."""
    with database.write() as session:
        erasure = session.get(Erasure, erasure_id)
        if erasure is not None:
            keeper.keep_held(session, [erasure.account_id], now=now)
            keeper.keep_proof(session, [erasure.account_id], now=now)


def remove_traces(database: Database, keeper: Keeper, erasure_id: str) -> None:
    """Remove the bytes of the person's files, and the records of ended jobs that were about any of their rows."""
    with database.read() as session:
        erasure = session.get(Erasure, erasure_id)
        if erasure is None:
            return
        purging.remove_files(session, keeper.files, [erasure.account_id])
        ids = {row.id for row in rows_about(session, erasure.account_id)} | {erasure.account_id}
    background.forget(database.url.render_as_string(hide_password=False), ids - {erasure_id})


def erase_rows(database: Database, config: Config, erasure_id: str, *, now: datetime) -> None:
    """Delete every row but the account's own, with the subscription of the same address; others keep their part."""
    with database.write() as session:
        erasure = session.get(Erasure, erasure_id)
        if erasure is None:
            return
        account = session.get_one(Account, erasure.account_id, with_for_update=True)
        if account.email:
            subscriber = newsletters.subscriber_of(session, account.email, keys=TokenKeys(config.secret_key))
            if subscriber is not None:
                newsletters.unsubscribe(session, subscriber, now=now)
        purging.erase_contents(session, [account.id], now=now)
        while purge_deserted(session, find(session, deserted())):
            pass


def send_receipt(database: Database, config: Config, erasure_id: str, *, now: datetime) -> Outcome:
    """Mail the signed receipt, as long as there is an address.

    Where a folder stands for everybody's mailboxes, it is then the only mail to them there.
    """
    with database.read() as session:
        erasure = session.get(Erasure, erasure_id)
        account = session.get(Account, erasure.account_id) if erasure else None
        if erasure is None or erasure.plan is None or account is None or not account.email:
            return Outcome.GONE
        plan, email, locale = Plan.of_json(erasure.plan), account.email, account.locale
    _clear_mailbox(config, email)
    return erasure_receipts.mail(database, config, erasure_id, plan, to=email, locale=locale, now=now)


def enter_in_ledger(database: Database, config: Config, erasure_id: str) -> None:
    """Write into the ledger that the account is gone, before it is."""
    with database.read() as session:
        erasure = session.get(Erasure, erasure_id)
        account_id = erasure.account_id if erasure else None
    if account_id is not None:
        Ledger.of(config).enter(account_id)


def erase_account(database: Database, config: Config, erasure_id: str) -> None:
    """Delete the account with its key, and note how far the ledger is carried out. Raises NotErased."""
    with database.write() as session:
        erasure = session.get(Erasure, erasure_id, with_for_update=True)
        if erasure is None:
            return
        account_id = erasure.account_id
        if left := leftovers(session, account_id):
            raise NotErased(", ".join(left))
        purging.delete_accounts(session, [account_id])
        ledger.note(session, Ledger.of(config).enter(account_id))
    database.checkpoint()


def leftovers(session: Session, account_id: str) -> list[str]:
    """The tables in which rows about the person are left, but the account and the erasure themselves."""
    last = ("account", str(Erasure.__tablename__))
    tables = [holding for holding in holdings() if holding.name not in last]
    return sorted({row.table for row in rows_about(session, account_id, tables=tables)})


def erase_now(database: Database, config: Config, account_id: str, *, now: datetime) -> None:
    """All of it at once, without a receipt: for whom a restored backup brought back."""
    keeper = Keeper.of(config)
    with database.write() as session:
        session.add(erasure := Erasure(account_id=account_id, asked_at=now, due_at=now, state=ErasureState.RUNNING))
        session.flush()
        erasure_id = erasure.id
        email = session.get_one(Account, account_id).email
    if email:
        _clear_mailbox(config, email)
    settle_plan(database, config, erasure_id, now=now)
    keep_apart(database, keeper, erasure_id, now=now)
    remove_traces(database, keeper, erasure_id)
    erase_rows(database, config, erasure_id, now=now)
    enter_in_ledger(database, config, erasure_id)
    erase_account(database, config, erasure_id)


def _clear_mailbox(config: Config, email: str) -> None:
    if config.smtp_url is None:
        smtp.forget(Path(config.mailbox), email)


def replay(database: Database, config: Config, *, now: datetime) -> int:
    """Erase again whoever the ledger names and the database has; give their number. Raises LedgerBroken."""
    book = Ledger.of(config)
    entries = book.entries()
    erased = {entry.pseudonym for entry in entries}
    with database.read() as session:
        back = [each for each in session.exec(select(Account.id)) if book.pseudonym_of(each) in erased]
    for account_id in back:
        erase_now(database, config, account_id, now=now)
    if entries:
        with database.write() as session:
            ledger.note(session, entries[-1])
    return len(back)
