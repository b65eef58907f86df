"""The jobs of the newsletter: mails about a subscription, an issue to everybody who wants it, and what is deleted."""

from __future__ import annotations

from datetime import datetime

from models.account import Account
from models.newsletter import NewsletterIssue

from . import background, newsletter_mails, newsletter_sending, newsletters
from .deliveries import Step, hand_over
from .delivery_jobs import LAST_ATTEMPT, hold, try_later
from .installation import installation, moment
from .mail import Outcome


@background.workflow
def send_subscriber_mail(mail_id: str, attempt: int) -> None:
    """Send one mail about a subscription; while the server does not take it, try again later."""
    outcome = deliver_subscriber_mail(mail_id)
    if outcome in (Outcome.LATER.value, Outcome.UNCERTAIN.value) and attempt < LAST_ATTEMPT:
        try_later(newsletter_mails.SEND, mail_id, attempt)
    elif outcome == Outcome.HELD.value:
        hold(newsletter_mails.SEND, mail_id, attempt)


@background.workflow
def send_issue(issue_id: str, attempt: int) -> None:
    """Send an issue in batches until it is done or paused; while servers put it off, try those again later."""
    list_recipients(issue_id)
    while (step := send_batch(issue_id, attempt)) == Step.MORE.value:
        pass
    if step == Step.LATER.value and attempt < LAST_ATTEMPT:
        try_later(newsletter_sending.SEND, issue_id, attempt)
    elif step == Step.HELD.value:
        hold(newsletter_sending.SEND, issue_id, attempt)
    elif step != Step.HALTED.value:
        finish_issue(issue_id)


@background.workflow
def send_issue_test(issue_id: str, account_id: str, mail_id: str) -> None:
    """Send an issue to the member of staff who asked for it."""
    deliver_test(issue_id, account_id, mail_id)


@background.scheduled("40 * * * *")
def delete_unconfirmed_subscribers(now: datetime) -> None:
    """Delete the sign-ups that nobody confirmed in time."""
    delete_unconfirmed(now)


@background.step()
def deliver_subscriber_mail(mail_id: str) -> str:
    """Try to send the mail and say what became of it."""
    config, database = installation()
    return newsletter_mails.deliver(database, config, mail_id, now=moment()).value


@background.step()
def list_recipients(issue_id: str) -> None:
    """Write down who gets the issue."""
    with installation()[1].write() as session:
        newsletter_sending.list_recipients(session, issue_id)


@background.step()
def send_batch(issue_id: str, attempt: int) -> str:
    """Send some of it and say how to go on."""
    config, database = installation()
    return newsletter_sending.send_batch(database, config, issue_id, attempt, now=moment()).value


@background.step()
def finish_issue(issue_id: str) -> None:
    """Write down that all of it is sent, or given up."""
    with installation()[1].write() as session:
        newsletter_sending.give_up(session, issue_id)
        newsletter_sending.finish(session, issue_id, now=moment())


@background.step()
def deliver_test(issue_id: str, account_id: str, mail_id: str) -> str:
    """Send the test, once: who misses it asks again."""
    config, database = installation()
    with database.read() as session:
        issue, account = session.get(NewsletterIssue, issue_id), session.get(Account, account_id)
        if issue is None or account is None:
            return Outcome.GONE.value
        message = newsletter_mails.test_message(mail_id, issue, account.email, config=config, now=moment())
    return hand_over(message, config, database=database, now=moment()).value


@background.step()
def delete_unconfirmed(now: datetime) -> None:
    """Delete them in one transaction."""
    config, database = installation()
    with database.write() as session:
        newsletters.delete_unconfirmed(session, asked_before=now - config.newsletter_confirmation)
