"""A database with data of before is brought up to date and loses nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from models.consent import ConsentMethod
from models.database import Database
from models.schema import upgrade
from services import consent_history
from tests.factories_privacy import NOW

BEFORE = (
    "INSERT INTO account (id, email, email_digest, locale, created_at, last_active_at, purged_months)"
    " VALUES ('ana', x'00', 'digest', 'en', :now, :now, -1)",
    "INSERT INTO organisation (id, name, state, alias_key, created_at) VALUES ('o', 'Tulip', 'verified', x'00', :now)",
    "INSERT INTO membership (id, account_id, organisation_id, role) VALUES ('m', 'ana', 'o', 'owner')",
    "INSERT INTO consententry (id, account_id, purpose, given, wording_hash, locale, at)"
    " VALUES ('c', 'ana', 'ai-training', true, 'hash', 'nl', :now)",
)


def test_what_was_there_is_there_with_what_is_known_of_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'before.db'}", b"k" * 32)
    upgrade(database, "0002")
    with database.engine.begin() as connection:
        for statement in BEFORE:
            connection.execute(text(statement), {"now": NOW.isoformat(sep=" ")})
    upgrade(database)
    with database.read() as session:
        (entry,) = consent_history.history(session, "ana", now=NOW)
        kept = session.execute(text("SELECT one_person_business, (SELECT count(*) FROM membership) FROM organisation"))
        assert tuple(kept.one()) == (0, 1)
    database.dispose()
    assert (entry.id, entry.given, entry.lasts, entry.locale) == ("c", True, True, "nl")
    assert (entry.method, entry.notice_version, entry.words) == (ConsentMethod.PRIVACY_CENTRE, None, None)


def test_what_is_absent_is_not_the_json_word_for_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'before.db'}", b"k" * 32)
    upgrade(database, "0016")
    profile = (
        "INSERT INTO publication (id, account_id, handle, state, record, published)"
        " VALUES (:name, :name, :name, 'withdrawn', :json, :json)"
    )
    account = (
        "INSERT INTO account (id, email, email_digest, locale, created_at, last_active_at, purged_months)"
        " VALUES (:name, x'00', :name, 'en', :now, :now, -1)"
    )
    with database.engine.begin() as connection:
        for name, json in (("ana", "null"), ("bo", '{"occupation": "2512"}')):
            connection.execute(text(account), {"name": name, "now": NOW.isoformat(sep=" ")})
            connection.execute(text(profile), {"name": name, "json": json})
    upgrade(database)
    with database.read() as session:
        kept = session.execute(text("SELECT account_id FROM publication WHERE published IS NOT NULL"))
        assert kept.scalars().all() == ["bo"]
    database.dispose()
