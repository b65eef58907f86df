"""A conversation as it goes on: each event once and in order, for who may read it, and for no longer."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from queue import Queue
from time import monotonic
from typing import NoReturn

import pytest
from flask import Flask
from sqlmodel import Session, select

from blueprints.conversations import following
from models.account import Account, LoginSession
from models.base import new_id
from models.client import Organisation, VerificationState
from models.database import Database
from models.match import Match
from models.message import Message, ReadMark
from services import logins, matching, pulse
from tests.factories import Person
from tests.factories_chat import say
from tests.factories_matches import acting, leave, log_in, make_rival

NOW = datetime.now(UTC)
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def nobody_follows_any_more(app: Flask) -> Iterator[None]:
    """What a test leaves open does not go on looking at the database beside the next test."""
    yield
    followers = app.extensions["pulse"]
    followers._followers.clear()
    for thread in threading.enumerate():
        if thread.name == "pulse":
            thread.join(5)


@pytest.fixture
def address(address: str) -> str:
    """Of the stream."""
    return f"{address}/stream"


def write(database: Database, who: Person, text: str) -> None:
    with database.write() as session:
        say(session, who, session.exec(select(Match)).one(), text, now=NOW)


class Following(threading.Thread):
    """Somebody who follows a conversation, in a thread of their own as in the web server."""

    def __init__(self, app: Flask, person: Person, address: str, *, last: int | None = None) -> None:
        super().__init__(daemon=True)
        self.client, self.address = log_in(app, person).client, address
        self.headers = {} if last is None else {"Last-Event-ID": str(last)}
        self.events: Queue[str | None] = Queue()
        self.enough = threading.Event()
        self.start()
        assert next(self) == ": following\n\n"

    def run(self) -> None:
        answer = self.client.get(self.address, headers=self.headers, buffered=False)
        for part in answer.response:
            self.events.put(part.decode() if isinstance(part, bytes) else str(part))
            if self.enough.is_set():
                break
        answer.close()
        self.events.put(None)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        event = self.events.get(timeout=60)
        if event is None:
            raise StopIteration
        return event


def follow(app: Flask, person: Person, address: str, *, last: int | None = None) -> Following:
    return Following(app, person, address, last=last)


def numbers(event: str) -> list[int]:
    return [int(each) for each in re.findall(r'id="message-(\d+)"', event)]


def test_each_message_comes_once_and_in_order(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    events = follow(app, pair[0], f"{address}?after=0")
    seen: list[int] = []
    for number in range(1, 6):
        write(database, pair[1], f"Number {number}")
        if number == 3:
            write(database, pair[0], "And mine")
        event = next(events)
        assert re.fullmatch(r"id: \d+\n(data: .*\n)+\n", event), event
        seen += numbers(event)
        assert f"Number {number}" in event and 'name="after"' in event and 'hx-swap-oob="true"' in event
    assert seen == sorted(set(seen)) and len(seen) >= 5


def test_who_comes_back_misses_nothing_and_gets_nothing_twice(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    for number in range(1, 61):
        write(database, pair[number % 2], f"Number {number}")
    events = follow(app, pair[0], f"{address}?after=0", last=4)
    first, second = next(events), next(events)
    assert numbers(first) == list(range(5, 55)) and numbers(second) == list(range(55, 61))
    assert first.startswith("id: 54\n") and second.startswith("id: 60\n")


def test_what_came_is_read_and_the_other_side_is_told(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    write(database, pair[1], "Read me")
    of_jip = follow(app, pair[1], f"{address}?after=1&read=0")
    of_ana = follow(app, pair[0], f"{address}?after=0")
    assert numbers(next(of_ana)) == [1]
    event = next(of_jip)
    assert numbers(event) == [] and "Read" in event and "message-read" in event
    with database.read() as session:
        mark = select(ReadMark.number).where(ReadMark.account_id == pair[0].account_id)
        assert session.exec(mark).one() == 1


def test_a_stream_ends_with_the_match(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    events = follow(app, pair[0], f"{address}?after=0")
    with database.write() as session:
        write_last = session.exec(select(Match)).one()
        say(session, pair[1], write_last, "Goodbye", now=NOW)
        matching.end(session, write_last, acting(session, pair[1]), now=NOW)
    last = next(events)
    assert "Goodbye" in last and "The match has ended" in last
    assert next(events) == "event: over\ndata:\n\n"
    assert list(events) == []


def log_out(session: Session, person: Person) -> None:
    logins.end_others(session, person.account_id, keep=None, now=NOW)


def stay_away(session: Session, person: Person) -> None:
    for login in session.exec(select(LoginSession).where(LoginSession.account_id == person.account_id)):
        login.seen_at = NOW - timedelta(days=60)


def deactivate(session: Session, person: Person) -> None:
    session.get_one(Account, person.account_id).deactivated_at = NOW


def unconfirm(session: Session, person: Person) -> None:
    session.get_one(Account, person.account_id).confirmed_at = None


def lose_verification(session: Session, person: Person) -> None:
    session.get_one(Organisation, person.organisation_id).state = VerificationState.DECLINED


@pytest.mark.parametrize(
    ("side", "change"),
    [
        *((side, change) for side in (0, 1) for change in (log_out, stay_away, deactivate, unconfirm)),
        (1, leave),
        (1, lose_verification),
    ],
)
def test_who_may_no_longer_read_gets_nothing_more(
    side: int,
    change: Callable[[Session, Person], None],
    app: Flask,
    database: Database,
    pair: tuple[Person, Person],
    address: str,
) -> None:
    person = pair[side]
    events = follow(app, person, f"{address}?after=0")
    with database.write() as session:
        match = session.exec(select(Match)).one()
        session.add(
            Message(
                match_id=match.id,
                sender_id=pair[1 - side].account_id,
                by_professional=side == 1,
                number=1,
                nonce=new_id(),
                text="Secret",
                sent_at=NOW,
            )
        )
        change(session, person)
    assert list(events) == []


def test_nobody_else_follows(app: Flask, database: Database, address: str) -> None:
    with database.write() as session:
        rival = make_rival(session)
    assert log_in(app, rival).client.get(address).status_code == 404


def test_a_silent_stream_says_that_it_is_there(
    app: Flask, monkeypatch: pytest.MonkeyPatch, pair: tuple[Person, Person], address: str
) -> None:
    monkeypatch.setattr(following, "BEAT", 0.3)
    monkeypatch.setattr(following, "LIFETIME", 0.7)
    events = list(follow(app, pair[0], f"{address}?after=0"))
    assert set(events) == {": still here\n\n"}


def test_a_page_too_many_asks_now_and_then_instead(
    app: Flask, database: Database, pair: tuple[Person, Person], address: str
) -> None:
    streams = [follow(app, pair[0], f"{address}?after=0") for _number in range(pulse.MOST_OF_ONE)]
    write(database, pair[1], "Not lost")
    client = log_in(app, pair[0]).client
    answer = client.get(f"{address}?after=0", headers=FRAGMENT)
    assert answer.mimetype == "text/html" and "Not lost" in answer.text
    assert 'hx-trigger="every 3s"' in answer.text and 'name="polls" value="1"' in answer.text
    follow(app, pair[1], f"{address}?after=0")  # the cap is each person's own
    streams[0].enough.set()
    write(database, pair[1], "One more")
    streams[0].join(60)
    follow(app, pair[0], f"{address}?after=0")


def test_the_page_follows_and_polls_only_where_it_must(app: Flask, pair: tuple[Person, Person], address: str) -> None:
    page = log_in(app, pair[0]).get(address.removesuffix("/stream"))
    assert f'hx-sse:connect="{address}?after=0&amp;read=0"' in page.html
    assert "every 3s" not in page.html and 'name="polls"' not in page.html


def test_what_was_read_is_kept_until_it_can_be_written(
    database: Database, pair: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database, pair[1], "Read me")
    with database.read() as session:
        match = session.exec(select(Match)).one()
    followers, refused = pulse.Pulse(database), threading.Event()

    def refuse() -> NoReturn:
        refused.set()
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as closed:
        closed.setattr(database, "write", refuse)
        follower = followers.follow(match.id, pair[0].account_id)
        assert follower is not None
        followers.note_read(follower, 1, now=NOW)
        assert refused.wait(60)
    deadline = monotonic() + 60
    mark = select(ReadMark.number).where(ReadMark.account_id == pair[0].account_id)
    found = None
    while found is None and monotonic() < deadline:
        with database.read() as session:
            found = session.exec(mark).first()
    followers.leave(follower)
    assert found == 1
