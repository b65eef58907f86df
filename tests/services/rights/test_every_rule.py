"""Each rule of the register through time: the day that is shown is the first on which the purge takes the data.

The rules are read from the register, by the columns there are today: a rule by a clock that is not wound here fails.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from models.account import Account
from models.base import new_id
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.database import Database
from models.newsletter import Subscriber, SuppressedAddress
from models.privacy import Category
from models.register import INACTIVITY, NEWSLETTER_PERIOD, REGISTER, WARNING_DAYS, Clock, Retention
from models.sealing import keyring
from services import newsletters
from services.files import FileStore
from services.mail import MailTemplate
from services.rights.audience import categories_in_use
from services.rights.clocks import closed_at, collected_at, period_of
from services.rights.periods import ZONE, first_moment, last_moment
from services.rights.purging_rows import remove_consents
from services.rights.retention import clock_of, row_ends
from services.rights.walk import Holding, holding_named, holdings, rows_about
from tests.factories import NOW, make_professional_account
from tests.factories_privacy import add_account, fill_everything
from tests.factories_retention import purge
from tests.services.test_inactivity import is_active, mails

DAY = timedelta(days=1)
TURNS = [
    # The last of a month, a leap day, the nights on which the clock changes, and just past midnight in Amsterdam.
    datetime(2027, 1, 31, 12, 0, tzinfo=UTC),
    datetime(2027, 8, 31, 21, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
    datetime(2027, 10, 31, 1, 1, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
]
MOMENTS = TURNS + [
    datetime(2027, 1, 1, tzinfo=UTC) + timedelta(seconds=random.Random(seed).randrange(4 * 366 * 86400))
    for seed in range(2)
]
ELSEWHERE = {
    Clock.UNSUBSCRIBING: "below",
    Clock.CONSENT_END: "tests/services/surveys/test_kept.py and tests/services/test_special_categories.py",
    Clock.HANDLING: "tests/services/rights/test_case_retention.py",
}
"""Clocks that a person stops, or that a row states itself: where they are walked through."""
RULES = list(dict.fromkeys(period_of(category) for category in categories_in_use()))


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "files").as_uri())


def wind(session: Session, account_id: str, rule: Retention, began: datetime) -> None:
    """Let the clock of a rule begin at the moment, and no other clock before it."""
    account = session.get_one(Account, account_id)
    account.last_active_at, account.deactivated_at, account.purged_months = began + 4000 * DAY, None, -1
    match rule.clock:
        case Clock.DEACTIVATION | Clock.CONTRACT_END:
            account.deactivated_at = began
        case Clock.COLLECTION:
            _set(session, collected_at, began)
        case Clock.CLOSING:
            _set(session, closed_at, began)
            given = {
                "account_id": account_id,
                "purpose": ConsentPurpose.AI_TRAINING,
                "wording_hash": "0" * 64,
                "locale": "en",
                "method": ConsentMethod.PRIVACY_CENTRE,
            }
            remove_consents(session, session.exec(select(ConsentEntry.id)).all())
            for is_given, at in ((True, began - 100 * DAY), (False, began)):
                session.add(ConsentEntry(id=new_id(), given=is_given, at=at, notice_version="0" * 64, **given))
        case _:
            raise AssertionError(f"nothing here winds the clock {rule.clock.value}: say when it begins")
    session.flush()


def _set(session: Session, began_at: Callable[[Holding], Any], began: datetime) -> None:
    for holding in holdings():
        column = began_at(holding)
        if column is not None:
            session.connection().execute(update(holding.table).values({column.name: began}))


def values(session: Session, account_id: str, rule: Retention) -> dict[tuple[Category, str, str, str], object]:
    """What is held in the categories under a rule, by category, table, row and column."""
    keyring(session).forget(account_id)
    return {
        (category, row.table, row.id, datum.column): datum.value
        for category in REGISTER
        if period_of(category) == rule
        for row in rows_about(session, account_id, categories=[category])
        for datum in row.data
        if datum.value is not None
    }


def ends(session: Session, account_id: str, keys: Iterable[tuple[Category, str, str, str]], now: datetime) -> set[Any]:
    """Until when each of them is said to be kept."""
    found: set[Any] = set()
    for category, table, row_id, _column in keys:
        holding = holding_named(table)
        assert holding is not None
        found |= set(row_ends(session, holding, category, account_id=account_id, ids=[row_id], now=now).values())
    return found


@pytest.mark.parametrize("began", MOMENTS, ids=str)
@pytest.mark.parametrize("rule", [each for each in RULES if each.clock not in ELSEWHERE], ids=lambda rule: rule.text)
def test_the_day_that_is_shown_is_the_first_on_which_it_goes(
    database: Database, store: FileStore, rule: Retention, began: datetime
) -> None:
    with database.write() as session:
        account_id = add_account(session)
        fill_everything(session, account_id)
        wind(session, account_id, rule, began)
    with database.read() as session:
        before = values(session, account_id, rule)
        (end,) = ends(session, account_id, before, began)
    assert {category for category, *_place in before} == {
        each for each in categories_in_use() if period_of(each) == rule
    }
    day = end.astimezone(ZONE).date()
    for now in (first_moment(day - DAY) + timedelta(hours=3.5), last_moment(day - DAY)):
        purge(database, store, now)
        with database.read() as session:
            assert values(session, account_id, rule) == before, now
    purge(database, store, first_moment(day))
    with database.read() as session:
        after = values(session, account_id, rule)
    assert [key for key, value in before.items() if after.get(key) == value] == []


@pytest.mark.parametrize("active", TURNS, ids=str)
def test_an_account_that_nobody_uses_goes_through_its_steps_on_the_days_shown(
    database: Database, store: FileStore, active: datetime
) -> None:
    with database.write() as session:
        person = make_professional_account(session)
        session.get_one(Account, person.account_id).last_active_at = active
    with database.read() as session:
        clock = clock_of(session, person.account_id, now=active)
    planned = clock.planned.astimezone(ZONE).date()
    assert INACTIVITY.months == 12 and WARNING_DAYS == (30, 7)
    told: list[str] = []
    for days, template in ((-30, MailTemplate.INACTIVITY_NOTICE), (-7, MailTemplate.INACTIVITY_REMINDER)):
        for ahead, expected in ((-1, told), (0, [*told, template.value])):
            purge(database, store, first_moment(planned + (days + ahead) * DAY) + timedelta(hours=3.5))
            assert mails(database) == expected, (days, ahead)
        told = [*told, template.value]
    purge(database, store, last_moment(planned - DAY))
    assert is_active(database, person)
    purge(database, store, first_moment(planned))
    assert not is_active(database, person)
    for category, before, after in ((Category.PROFILE, -1, 6), (Category.CONTACT, 6, None)):
        end = clock.expected_end_of(category)
        assert end is not None
        for now, months in ((last_moment(end.astimezone(ZONE).date() - DAY), before), (end, after)):
            purge(database, store, now)
            assert _purged(database, person.account_id) == months, now


def _purged(database: Database, account_id: str) -> int | None:
    """The longest period of which everything was deleted; None once the account is gone."""
    with database.read() as session:
        account = session.get(Account, account_id)
        return None if account is None else account.purged_months


def test_the_newsletter_goes_when_it_is_ended_and_leaves_a_hash(database: Database) -> None:
    assert NEWSLETTER_PERIOD in RULES
    with database.write() as session:
        subscriber = Subscriber(
            email="reader@example.org", email_digest="digest", locale="en", asked_at=NOW, confirmed_at=NOW
        )
        session.add(subscriber)
        session.flush()
        waiting = Subscriber(email="other@example.org", email_digest="other", locale="en", asked_at=NOW)
        session.add(waiting)
    with database.write() as session:
        assert newsletters.delete_unconfirmed(session, asked_before=NOW - DAY) == 0
        assert newsletters.delete_unconfirmed(session, asked_before=NOW) == 1
        assert session.exec(select(Subscriber.id)).all() == [subscriber.id], "kept for as long as it is wanted"
        newsletters.unsubscribe(session, subscriber.id, now=NOW)
    with database.read() as session:
        assert session.exec(select(Subscriber)).all() == []
        assert session.exec(select(SuppressedAddress.email_digest)).all() == ["digest"]
