"""The worker is killed (-9) after every step of an erasure: the next ones complete it, and nothing happens twice."""

from __future__ import annotations

import ast
import inspect
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import func, select

from config import Config
from models.account import Account, OutgoingMail, PersonKey
from models.database import Database
from models.erasure import Erasure, LedgerMark
from models.match import InterestRequest, Match
from services import background, erasure_jobs, erasure_requests, files, smtp
from services.files import FileStore
from services.ledger import Ledger
from services.mail import MailTemplate
from tests.conftest import DATA_KEY
from tests.factories import KEYS, SECRET_KEY, Person, make_client
from tests.factories_erasure import files_under, now, start_erasure
from tests.factories_published import make_match, make_published
from tests.factories_retention import ids_in, make_consent, officer_of

ROOT = Path(__file__).parents[3]
SECONDS = 120


def steps_of_the_workflow() -> list[str]:
    """The steps in the order in which the workflow's own code calls them."""
    source = textwrap.dedent(inspect.getsource(erasure_jobs.erase_person))
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(call.lineno, call.func.id) for call in calls if isinstance(call.func, ast.Name)]
    return [name for _line, name in sorted(named) if hasattr(erasure_jobs, name)]


@pytest.fixture
def people(database: Database, config: Config) -> tuple[Person, Person]:
    """Who is to be erased, with something for every step, and a client who is matched with them."""
    with database.write() as session:
        person, client = make_published(session), make_client(session)
        make_match(session, client, person)
        make_consent(session, person, True, now())
        files.keep(
            session, FileStore.of(config), person.account_id, name="cv", media_type="x/y", data=b"bytes", now=now()
        )
        erasure_id = start_erasure(session, person.account_id)
        background.enqueue(session, erasure_requests.ERASE, erasure_id)
    return person, client


def worker(config: Config, die_after: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": config.database_url,
        "DATA_DIR": str(config.data_dir),
        "SECRET_KEY": SECRET_KEY,
        "DATA_KEY": DATA_KEY,
        "DIES_IN": "erase_person",
        "DIE_AFTER": str(die_after),
        "PYTHONPATH": str(ROOT),
    }
    with (config.data_dir / "worker.log").open("ab") as log:
        program = str(ROOT / "tests" / "services" / "newsletter" / "dying_worker.py")
        return subprocess.Popen([sys.executable, program], cwd=ROOT, env=environment, stdout=log, stderr=log)


def one_death(config: Config) -> Iterator[list[str]]:
    """A worker that dies after one more step each time; gives the steps that ended in it."""
    for number in range(1, len(steps_of_the_workflow()) + 1):
        process = worker(config, number)
        try:
            assert process.wait(timeout=SECONDS) == -signal.SIGKILL, (config.data_dir / "worker.log").read_text()
        finally:
            process.kill()
        steps = config.data_dir / "steps"
        yield steps.read_text().split()
        steps.unlink()


def test_killed_after_every_step_it_ends_complete_and_exactly_once(
    database: Database, config: Config, people: tuple[Person, Person]
) -> None:
    person, client = people
    wanted = steps_of_the_workflow()
    assert len(wanted) >= 7 and wanted[-1] == "erase_account"
    for number, ended in enumerate(one_death(config), start=1):
        assert ended == wanted[:number], "each worker takes up where the one before was killed"
    with database.read() as session:
        assert ids_in(session, Account) == {client.account_id} and not ids_in(session, Erasure)
        assert person.account_id not in session.exec(select(PersonKey.account_id)).all()
        request, match = session.exec(select(InterestRequest)).one(), session.exec(select(Match)).one()
        assert (request.account_id, request.sender_id) == (None, client.account_id) and match.account_id is None
        assert match.ended_at is not None
        told = select(func.count()).where(OutgoingMail.template == MailTemplate.MATCH_ENDED.value)
        assert session.exec(told).one() == 1
        assert session.exec(select(LedgerMark.position)).one() == 1
    entries = Ledger.of(config).entries()
    assert [entry.pseudonym for entry in entries] == [KEYS.digest("erasure-ledger", person.account_id)]
    tables = sorted(record.content["table"] for record in officer_of(config).records())
    assert tables == ["consententry", "erasure"]
    receipts = [mail for mail in smtp.read_mailbox(config.mailbox) if mail["To"] == person.email]
    assert len(receipts) == 1 and not files_under(config, "files")
    assert person.email not in (config.data_dir / "worker.log").read_text()
