"""Sending mail: to an SMTP server, or into a folder while none is configured. No error or log line has an address."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from contextlib import AbstractContextManager
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

_TIMEOUT_SECONDS = 10
_POLICY = policy.SMTP.clone(max_line_length=998)
"""A header with a longer word than the usual 78 characters would be encoded, which RFC 8058 forbids for its links."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class MailNotSent(Exception):
    """The server did not take the mail; ``permanent`` tells whether trying again is of no use (RFC 5321, 4.2.1).

    ``uncertain``: the connection broke after the mail was offered, so the server may have taken it after all.
    """

    def __init__(self, reason: str, *, permanent: bool, uncertain: bool = False) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.uncertain = uncertain


def compose(public_id: str, *, sender: str, to: str, subject: str, text: str, now: datetime) -> EmailMessage:
    """A plain text mail whose Message-ID is the mail's random public id, so that a repeated sending is recognisable.

    Raises ValueError when an address or the subject has a line break in it.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{public_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    # Asks out-of-office programs not to answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def send(message: EmailMessage, *, smtp_url: str | None, mailbox: Path) -> None:
    """Hand the mail over to the server at ``smtp_url``, or put it in the mailbox folder when that is None.

    URLs are ``smtps://user:password@host:port`` (TLS from the first byte) and ``smtp://…``, where STARTTLS is required
    unless the host is this machine; ``?starttls=yes`` and ``?starttls=no`` say otherwise. Raises MailNotSent.
    """
    if smtp_url is None:
        _file(message, mailbox)
        return
    # "from None": the exceptions of smtplib quote the recipients' addresses.
    try:
        connection = _connection(smtp_url)
    except (smtplib.SMTPException, OSError) as error:
        raise MailNotSent(type(error).__name__, permanent=False) from None
    try:
        with connection as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted({code for code, _ in error.recipients.values()})
        raise MailNotSent(f"recipient refused with {codes}", permanent=min(codes) >= 500) from None
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        raise MailNotSent(f"refused with {error.smtp_code}", permanent=error.smtp_code >= 500) from None
    except (smtplib.SMTPException, OSError) as error:
        raise MailNotSent(type(error).__name__, permanent=False, uncertain=True) from None


def read_mailbox(folder: Path) -> list[EmailMessage]:
    """The mails in the mailbox folder, newest first; none when there is no such folder."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    parser = BytesParser(_class=EmailMessage, policy=policy.default)
    return [parser.parsebytes(file.read_bytes()) for file in files]


def forget(folder: Path, address: str) -> int:
    """Delete the mails to an address from the mailbox folder, and give their number."""
    number = 0
    parser = BytesParser(_class=EmailMessage, policy=policy.default)
    for file in folder.glob("*.eml"):
        to = parser.parsebytes(file.read_bytes(), headersonly=True)["To"]
        if str(to).casefold() == address.casefold():
            file.unlink()
            number += 1
    return number


def _connection(smtp_url: str) -> AbstractContextManager[smtplib.SMTP]:
    url = urlsplit(smtp_url)
    host = url.hostname or "localhost"
    trusted = ssl.create_default_context()
    server: smtplib.SMTP
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, url.port or 465, timeout=_TIMEOUT_SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(host, url.port or 587, timeout=_TIMEOUT_SECONDS)
    try:
        if url.scheme != "smtps" and _wants_starttls(host, url.query):
            server.starttls(context=trusted)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _wants_starttls(host: str, query: str) -> bool:
    asked = parse_qs(query).get("starttls")
    return asked != ["no"] if asked else host not in _LOOPBACK


def _file(message: EmailMessage, mailbox: Path) -> None:
    """Write the mail under a name that tells nothing, replacing an earlier sending of the same mail."""
    mailbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
    partial = mailbox / f"{name}.partial"
    partial.write_bytes(message.as_bytes(policy=_POLICY))
    partial.replace(mailbox / f"{name}.eml")
