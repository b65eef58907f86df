"""The one way out for mail: to a server of another company only while an agreement with that company is on record.

Without one a mail is held back, and sent when there is one. The mailbox of development and a server on this machine
are nobody else's.
"""

from __future__ import annotations

from datetime import date, datetime
from email.message import EmailMessage
from urllib.parse import urlsplit

from config import Config
from models.database import Database
from models.processor import ProcessorPurpose

from . import smtp
from .mail_templates import Content
from .processors import agreement_in_force, is_own_machine


class NoAgreement(smtp.MailNotSent):
    """No agreement covers the mail server, so nothing was sent to it."""

    def __init__(self) -> None:
        super().__init__("no agreement on record", permanent=False)


def compose(public_id: str, config: Config, to: str, content: Content, now: datetime) -> EmailMessage:
    """A mail as plain text and as HTML."""
    message = smtp.compose(
        public_id, sender=config.mail_from, to=to, subject=content.subject, text=content.text, now=now
    )
    message.add_alternative(content.html, subtype="html")
    return message


def send(message: EmailMessage, *, database: Database, config: Config, now: datetime) -> None:
    """Hand the mail over to the server or put it in the mailbox. Raises NoAgreement and MailNotSent."""
    if uncovered_host(database, config, today=now.date()) is not None:
        raise NoAgreement
    smtp.send(message, smtp_url=config.smtp_url, mailbox=config.mailbox)


def uncovered_host(database: Database, config: Config, *, today: date) -> str | None:
    """The mail server's name where it belongs to somebody with whom no agreement is in force, else None."""
    host = (urlsplit(config.smtp_url).hostname or "localhost") if config.smtp_url else "localhost"
    if is_own_machine(host):
        return None
    with database.read() as session:
        covered = agreement_in_force(session, ProcessorPurpose.MAIL, host=host, today=today)
    return None if covered is not None else host
