"""The worker is killed (-9) after every step and in the middle of mails: nobody is invited twice, nobody is lost."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import select

from config import Config
from models.database import Database
from models.survey import Survey, SurveyState
from services.deliveries import BATCH, Counts
from services.surveys import inviting
from tests.factories import NOW, make_professional_account, make_staff
from tests.factories_surveys import make_survey
from tests.services.newsletter.dying import SECONDS, worker
from tests.services.newsletter.servers import Server, serving

SENDING = "send_survey"
PEOPLE = BATCH - 5
STEPS = ["list_invited", "send_invitations", "send_invitations", "finish_inviting"]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def survey_id(database: Database) -> str:
    with database.write() as session:
        for number in range(PEOPLE):
            make_professional_account(session, f"p{number:03}@people.example")
        # Its last day is far away: the worker goes by the clock on the wall.
        survey_id = make_survey(session, last_day=NOW.date().replace(year=2090))
        inviting.start(session, survey_id, staff_id=make_staff(session).account_id, now=NOW)
    return survey_id


def wait_until_sent(database: Database, config: Config) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        with database.read() as session:
            if session.exec(select(Survey.state)).one() is SurveyState.SENT:
                return
        assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
        time.sleep(0.05)


def counts(database: Database, survey_id: str) -> Counts:
    with database.read() as session:
        return inviting.counts(session, survey_id)


def test_killed_after_every_step_it_ends_complete_and_exactly_once(
    database: Database, config: Config, server: Server, survey_id: str
) -> None:
    for number in range(1, len(STEPS) + 1):
        with worker(config, server, SENDING, die_after=number) as process:
            assert process.wait(timeout=SECONDS) == -signal.SIGKILL
        steps = (config.data_dir / "steps").read_text().split()
        (config.data_dir / "steps").unlink()
        assert steps == STEPS[:number], "each worker takes up where the one before was killed"
    wait_until_sent(database, config)
    assert Counter(server.got) == {f"p{number:03}@people.example": 1 for number in range(PEOPLE)}
    assert counts(database, survey_id) == Counts(sent=PEOPLE)


def test_killed_in_the_middle_of_mails_nobody_is_invited_twice_and_what_is_unclear_is_counted(
    database: Database, config: Config, server: Server, survey_id: str
) -> None:
    server.pause = 0.05
    with worker(config, server, SENDING):
        deadline = time.monotonic() + SECONDS
        while len(server.got) < 3:
            assert time.monotonic() < deadline, (config.data_dir / "worker.log").read_text()
            time.sleep(0.005)
    with worker(config, server, SENDING):
        wait_until_sent(database, config)
    found = counts(database, survey_id)
    assert set(Counter(server.got).values()) == {1}
    assert found.sent + found.unclear == PEOPLE, "nobody is lost from the count"
    assert found.unclear <= 1
    assert "people.example" not in (config.data_dir / "worker.log").read_text()
