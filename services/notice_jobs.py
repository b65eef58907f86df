"""The jobs around the notice: people are told of a new version, and of what a law demanded once that is allowed."""

from __future__ import annotations

from datetime import datetime, timedelta

from . import background, lawful_disclosures, notice_sending
from .installation import installation, moment
from .notice_sending import Step
from .rights.notices import ANNOUNCE

FIRST_RETRY = timedelta(minutes=1)
HELD_FOR = timedelta(hours=1)
"""What no agreement covers is tried so much later, as often as it takes."""
LAST_ATTEMPT = 10
"""Ten waits that double each time come to 17 hours: longer than most mail servers are away."""


@background.workflow
def announce_notice(version_id: str, attempt: int) -> None:
    """Tell of a version in batches until all are told; while servers put it off, try those again later."""
    while list_addressees(version_id):
        pass
    while (step := tell_some(version_id, attempt)) == Step.MORE.value:
        pass
    if step == Step.LATER.value and attempt < LAST_ATTEMPT:
        tell_later(version_id, attempt + 1, int((FIRST_RETRY * 2**attempt).total_seconds()))
    elif step == Step.HELD.value:
        tell_later(version_id, attempt, int(HELD_FOR.total_seconds()))


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
def tell_later(version_id: str, attempt: int, seconds: int) -> None:
    """Ask for another attempt."""
    with installation()[1].write() as session:
        background.enqueue(session, ANNOUNCE, version_id, attempt, delay=timedelta(seconds=seconds))


@background.step()
def reveal(now: datetime) -> None:
    """Tell them in one transaction."""
    with installation()[1].write() as session:
        lawful_disclosures.reveal_due(session, now=now)
