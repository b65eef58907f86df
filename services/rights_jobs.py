"""The jobs of the desk: mails about requests, and restrictions whose announced end has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from . import background
from .installation import installation, moment
from .mail import Outcome
from .rights import case_mails, cases, restricting

FIRST_RETRY = timedelta(minutes=1)
LAST_ATTEMPT = 10
"""Ten waits that double each time come to 17 hours: longer than most mail servers are away."""


@background.workflow
def send_case_mail(entry_id: str, attempt: int) -> None:
    """Send one mail about a request; while the server does not take it, try again later."""
    if deliver_case_mail(entry_id) == Outcome.LATER.value and attempt < LAST_ATTEMPT:
        retry_case_mail(entry_id, attempt)


@background.scheduled("5 * * * *")
def lift_restrictions(now: datetime) -> None:
    """End the restrictions whose announced day has come."""
    while lift_announced(now):
        pass


@background.step()
def deliver_case_mail(entry_id: str) -> str:
    """Try to send the mail and say what became of it."""
    config, database = installation()
    return case_mails.deliver(database, config, entry_id, now=moment()).value


@background.step()
def retry_case_mail(entry_id: str, attempt: int) -> None:
    """Ask for another attempt."""
    with installation()[1].write() as session:
        background.enqueue(session, cases.SEND, entry_id, attempt + 1, delay=FIRST_RETRY * 2**attempt)


@background.step()
def lift_announced(now: datetime) -> int:
    """End some of them in one transaction."""
    with installation()[1].write() as session:
        return restricting.lift_announced(session, now=now)
