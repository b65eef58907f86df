"""The training manifest: only who consented, is reviewed and active, with public facts under a keyed hash."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from models.account import Account
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.database import Database
from services.publication import publishing
from services.publication.shown import public_row_of
from services.training import training_manifest
from tests.factories import KEYS, NOW, Person
from tests.factories_published import begin_epoch, make_neighbours, make_published


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_published(session)


def say(database: Database, person: Person, *, given: bool, days: int = 0) -> None:
    with database.write() as session:
        session.add(
            ConsentEntry(
                account_id=person.account_id,
                purpose=ConsentPurpose.AI_TRAINING,
                given=given,
                wording_hash="0" * 64,
                locale="en",
                method=ConsentMethod.PRIVACY_CENTRE,
                at=NOW + timedelta(days=days),
            )
        )


def manifest(database: Database) -> list[dict[str, Any]]:
    with database.read() as session:
        return list(training_manifest(session, keys=KEYS))


def test_without_a_consent_nobody_is_in_it(database: Database, person: Person) -> None:
    assert manifest(database) == []
    say(database, person, given=False)
    assert manifest(database) == []


def test_who_consented_is_in_it_with_public_facts_alone(database: Database, person: Person) -> None:
    say(database, person, given=True)
    with database.write() as session:
        make_neighbours(session)
        begin_epoch(session)
    (entry,) = manifest(database)
    with database.read() as session:
        row = public_row_of(session, person.account_id)
        assert row is not None
        assert entry == {
            "person": KEYS.digest("training manifest", person.account_id),
            "facts": sorted(row.facts.facts()),
        }
        assert entry["facts"]
        assert row.id not in json.dumps(entry)
    assert person.account_id not in json.dumps(entry)
    assert "arker" not in json.dumps(entry)


def test_a_withdrawal_holds_from_the_next_build_and_a_new_consent_too(database: Database, person: Person) -> None:
    say(database, person, given=True)
    before = manifest(database)
    say(database, person, given=False, days=1)
    assert manifest(database) == []
    say(database, person, given=True, days=2)
    assert manifest(database) == before


def test_who_is_not_active_or_not_published_is_not_in_it(database: Database, person: Person) -> None:
    say(database, person, given=True)
    assert len(manifest(database)) == 1
    with database.write() as session:
        session.get_one(Account, person.account_id).deactivated_at = NOW
    assert manifest(database) == []
    with database.write() as session:
        session.get_one(Account, person.account_id).deactivated_at = None
        publishing.withdraw(session, person.account_id)
    assert manifest(database) == []


def test_the_command_prints_a_line_a_person(app: Flask, database: Database, person: Person) -> None:
    say(database, person, given=True)
    with app.app_context():
        output = app.test_cli_runner().invoke(args=["training-manifest"]).output
    assert [json.loads(line)["facts"] for line in output.splitlines()] == [
        [list(fact) for fact in entry["facts"]] for entry in manifest(database)
    ]
