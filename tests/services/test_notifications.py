"""Notifications: each on the page once, by mail as chosen, and the mail of the day by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from models.account import OutgoingMail
from models.database import Database
from models.notification import NotificationKind, Way
from services import notifications
from services.daily import last_monday_morning, last_morning
from services.mail import MailTemplate
from tests.factories import NOW, make_account

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REQUEST, MESSAGE = NotificationKind.REQUEST_RECEIVED, NotificationKind.MESSAGE_RECEIVED


@pytest.fixture
def account_id(database: Database) -> str:
    with database.write() as session:
        return make_account(session).account_id


def local(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}").replace(tzinfo=AMSTERDAM).astimezone(UTC)


def mails(session: Session) -> list[str]:
    return list(session.exec(select(OutgoingMail.template).order_by(OutgoingMail.created_at)))


def test_every_kind_has_a_mail_of_its_name() -> None:
    assert {kind.value for kind in NotificationKind} <= {template.value for template in MailTemplate}


def test_who_never_chose_is_mailed_at_once(database: Database, account_id: str) -> None:
    with database.write() as session:
        notifications.notify(session, account_id, REQUEST, "r" * 26, now=NOW)
        assert mails(session) == ["request-received"]
        [told], more = notifications.page_of(session, account_id)
        assert (told.kind, told.about_id, told.at, told.is_new, more) == (REQUEST, "r" * 26, NOW, True, False)


def test_each_kind_goes_the_way_that_was_chosen_for_it(database: Database, account_id: str) -> None:
    with database.write() as session:
        notifications.choose(session, account_id, {REQUEST: Way.DAILY, MESSAGE: Way.NEVER})
        for kind in (REQUEST, REQUEST, MESSAGE):
            notifications.notify(session, account_id, kind, now=NOW)
        assert mails(session) == []
        assert notifications.count_new(session, account_id) == 3
        assert notifications.send_daily(session, now=NOW + timedelta(days=1)) == 1
        assert mails(session) == ["news-of-the-day"], "one for all that waits"
        assert notifications.send_daily(session, now=NOW + timedelta(days=2)) == 0


def test_what_was_seen_is_not_mailed_afterwards(database: Database, account_id: str) -> None:
    with database.write() as session:
        notifications.choose(session, account_id, {REQUEST: Way.DAILY})
        notifications.notify(session, account_id, REQUEST, now=NOW)
        notifications.note_seen(session, account_id, now=NOW)
        assert notifications.send_daily(session, now=NOW + timedelta(days=1)) == 0
        assert notifications.count_new(session, account_id) == 0


@pytest.mark.parametrize("day", ["2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31", "2027-02-01"])
def test_the_mail_of_the_day_comes_at_eight_whatever_the_clocks_do(
    database: Database, account_id: str, day: str
) -> None:
    told = local(day, 9)
    tomorrow = (datetime.fromisoformat(day) + timedelta(days=1)).date().isoformat()
    with database.write() as session:
        notifications.choose(session, account_id, {REQUEST: Way.DAILY})
        notifications.notify(session, account_id, REQUEST, now=told)
        assert notifications.send_daily(session, now=local(tomorrow, 7, 59)) == 0
        assert notifications.send_daily(session, now=local(tomorrow, 8)) == 1


@pytest.mark.parametrize(
    ("now", "morning", "monday"),
    [
        (local("2027-03-28", 7, 59), local("2027-03-27", 8), local("2027-03-22", 8)),
        (local("2027-03-28", 8), local("2027-03-28", 8), local("2027-03-22", 8)),
        (local("2027-03-29", 8), local("2027-03-29", 8), local("2027-03-29", 8)),
        (local("2027-10-31", 12), local("2027-10-31", 8), local("2027-10-25", 8)),
        (local("2027-11-01", 7), local("2027-10-31", 8), local("2027-10-25", 8)),
    ],
)
def test_mornings(now: datetime, morning: datetime, monday: datetime) -> None:
    assert (last_morning(now), last_monday_morning(now)) == (morning, monday)


def test_after_ninety_days_they_are_gone(database: Database, account_id: str) -> None:
    with database.write() as session:
        notifications.notify(session, account_id, REQUEST, now=NOW)
        assert notifications.forget_old(session, now=NOW + timedelta(days=90) - timedelta(seconds=1)) == 0
        assert notifications.forget_old(session, now=NOW + timedelta(days=90)) == 1


def test_a_long_list_comes_in_pages(database: Database, account_id: str) -> None:
    with database.write() as session:
        for number in range(notifications.PAGE + 1):
            notifications.notify(session, account_id, REQUEST, now=NOW + timedelta(minutes=number))
        first, more = notifications.page_of(session, account_id)
        last, end = notifications.page_of(session, account_id, page=2)
        assert (len(first), more, len(last), end) == (notifications.PAGE, True, 1, False)
        assert last[0].at == NOW
