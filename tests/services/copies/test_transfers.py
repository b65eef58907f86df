"""One-time links: looked at as often as one likes, used once by whoever is first, withdrawn, too old."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from config import Config
from models.account import SecurityEvent, SecurityEventKind
from models.copy import CopyKind, TransferLink
from models.database import Database
from models.disclosure import AuditEntry
from services import copy_making, transfer_links
from services.copies import CopyGone
from services.errors import NotFound
from services.files import FileStore
from services.transfer_links import LinkState, LinkUsed, TooManyLinks
from tests.factories import KEYS, Person, make_client, make_professional_account
from tests.factories_copies import made

AT_ONCE = 20


@pytest.fixture
def rowan(database: Database, config: Config) -> Person:
    """Somebody whose portable copy is ready."""
    with database.write() as session:
        person = make_professional_account(session)
    made(database, config, person.account_id, CopyKind.PORTABLE)
    return person


def link_of(database: Database, person: Person) -> str:
    with database.write() as session:
        return transfer_links.make(session, person.account_id, keys=KEYS, browser="", now=datetime.now(UTC))


def states(database: Database, person: Person, *, later: timedelta = timedelta()) -> list[LinkState]:
    with database.read() as session:
        found = transfer_links.made(session, person.account_id, now=datetime.now(UTC) + later)
        return [each.state for each in found]


def test_of_twenty_who_fetch_at_once_one_gets_the_data(app: Flask, database: Database, rowan: Person) -> None:
    token = link_of(database, rowan)
    barrier, answers = threading.Barrier(AT_ONCE), list[tuple[int, bool]]()

    def fetch() -> None:
        client = app.test_client()
        barrier.wait()
        answer = client.post(f"/transfer/{token}", headers={"Accept": "application/zip"})
        answers.append((answer.status_code, answer.data.startswith(b"PK")))

    threads = [threading.Thread(target=fetch) for _each in range(AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert Counter(answers) == {(200, True): 1, (410, False): AT_ONCE - 1}
    with database.read() as session:
        fetched = [entry for entry in session.exec(select(AuditEntry)) if entry.action == "portability.fetch"]
        noted = [each.kind for each in session.exec(select(SecurityEvent))]
    assert len(fetched) == 1 and fetched[0].actor_id is None
    assert noted.count(SecurityEventKind.LINK_FETCHED) == 1
    assert states(database, rowan) == [LinkState.FETCHED]


def test_looking_uses_nothing_up(database: Database, rowan: Person) -> None:
    token, now = link_of(database, rowan), datetime.now(UTC)
    with database.read() as session:
        for _each in range(3):
            found = transfer_links.look(session, token, keys=KEYS, now=now)
    assert found.account_id == rowan.account_id and found.size > 0
    with database.write() as session:
        assert transfer_links.fetch(session, token, keys=KEYS, now=now) == found
    with database.read() as session, pytest.raises(LinkUsed):
        transfer_links.look(session, token, keys=KEYS, now=now)


def test_only_a_hash_of_the_link_is_kept(database: Database, rowan: Person) -> None:
    token = link_of(database, rowan)
    assert len(token) >= 43, "256 bits in letters of six"
    with database.read() as session:
        kept = session.exec(select(TransferLink)).one()
    assert token not in kept.model_dump_json() and token[:16] not in kept.model_dump_json()


def test_withdrawn_it_gives_nothing(database: Database, rowan: Person) -> None:
    token, now = link_of(database, rowan), datetime.now(UTC)
    with database.write() as session:
        other = make_client(session).account_id
        (link,) = transfer_links.made(session, rowan.account_id, now=now)
        with pytest.raises(NotFound):
            transfer_links.revoke(session, other, link.id, now=now)
        transfer_links.revoke(session, rowan.account_id, link.id, now=now)
        with pytest.raises(LinkUsed):
            transfer_links.fetch(session, token, keys=KEYS, now=now)
        with pytest.raises(LinkUsed):
            transfer_links.revoke(session, rowan.account_id, link.id, now=now)
    assert states(database, rowan) == [LinkState.REVOKED]


def test_it_ends_with_its_time(database: Database, config: Config, rowan: Person) -> None:
    token, day = link_of(database, rowan), timedelta(hours=24)
    then = datetime.now(UTC) + day
    with database.read() as session, pytest.raises(LinkUsed):
        transfer_links.look(session, token, keys=KEYS, now=then)
    with database.write() as session:
        with pytest.raises(LinkUsed):
            transfer_links.fetch(session, token, keys=KEYS, now=then)
        assert copy_making.end_due(session, FileStore.of(config), now=then) == 2
        assert session.exec(select(TransferLink.closed_at)).one() == then
    assert states(database, rowan, later=day) == [LinkState.EXPIRED]
    with database.write() as session, pytest.raises(CopyGone):
        transfer_links.make(session, rowan.account_id, keys=KEYS, browser="", now=then)


def test_a_link_that_never_was_is_not_found(database: Database) -> None:
    for token in ("", "x", "made-up-" * 8):
        with database.write() as session, pytest.raises(NotFound):
            transfer_links.fetch(session, token, keys=KEYS, now=datetime.now(UTC))


def test_five_open_links_are_enough(database: Database, rowan: Person) -> None:
    for _each in range(transfer_links.MOST_OPEN):
        link_of(database, rowan)
    with pytest.raises(TooManyLinks):
        link_of(database, rowan)
