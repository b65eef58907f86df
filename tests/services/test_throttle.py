"""The counts of failed log-ins: per address and network, per address, per network, over a sliding window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import func, select

from models.account import LoginAttempt
from models.database import Database
from services import throttle
from services.throttle import PER_ADDRESS, PER_NETWORK, PER_PAIR, WINDOW, Attempt, TooManyAttempts
from tests.factories import KEYS, NOW


def attempt(person: str, network: str) -> Attempt:
    return Attempt.at(KEYS, email_digest=person, network=network)


def fail(database: Database, *attempts: Attempt) -> None:
    with database.write() as session:
        for each in attempts:
            throttle.count_failure(session, each, now=NOW)


def is_shut(database: Database, tried: Attempt, *, after: timedelta = timedelta(0)) -> bool:
    with database.write() as session:
        try:
            throttle.admit(session, tried, now=NOW + after)
        except TooManyAttempts:
            return True
    return False


def test_pair_is_shut_after_its_bound(database: Database) -> None:
    tried = attempt("a", "192.0.2.1")
    fail(database, *[tried] * (PER_PAIR - 1))
    assert not is_shut(database, tried)
    fail(database, tried)
    assert is_shut(database, tried)
    assert not is_shut(database, attempt("a", "192.0.2.2"))
    assert not is_shut(database, attempt("b", "192.0.2.1"))


def test_door_opens_again_when_failures_are_old(database: Database) -> None:
    tried = attempt("a", "192.0.2.1")
    fail(database, *[tried] * PER_PAIR)
    assert is_shut(database, tried, after=WINDOW - timedelta(seconds=1))
    assert not is_shut(database, tried, after=WINDOW)


def test_address_is_shut_only_after_failures_from_a_crowd_of_networks(database: Database) -> None:
    fail(database, *(attempt("a", f"192.0.2.{number}") for number in range(PER_ADDRESS - 1)))
    assert not is_shut(database, attempt("a", "203.0.113.1"))
    fail(database, attempt("a", "198.51.100.1"))
    assert is_shut(database, attempt("a", "203.0.113.1"))


def test_network_is_shut_after_failures_on_many_addresses(database: Database) -> None:
    fail(database, *(attempt(f"person {number}", "192.0.2.1") for number in range(PER_NETWORK)))
    assert is_shut(database, attempt("somebody new", "192.0.2.1"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_network_is_an_ipv4_address_or_an_ipv6_site(database: Database, one: str, other: str, same: bool) -> None:
    fail(database, *[attempt("a", one)] * PER_PAIR)
    assert is_shut(database, attempt("a", other)) is same


def test_right_password_forgets_the_pair_only(database: Database) -> None:
    tried = attempt("a", "192.0.2.1")
    fail(database, *[tried] * PER_PAIR)
    with database.write() as session:
        throttle.forget(session, tried)
    assert not is_shut(database, tried)
    with database.read() as session:
        assert session.exec(select(func.count()).where(LoginAttempt.bucket == tried.address)).one() == PER_PAIR


def test_purge_deletes_what_no_longer_counts(database: Database) -> None:
    fail(database, attempt("a", "192.0.2.1"))
    with database.write() as session:
        throttle.purge(session, now=NOW + WINDOW - timedelta(seconds=1))
        assert session.exec(select(func.count(LoginAttempt.id))).one() == 3
        throttle.purge(session, now=NOW + WINDOW)
        assert session.exec(select(func.count(LoginAttempt.id))).one() == 0


def test_rows_hold_no_address(database: Database) -> None:
    fail(database, attempt("somebody@people.example", "192.0.2.1"))
    with database.read() as session:
        buckets = "".join(session.exec(select(LoginAttempt.bucket)))
    assert "somebody" not in buckets
    assert "192.0.2" not in buckets
