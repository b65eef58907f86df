"""A significant version is mailed to every active account: once at most, in their language, also after kill -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config import Config
from models.account import Account
from models.database import Database
from models.newsletter import DeliveryState
from models.notice import NoticeMail
from services import notice_sending
from services.notice_sending import Step, list_addressees, send_batch
from services.rights.notices import versions
from services.smtp import read_mailbox
from tests.conftest import DATA_KEY
from tests.factories import NOW, SECRET_KEY, make_account
from tests.factories_notice import edited, longer, publish
from tests.services.newsletter.servers import Server, serving

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
PEOPLE = 6
SECONDS = 60


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def version_id(database: Database) -> str:
    """A version that is announced to some people."""
    with database.write() as session:
        for number in range(PEOPLE):
            make_account(session, f"reader{number}@people.example", locale="nl" if number == 0 else "en")
    publish(database, edited(), now=NOW)
    publish(database, edited(longer), now=NOW + DAY)
    with database.read() as session:
        return versions(session, now=NOW + DAY)[0].id


def send_all(database: Database, config: Config, version_id: str, attempt: int = 0) -> Step:
    with database.write() as session:
        while list_addressees(session, version_id):
            pass
    while (step := send_batch(database, config, version_id, attempt, now=NOW + DAY)) is Step.MORE:
        pass
    return step


def states(database: Database) -> Counter[DeliveryState]:
    with database.read() as session:
        return Counter(session.exec(select(NoticeMail.state)))


def test_everybody_active_is_told_in_their_language_once(database: Database, config: Config, version_id: str) -> None:
    with database.write() as session:
        make_account(session, "later@people.example", now=NOW + 2 * DAY)
        make_account(session, "unconfirmed@people.example", confirmed=False)
        gone = session.get_one(Account, make_account(session, "gone@people.example").account_id)
        gone.deactivated_at = NOW
    for _again in range(2):
        assert send_all(database, config, version_id) is Step.DONE
    mails = {str(mail["To"]): mail for mail in read_mailbox(config.mailbox)}
    assert set(mails) == {f"reader{number}@people.example" for number in range(PEOPLE)}
    dutch, english = (mails[f"reader{number}@people.example"] for number in (0, 1))
    assert "verandert op 7 december 2026" in dutch["Subject"] and "changes on 7 December 2026" in english["Subject"]
    body = english.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "Account: Kept longer: While your account is active, then 12 months." in text
    assert f"/notice/changes/{edited(longer).digest[:16]}" in text
    assert states(database) == {DeliveryState.SENT: PEOPLE}


def test_who_leaves_before_their_turn_is_not_written_to(database: Database, config: Config, version_id: str) -> None:
    with database.write() as session:
        list_addressees(session, version_id)
        first = session.exec(select(Account).order_by(Account.id)).first()
        assert first is not None
        first.deactivated_at = NOW
    assert send_all(database, config, version_id) is Step.DONE
    assert states(database) == {DeliveryState.SENT: PEOPLE - 1}


def test_a_version_that_was_taken_back_is_told_to_nobody_more(
    database: Database, config: Config, version_id: str
) -> None:
    with database.write() as session:
        list_addressees(session, version_id)
    publish(database, edited(), now=NOW + DAY)
    assert send_all(database, config, version_id) is Step.HALTED
    assert states(database) == {DeliveryState.WAITING: PEOPLE}
    assert read_mailbox(config.mailbox) == []


def test_without_an_agreement_it_waits(database: Database, config: Config, version_id: str) -> None:
    away = replace(config, smtp_url="smtp://mail.stranger.example")
    assert send_all(database, away, version_id) is Step.HELD
    assert states(database) == {DeliveryState.WAITING: PEOPLE}


def test_what_the_server_puts_off_comes_later_and_what_it_refuses_never(
    database: Database, config: Config, version_id: str, server: Server
) -> None:
    server.answers = {"reader1": "451 later", "reader2": "550 unknown"}
    server.dies_after = {"reader3"}
    sending = replace(config, smtp_url=server.url)
    assert send_all(database, sending, version_id) is Step.LATER
    assert states(database) == {
        DeliveryState.SENT: PEOPLE - 3,
        DeliveryState.WAITING: 1,
        DeliveryState.REFUSED: 1,
        DeliveryState.CLAIMED: 1,
    }
    server.answers, server.dies_after = {}, set()
    assert send_all(database, sending, version_id, attempt=1) is Step.DONE
    assert sorted(server.got) == [f"reader{number}@people.example" for number in range(PEOPLE) if number != 2]


def start(config: Config, server: Server, where: str = "", after: int = 0) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "SMTP_URL": server.url,
        "PYTHONPATH": str(ROOT),
        "DIE_WHERE": where,
        "DIE_AFTER": str(after),
    }
    config.data_dir.mkdir(exist_ok=True)
    with (config.data_dir / "worker.log").open("ab") as log:
        program = [sys.executable, "-m", "tests.services.notice_worker"]
        return subprocess.Popen(program, cwd=ROOT, env=environment, stdout=log, stderr=log)


def test_killed_in_the_middle_of_mails_nobody_is_told_twice(
    database: Database, config: Config, version_id: str, server: Server
) -> None:
    for where, after in (("listed", 0), ("before", 2), ("after", 2)):
        worker = start(config, server, where, after)
        assert worker.wait(timeout=SECONDS) == -signal.SIGKILL, (config.data_dir / "worker.log").read_text()
    worker = start(config, server)
    deadline = time.monotonic() + SECONDS
    while states(database)[DeliveryState.SENT] < PEOPLE - 2:
        assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
        time.sleep(0.1)
    worker.kill()
    worker.wait(timeout=SECONDS)
    # One was claimed and never offered, one was taken and never settled: neither is tried again.
    assert states(database) == {DeliveryState.SENT: PEOPLE - 2, DeliveryState.CLAIMED: 2}
    assert Counter(server.got).most_common(1)[0][1] == 1
    assert len(server.got) == PEOPLE - 1


def test_a_long_list_is_written_down_in_parts(
    database: Database, version_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_sending, "LISTED", 4)
    numbers = []
    for _step in range(4):
        with database.write() as session:
            numbers.append(list_addressees(session, version_id))
    assert numbers == [4, 2, 0, 0]
