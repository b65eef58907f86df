"""The worker is killed (-9) after every step and in the middle of mails: nobody gets an issue twice, nobody is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import delete, select

from config import Config
from models.database import Database
from models.newsletter import IssueState, NewsletterIssue, SubscriberMail
from services import newsletter_issues, newsletter_sending
from services.deliveries import BATCH
from tests.conftest import DATA_KEY
from tests.factories import NOW, SECRET_KEY, make_staff
from tests.factories_newsletter import subscribe, write_issue
from tests.services.newsletter.servers import Server, serving

ROOT = Path(__file__).parents[3]
PEOPLE = 2 * BATCH + 5
STEPS = ["list_recipients", "send_batch", "send_batch", "send_batch", "send_batch", "finish_issue"]
SECONDS = 60


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def issue_id(database: Database) -> str:
    with database.write() as session:
        for number in range(PEOPLE):
            subscribe(session, f"reader{number:03}@reader.example")
        # Their mails about the subscription are not what is tested here.
        session.exec(delete(SubscriberMail))
        issue_id = write_issue(session)
        newsletter_sending.start(session, issue_id, staff_id=make_staff(session).account_id, now=NOW)
    return issue_id


@contextmanager
def worker(config: Config, server: Server, die_after: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is killed at the end of the block, if it did not kill itself before."""
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "SMTP_URL": server.url,
        "DIE_AFTER": str(die_after),
        "PYTHONPATH": str(ROOT),
    }
    config.data_dir.mkdir(exist_ok=True)
    with (config.data_dir / "worker.log").open("ab") as log:
        program = str(Path(__file__).with_name("dying_worker.py"))
        process = subprocess.Popen([sys.executable, program], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=SECONDS)


def issue(database: Database, issue_id: str) -> NewsletterIssue:
    with database.read() as session:
        return session.exec(select(NewsletterIssue).where(NewsletterIssue.id == issue_id)).one()


def wait_until_sent(database: Database, issue_id: str, config: Config) -> NewsletterIssue:
    deadline = time.monotonic() + SECONDS
    while (found := issue(database, issue_id)).state is not IssueState.SENT:
        assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
        time.sleep(0.05)
    return found


def test_killed_after_every_step_it_ends_complete_and_exactly_once(
    database: Database, config: Config, server: Server, issue_id: str
) -> None:
    for number in range(1, len(STEPS) + 1):
        with worker(config, server, die_after=number) as process:
            assert process.wait(timeout=SECONDS) == -signal.SIGKILL
        steps = (config.data_dir / "steps").read_text().split()
        (config.data_dir / "steps").unlink()
        assert steps == STEPS[:number], "each worker takes up where the one before was killed"
    sent = wait_until_sent(database, issue_id, config)
    assert Counter(server.got) == {f"reader{number:03}@reader.example": 1 for number in range(PEOPLE)}
    assert (sent.sent, sent.refused, sent.unclear) == (PEOPLE, 0, 0)


def test_killed_in_the_middle_of_mails_nobody_gets_it_twice_and_what_is_unclear_is_counted(
    database: Database, config: Config, server: Server, issue_id: str
) -> None:
    server.pause = 0.05
    kills = 0
    for reached in (3, 11, BATCH + 2, 2 * BATCH - 1):
        with worker(config, server):
            deadline = time.monotonic() + SECONDS
            while len(server.got) < reached:
                assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
                time.sleep(0.005)
        kills += 1
    with worker(config, server):
        sent = wait_until_sent(database, issue_id, config)
    assert set(Counter(server.got).values()) == {1}
    assert sent.sent + sent.unclear == PEOPLE, "nobody is lost from the count"
    assert sent.unclear <= kills
    assert len(server.got) >= sent.sent
    assert "reader.example" not in (config.data_dir / "worker.log").read_text()


def test_a_test_goes_to_who_asks_and_to_nobody_else(
    database: Database, config: Config, server: Server, issue_id: str
) -> None:
    with database.write() as session:
        writer = make_staff(session, "writer@platform.example")
        draft = write_issue(session, subject="Winter")
        newsletter_sending.pause(session, issue_id, staff_id=writer.account_id, now=NOW)
        newsletter_issues.ask_test(session, draft, account_id=writer.account_id)
    with worker(config, server):
        deadline = time.monotonic() + SECONDS
        while not server.got:
            assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
            time.sleep(0.05)
        time.sleep(0.5)
    assert server.got == ["writer@platform.example"]
    assert issue(database, draft).state is IssueState.DRAFT
