"""What retention does in a day, batch by batch: each a short transaction of its own that finds what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from time import perf_counter, sleep

from sqlmodel import Session

from models.database import Database

from . import inactivity
from .mail import MailTemplate
from .rights import purging, purging_rows, row_rules
from .rights.clocks import stages
from .rights.keeping import Keeper

WARNED_A_BATCH = 50
LEAST_A_BATCH, MOST_A_BATCH = 4, 20
SHORT = 0.08
"""Seconds that a transaction of the purge may take: after a longer one the next batch is smaller."""
PAUSE = 0.03
"""Seconds after a batch in which others write: on SQLite nobody queues, who waits looks again and again."""

Find = Callable[..., Sequence[str]]


def notify(database: Database, *, now: datetime) -> int:
    """Warn some of those who are to be warned for the first time; give their number."""
    return _warn(database, inactivity.to_notify, MailTemplate.INACTIVITY_NOTICE, now=now)


def remind(database: Database, *, now: datetime) -> int:
    """Warn some of those who are to be warned once more; give their number."""
    return _warn(database, inactivity.to_remind, MailTemplate.INACTIVITY_REMINDER, now=now)


def deactivate(database: Database, *, now: datetime) -> int:
    """Deactivate one account of which the time is up, and what others share is mended; 0 where there is none."""
    with database.write() as session:
        due = _held_fast(session, inactivity.to_deactivate, limit=1, now=now)
        inactivity.deactivate_idle(session, due, now=now)
        purging.count(session, "inactivity", len(due), now=now)
    _let_others_write(len(due))
    return len(due)


def purge_accounts(
    database: Database, keeper: Keeper, months: int, *, now: datetime, after: str | None = None
) -> str | None:
    """Purge some accounts of which that period is over, beyond ``after``, in several batches.

    Gives the last of them, or None where none is left.
    """
    with database.read() as session:
        due = purging.due_accounts(session, months, now=now, after=after or "", limit=purging.ACCOUNTS_FOUND)
    rest, size = due, MOST_A_BATCH
    while rest:
        batch, rest = rest[:size], rest[size:]
        began = perf_counter()
        with database.write() as session:
            still = purging.still_due(session, batch, months, now=now)
            keeper.keep_held(session, still, now=now)
            if months == stages()[-1]:
                keeper.keep_proof(session, still, now=now)
            purging.remove_files(session, keeper.files, still)
            number = purging.purge_accounts(session, still, months, now=now)
            purging.count(session, f"account-{months}", number, now=now)
        size = _size_for(perf_counter() - began, len(batch))
        _let_others_write(len(batch))
    return due[-1] if due else None


def purge_rows(database: Database, keeper: Keeper, *, now: datetime) -> int:
    """Purge some rows with a period of their own, and what nobody leads to any more; give their number."""
    number = 0
    for rule, due in row_rules.due(now).items():
        purge = partial(purging_rows.purge_due, keeper=keeper, now=now)
        number += _purge(database, rule, due, purge, now=now)
    return number + _purge(database, "deserted", purging_rows.deserted(), purging_rows.purge_deserted, now=now)


def purge_legal(database: Database, keeper: Keeper, *, now: datetime) -> int:
    """Delete from the legal store what has ended; give how many records that were."""
    number = keeper.legal.forget_ended(now=now)
    with database.write() as session:
        purging.count(session, "legal", number, now=now)
    return number


def retain(database: Database, keeper: Keeper, *, now: datetime) -> None:
    """All of it, until nothing is left to do."""
    while notify(database, now=now) or remind(database, now=now) or deactivate(database, now=now):
        pass
    for months in stages():
        after = purge_accounts(database, keeper, months, now=now)
        while after is not None:
            after = purge_accounts(database, keeper, months, now=now, after=after)
    while purge_rows(database, keeper, now=now):
        pass
    purge_legal(database, keeper, now=now)


def _warn(database: Database, find: Find, template: MailTemplate, *, now: datetime) -> int:
    with database.write() as session:
        due = _held_fast(session, find, limit=WARNED_A_BATCH, now=now)
        inactivity.warn(session, due, template, now=now)
        purging.count(session, template.value, len(due), now=now)
    _let_others_write(len(due))
    return len(due)


def _held_fast(session: Session, find: Find, *, limit: int, now: datetime) -> list[str]:
    """Whom ``find`` finds, locked, and found once more: on PostgreSQL two runs at once would both have found them."""
    locked = inactivity.lock(session, find(session, now=now, limit=limit))
    found = set(find(session, now=now, limit=limit)) if locked else set()
    return [each for each in locked if each in found]


def _purge(
    database: Database, rule: str, due: Sequence[row_rules.Due], purge: Callable[..., int], *, now: datetime
) -> int:
    with database.read() as session:
        found = purging_rows.find(session, due)
    if not found:
        return 0
    with database.write() as session:
        number = purge(session, found=found)
        purging.count(session, rule, number, now=now)
    _let_others_write(number)
    return number


def _let_others_write(done: int) -> None:
    if done:
        sleep(PAUSE)


def _size_for(seconds: float, size: int) -> int:
    """How many accounts to take next, where so many took so long."""
    return max(LEAST_A_BATCH, min(MOST_A_BATCH, int(size * SHORT / seconds)))
