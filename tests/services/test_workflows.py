"""The jobs on a schedule do their work in the database that the environment names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import func, select

from config import Config
from models.account import LoginAttempt
from models.database import Database
from models.match import InterestRequest, RequestState
from services import throttle, workflows
from services.installation import installation
from tests.conftest import DATA_KEY
from tests.factories import KEYS, NOW, SECRET_KEY, make_client, make_professional_account


@pytest.fixture(autouse=True)
def environment(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment of a worker."""
    for name, value in {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
    }.items():
        monkeypatch.setenv(name, value)
    installation.cache_clear()
    yield
    installation()[1].dispose()
    installation.cache_clear()


def test_old_attempts_are_deleted(database: Database) -> None:
    with database.write() as session:
        throttle.count_failure(session, throttle.Attempt.at(KEYS, email_digest="a", network="b"), now=NOW)
    workflows.delete_attempts(NOW + throttle.WINDOW)
    with database.read() as session:
        assert session.exec(select(func.count(LoginAttempt.id))).one() == 0


def test_requests_expire(database: Database) -> None:
    with database.write() as session:
        client, professional = make_client(session), make_professional_account(session)
        session.add(
            InterestRequest(
                sender_id=client.account_id,
                organisation_id=client.organisation_id,
                account_id=professional.account_id,
                message="We look for somebody who knows roofs.",
                created_at=NOW,
                expires_at=NOW + timedelta(days=7),
            )
        )
    workflows.close_requests(NOW + timedelta(days=7))
    with database.read() as session:
        assert session.exec(select(InterestRequest.state)).one() is RequestState.EXPIRED
