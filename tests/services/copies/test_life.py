"""A copy is asked for once, made, kept for its time and gone; nothing of it stays anywhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from blueprints.privacy import copy_jobs
from config import Config
from models.account import Account, OutgoingMail, PersonKey, SecurityEvent, SecurityEventKind
from models.copy import CopyKind, CopyState, DataCopy, TransferLink
from models.database import Database
from models.disclosure import AuditEntry
from services import copies, copy_making, transfer_links
from services.copies import CopyGone, TooManyCopies
from services.errors import NotFound
from services.files import FileStore
from services.rights import purging
from tests.factories import KEYS, Person, delivered, make_client, make_professional_account
from tests.factories_copies import ask, made, make

HOUR = timedelta(hours=1)


@pytest.fixture
def rowan(database: Database) -> Person:
    with database.write() as session:
        return make_professional_account(session)


@pytest.fixture
def no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """The readable copy takes seconds, and is not what is tested here."""
    monkeypatch.setattr(copy_jobs, "readable_copy", lambda _export, _config: b"%PDF")


def on_disk(config: Config) -> list[Path]:
    return [path for path in (config.data_dir / "files").rglob("*") if path.is_file()]


def row(database: Database, copy_id: str) -> DataCopy:
    with database.read() as session:
        return session.get_one(DataCopy, copy_id)


def test_asking_again_while_it_is_made_or_ready_gives_the_same(
    database: Database, config: Config, rowan: Person
) -> None:
    first = ask(database, config, rowan.account_id, CopyKind.PORTABLE)
    assert ask(database, config, rowan.account_id, CopyKind.PORTABLE) == first
    assert ask(database, config, rowan.account_id) != first, "the other kind is another copy"
    make(database, config, first)
    assert ask(database, config, rowan.account_id, CopyKind.PORTABLE) == first


def test_a_copy_is_sealed_kept_for_a_day_and_then_gone(database: Database, config: Config, rowan: Person) -> None:
    copy_id, archive = made(database, config, rowan.account_id, CopyKind.PORTABLE)
    assert b"Rowan" in archive.read("provided.json")
    (path,) = on_disk(config)
    assert b"Rowan" not in path.read_bytes() and not path.read_bytes().startswith(b"PK")
    kept = row(database, copy_id)
    assert kept.until == (kept.ready_at or kept.asked_at) + 24 * HOUR
    assert kept.until is not None
    store = FileStore.of(config)
    with database.write() as session:
        assert copy_making.end_due(session, store, now=kept.until - timedelta(seconds=1)) == 0
        assert copies.own(session, rowan.account_id, copy_id, now=kept.until).state is CopyState.EXPIRED
        assert copy_making.end_due(session, store, now=kept.until) == 1
        assert copy_making.end_due(session, store, now=kept.until) == 0
    assert on_disk(config) == []
    ended = row(database, copy_id)
    assert (ended.state, ended.closed_at) == (CopyState.EXPIRED, kept.until)
    with database.read() as session, pytest.raises(CopyGone):
        copies.content(session, store, rowan.account_id, copy_id)


def test_the_time_is_configuration(database: Database, config: Config, rowan: Person) -> None:
    short = Config.from_environment({"DATABASE_URL": config.database_url, "DATA_DIR": str(config.data_dir),
                                     "SECRET_KEY": config.secret_key, "COPY_HOURS": "2",
                                     "DATA_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s"})  # fmt: skip
    copy_id, _archive = made(database, short, rowan.account_id, CopyKind.PORTABLE)
    kept = row(database, copy_id)
    assert kept.ready_at is not None and kept.until == kept.ready_at + 2 * HOUR
    assert short.copy_hours == 2


def test_deleting_takes_the_file_and_closes_the_links(database: Database, config: Config, rowan: Person) -> None:
    copy_id, _archive = made(database, config, rowan.account_id, CopyKind.PORTABLE)
    now = datetime.now(UTC)
    with database.write() as session:
        transfer_links.make(session, rowan.account_id, keys=KEYS, browser="", now=now)
    with pytest.raises(RuntimeError), database.write() as session:
        copies.delete(session, FileStore.of(config), rowan.account_id, copy_id, now=now)
        raise RuntimeError
    assert len(on_disk(config)) == 1, "what was not committed changes nothing"
    with database.write() as session:
        copies.delete(session, FileStore.of(config), rowan.account_id, copy_id, now=now)
    assert on_disk(config) == []
    with database.read() as session:
        assert session.exec(select(TransferLink.revoked_at)).one() == now
    with database.write() as session, pytest.raises(CopyGone):
        copies.delete(session, FileStore.of(config), rowan.account_id, copy_id, now=now)


def test_nobody_else_gets_at_it(database: Database, config: Config, rowan: Person) -> None:
    copy_id, _archive = made(database, config, rowan.account_id, CopyKind.PORTABLE)
    with database.write() as session:
        other, now = make_client(session).account_id, datetime.now(UTC)
        for act in (
            lambda: copies.own(session, other, copy_id, now=now),
            lambda: copies.delete(session, FileStore.of(config), other, copy_id, now=now),
            lambda: copies.note_download(session, other, copy_id, browser="", now=now),
        ):
            with pytest.raises(NotFound):
                act()
        with pytest.raises(CopyGone):
            copies.content(session, FileStore.of(config), other, copy_id)


def test_ten_in_a_day_are_enough(database: Database, config: Config, rowan: Person) -> None:
    for _each in range(copies.MOST_A_DAY):
        copy_id = ask(database, config, rowan.account_id)
        with database.write() as session:
            copy_making.fail(session, FileStore.of(config), copy_id, now=datetime.now(UTC))
    with pytest.raises(TooManyCopies):
        ask(database, config, rowan.account_id)


def test_what_fails_leaves_nothing_and_may_be_tried_again(
    database: Database, config: Config, rowan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_export: object, _config: object) -> bytes:
        raise ValueError("Rowan Voorbeeld")

    monkeypatch.setattr(copy_jobs, "readable_copy", broken)
    copy_id = ask(database, config, rowan.account_id)
    with pytest.raises(ValueError, match="Rowan"):
        make(database, config, copy_id)
    assert on_disk(config) != [], "half a file, sealed"
    with database.write() as session:
        copy_making.fail(session, FileStore.of(config), copy_id, now=datetime.now(UTC))
    assert on_disk(config) == []
    assert row(database, copy_id).state is CopyState.FAILED
    assert ask(database, config, rowan.account_id) != copy_id


def test_what_stalls_is_given_up_so_that_one_may_ask_again(database: Database, config: Config, rowan: Person) -> None:
    copy_id = ask(database, config, rowan.account_id)
    with database.write() as session:
        later = datetime.now(UTC) + copy_making.STALLED + HOUR
        assert copy_making.end_due(session, FileStore.of(config), now=later) == 1
        assert not copy_making.begin(session, copy_id), "a worker that comes back does not go on with it"
    assert row(database, copy_id).state is CopyState.FAILED
    with database.write() as session:
        copy_making.finish(session, FileStore.of(config), copy_id, 5, lifetime=24 * HOUR, now=datetime.now(UTC))
    assert row(database, copy_id).state is CopyState.FAILED


def test_the_mail_says_that_it_is_ready_and_nothing_of_it(
    database: Database, config: Config, rowan: Person, no_document: None
) -> None:
    made(database, config, rowan.account_id)
    (text,) = delivered(database, config, rowan.email)
    assert "/privacy-centre/copy" in text and "24 hours" in text
    assert "Rowan" not in text and "Voorbeeld" not in text
    with database.read() as session:
        assert [mail.template for mail in session.exec(select(OutgoingMail))] == ["copy-ready"]


def test_asking_and_downloading_are_written_down(
    database: Database, config: Config, rowan: Person, no_document: None
) -> None:
    copy_id, _archive = made(database, config, rowan.account_id)
    with database.write() as session:
        copies.note_download(session, rowan.account_id, copy_id, browser="Firefox, Linux", now=datetime.now(UTC))
    with database.read() as session:
        audited = {(entry.action, entry.about_id) for entry in session.exec(select(AuditEntry))}
        events = {(each.kind, each.browser) for each in session.exec(select(SecurityEvent))}
    assert {("copy.request", copy_id), ("copy.download", copy_id)} <= audited
    assert {
        (SecurityEventKind.COPY_ASKED, "Test browser"),
        (SecurityEventKind.COPY_DOWNLOADED, "Firefox, Linux"),
    } <= events
    assert row(database, copy_id).downloads == 1


def test_the_purge_takes_the_bytes_and_a_lost_key_closes_them(
    database: Database, config: Config, rowan: Person
) -> None:
    copy_id, _archive = made(database, config, rowan.account_id, CopyKind.PORTABLE)
    with database.write() as session:
        session.delete(session.exec(select(PersonKey).where(PersonKey.account_id == rowan.account_id)).one())
    with database.read() as session, pytest.raises(CopyGone):
        copies.content(session, FileStore.of(config), rowan.account_id, copy_id)
    with database.write() as session:
        purging.remove_files(session, FileStore.of(config), [rowan.account_id])
        session.delete(session.get_one(Account, rowan.account_id))
    assert on_disk(config) == []


def test_a_copy_of_somebody_who_is_gone_is_thrown_away(database: Database, config: Config, rowan: Person) -> None:
    copy_id = ask(database, config, rowan.account_id, CopyKind.PORTABLE)
    with database.write() as session:
        copy_making.begin(session, copy_id)
    size = copy_jobs.write_file(config, database, copy_id)
    with database.write() as session:
        session.delete(session.get_one(Account, rowan.account_id))
    with database.write() as session:
        copy_making.finish(session, FileStore.of(config), copy_id, size, lifetime=24 * HOUR, now=datetime.now(UTC))
    assert on_disk(config) == []
    assert copy_jobs.write_file(config, database, copy_id) == copy_jobs.GONE


def test_finished_once_more_after_a_crash_it_is_finished_once(
    database: Database, config: Config, rowan: Person
) -> None:
    copy_id, _archive = made(database, config, rowan.account_id, CopyKind.PORTABLE)
    before = row(database, copy_id)
    with database.write() as session:
        later = datetime.now(UTC) + HOUR
        copy_making.finish(session, FileStore.of(config), copy_id, 5, lifetime=24 * HOUR, now=later)
    assert row(database, copy_id).model_dump() == before.model_dump() and len(on_disk(config)) == 1
    with database.read() as session:
        assert len(session.exec(select(OutgoingMail)).all()) == 1
