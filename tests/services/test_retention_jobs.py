"""The daily job: killed after any of its steps, or in the middle of one, it ends with the same result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, func, select

from config import Config
from models.account import Account, OutgoingMail
from models.database import Database
from models.resume import StoredFile
from models.retention import PurgeCount
from services import deactivation, files, retaining, retention_jobs
from services.files import FileStore
from services.rights import purge_plan, purging
from tests.conftest import DATA_KEY
from tests.factories import NOW, SECRET_KEY, Person, make_professional_account
from tests.factories_retention import ids_in, make_left, make_session

DAY = timedelta(days=1)
DUE = deactivation.way_back_from(NOW).until


class Killed(BaseException):
    """What a kill looks like from inside: nothing below it is run any more."""


@pytest.fixture(autouse=True)
def installation(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The environment of a worker."""
    for name, value in {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
    }.items():
        monkeypatch.setenv(name, value)
    retention_jobs._installation.cache_clear()
    yield
    retention_jobs._installation()[0].dispose()
    retention_jobs._installation.cache_clear()


def run(now: Any) -> None:
    """The steps of the job in its order, as the worker runs them."""
    for each in (retention_jobs.notify_idle, retention_jobs.remind_idle, retention_jobs.deactivate_idle):
        while each(now):
            pass
    for months in (6, 60):
        after = retention_jobs.purge_accounts(months, now, None)
        while after is not None:
            after = retention_jobs.purge_accounts(months, now, after)
    while retention_jobs.purge_rows(now):
        pass


def people(session: Session, store: FileStore, number: int) -> list[Person]:
    """People who left, with a file and an old session each."""
    found = [make_left(session, f"person{each}", NOW) for each in range(number)]
    for person in found:
        make_session(session, person, person.email, NOW - 10 * DAY)
        files.keep(session, store, person.account_id, name="cv.pdf", media_type="x/y", data=b"bytes", now=NOW)
    return found


def left_of(database: Database, store: FileStore) -> tuple[int, int, int, dict[str, int]]:
    """Accounts that keep their contents, files with a row, files with bytes, and what was counted."""
    with database.read() as session:
        entered = session.exec(select(func.count()).where(Account.purged_months < 0)).one()
        rows = session.exec(select(func.count()).select_from(StoredFile)).one()
        counted = {row.rule: row.number for row in session.exec(select(PurgeCount))}
    folder = Path(store.url.removeprefix("file://"))
    return entered, rows, sum(1 for each in folder.rglob("*") if each.is_file()), counted


def test_the_job_does_all_of_it_and_a_second_run_nothing(database: Database, config: Config) -> None:
    store = FileStore.of(config)
    with database.write() as session:
        people(session, store, 5)
        idle = make_professional_account(session)
        session.get_one(Account, idle.account_id).last_active_at = DUE - 350 * DAY
    for _run in range(2):
        run(DUE)
        assert left_of(database, store) == (1, 0, 0, {"account-6": 5, "collection": 5, "inactivity-notice": 1})


@pytest.mark.parametrize("kill_at", range(1, 8))
def test_a_run_that_is_killed_is_completed_by_the_next(
    database: Database, config: Config, monkeypatch: pytest.MonkeyPatch, kill_at: int
) -> None:
    """Killed before the commit of each transaction in turn: what it did is undone but for bytes that went first."""
    store = FileStore.of(config)
    with database.write() as session:
        people(session, store, 50)
    calls = iter(range(1, 100))
    counting = purging.count

    def killed(*arguments: Any, **options: Any) -> None:
        counting(*arguments, **options)
        if next(calls) == kill_at:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(purging, "count", killed)
        with pytest.raises(Killed):
            run(DUE)
    run(DUE)
    assert left_of(database, store) == (0, 0, 0, {"account-6": 50, "collection": 50})


def test_warnings_are_sent_once_however_often_the_step_is_repeated(database: Database) -> None:
    with database.write() as session:
        for number in range(120):
            person = make_professional_account(session, f"idle{number}@people.example")
            session.get_one(Account, person.account_id).last_active_at = NOW - 350 * DAY
    assert retaining.notify(database, now=NOW) == retaining.WARNED_A_BATCH
    run(NOW)
    run(NOW)
    with database.read() as session:
        sent = session.exec(select(OutgoingMail.account_id)).all()
    assert len(sent) == len(set(sent)) == 120


def test_many_accounts_are_purged_in_batches(database: Database, config: Config, monkeypatch: Any) -> None:
    with database.write() as session:
        people(session, FileStore.of(config), 45)
    sizes: list[int] = []
    purge = purging.purge_accounts

    def noted(session: Session, ids: Any, months: int, **options: Any) -> int:
        sizes.append(len(ids))
        return purge(session, ids, months, **options)

    monkeypatch.setattr(purging, "purge_accounts", noted)
    run(DUE)
    least, most = retaining.LEAST_A_BATCH, retaining.MOST_A_BATCH
    assert sum(sizes) == 45 and len(sizes) >= 3
    assert all(least <= size <= most for size in sizes[:-1]), sizes


def test_who_came_back_in_the_meantime_is_left_alone(database: Database) -> None:
    with database.write() as session:
        person, other = make_left(session, "mila", NOW), make_left(session, "noor", NOW)
        found = purging.due_accounts(session, 6, now=DUE, limit=10)
        session.get_one(Account, person.account_id).deactivated_at = None
        session.flush()
        assert purging.still_due(session, found, 6, now=DUE) == [other.account_id]


def test_the_plan_says_what_the_run_does_and_names_nobody(database: Database, config: Config) -> None:
    store = FileStore.of(config)
    with database.write() as session:
        found = people(session, store, 3)
    with database.read() as session:
        plan = {rule.key: rule for rule in purge_plan.plan(session, now=DUE)}
    assert (plan["account-6"].number, plan["collection"].number, plan["account-60"].number) == (3, 3, 0)
    assert {due.code for due in plan["account-6"].listed} == {each.account_id[:8].upper() for each in found}
    assert {due.ended for due in plan["account-6"].listed} == {DUE}
    assert "people.example" not in repr(plan)
    run(DUE)
    with database.read() as session:
        assert not any(rule.number for rule in purge_plan.plan(session, now=DUE))
        assert dict(purge_plan.runs(session)[0].numbers) == {"account-6": 3, "collection": 3}
        assert len(ids_in(session, Account)) == 3
