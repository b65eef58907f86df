"""What a law demanded: recorded with its ground, told at once or once it is allowed, in the log and in the copy."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from config import Config
from models.account import StaffRole
from models.database import Database
from models.disclosure import AuditEntry
from models.lawful_disclosure import LawfulDisclosure
from models.privacy import Category
from services import lawful_disclosures
from services.json_stream import write_json
from services.lawful_disclosures import NoSuchPerson, NotYet, SilenceIsOver, demanded, record_disclosure, reveal_due
from services.rights.access import copy_of
from services.rights.holds import code_of
from services.rights.recipients import Recipient, disclosures, visits
from tests.factories import KEYS, NOW, Person, delivered, make_account, make_staff

DAY = timedelta(days=1)
WORDS = ("Openbaar Ministerie", "Sv art. 126nd", "2026-11-0042")
CONTROLLER = {"name": "GloPros B.V.", "address": "Herengracht 124", "email": "desk@example.org"}


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as session:
        return make_account(session, "mila@people.example")


def record(
    session: Session,
    who: str,
    *,
    silent_until: datetime | None = None,
    at: datetime = NOW - DAY,
    categories: Collection[Category] = (Category.ACCOUNT, Category.CONTACT),
) -> LawfulDisclosure:
    officer = make_staff(session, f"dpo{who}@platform.example", role=StaffRole.DPO)
    return record_disclosure(
        session,
        who,
        authority=WORDS[0],
        ground=WORDS[1],
        reference=WORDS[2],
        categories=categories,
        disclosed_at=at,
        silent_until=silent_until,
        officer_id=officer.account_id,
        keys=KEYS,
        now=NOW,
    )


def told(database: Database, person: Person) -> dict[str, Any]:
    """The copy as it is written and read again."""
    text: list[str] = []
    with database.read() as session:
        write_json(text.append, copy_of(session, person.account_id, now=NOW, controller=CONTROLLER))
    return json.loads("".join(text))


def knows(database: Database, person: Person) -> bool:
    """Whether anything of it is in what the person may read; all of it, or nothing."""
    copy = json.dumps(told(database, person))
    with database.read() as session:
        logged = [each for each in disclosures(session, person.account_id) if each.recipient is Recipient.AUTHORITY]
    assert {word in copy for word in (*WORDS, "lawfuldisclosure")} == {bool(logged)}
    return bool(logged)


def test_it_stands_in_the_log_and_in_the_copy_with_its_ground(
    database: Database, config: Config, person: Person
) -> None:
    with database.write() as session:
        record(session, "Mila@People.example ".strip())
    assert knows(database, person)
    with database.read() as session:
        (visit,) = visits(session, person.account_id, limit=10)
        demand = visit.entry.demand
    assert demand is not None and (demand.authority, demand.ground, demand.reference) == WORDS
    assert demand.titles == ("Account", "Name and contact details")
    (line,) = told(database, person)["who_saw_your_data"]
    assert line["demanded"]["authority"] == WORDS[0] and line["at"] == (NOW - DAY).isoformat()
    (text,) = delivered(database, config, person.email)
    assert "/privacy-centre/log" in text and not any(word in text for word in WORDS)


def test_where_telling_is_forbidden_nothing_is_told_until_the_day_has_come(
    database: Database, config: Config, person: Person
) -> None:
    with database.write() as session:
        record(session, person.email, silent_until=NOW + 30 * DAY)
    assert not knows(database, person)
    assert delivered(database, config, person.email) == []
    with database.write() as session:
        assert reveal_due(session, now=NOW + 30 * DAY - timedelta(seconds=1)) == 0
    assert not knows(database, person)
    for expected in (1, 0):
        with database.write() as session:
            assert reveal_due(session, now=NOW + 30 * DAY) == expected
    assert knows(database, person)
    assert len(delivered(database, config, person.email)) == 1


def test_the_audit_trail_names_the_person_only_once_they_know(database: Database, person: Person) -> None:
    with database.write() as session:
        record(session, person.email, silent_until=NOW + DAY)
    with database.read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action.startswith("disclosure."))).all()  # type: ignore[attr-defined]
    assert [(each.action, each.account_id) for each in entries] == [("disclosure.recording", None)]


def test_the_code_of_the_account_does_as_well(database: Database, person: Person) -> None:
    with database.write() as session:
        record(session, code_of(person.account_id))
    assert knows(database, person)


def test_it_does_not_lie_open_in_the_database(database: Database, person: Person) -> None:
    with database.write() as session:
        record(session, person.email)
    with database.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT authority, ground, reference FROM lawfuldisclosure").one()
    assert not any(word.encode() in bytes(value) for word, value in zip(WORDS, row, strict=True))


@pytest.mark.parametrize("who", ["nobody@people.example", "AAAAAAAA", "", "%", "________", "a" * 26, "ab cd ef"])
def test_whom_nobody_knows_is_refused(database: Database, person: Person, who: str) -> None:
    with pytest.raises(NoSuchPerson), database.write() as session:
        record(session, who)


def test_a_code_that_several_have_is_refused(
    database: Database, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lawful_disclosures, "CODE", 1)
    with database.write() as session:
        ids = [person.account_id, *(make_account(session, f"p{n}@people.example").account_id for n in range(40))]
    first = max({each[0] for each in ids}, key=lambda letter: sum(each[0] == letter for each in ids))
    with pytest.raises(NoSuchPerson), database.write() as session:
        record(session, first)


def test_days_that_make_no_sense_are_refused(database: Database, person: Person) -> None:
    with pytest.raises(NotYet), database.write() as session:
        record(session, person.email, at=NOW + DAY)
    with pytest.raises(SilenceIsOver), database.write() as session:
        record(session, person.email, silent_until=NOW)
    with database.read() as session:
        assert demanded(session) == []
