"""The jobs that the worker runs; importing the module registers them. Their arguments are ids and counts."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from config import PUBLICATION_SCHEDULE

from . import (
    attachments,
    background,
    invitation_mails,
    invitations,
    machine_summaries,
    mail,
    matching,
    notifications,
    partners,
    references,
    scanning,
    search_following,
    throttle,
)
from .delivery_jobs import LAST_ATTEMPT, hold, try_later
from .installation import installation, moment
from .publication import epochs


@background.workflow
def send_mail(mail_id: str, attempt: int) -> None:
    """Send one mail; while the server does not answer, try again later, each time waiting twice as long."""
    outcome = deliver_mail(mail_id)
    if outcome == mail.Outcome.LATER.value and attempt < LAST_ATTEMPT:
        try_later(mail.SEND, mail_id, attempt)
    elif outcome == mail.Outcome.HELD.value:
        hold(mail.SEND, mail_id, attempt)


@background.step()
def deliver_mail(mail_id: str) -> str:
    """Try to send the mail and say what became of it."""
    config, database = installation()
    return mail.deliver(database, config, mail_id, now=moment()).value


@background.workflow
def send_invitation(invitation_id: str, attempt: int) -> None:
    """Send the mail of one invitation; while the server does not answer, try again later."""
    outcome = deliver_invitation(invitation_id)
    if outcome == mail.Outcome.LATER.value and attempt < LAST_ATTEMPT:
        try_later(invitations.SEND, invitation_id, attempt)
    elif outcome == mail.Outcome.HELD.value:
        hold(invitations.SEND, invitation_id, attempt)


@background.step()
def deliver_invitation(invitation_id: str) -> str:
    """Try to send the mail and say what became of it."""
    config, database = installation()
    return invitation_mails.deliver(database, config, invitation_id, now=moment()).value


@background.workflow
def write_summary(summary_id: str) -> None:
    """Let the language model write one summary that its owner asked for."""
    word_summary(summary_id)


@background.step()
def word_summary(summary_id: str) -> str:
    """Ask, check and keep; the outcome has no word of the answer."""
    config, database = installation()
    return machine_summaries.write(database, config, summary_id, now=moment())


@background.scheduled(PUBLICATION_SCHEDULE)
def publish(_now: datetime) -> None:
    """Begin the next epoch of what anyone reads."""
    publish_profiles()


@background.step()
def publish_profiles() -> None:
    """Run one epoch; a run that died half-way left nothing that is shown, and the next begins anew."""
    with suppress(epochs.Superseded):
        epochs.publish(installation()[1].write, installation()[1].read)
    partners.refresh_words(installation()[1])


@background.scheduled("*/5 * * * *")
def expire_requests(now: datetime) -> None:
    """Close the requests that nobody answered in time, and remind of those that expire soon."""
    close_requests(now)


@background.step()
def close_requests(now: datetime) -> None:
    """Do both in one transaction."""
    with installation()[1].write() as session:
        matching.remind_due(session, now=now)
        matching.expire_due(session, now=now)


@background.scheduled("2 * * * *")
def follow_searches(now: datetime) -> None:
    """Look through the saved searches that are due."""
    look_through_searches(now)


@background.step()
def look_through_searches(now: datetime) -> None:
    """Look through each, then tell everybody in one transaction."""
    search_following.look_through(installation()[1], now=now)


@background.scheduled("5 * * * *")
def tell_of_the_day(now: datetime) -> None:
    """Mail what waits for the mail of the day, and forget what is too old."""
    send_news(now)


@background.step()
def send_news(now: datetime) -> None:
    """Ask for the mails in one transaction."""
    with installation()[1].write() as session:
        notifications.forget_old(session, now=now)
        notifications.send_daily(session, now=now)


@background.scheduled("20 * * * *")
def forget_invitations(now: datetime) -> None:
    """Delete invitations to teams whose link stopped working."""
    delete_invitations(now)


@background.step()
def delete_invitations(now: datetime) -> None:
    """Delete them in one transaction."""
    with installation()[1].write() as session:
        invitations.forget_over(session, now=now)


@background.scheduled("25 * * * *")
def forget_references(now: datetime) -> None:
    """Delete links to write recommendations that nobody used in time."""
    delete_references(now)


@background.step()
def delete_references(now: datetime) -> None:
    """Delete them in one transaction."""
    with installation()[1].write() as session:
        references.forget_over(session, now=now)


@background.scheduled("*/15 * * * *")
def purge_attempts(now: datetime) -> None:
    """Delete log-in attempts that no longer count."""
    delete_attempts(now)


@background.step()
def delete_attempts(now: datetime) -> None:
    """Delete them in one transaction."""
    with installation()[1].write() as session:
        throttle.purge(session, now=now)


@background.workflow
def scan_attachment(attachment_id: str) -> None:
    """Let the scanner look at a file that was just sent; where it does not answer, the next round does."""
    scan_one(attachment_id)


@background.scheduled("*/5 * * * *")
def scan_waiting(_now: datetime) -> None:
    """Let the scanner look at the files that still wait, until one gets no answer."""
    if installation()[0].clamd_url is None:
        return
    for attachment_id in list_unscanned():
        if scan_one(attachment_id) == scanning.Verdict.NO_ANSWER.value:
            return


@background.step()
def list_unscanned() -> list[str]:
    """The files that wait for the scanner."""
    with installation()[1].read() as session:
        return attachments.unscanned(session)


@background.step()
def scan_one(attachment_id: str) -> str | None:
    """Scan a file, and say what the scanner said."""
    config, database = installation()
    verdict = attachments.scan(database, attachments.Attaching.of(config), attachment_id, now=moment())
    return verdict and verdict.value
