"""The mails of the newsletter: those about a subscription, and an issue with the way out in its header and its text."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from enum import Enum

from config import Config
from models.database import Database
from models.newsletter import NewsletterIssue, Subscriber, SubscriberMail

from . import post
from .deliveries import hand_over, offer_way_out
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
        message = post.compose(mail_id, config, subscriber.email, content, now)
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
    """The issue for one subscriber, who leaves with one click in their mail program."""
    keys = TokenKeys(config.secret_key)
    leave = _UNSUBSCRIBING + unsubscribing_token(keys, subscriber.id)
    content = _written(
        issue, config, leave=leave, settings=f"/newsletter/settings/{preferences_token(keys, subscriber.id)}"
    )
    message = post.compose(public_id, config, subscriber.email, content, now)
    offer_way_out(message, config.base_url + leave, "newsletter", config)
    return message


def test_message(public_id: str, issue: NewsletterIssue, email: str, *, config: Config, now: datetime) -> EmailMessage:
    """The issue as a test for who writes it: its links lead to the sign-up page, as there is nobody to unsubscribe."""
    content = _written(issue, config, leave="/newsletter", settings="/newsletter")
    return post.compose(public_id, config, email, content, now)


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


def _token(keys: TokenKeys, template: SubscriberTemplate, subscriber_id: str) -> str:
    if template is SubscriberTemplate.CONFIRM:
        return confirmation_token(keys, subscriber_id)
    return preferences_token(keys, subscriber_id)
