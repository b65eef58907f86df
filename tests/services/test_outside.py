"""What leaves this machine is covered by an agreement: mail waits for one, files are refused at the start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from config import Config
from models.database import Database
from models.processor import ProcessorPurpose
from services import mail, newsletter_mails, post, smtp
from services.mail import MailTemplate, Outcome
from services.outside import NotCovered, files_host, require_agreements
from services.processors import record_agreement
from tests.conftest import DATA_KEY
from tests.factories import NOW, SECRET_KEY, make_account
from tests.services.newsletter.servers import Server, serving

ROOT = Path(__file__).parents[2]
TODAY = NOW.date()
STRANGER = "smtp://user:secret@Mail.Stranger.example:2525"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def sign(database: Database, purpose: ProcessorPurpose, host: str, ends_on: date | None = None) -> None:
    with database.write() as session:
        record_agreement(
            session,
            name="A company",
            purpose=purpose,
            host=host,
            signed_on=date(2026, 1, 1),
            ends_on=ends_on,
            country="NL",
            today=TODAY,
        )


def message() -> smtp.EmailMessage:
    return smtp.compose("m1", sender="a@b.example", to="c@d.example", subject="Hello", text="Hello", now=NOW)


def test_a_mail_waits_for_an_agreement_and_goes_out_with_one(
    database: Database, config: Config, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        queued = mail.queue(session, make_account(session).account_id, MailTemplate.PASSWORD_CHANGED, now=NOW)
    away = replace(config, smtp_url=server.url.replace("127.0.0.1", "mail.stranger.example"))
    # The name of a stranger leads to the sink, which would take the mail if it were offered.
    monkeypatch.setattr(smtp, "_connection", lambda _url, real=smtp._connection: real(f"{server.url}?starttls=no"))
    assert mail.deliver(database, away, queued.id, now=NOW) is Outcome.HELD
    assert server.got == []
    sign(database, ProcessorPurpose.HOSTING, "mail.stranger.example")
    sign(database, ProcessorPurpose.MAIL, "other.stranger.example")
    sign(database, ProcessorPurpose.MAIL, "mail.stranger.example", ends_on=date(2026, 11, 1))
    assert mail.deliver(database, away, queued.id, now=NOW) is Outcome.HELD
    sign(database, ProcessorPurpose.MAIL, "mail.stranger.example")
    assert mail.deliver(database, away, queued.id, now=NOW) is Outcome.SENT
    assert server.got == ["somebody@people.example"]


def test_the_newsletter_waits_too(database: Database, config: Config) -> None:
    away = replace(config, smtp_url=STRANGER)
    assert newsletter_mails.hand_over(message(), away, database=database, now=NOW) is Outcome.HELD


def test_the_mailbox_and_this_machine_need_no_agreement(database: Database, config: Config, server: Server) -> None:
    for address in (None, server.url, server.url.replace("127.0.0.1", "localhost")):
        post.send(message(), database=database, config=replace(config, smtp_url=address), now=NOW)
    assert len(server.got) == 2
    assert len(smtp.read_mailbox(config.mailbox)) == 1


def test_the_operator_is_told_that_mail_waits_without_the_password(database: Database, config: Config) -> None:
    (warning,) = require_agreements(database, replace(config, smtp_url=STRANGER), today=TODAY)
    assert "mail.stranger.example" in warning and "--purpose mail" in warning and "secret" not in warning
    sign(database, ProcessorPurpose.MAIL, "mail.stranger.example")
    assert require_agreements(database, replace(config, smtp_url=STRANGER), today=TODAY) == []


@pytest.mark.parametrize(
    ("address", "environ", "host"),
    [
        (None, {}, None),
        ("/var/files", {}, None),
        ("files/here", {}, None),
        ("file:///var/files", {}, None),
        ("memory://x", {}, None),
        ("s3://bucket/files", {}, "s3.amazonaws.com"),
        ("simplecache::s3://bucket/files", {}, "s3.amazonaws.com"),
        ("s3://bucket", {"AWS_ENDPOINT_URL": "https://s3.Wolk.example"}, "s3.wolk.example"),
        (
            "s3://bucket",
            {"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9000", "AWS_ENDPOINT_URL": "https://x.example"},
            None,
        ),
        ("gs://bucket", {}, "storage.googleapis.com"),
        ("sftp://user:secret@Files.example/home", {}, "files.example"),
        ("ftp://localhost/x", {}, None),
        ("webdav+https://dav.example/x", {}, "dav.example"),
        ("unknown:///x", {}, "unknown"),
    ],
)
def test_where_the_files_are(address: str | None, environ: dict[str, str], host: str | None) -> None:
    assert files_host(address, environ) == host


def test_files_of_a_stranger_are_refused_until_there_is_an_agreement(database: Database, config: Config) -> None:
    away = replace(config, files_url="sftp://user:secret@files.example/home")
    sign(database, ProcessorPurpose.MAIL, "files.example")
    with pytest.raises(NotCovered) as caught:
        require_agreements(database, away, today=TODAY)
    assert "--purpose hosting --host files.example" in str(caught.value) and "secret" not in str(caught.value)
    sign(database, ProcessorPurpose.HOSTING, "files.example")
    assert require_agreements(database, away, today=TODAY) == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:3310", "tcp://localhost", "unix:///run/clamav/clamd.ctl", None])
def test_a_scanner_on_this_machine_needs_no_agreement(database: Database, config: Config, address: str | None) -> None:
    assert require_agreements(database, replace(config, clamd_url=address), today=TODAY) == []


def test_a_scanner_elsewhere_is_refused_until_there_is_an_agreement(database: Database, config: Config) -> None:
    away = replace(config, clamd_url="tcp://scan.example:3310")
    with pytest.raises(NotCovered, match=r"CLAMD_URL leads to scan\.example"):
        require_agreements(database, away, today=TODAY)
    sign(database, ProcessorPurpose.HOSTING, "scan.example")
    assert require_agreements(database, away, today=TODAY) == []


@pytest.mark.parametrize(
    "command",
    [["worker.py"], ["-m", "gunicorn", "--bind", "127.0.0.1:0", "app:create_app()"]],
    ids=["the worker", "the web server"],
)
def test_neither_process_starts_with_files_at_a_stranger(
    database: Database, config: Config, command: list[str]
) -> None:
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "FILES_URL": "sftp://user:secret@files.example/home",
    }
    ended = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode != 0
    assert "no agreement with a company that handles files there is on record" in ended.stderr
    assert "secret" not in ended.stderr
    assert "Traceback" not in ended.stderr
