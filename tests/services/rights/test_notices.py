"""Versions of the notice: stored once, in force at once or after a time, whatever follows whatever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from config import Config
from models.database import Database
from models.notice import NoticeVersion
from services.errors import NotFound
from services.rights import notices
from services.rights.notices import Standing, Version, in_force, to_come, version_in_force, version_named, versions
from tests.conftest import DATA_KEY
from tests.factories_notice import Content, category, edited, longer, publish, reworded

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HELD_FROM = datetime(2026, 12, 9, 23, 0, tzinfo=UTC)
"""14 days later, at the first moment of the day in Amsterdam."""


def every(database: Database, now: datetime) -> list[Version]:
    with database.read() as session:
        return versions(session, now=now)


def standings(database: Database, now: datetime) -> list[Standing]:
    return [each.standing for each in reversed(every(database, now))]


def longer_and_reworded(of: Content) -> None:
    longer(of)
    reworded(of)


def with_recipient(of: Content) -> None:
    category(of, "P1")["recipients"].append("Newspapers")


def test_the_first_version_holds_at_once_and_is_not_announced(database: Database) -> None:
    with database.read() as session:
        assert version_in_force(session, NOW) == "" and in_force(session, now=NOW) is None
    assert publish(database, edited(), now=NOW)
    (first,) = every(database, NOW)
    assert (first.standing, first.announced, first.in_force_at) == (Standing.IN_FORCE, False, NOW)
    with database.read() as session:
        assert version_in_force(session, NOW) == edited().digest == first.digest


def test_the_same_notice_is_stored_once(database: Database) -> None:
    assert [publish(database, edited(), now=NOW + n * DAY) for n in range(3)] == [True, False, False]
    assert len(every(database, NOW)) == 1


@pytest.mark.parametrize("change", ["words of a statement", "Dutch words only"])
def test_what_is_not_significant_holds_at_once(database: Database, change: str) -> None:
    publish(database, edited(), now=NOW)
    other = edited(reworded) if change == "words of a statement" else edited(after="Anders gezegd.")
    assert publish(database, other, now=NOW + DAY)
    assert standings(database, NOW + DAY) == [Standing.PAST, Standing.IN_FORCE]
    assert not every(database, NOW + DAY)[0].announced


def test_what_is_significant_holds_after_a_time_in_which_the_old_stays_in_force(database: Database) -> None:
    publish(database, edited(), now=NOW)
    publish(database, edited(longer), now=NOW)
    newest = every(database, NOW)[0]
    assert newest.announced and newest.in_force_at == HELD_FROM
    for moment, digest in ((NOW, edited()), (HELD_FROM - DAY, edited()), (HELD_FROM, edited(longer))):
        with database.read() as session:
            assert version_in_force(session, moment) == digest.digest
            held = in_force(session, now=moment)
            assert held is not None and held.digest == digest.digest
            assert (not to_come(session, now=moment)) is (digest.digest == newest.digest)


def test_without_a_notice_period_it_holds_at_once(database: Database) -> None:
    publish(database, edited(), now=NOW)
    publish(database, edited(longer), now=NOW + DAY, period=timedelta(0))
    assert standings(database, NOW + DAY) == [Standing.PAST, Standing.IN_FORCE]
    assert every(database, NOW + DAY)[0].announced


def test_taken_back_in_time_it_never_holds(database: Database) -> None:
    publish(database, edited(), now=NOW)
    publish(database, edited(longer), now=NOW)
    publish(database, edited(), now=NOW + DAY)
    assert standings(database, NOW + DAY) == [Standing.PAST, Standing.WITHDRAWN, Standing.IN_FORCE]
    assert standings(database, HELD_FROM + DAY) == [Standing.PAST, Standing.WITHDRAWN, Standing.IN_FORCE]
    assert not every(database, NOW + DAY)[0].announced


def test_other_words_for_what_was_announced_wait_for_the_same_day(database: Database) -> None:
    publish(database, edited(), now=NOW)
    publish(database, edited(longer), now=NOW)
    publish(database, edited(longer_and_reworded), now=NOW + DAY)
    newest = every(database, NOW + DAY)[0]
    assert (newest.in_force_at, newest.announced) == (HELD_FROM, False)
    assert standings(database, NOW + DAY) == [Standing.IN_FORCE, Standing.WITHDRAWN, Standing.TO_COME]
    with database.read() as session:
        assert version_in_force(session, NOW + DAY) == edited().digest
        assert version_in_force(session, HELD_FROM) == edited(longer_and_reworded).digest


def test_more_that_is_significant_waits_its_own_time(database: Database) -> None:
    publish(database, edited(), now=NOW)
    publish(database, edited(longer), now=NOW)
    publish(database, edited(with_recipient), now=NOW + DAY)
    newest = every(database, NOW + DAY)[0]
    assert (newest.in_force_at, newest.announced) == (HELD_FROM + DAY, True)
    assert standings(database, HELD_FROM) == [Standing.PAST, Standing.IN_FORCE, Standing.TO_COME]


def test_a_version_is_found_by_the_beginning_of_its_digest(database: Database) -> None:
    publish(database, edited(), now=NOW)
    digest = edited().digest
    with database.read() as session:
        for prefix in (digest, digest[:16], digest[:8]):
            assert version_named(session, prefix, now=NOW).number == 1
        for prefix in (digest[:7], "", "0" * 16, digest[:8] + "%", digest[:16].upper(), "_" * 8):
            with pytest.raises(NotFound):
                version_named(session, prefix, now=NOW)


def test_processes_that_start_together_store_one_version(database: Database, config: Config) -> None:
    """Each with a way to the database of its own, as processes have; all at once, twice."""
    publish(database, edited(), now=NOW)
    ways = [Database(config.database_url, DATA_KEY.encode()[:32]) for _each in range(6)]
    for edition in (edited(longer), edited(reworded)):
        barrier, stored = Barrier(len(ways)), list[bool]()

        def start(way: Database, edition=edition, barrier=barrier, stored=stored) -> None:
            barrier.wait()
            stored.append(notices.publish(way, edition, notice_period=14 * DAY, now=NOW))

        threads = [Thread(target=start, args=(way,)) for way in ways]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(stored) == [False] * 5 + [True]
    for way in ways:
        way.dispose()
    with database.read() as session:
        assert sorted(session.exec(select(NoticeVersion.number))) == [1, 2, 3]
