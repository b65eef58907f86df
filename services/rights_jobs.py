"""The jobs of the desk: mails about requests, and restrictions whose announced end has come."""

from __future__ import annotations

from datetime import datetime

from . import background
from .delivery_jobs import LAST_ATTEMPT, hold, try_later
from .installation import installation, moment
from .mail import Outcome
from .rights import case_mails, cases, restricting


@background.workflow
def send_case_mail(entry_id: str, attempt: int) -> None:
    """Send one mail about a request; while the server does not take it, try again later."""
    outcome = deliver_case_mail(entry_id)
    if outcome == Outcome.LATER.value and attempt < LAST_ATTEMPT:
        try_later(cases.SEND, entry_id, attempt)
    elif outcome == Outcome.HELD.value:
        hold(cases.SEND, entry_id, attempt)


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
def lift_announced(now: datetime) -> int:
    """End some of them in one transaction."""
    with installation()[1].write() as session:
        return restricting.lift_announced(session, now=now)
