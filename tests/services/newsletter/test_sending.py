"""Sending in batches: to whom, what servers answer, pausing, and what is left when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from config import Config
from models.database import Database
from models.delivery import DeliveryState
from models.newsletter import IssueDelivery, IssueState, NewsletterIssue, NewsletterKind
from services import deliveries, newsletter_issues, newsletter_sending, newsletters, smtp
from services.deliveries import BATCH, FAILURES_IN_A_ROW, Step
from tests.factories import NOW, make_staff
from tests.factories_newsletter import sign_up, subscribe, write_issue
from tests.services.newsletter.servers import Server, serving

HOUR = timedelta(hours=1)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def staff(database: Database) -> str:
    with database.write() as session:
        return make_staff(session).account_id


def begin(database: Database, staff: str, people: int = 3) -> str:
    """An issue that begins to be sent, with its recipients listed."""
    with database.write() as session:
        for number in range(people):
            subscribe(session, f"reader{number:03}@reader.example")
        issue_id = write_issue(session)
        newsletter_sending.start(session, issue_id, staff_id=staff, now=NOW)
        newsletter_sending.list_recipients(session, issue_id)
    return issue_id


def state(database: Database, issue_id: str) -> IssueState:
    with database.read() as session:
        return session.get_one(NewsletterIssue, issue_id).state


def counts(database: Database, issue_id: str) -> deliveries.Counts:
    with database.read() as session:
        return newsletter_issues.issue(session, issue_id).counts


def send_all(database: Database, config: Config, issue_id: str, attempt: int = 0) -> Step:
    while (step := newsletter_sending.send_batch(database, config, issue_id, attempt, now=NOW)) is Step.MORE:
        pass
    return step


def test_it_goes_to_who_confirmed_and_wants_it_in_that_language(database: Database, config: Config, staff: str) -> None:
    with database.write() as session:
        subscribe(session, "yes@reader.example", kinds=[NewsletterKind.NEWS, NewsletterKind.CLIENTS])
        subscribe(session, "dutch@reader.example", locale="nl")
        subscribe(session, "other@reader.example", kinds=[NewsletterKind.CLIENTS])
        sign_up(session, "unconfirmed@reader.example")
        newsletters.unsubscribe(session, subscribe(session, "left@reader.example"), now=NOW)
        issue_id = write_issue(session)
        assert newsletter_issues.issue(session, issue_id).audience == 1
        newsletter_sending.start(session, issue_id, staff_id=staff, now=NOW)
        newsletter_sending.list_recipients(session, issue_id)
    assert send_all(database, config, issue_id) is Step.DONE
    assert [mail["To"] for mail in smtp.read_mailbox(config.mailbox)] == ["yes@reader.example"]


def test_listing_again_adds_nobody_twice_and_nobody_who_came_later(database: Database, staff: str) -> None:
    issue_id = begin(database, staff)
    with database.write() as session:
        subscribe(session, "later@reader.example", now=NOW + HOUR)
        newsletter_sending.list_recipients(session, issue_id)
    assert counts(database, issue_id).total == 3


def test_who_leaves_or_changes_meanwhile_gets_nothing(database: Database, config: Config, staff: str) -> None:
    issue_id = begin(database, staff)
    with database.write() as session:
        ids = session.exec(select(IssueDelivery.subscriber_id)).all()
        newsletters.unsubscribe(session, ids[0], now=NOW)
        newsletters._choose(session, ids[1], [NewsletterKind.CLIENTS])
    assert send_all(database, config, issue_id) is Step.DONE
    assert len(smtp.read_mailbox(config.mailbox)) == 1


def test_pausing_stops_it_and_going_on_sends_the_rest_once(
    database: Database, config: Config, staff: str, server: Server
) -> None:
    there = replace(config, smtp_url=server.url)
    issue_id = begin(database, staff, BATCH + 5)
    assert newsletter_sending.send_batch(database, there, issue_id, 0, now=NOW) is Step.MORE
    with database.write() as session:
        newsletter_sending.pause(session, issue_id, staff_id=staff, now=NOW)
        left = session.exec(select(IssueDelivery.id).where(col(IssueDelivery.state) == DeliveryState.WAITING)).first()
    assert newsletter_sending.send_batch(database, there, issue_id, 0, now=NOW) is Step.HALTED
    deliveries.send(database, there, newsletter_sending._deliveries(issue_id, there, NOW), str(left), now=NOW)
    assert len(server.got) == BATCH, "a mail that was about to go is held back too"
    with database.write() as session:
        newsletter_sending.finish(session, issue_id, now=NOW)
    assert state(database, issue_id) is IssueState.PAUSED
    with database.write() as session:
        newsletter_sending.resume(session, issue_id, staff_id=staff, now=NOW)
        newsletter_sending.list_recipients(session, issue_id)
    assert send_all(database, there, issue_id) is Step.DONE
    assert set(Counter(server.got).values()) == {1}
    assert len(server.got) == BATCH + 5


def test_what_a_server_puts_off_is_tried_again_and_what_it_refuses_is_not(
    database: Database, config: Config, staff: str, server: Server
) -> None:
    there = replace(config, smtp_url=server.url)
    server.answers = {"reader000": "451 later", "reader001": "550 never"}
    issue_id = begin(database, staff)
    assert send_all(database, there, issue_id) is Step.LATER
    found = counts(database, issue_id)
    assert (found.sent, found.refused, found.waiting) == (1, 1, 1)
    server.answers = {}
    assert send_all(database, there, issue_id, attempt=0) is Step.LATER, "not before its time"
    assert send_all(database, there, issue_id, attempt=1) is Step.DONE
    assert Counter(server.got) == {"reader000@reader.example": 1, "reader002@reader.example": 1}


def test_a_server_that_is_away_is_not_asked_for_everybody(database: Database, config: Config, staff: str) -> None:
    with serving() as gone:
        url = gone.url
    issue_id = begin(database, staff, 10)
    step = newsletter_sending.send_batch(database, replace(config, smtp_url=url), issue_id, 0, now=NOW)
    assert step is Step.LATER
    with database.read() as session:
        tried = session.exec(select(func.count(IssueDelivery.id)).where(IssueDelivery.tries > 0)).one()
    assert (tried, counts(database, issue_id).waiting) == (FAILURES_IN_A_ROW, 10)


def test_a_mail_that_may_have_arrived_is_not_sent_again(
    database: Database, config: Config, staff: str, server: Server
) -> None:
    there = replace(config, smtp_url=server.url)
    server.dies_after = {"reader001"}
    issue_id = begin(database, staff)
    assert send_all(database, there, issue_id) is Step.DONE
    server.dies_after = set()
    assert send_all(database, there, issue_id, attempt=5) is Step.DONE
    assert Counter(server.got)["reader001@reader.example"] == 1
    found = counts(database, issue_id)
    assert (found.sent, found.unclear) == (2, 1)


def test_when_it_is_done_only_numbers_are_kept(database: Database, config: Config, staff: str) -> None:
    issue_id = begin(database, staff)
    send_all(database, config, issue_id)
    with database.write() as session:
        newsletter_sending.finish(session, issue_id, now=NOW + HOUR)
    assert state(database, issue_id) is IssueState.SENT
    assert counts(database, issue_id) == deliveries.Counts(sent=3)
    with database.read() as session:
        assert session.exec(select(func.count(IssueDelivery.id))).one() == 0
    with database.write() as session:
        newsletter_sending.list_recipients(session, issue_id)
    assert send_all(database, config, issue_id) is Step.HALTED


def test_what_is_put_off_for_too_long_is_given_up(database: Database, staff: str) -> None:
    issue_id = begin(database, staff)
    with database.write() as session:
        newsletter_sending.give_up(session, issue_id)
        newsletter_sending.finish(session, issue_id, now=NOW)
    assert counts(database, issue_id) == deliveries.Counts(refused=3)
