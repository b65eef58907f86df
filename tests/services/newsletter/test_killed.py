"""The worker is killed (-9) after every step and in the middle of mails: nobody gets an issue twice, nobody is lost."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import delete, select

from config import Config
from models.database import Database
from models.newsletter import IssueState, NewsletterIssue, SubscriberMail
from services import newsletter_issues, newsletter_sending
from services.deliveries import BATCH
from tests.factories import NOW, make_staff
from tests.factories_newsletter import subscribe, write_issue
from tests.services.newsletter.dying import SECONDS, worker
from tests.services.newsletter.servers import Server, serving

SENDING = "send_issue"
PEOPLE = 2 * BATCH + 5
STEPS = ["list_recipients", "send_batch", "send_batch", "send_batch", "send_batch", "finish_issue"]


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
        with worker(config, server, SENDING, die_after=number) as process:
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
        with worker(config, server, SENDING):
            deadline = time.monotonic() + SECONDS
            while len(server.got) < reached:
                assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
                time.sleep(0.005)
        kills += 1
    with worker(config, server, SENDING):
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
    with worker(config, server, SENDING):
        deadline = time.monotonic() + SECONDS
        while not server.got:
            assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
            time.sleep(0.05)
        time.sleep(0.5)
    assert server.got == ["writer@platform.example"]
    assert issue(database, draft).state is IssueState.DRAFT
