"""A real worker, killed with SIGKILL after each kind of batch: the next one ends the work, nothing is done twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import func, select

from config import Config
from models.account import Account, OutgoingMail
from models.database import Database
from models.resume import Experience, StoredFile
from models.retention import PurgeCount
from services import files
from services.files import FileStore
from services.mail import MailTemplate
from tests.conftest import DATA_KEY
from tests.factories import SECRET_KEY, make_professional_account
from tests.factories_retention import make_left, make_session

ROOT = Path(__file__).parents[2]
DAY = timedelta(days=1)
KINDS = {"notify", "remind", "deactivate", "purge_accounts", "purge_rows"}


def prepare(database: Database, store: FileStore) -> None:
    """Somebody for every kind of batch."""
    now = datetime.now(UTC)
    with database.write() as session:
        for number in range(3):
            person = make_left(session, f"left{number}", now - 200 * DAY)
            make_session(session, person, person.email, now - 300 * DAY)
            files.keep(session, store, person.account_id, name="cv", media_type="x/y", data=b"bytes", now=now)
        for name, warnings in {
            "new": (),
            "warned": ((25, "notice"),),
            "last": ((40, "notice"), (10, "reminder")),
        }.items():
            person = make_professional_account(session, f"{name}@people.example")
            session.get_one(Account, person.account_id).last_active_at = now - 400 * DAY
            for days, kind in warnings:
                template = f"inactivity-{kind}"
                mail = OutgoingMail(account_id=person.account_id, template=template, created_at=now - days * DAY)
                mail.sent_at = mail.created_at
                session.add(mail)


def start(config: Config, kill_after: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "PYTHONPATH": str(ROOT),
        "RETENTION_SCHEDULE": "*/15 * * * * *",
        "KILL_AFTER": str(kill_after),
    }
    command = [sys.executable, "-m", "tests.services.retention_worker"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)


def is_done(database: Database) -> bool:
    with database.read() as session:
        return session.exec(select(func.sum(PurgeCount.number))).one() == 9


def test_killed_after_every_batch(database: Database, config: Config) -> None:
    store = FileStore.of(config)
    prepare(database, store)
    died = 0
    for _attempt in range(12):
        worker = start(config, kill_after=1)
        deadline = time.monotonic() + 60
        while worker.poll() is None and not is_done(database) and time.monotonic() < deadline:
            time.sleep(0.1)
        # What is counted is committed; that it was noted, and the worker died of it, may take a moment more.
        patience = time.monotonic() + 10
        while worker.poll() is None and time.monotonic() < patience:
            time.sleep(0.1)
        died += worker.poll() is not None
        worker.kill()
        worker.wait()
        if is_done(database) and (Path(config.data_dir) / "steps").read_text().count("\n") >= len(KINDS):
            break
    steps = Counter((Path(config.data_dir) / "steps").read_text().split())
    assert set(steps) == KINDS and died >= len(KINDS)
    with database.read() as session:
        counted = Counter[str]()
        for row in session.exec(select(PurgeCount)):
            counted[row.rule] += row.number
        mails = Counter(session.exec(select(OutgoingMail.template)))
        left = session.exec(select(func.count()).where(Account.purged_months < 0)).one()
        assert not session.exec(select(Experience)).all() and not session.exec(select(StoredFile)).all()
    assert counted == {
        "account-6": 3,
        "collection": 3,
        "inactivity": 1,
        "inactivity-notice": 1,
        "inactivity-reminder": 1,
    }
    assert mails[MailTemplate.INACTIVITY_NOTICE.value] == 3 and mails[MailTemplate.INACTIVITY_REMINDER.value] == 2
    assert mails[MailTemplate.ACCOUNT_DEACTIVATED.value] == 1 and left == 3
    assert not [each for each in Path(store.url.removeprefix("file://")).rglob("*") if each.is_file()]
