"""The database recipe on the engine under test: who may write, who waits for whom, who reads what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, select

from models.account import LoginAttempt, LoginSession
from models.base import new_id
from models.database import Database, readable_tables
from models.privacy import Tier
from models.publication import PublicRow
from models.types import UtcDateTime
from tests.factories import NOW, make_account
from tests.factories_published import add_public_profile

THREADS, ROUNDS = 8, 25


def test_a_reading_session_cannot_write(database: Database) -> None:
    with database.read() as session, pytest.raises(DBAPIError):
        session.add(LoginAttempt(bucket="b", at=NOW))
        session.flush()


def test_what_a_session_reads_is_of_one_moment(database: Database) -> None:
    attempts = select(LoginAttempt)
    with database.read() as reading:
        assert reading.exec(attempts).all() == []
        with database.write() as writing:
            writing.add(LoginAttempt(bucket="b", at=NOW))
        assert reading.exec(attempts).all() == []
    with database.read() as reading:
        assert len(reading.exec(attempts).all()) == 1


def test_an_error_rolls_back(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as session:
        session.add(LoginAttempt(bucket="b", at=NOW))
        session.flush()
        raise RuntimeError
    with database.read() as session:
        assert session.exec(select(LoginAttempt)).all() == []


def test_read_modify_writes_from_many_threads_lose_nothing(database: Database) -> None:
    with database.write() as session:
        account = make_account(session)
        login = LoginSession(
            account_id=account.account_id, token_digest="d", browser="0", created_at=NOW, seen_at=NOW, fresh_at=NOW
        )
        session.add(login)
        login_id = login.id

    def count_up(_number: int) -> None:
        for _round in range(ROUNDS):
            with database.write() as session:
                row = session.exec(select(LoginSession).where(LoginSession.id == login_id).with_for_update()).one()
                row.browser = str(int(row.browser) + 1)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(count_up, range(THREADS)))
    with database.read() as session:
        assert session.get_one(LoginSession, login_id).browser == str(THREADS * ROUNDS)


@pytest.mark.parametrize("tier", [Tier.ANONYMOUS, Tier.VERIFIED], ids=lambda tier: tier.name)
def test_a_confined_session_reads_its_projection_and_nothing_else(database: Database, tier: Tier) -> None:
    allowed = readable_tables(tier)
    for table in SQLModel.metadata.sorted_tables:
        for query in (f"SELECT * FROM {table.name}", f"SELECT count(*) FROM {table.name}"):
            assert _succeeds(database, tier, query) is (table.name in allowed), query


@pytest.mark.parametrize("tier", [Tier.ANONYMOUS, Tier.VERIFIED], ids=lambda tier: tier.name)
def test_a_confined_session_cannot_reach_around(database: Database, tier: Tier) -> None:
    around = [
        "SELECT p.id FROM publicprofile p JOIN publicidentity q ON q.id = p.id",
        "SELECT id FROM publicprofile WHERE id IN (SELECT id FROM publicidentity)",
        "WITH x AS (SELECT * FROM account) SELECT * FROM x",
        "DELETE FROM publicprofile",
        "UPDATE publicprofile SET tile = 1",
        "CREATE TABLE mine (x integer)",
        "DROP TABLE publicprofile",
    ]
    assert [query for query in around if _succeeds(database, tier, query)] == []


def test_the_anonymous_tier_reads_no_verified_column(database: Database) -> None:
    assert not _succeeds(database, Tier.ANONYMOUS, "SELECT region FROM verifiedprofile")
    assert _succeeds(database, Tier.VERIFIED, "SELECT region FROM verifiedprofile")


def test_a_confined_session_works_through_the_orm(database: Database) -> None:
    with database.write() as session:
        add_public_profile(session, new_id(), ("skill", "python"))
    with database.public() as session:
        assert session.exec(select(PublicRow)).one().skills == ["python"]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), None)  # noqa: DTZ001 - the very thing refused


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    with database.write() as session:
        session.add(LoginAttempt(bucket="b", at=datetime(2026, 3, 29, 0, 59, tzinfo=UTC)))
    with database.read() as session:
        assert session.exec(select(LoginAttempt.at)).one() == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


def _succeeds(database: Database, tier: Tier, query: str) -> bool:
    confined = {Tier.ANONYMOUS: database.public, Tier.VERIFIED: database.verified}[tier]
    with confined() as session:
        return _runs(session, query)


def _runs(session: Session, query: str) -> bool:
    try:
        session.execute(text(query))
    except DBAPIError:
        session.rollback()
        return False
    return True
