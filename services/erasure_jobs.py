"""The jobs of erasure: what is due begins every hour, and each person's erasure is a workflow that outlives a kill."""

from __future__ import annotations

from datetime import datetime

from dbos import DBOS

from . import background, erasing, erasure_requests
from .installation import installation, moment
from .mail import Outcome
from .rights.keeping import Keeper

FIRST_RETRY = 60.0
ATTEMPTS = 6
"""The receipt waits at most an hour for a mail server; then the rest goes on without it."""


@background.scheduled("10 * * * *")
def begin_erasures(now: datetime) -> None:
    """Begin the erasures of which the day has come."""
    begin_due_erasures(now)


@background.workflow
def erase_person(erasure_id: str) -> None:
    """Erase one person. Killed anywhere, it goes on at the step that was not over."""
    if not settle_plan(erasure_id):
        return
    keep_apart(erasure_id)
    remove_traces(erasure_id)
    erase_rows(erasure_id)
    for attempt in range(ATTEMPTS):
        if send_receipt(erasure_id) != Outcome.LATER.value:
            break
        DBOS.sleep(FIRST_RETRY * 2**attempt)
    enter_in_ledger(erasure_id)
    erase_account(erasure_id)


@background.step()
def begin_due_erasures(now: datetime) -> int:
    """Begin them in one transaction."""
    with installation()[1].write() as session:
        erasure_requests.lapse(session, now=now)
        return erasure_requests.begin_due(session, now=now)


@background.step()
def settle_plan(erasure_id: str) -> bool:
    """Make the plan; False where the erasure is over."""
    config, database = installation()
    return erasing.settle_plan(database, config, erasure_id, now=moment())


@background.step()
def keep_apart(erasure_id: str) -> None:
    """Put apart what must be kept."""
    config, database = installation()
    erasing.keep_apart(database, Keeper.of(config), erasure_id, now=moment())


@background.step()
def remove_traces(erasure_id: str) -> None:
    """Remove the files and the records of jobs."""
    config, database = installation()
    erasing.remove_traces(database, Keeper.of(config), erasure_id)


@background.step()
def erase_rows(erasure_id: str) -> None:
    """Delete the rows."""
    config, database = installation()
    erasing.erase_rows(database, config, erasure_id, now=moment())


@background.step()
def send_receipt(erasure_id: str) -> str:
    """Mail the receipt and say what became of it."""
    config, database = installation()
    return erasing.send_receipt(database, config, erasure_id, now=moment()).value


@background.step()
def enter_in_ledger(erasure_id: str) -> None:
    """Write into the ledger."""
    config, database = installation()
    erasing.enter_in_ledger(database, config, erasure_id)


@background.step()
def erase_account(erasure_id: str) -> None:
    """Delete the account with its key."""
    config, database = installation()
    erasing.erase_account(database, config, erasure_id)
