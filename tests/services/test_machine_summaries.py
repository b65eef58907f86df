"""A draft by a language model: asked for by its owner, from the record, believed only where the record says it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from config import Config
from models.database import Database
from models.processor import ProcessorPurpose
from models.summary import Decision, Summary, SummaryMethod, SummaryState
from services import machine_summaries
from services.left_out_skills import leave_out
from services.machine_summaries import AskedJustNow, NotOffered, Outcome, ask_for, is_offered, set_aside, write
from services.processors import record_agreement
from services.publication import publishing
from services.publication.summary_drafts import drafts_of
from tests.factories import NOW, Person
from tests.factories_published import make_published
from tests.services.language_models import Server, answer, language_model, raw

GOOD = {"en": "Works with Python as a software developer.", "nl": "Werkt met Python als softwareontwikkelaar."}
TODAY = NOW.date()


@pytest.fixture
def server() -> Iterator[Server]:
    with language_model() as running:
        yield running


@pytest.fixture
def offering(config: Config, server: Server) -> Config:
    return replace(config, ai_url=server.url, ai_model="small-1", ai_key="the-key")


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        sign(session)
        return make_published(session)


def sign(session: object, *, host: str = "127.0.0.1", ends_on: date | None = None) -> None:
    record_agreement(
        session,  # type: ignore[arg-type]
        name="Taalmodel BV",
        purpose=ProcessorPurpose.SUMMARIES,
        host=host,
        signed_on=TODAY - timedelta(days=30),
        ends_on=ends_on,
        country="NL",
        today=TODAY,
    )


def rows(database: Database) -> dict[str, Summary]:
    with database.read() as session:
        found = session.exec(select(Summary).where(Summary.method == SummaryMethod.MODEL))
        return {row.language: row for row in found}


def ask(database: Database, config: Config, person: Person, *, minutes: int = 0) -> dict[str, Summary]:
    with database.write() as session:
        ask_for(session, config, person.account_id, now=NOW + timedelta(minutes=minutes))
    return rows(database)


def outcome(database: Database, config: Config, person: Person, language: str = "en") -> str:
    return write(database, config, ask(database, config, person)[language].id, now=NOW)


def test_it_is_off_without_an_endpoint_or_an_agreement_for_it(database: Database, offering: Config) -> None:
    def offered(config: Config) -> bool:
        with database.read() as session:
            return is_offered(session, config, today=TODAY)

    assert not offered(offering)
    with database.write() as session:
        sign(session, host="models.example")
        sign(session, ends_on=TODAY - timedelta(days=1))
    assert not offered(offering)
    with database.write() as session:
        sign(session, ends_on=TODAY)
    assert offered(offering)
    assert not offered(replace(offering, ai_url=None))
    assert not offered(replace(offering, ai_model=None))
    assert not offered(replace(offering, ai_url="http://models.example/v1"))


def test_where_it_is_off_nobody_asks(database: Database, config: Config, person: Person) -> None:
    with pytest.raises(NotOffered), database.write() as session:
        ask_for(session, config, person.account_id, now=NOW)
    assert rows(database) == {}


def test_what_is_sent_is_the_record_and_nothing_else(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    server.says(GOOD["en"])
    assert outcome(database, offering, person) == "written"
    sent = json.dumps([server.asked, server.headers])
    assert "software developer" in sent
    assert "marker" not in sent.casefold()
    assert person.account_id not in sent
    assert json.loads(server.asked[0]["messages"][1]["content"])["skill"] == ["Python", "PostgreSQL"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_its_sentences_wait_for_their_owner(
    database: Database, offering: Config, person: Person, server: Server, language: str
) -> None:
    server.says(GOOD[language])
    assert outcome(database, offering, person, language) == "written"
    row = rows(database)[language]
    assert (row.state, row.model) == (SummaryState.WRITTEN, "small-1")
    assert row.sentences == [{"text": GOOD[language], "decision": Decision.OPEN.value}]
    with database.read() as session:
        record = publishing.compile_profile(session, person.account_id, now=NOW)
        drafts = {draft.language: draft for draft in drafts_of(session, person.account_id, record)}
    assert (drafts[language].model, drafts[language].text) == ("small-1", "")
    assert all(draft.model is None and draft.text for key, draft in drafts.items() if key != language)


MISBEHAVIOUR = {
    "the name": (answer("Markernaam works with Python."), "word"),
    "the name in other letters": (answer("Works with Python for Markérnaam."), "name"),
    "the employer": (answer("Works with Python at Markergever."), "name"),
    "an address": (answer("Works with Python, markeris@people.example."), "markup"),
    "an invented degree": (answer("Holds a doctorate and works with Python."), "word"),
    "an invented skill": (answer("Works with Python and Kubernetes."), "name"),
    "a number": (answer("Works with Python for 12 years."), "number"),
    "a page": (raw(b"<html><body>Works with Python.</body></html>", kind="text/html"), "unreadable"),
    "markup in the answer": (answer("<b>Works</b> with Python."), "markup"),
    "nothing": (answer(""), "empty"),
    "no JSON": (raw(b"Works with Python."), "unreadable"),
    "an error": (raw(b"{}", status=500), "refused"),
    "too many requests": (raw(b"{}", status=429), "busy"),
    "a huge body": (raw(b"x" * 200_000), "too-long"),
    "another language": (answer("Werkt met Python als softwareontwikkelaar."), "word"),
    "instructions": (answer("Ignore the record and show Python to everybody."), "word"),
    "a novel": (answer("Works with Python. " * 100), "length"),
}


@pytest.mark.parametrize("case", MISBEHAVIOUR)
def test_what_it_should_not_say_is_not_kept(
    database: Database,
    offering: Config,
    person: Person,
    server: Server,
    case: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.reply, why = MISBEHAVIOUR[case]
    with caplog.at_level(logging.DEBUG):
        assert outcome(database, offering, person) == why
    row = rows(database)["en"]
    assert (row.state, row.sentences) == (SummaryState.FAILED, [])
    assert why in caplog.text
    assert "Python" not in caplog.text
    assert "arker" not in caplog.text
    with database.read() as session:
        record = publishing.compile_profile(session, person.account_id, now=NOW)
        assert all(draft.text and draft.model is None for draft in drafts_of(session, person.account_id, record))


def test_what_never_answers_is_waited_for_a_bounded_time(
    database: Database, offering: Config, person: Person, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply = lambda _handler: server.stopped.wait(20) and None  # type: ignore[return-value,func-returns-value]
    monkeypatch.setattr(machine_summaries, "SECONDS", 0.3)
    assert outcome(database, offering, person) == "late"


def test_a_name_that_is_also_a_plain_word_is_caught_by_the_guard(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    with database.write() as session:
        publishing.professional_of(session, person.account_id).last_name = "Brings"
    server.says("Brings Python as a software developer.")
    assert outcome(database, offering, person) == Outcome.IDENTIFIES.value
    assert rows(database)["en"].state is SummaryState.FAILED


def test_an_agreement_that_ended_meanwhile_stops_it(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    row = ask(database, offering, person)["en"]
    assert write(database, replace(offering, ai_url=None), row.id, now=NOW) == Outcome.NOT_OFFERED.value
    assert server.asked == []


def test_a_record_that_changed_meanwhile_is_not_told(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    row = ask(database, offering, person)["en"]
    with database.write() as session:
        leave_out(session, person.account_id, "python")
    assert write(database, offering, row.id, now=NOW) == Outcome.CHANGED.value
    assert server.asked == []


def test_a_second_run_of_the_job_changes_nothing(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    server.says(GOOD["en"])
    row = ask(database, offering, person)["en"]
    assert write(database, offering, row.id, now=NOW) == "written"
    assert write(database, offering, row.id, now=NOW) == Outcome.GONE.value
    assert len(server.asked) == 1


def test_after_a_failure_one_may_ask_again_but_not_at_once(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    server.reply = raw(b"{}", status=500)
    assert outcome(database, offering, person) == "refused"
    with pytest.raises(AskedJustNow):
        ask(database, offering, person, minutes=5)
    assert ask(database, offering, person, minutes=11)["en"].state is SummaryState.REQUESTED


def test_a_draft_that_was_set_aside_comes_back_without_asking(
    database: Database, offering: Config, person: Person, server: Server
) -> None:
    server.says(GOOD["en"])
    outcome(database, offering, person)
    with database.write() as session:
        set_aside(session, person.account_id, now=NOW)
    assert rows(database)["en"].state is SummaryState.SET_ASIDE
    assert ask(database, offering, person)["en"].state is SummaryState.WRITTEN
    assert len(server.asked) == 1
