"""Warned twice, then deactivated: on which days, once each, and not at all for who came back or was not warned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config import Config
from models.account import Account, LoginSession, OutgoingMail
from models.database import Database
from models.disclosure import AuditEntry
from models.privacy import Category
from models.retention import PurgeCount
from services.files import FileStore
from services.mail import MailTemplate
from services.rights.retention import clock_of
from tests.factories import Person, delivered, make_professional_account
from tests.factories_retention import make_session, purge

DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "files").as_uri())


def idle_since(database: Database, moment: datetime) -> Person:
    with database.write() as session:
        person = make_professional_account(session)
        session.get_one(Account, person.account_id).last_active_at = moment
    return person


def mails(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.exec(select(OutgoingMail.template).order_by(OutgoingMail.created_at)))  # type: ignore[arg-type]


def is_active(database: Database, person: Person) -> bool:
    with database.read() as session:
        return session.get_one(Account, person.account_id).deactivated_at is None


@pytest.mark.parametrize(
    ("active", "deactivated"),
    [
        # Local midnights: a month end, a leap day, and warnings on either side of a change of the clock.
        ("2026-11-22T12:00+00:00", "2027-11-21T23:00+00:00"),
        ("2028-02-29T12:00+00:00", "2029-02-27T23:00+00:00"),
        ("2026-04-10T12:00+00:00", "2027-04-09T22:00+00:00"),
        ("2026-11-05T12:00+00:00", "2027-11-04T23:00+00:00"),
    ],
)
def test_warned_a_month_and_a_week_before(database: Database, store: FileStore, active: str, deactivated: str) -> None:
    person, end = idle_since(database, datetime.fromisoformat(active)), datetime.fromisoformat(deactivated)
    # The run of each night, some hours after midnight.
    expected: list[str] = []
    for days in range(-33, 3):
        night = end + days * DAY + timedelta(hours=3, minutes=30)
        purge(database, store, night)
        if days == -30:
            expected.append(MailTemplate.INACTIVITY_NOTICE.value)
        if days == -7:
            expected.append(MailTemplate.INACTIVITY_REMINDER.value)
        if days == 0:
            expected.append(MailTemplate.ACCOUNT_DEACTIVATED.value)
        assert mails(database) == expected, days
        assert is_active(database, person) is (days < 0), days
        purge(database, store, night)
        assert mails(database) == expected, "a second run says nothing twice"


def test_a_sign_of_life_begins_the_count_anew(database: Database, store: FileStore) -> None:
    person = idle_since(database, datetime(2026, 1, 1, 12, tzinfo=UTC))
    purge(database, store, datetime(2026, 12, 5, 3, tzinfo=UTC))
    assert mails(database) == [MailTemplate.INACTIVITY_NOTICE.value]
    with database.write() as session:
        session.get_one(Account, person.account_id).last_active_at = datetime(2026, 12, 6, tzinfo=UTC)
    purge(database, store, datetime(2027, 1, 5, 3, tzinfo=UTC))
    assert is_active(database, person) and len(mails(database)) == 1
    purge(database, store, datetime(2027, 11, 10, 3, tzinfo=UTC))
    assert mails(database) == [MailTemplate.INACTIVITY_NOTICE.value] * 2


def test_nobody_is_deactivated_without_the_time_to_answer(database: Database, store: FileStore) -> None:
    person = idle_since(database, datetime(2020, 1, 1, tzinfo=UTC))
    start = datetime(2026, 11, 22, 3, tzinfo=UTC)
    for days in range(30):
        purge(database, store, start + days * DAY)
        assert is_active(database, person), days
    with database.read() as session:
        planned = clock_of(session, person.account_id, now=start + 29 * DAY).planned
    assert planned == datetime(2026, 12, 21, 23, tzinfo=UTC), "as the countdown says"
    purge(database, store, start + 30 * DAY)
    assert not is_active(database, person)


def test_deactivation_ends_sessions_and_is_told_and_counted(
    database: Database, store: FileStore, config: Config
) -> None:
    person = idle_since(database, datetime(2020, 1, 1, tzinfo=UTC))
    start = datetime(2026, 11, 22, 3, tzinfo=UTC)
    with database.write() as session:
        make_session(session, person, "a", start)
    for days in (0, 23, 30):
        purge(database, store, start + days * DAY)
    with database.read() as session:
        (login,) = session.exec(select(LoginSession)).all()
        assert login.ended_at == start + 30 * DAY
        assert session.exec(select(AuditEntry.action)).all() == ["account.inactivity"]
        counted = session.exec(select(PurgeCount).where(PurgeCount.rule == "inactivity")).one()
        assert (counted.number, counted.run_at) == (1, start + 30 * DAY)
        clock = clock_of(session, person.account_id, now=start)
    assert clock.end_of(Category.PROFILE) == datetime(2027, 6, 21, 22, tzinfo=UTC)
    texts = delivered(database, config, person.email)
    assert "22 June 2027" in texts[-1] and "/account/return/" in texts[-1]
