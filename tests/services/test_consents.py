from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose
from models.database import Database
from services.consents import REQUESTS, WordingChanged, consents_of, give_consent, withdraw_consent, wording_hash
from tests.factories_privacy import NOW, add_account

AI = ConsentPurpose.AI_TRAINING
WORDS = "We may do this."
PROOF = {"method": ConsentMethod.PRIVACY_CENTRE, "notice_version": "f" * 64}


@pytest.fixture
def account_id(database: Database) -> str:
    with database.write() as session:
        return add_account(session)


def give(database: Database, account_id: str, minutes: int = 0) -> None:
    with database.write() as session:
        give_consent(
            session,
            account_id,
            AI,
            words=WORDS,
            shown_hash=wording_hash(WORDS),
            locale="nl",
            now=NOW + timedelta(minutes=minutes),
            **PROOF,
        )


def withdraw(database: Database, account_id: str, minutes: int) -> None:
    with database.write() as session:
        now = NOW + timedelta(minutes=minutes)
        withdraw_consent(session, account_id, AI, words=WORDS, locale="en", now=now, **PROOF)


def entries(database: Database) -> list[ConsentEntry]:
    with database.read() as session:
        return list(session.exec(select(ConsentEntry).order_by(ConsentEntry.at)))


def test_nothing_is_consented_to_until_somebody_does(database: Database, account_id: str) -> None:
    with database.read() as session:
        standing = consents_of(session, account_id)
    assert set(standing) == set(REQUESTS)
    assert [(c.given, c.since) for c in standing.values()] == [(False, None)] * len(REQUESTS)


def test_giving_records_the_hash_of_the_exact_words_the_language_and_the_moment(
    database: Database, account_id: str
) -> None:
    give(database, account_id)
    (entry,) = entries(database)
    assert entry.wording_hash == wording_hash(WORDS)
    assert (entry.given, entry.locale, entry.at, entry.purpose) == (True, "nl", NOW, AI)


def test_withdrawing_adds_to_the_ledger_and_changes_nothing_in_it(database: Database, account_id: str) -> None:
    give(database, account_id)
    before = entries(database)[0].model_dump()
    withdraw(database, account_id, minutes=5)
    first, second = entries(database)
    assert first.model_dump() == before
    assert (second.given, second.at) == (False, NOW + timedelta(minutes=5))
    with database.read() as session:
        assert consents_of(session, account_id)[AI].given is False


def test_saying_the_same_twice_keeps_the_first_moment(database: Database, account_id: str) -> None:
    give(database, account_id)
    give(database, account_id, minutes=5)
    assert len(entries(database)) == 1
    with database.read() as session:
        assert consents_of(session, account_id)[AI].since == NOW


def test_other_words_than_were_read_are_no_consent(database: Database, account_id: str) -> None:
    with pytest.raises(WordingChanged), database.write() as session:
        shown = {"words": WORDS, "shown_hash": wording_hash("Other words."), "locale": "en"}
        give_consent(session, account_id, AI, now=NOW, **shown, **PROOF)
    assert entries(database) == []


def test_a_consent_is_of_one_account_only(database: Database, account_id: str) -> None:
    give(database, account_id)
    with database.write() as session:
        other = add_account(session, "ben")
    with database.read() as session:
        assert consents_of(session, other)[AI].given is False
