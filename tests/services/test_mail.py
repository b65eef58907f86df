"""Mails are written in the addressee's language, tell nothing in their subject, and go out once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from flask import Flask

from config import Config
from models.account import OutgoingMail
from models.database import Database
from services import mail, smtp
from services.mail import MailTemplate, Outcome
from services.mail_templates import write
from tests.conftest import DATA_KEY
from tests.factories import NOW, SECRET_KEY, make_account

ROOT = Path(__file__).parents[2]


def queued(database: Database, template: MailTemplate = MailTemplate.CONFIRM_EMAIL, **account: str) -> str:
    with database.write() as session:
        person = make_account(session, **account)
        return mail.queue(session, person.account_id, template, now=NOW).id


@pytest.mark.parametrize("kind", MailTemplate)
@pytest.mark.parametrize("locale", ["en", "nl"])
def test_every_link_of_every_mail_leads_to_a_page(app: Flask, config: Config, kind: MailTemplate, locale: str) -> None:
    content = write(kind.value, locale=locale, config=config, token="token", reason="Because.")
    links = re.findall(r"http\S+", content.text)
    routes = app.url_map.bind("")
    assert links
    for link in links:
        path = link.removeprefix(config.base_url).partition("?")[0]
        assert path.startswith("/nl/") is (locale == "nl")
        assert routes.match(path.removeprefix("/nl"), method="GET")
        assert f'href="{link}"' in content.html


@pytest.mark.parametrize("kind", MailTemplate)
def test_subject_tells_nothing(config: Config, kind: MailTemplate) -> None:
    subject = write(kind.value, locale="en", config=config, reason="Because.").subject.casefold()
    assert not re.search(r"declin|accept|approv|verif|match|refus|because", subject)


def test_reason_is_text_in_the_html_part(config: Config) -> None:
    content = write("verification-declined", locale="en", config=config, reason="<b>No</b> & never")
    assert "<b>No</b> & never" in content.text
    assert "&lt;b&gt;No&lt;/b&gt; &amp; never" in content.html


def test_mail_goes_out_once_with_a_message_id_of_its_own(database: Database, config: Config) -> None:
    mail_id = queued(database, email="rowan@people.example")
    assert mail.deliver(database, config, mail_id, now=NOW) is Outcome.SENT
    assert mail.deliver(database, config, mail_id, now=NOW) is Outcome.GONE
    (message,) = smtp.read_mailbox(config.mailbox)
    assert message["To"] == "rowan@people.example"
    assert mail_id in message["Message-ID"]
    assert {part.get_content_type() for part in message.iter_parts()} == {"text/plain", "text/html"}
    with database.read() as session:
        assert session.get_one(OutgoingMail, mail_id).sent_at == NOW


def test_mail_to_an_account_that_is_gone_is_dropped(database: Database, config: Config) -> None:
    assert mail.deliver(database, config, "no-such-mail", now=NOW) is Outcome.GONE
    assert smtp.read_mailbox(config.mailbox) == []


def test_nothing_waits_where_the_transaction_failed(database: Database, config: Config) -> None:
    class Broken(Exception):
        pass

    with pytest.raises(Broken), database.write() as session:
        mail.queue(session, make_account(session).account_id, MailTemplate.CONFIRM_EMAIL, now=NOW)
        raise Broken
    assert mail.send_pending(database, config, now=NOW) == []


class Refusing(Sink):
    """A server that answers every recipient with a code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code

    async def handle_RCPT(self, *_arguments: object) -> str:  # noqa: N802 - the name that aiosmtpd calls
        return f"{self.code} no"


class AnyPort(Controller):
    """A server on a port of the system's choice."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.mark.parametrize(("code", "outcome"), [(450, Outcome.LATER), (550, Outcome.REFUSED)])
def test_refusal_of_the_server_decides_whether_to_try_again(
    database: Database, config: Config, code: int, outcome: Outcome
) -> None:
    mail_id = queued(database)
    server = AnyPort(Refusing(code), hostname="127.0.0.1", port=0)
    server.start()
    try:
        there = replace(config, smtp_url=f"smtp://127.0.0.1:{server.port}")
        assert mail.deliver(database, there, mail_id, now=NOW) is outcome
    finally:
        server.stop()
    with database.read() as session:
        assert session.get_one(OutgoingMail, mail_id).sent_at is None


def test_worker_sends_what_a_transaction_asked_for(database: Database, config: Config, tmp_path: Path) -> None:
    mail_id = queued(database, email="rowan@people.example")
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
    }
    log = tmp_path / "worker.log"
    with log.open("w") as output:
        worker = subprocess.Popen(
            [sys.executable, "worker.py"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + 60
        while not smtp.read_mailbox(config.mailbox):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    (message,) = smtp.read_mailbox(config.mailbox)
    assert mail_id in message["Message-ID"]
    assert "rowan" not in log.read_text()
