"""The daily job of retention, as steps of short transactions; importing the module registers it with the worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from config import RETENTION_SCHEDULE, Config
from models.database import Database

from . import background, retaining
from .rights.clocks import stages
from .rights.keeping import Keeper

BATCHES_A_STEP = 25
"""Enough that the record of steps stays short, few enough that little is repeated after a crash."""


@background.scheduled(RETENTION_SCHEDULE)
def retain(now: datetime) -> None:
    """Warn, deactivate and delete what is due at the moment of the schedule, until nothing is left to do."""
    for each in (notify_idle, remind_idle, deactivate_idle):
        while each(now):
            pass
    for months in stages():
        after = purge_accounts(months, now, None)
        while after is not None:
            after = purge_accounts(months, now, after)
    while purge_rows(now):
        pass
    purge_legal(now)


@background.step()
def notify_idle(now: datetime) -> int:
    """Give the first warning."""
    return _repeat(lambda: retaining.notify(_installation()[0], now=now))


@background.step()
def remind_idle(now: datetime) -> int:
    """Give the last warning."""
    return _repeat(lambda: retaining.remind(_installation()[0], now=now))


@background.step()
def deactivate_idle(now: datetime) -> int:
    """Deactivate whose time is up."""
    return _repeat(lambda: retaining.deactivate(_installation()[0], now=now))


@background.step()
def purge_accounts(months: int, now: datetime, after: str | None) -> str | None:
    """Purge accounts beyond ``after``; give the last of them, or None where none is left."""
    database, keeper = _installation()
    return retaining.purge_accounts(database, keeper, months, now=now, after=after)


@background.step()
def purge_rows(now: datetime) -> int:
    """Purge rows with a period of their own."""
    return _repeat(lambda: retaining.purge_rows(*_installation(), now=now))


@background.step()
def purge_legal(now: datetime) -> int:
    """Delete from the legal store what has ended."""
    return retaining.purge_legal(*_installation(), now=now)


def _repeat(batch: Callable[[], int]) -> int:
    """Do some batches, or fewer where nothing is left to do; give how much was done."""
    done = 0
    for _batch in range(BATCHES_A_STEP):
        number = batch()
        done += number
        if not number:
            break
    return done


@lru_cache(maxsize=1)
def _installation() -> tuple[Database, Keeper]:
    """The worker's way to the database, to the files and to the legal store."""
    config = Config.from_environment()
    return Database(config.database_url, config.data_key), Keeper.of(config)
