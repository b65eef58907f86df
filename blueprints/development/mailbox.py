"""The mailbox folder in the browser: what would have been mailed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from flask import Response, abort, current_app

from blueprints.access import Audience, open_to
from blueprints.rendering import render
from services.smtp import read_mailbox

from . import blueprint


@dataclass(frozen=True)
class Mail:
    """One mail in the folder."""

    id: str
    to: str
    subject: str
    at: datetime
    paragraphs: tuple[str, ...]


@blueprint.get("/mail")
@open_to(Audience.EVERYONE)
def mails() -> Response:
    """All mails, the newest first."""
    return render("development/mails.html", mails=_mails())


@blueprint.get("/mail/<mail_id>")
@open_to(Audience.EVERYONE)
def mail(mail_id: str) -> Response:
    """One mail as plain text."""
    found = next((m for m in _mails() if m.id == mail_id), None)
    if found is None:
        abort(404)
    return render("development/mail.html", mail=found)


def _mails() -> list[Mail]:
    return [_read(message) for message in read_mailbox(current_app.config["PLATFORM"].mailbox)]


def _read(message: EmailMessage) -> Mail:
    body = message.get_body(("plain",))
    text = "\n".join(body.get_content().splitlines()) if body else ""
    return Mail(
        id=str(message["Message-ID"]).strip("<>").partition("@")[0],
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=message["Date"].datetime,
        paragraphs=tuple(paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()),
    )
