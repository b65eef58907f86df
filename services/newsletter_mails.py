"""The mails of the newsletter: those about a subscription, and an issue with the way out in its header and its text."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from enum import Enum

from config import Config
from models.database import Database
from models.newsletter import NewsletterIssue, Subscriber, SubscriberMail

from . import post, smtp
from .mail import Outcome
from .mail_templates import Content, write, write_designed
from .newsletter_html import paragraphs, sanitised
from .newsletter_links import confirmation_token, preferences_token, unsubscribing_token
from .tokens import TokenKeys

SEND = "send_subscriber_mail"
_ISSUE, _UNSUBSCRIBING = "newsletter-issue", "/newsletter/unsubscribing/"


class SubscriberTemplate(str, Enum):
    """The mails about a subscription; each has a file in templates/mails."""

    CONFIRM = "newsletter-confirm"
    KNOWN = "newsletter-known"


def deliver(database: Database, config: Config, mail_id: str, *, now: datetime) -> Outcome:
    """Write and send one mail about a subscription, unless it was sent or who it was for is gone."""
    with database.read() as session:
        mail = session.get(SubscriberMail, mail_id)
        subscriber = session.get(Subscriber, mail.subscriber_id) if mail and mail.sent_at is None else None
        if mail is None or subscriber is None:
            return Outcome.GONE
        content = write(
            mail.template,
            locale=subscriber.locale,
            config=config,
            token=_token(TokenKeys(config.secret_key), SubscriberTemplate(mail.template), subscriber.id),
        )
        message = _compose(mail_id, config, subscriber.email, content, now)
    outcome = hand_over(message, config, database=database, now=now)
    if outcome is Outcome.SENT:
        with database.write() as session:
            sent = session.get(SubscriberMail, mail_id)
            if sent is not None:
                sent.sent_at = now
    return outcome


def issue_message(
    public_id: str, issue: NewsletterIssue, subscriber: Subscriber, *, config: Config, now: datetime
) -> EmailMessage:
    """The issue for one subscriber, who leaves with one click in their mail program (RFC 8058, RFC 2369, RFC 2919)."""
    keys = TokenKeys(config.secret_key)
    leave = _UNSUBSCRIBING + unsubscribing_token(keys, subscriber.id)
    content = _written(
        issue, config, leave=leave, settings=f"/newsletter/settings/{preferences_token(keys, subscriber.id)}"
    )
    message = _compose(public_id, config, subscriber.email, content, now)
    message["List-Unsubscribe"] = f"<{config.base_url}{leave}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Id"] = f"<newsletter.{config.mail_from.rpartition('@')[2]}>"
    return message


def test_message(public_id: str, issue: NewsletterIssue, email: str, *, config: Config, now: datetime) -> EmailMessage:
    """The issue as a test for who writes it: its links lead to the sign-up page, as there is nobody to unsubscribe."""
    content = _written(issue, config, leave="/newsletter", settings="/newsletter")
    return _compose(public_id, config, email, content, now)


def hand_over(message: EmailMessage, config: Config, *, database: Database, now: datetime) -> Outcome:
    """Give a mail to the server; UNCERTAIN where the connection broke while the mail was on its way."""
    try:
        post.send(message, database=database, config=config, now=now)
    except post.NoAgreement:
        return Outcome.HELD
    except smtp.MailNotSent as error:
        if error.uncertain:
            return Outcome.UNCERTAIN
        return Outcome.REFUSED if error.permanent else Outcome.LATER
    return Outcome.SENT


def _written(issue: NewsletterIssue, config: Config, *, leave: str, settings: str) -> Content:
    return write_designed(
        _ISSUE,
        locale=issue.locale,
        config=config,
        title=issue.subject,
        text=issue.text,
        html=sanitised(issue.html) if issue.html else paragraphs(issue.text),
        leave=leave,
        settings=settings,
    )


def _compose(public_id: str, config: Config, to: str, content: Content, now: datetime) -> EmailMessage:
    message = smtp.compose(
        public_id, sender=config.mail_from, to=to, subject=content.subject, text=content.text, now=now
    )
    message.add_alternative(content.html, subtype="html")
    return message


def _token(keys: TokenKeys, template: SubscriberTemplate, subscriber_id: str) -> str:
    if template is SubscriberTemplate.CONFIRM:
        return confirmation_token(keys, subscriber_id)
    return preferences_token(keys, subscriber_id)
