"""The jobs around the notice: people are told of a new version, and of what a law demanded once that is allowed."""

from __future__ import annotations

from datetime import datetime

from . import background, lawful_disclosures, notice_sending
from .deliveries import Step
from .delivery_jobs import LAST_ATTEMPT, hold, try_later
from .installation import installation, moment
from .rights.notices import ANNOUNCE


@background.workflow
def announce_notice(version_id: str, attempt: int) -> None:
    """Tell of a version in batches until all are told; while servers put it off, try those again later."""
    while list_addressees(version_id):
        pass
    while (step := tell_some(version_id, attempt)) == Step.MORE.value:
        pass
    if step == Step.LATER.value and attempt < LAST_ATTEMPT:
        try_later(ANNOUNCE, version_id, attempt)
    elif step == Step.HELD.value:
        hold(ANNOUNCE, version_id, attempt)


@background.scheduled("50 * * * *")
def tell_of_demands(now: datetime) -> None:
    """Tell people what a law demanded, where telling was forbidden until now."""
    reveal(now)


@background.step()
def list_addressees(version_id: str) -> int:
    """Write down some of those who are told."""
    with installation()[1].write() as session:
        return notice_sending.list_addressees(session, version_id)


@background.step()
def tell_some(version_id: str, attempt: int) -> str:
    """Send some of the mails and say how to go on."""
    config, database = installation()
    return notice_sending.send_batch(database, config, version_id, attempt, now=moment()).value


@background.step()
def reveal(now: datetime) -> None:
    """Tell them in one transaction."""
    with installation()[1].write() as session:
        lawful_disclosures.reveal_due(session, now=now)
