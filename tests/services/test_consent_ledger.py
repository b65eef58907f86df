"""The ledger is only ever added to, also by raw SQL; what is past its period goes all the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from models.account import Account
from models.consent import ConsentEntry, ConsentMethod, ConsentPurpose, ConsentRemoval, ConsentWording
from models.database import Database
from services import consent_history
from services.consents import consents_of, give_consent, in_force, withdraw_consent, wording_hash
from services.errors import NotFound
from services.files import FileStore
from services.rights.periods import MOMENT
from services.rights.purging_rows import remove_consents
from services.rights.retention import row_ends
from services.rights.walk import holdings
from tests.factories_privacy import NOW, add_account
from tests.factories_retention import purge

AI = ConsentPurpose.AI_TRAINING
DAY = timedelta(days=1)
PROOF: dict[str, Any] = {"method": ConsentMethod.PRIVACY_CENTRE, "notice_version": "f" * 64}
REFUSED = "only ever added"


@pytest.fixture
def ana(database: Database) -> str:
    with database.write() as session:
        return add_account(session)


def give(session: Session, account_id: str | None, words: str = "We may.", *, days: int = 0, **options: Any) -> str:
    said = {"words": words, "shown_hash": wording_hash(words), "locale": "en", "now": NOW + days * DAY}
    return give_consent(session, account_id, AI, **said, **PROOF, **options).id


def withdraw(session: Session, account_id: str | None, *, days: int, **options: Any) -> None:
    withdraw_consent(session, account_id, AI, words=None, locale="en", now=NOW + days * DAY, **PROOF, **options)


def entries(database: Database) -> list[ConsentEntry]:
    with database.read() as session:
        return list(session.exec(select(ConsentEntry).order_by(col(ConsentEntry.at))))


def refuse(database: Database, statement: str, why: str = REFUSED) -> None:
    with pytest.raises(DBAPIError, match=why), database.write() as session:
        session.execute(text(statement))


def test_an_entry_says_by_which_form_under_which_notice_and_its_words_are_kept_once(
    database: Database, ana: str
) -> None:
    with database.write() as session:
        give(session, ana)
        give(session, add_account(session, "ben"))
    first, _second = entries(database)
    assert (first.method, first.notice_version) == (ConsentMethod.PRIVACY_CENTRE, "f" * 64)
    with database.read() as session:
        (kept,) = session.exec(select(ConsentWording)).all()
    assert (kept.hash, kept.words, kept.locale) == (first.wording_hash, "We may.", "en")


def test_no_statement_changes_an_entry(database: Database, ana: str) -> None:
    with database.write() as session:
        id_ = give(session, ana)
    before = entries(database)[0].model_dump()
    refuse(database, "UPDATE consententry SET given = NOT given")
    refuse(database, f"UPDATE consententry SET about_id = 'x' WHERE id = '{id_}'")
    columns = "id, account_id, about_id, purpose, given, wording_hash, locale, method, notice_version, ends_at, at"
    copied = columns.replace("given", "NOT given")
    select_it = f"SELECT {copied} FROM consententry WHERE id = '{id_}'"
    if database.url.get_backend_name() == "sqlite":
        refuse(database, f"INSERT OR REPLACE INTO consententry ({columns}) {select_it}")
        refuse(database, "UPDATE OR REPLACE consententry SET given = 0")
    else:
        upsert = "ON CONFLICT (id) DO UPDATE SET given = excluded.given"
        refuse(database, f"INSERT INTO consententry ({columns}) {select_it} {upsert}")
    assert entries(database)[0].model_dump() == before


def test_no_statement_deletes_an_entry_of_somebody_who_is_there(database: Database, ana: str) -> None:
    with database.write() as session:
        give(session, ana)
        give(session, None, about_id="somebody")
    refuse(database, "DELETE FROM consententry")
    refuse(database, "DELETE FROM consententry WHERE account_id IS NULL")
    if database.url.get_backend_name() == "postgresql":
        refuse(database, "TRUNCATE consententry CASCADE")
    assert len(entries(database)) == 2


def test_the_words_stay_as_they_were(database: Database, ana: str) -> None:
    with database.write() as session:
        give(session, ana)
    refuse(database, "UPDATE consentwording SET words = 'Other words.'", "never changed")
    refuse(database, "DELETE FROM consentwording", "never changed")
    if database.url.get_backend_name() == "sqlite":
        same = f"'x', '{wording_hash('We may.')}', 'en', 'Other words.'"
        refuse(
            database,
            f"INSERT OR REPLACE INTO consentwording (id, hash, locale, words) VALUES ({same})",
            "never changed",
        )


def test_entries_go_with_their_account(database: Database, ana: str) -> None:
    with database.write() as session:
        give(session, ana)
        withdraw(session, ana, days=1)
        other = add_account(session, "ben")
        give(session, other)
    with database.write() as session:
        session.execute(text("DELETE FROM account WHERE id = :id"), {"id": ana})
    assert [entry.account_id for entry in entries(database)] == [other]


def test_the_purge_removes_what_it_names_and_leaves_no_way_open(database: Database, ana: str) -> None:
    with database.write() as session:
        gone, kept = give(session, ana, "Old words."), give(session, add_account(session, "ben"))
        remove_consents(session, [gone])
    assert [entry.id for entry in entries(database)] == [kept]
    with database.read() as session:
        assert session.exec(select(ConsentRemoval)).all() == []
    refuse(database, "DELETE FROM consententry")


def test_a_removal_that_is_rolled_back_leaves_the_entry_and_no_way(database: Database, ana: str) -> None:
    with database.write() as session:
        id_ = give(session, ana)
    with pytest.raises(RuntimeError), database.write() as session:
        remove_consents(session, [id_])
        raise RuntimeError
    assert [entry.id for entry in entries(database)] == [id_]
    refuse(database, "DELETE FROM consententry")


def test_a_consent_ends_by_itself_at_the_end_that_it_states(database: Database, ana: str) -> None:
    end = NOW + 10 * DAY
    with database.write() as session:
        first = give(session, ana, ends_at=end)
        assert give(session, ana, days=1) == first
    with database.read() as session:
        for now, given in ((end - MOMENT, True), (end, False)):
            assert (in_force(session, ana, AI, now=now) is not None) is given
            assert consents_of(session, ana, now=now)[AI].given is given
        assert consents_of(session, ana, now=end)[AI].since == end
    with database.write() as session:
        withdraw(session, ana, days=11)
        assert len(session.exec(select(ConsentEntry)).all()) == 1, "what is over cannot be withdrawn"
        assert give(session, ana, days=12) != first


def test_at_one_and_the_same_moment_a_withdrawal_is_the_last_word(database: Database, ana: str) -> None:
    for _chance in range(6):
        with database.write() as session:
            other = add_account(session, f"person {_chance}")
            give(session, other)
            withdraw(session, other, days=0)
            assert in_force(session, other, AI, now=NOW) is None
            assert consents_of(session, other)[AI].given is False
            assert [each.lasts for each in consent_history.history(session, other, now=NOW)] == [False, False]


def test_the_proof_goes_five_years_after_the_stated_end(database: Database, tmp_path: Path, ana: str) -> None:
    end = NOW + 10 * DAY
    with database.write() as session:
        id_ = give(session, ana, ends_at=end)
        give(session, ana, days=400)
        session.get_one(Account, ana).last_active_at = NOW + 5000 * DAY
        held = next(each for each in holdings() if each.name == "consententry")
        category = ConsentEntry.__table__.columns["at"].info["privacy"].category  # type: ignore[attr-defined]
        gone = row_ends(session, held, category, account_id=ana, ids=[id_], now=NOW)[id_]
    assert gone is not None and 1825 <= (gone - end + DAY).days <= 1827
    store = FileStore((tmp_path / "files").as_uri())
    for now, left in ((gone - MOMENT, 2), (gone, 1)):
        purge(database, store, now)
        assert len(entries(database)) == left


def test_who_has_no_account_is_known_by_what_the_consent_is_about(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        give(session, None, about_id="anna")
        give(session, None, about_id="bert")
        withdraw(session, None, days=1, about_id="anna")
    with database.read() as session:
        standing = [in_force(session, None, AI, about_id=who, now=NOW + 2 * DAY) for who in ("anna", "bert")]
    assert [entry is not None for entry in standing] == [False, True]
    purge(database, FileStore((tmp_path / "files").as_uri()), NOW + 6 * 366 * DAY)
    assert [entry.about_id for entry in entries(database)] == ["bert"]


def test_withdrawing_by_an_entry_repeats_its_words_and_is_for_its_person_alone(database: Database, ana: str) -> None:
    proof = {**PROOF, "now": NOW + DAY}
    with database.write() as session:
        id_, ben = give(session, ana), add_account(session, "ben")
        with pytest.raises(NotFound):
            consent_history.withdraw(session, ben, id_, **proof)
        for _again in range(2):
            consent_history.withdraw(session, ana, id_, **proof)
        second, first = consent_history.history(session, ana, now=NOW + 2 * DAY)
        with pytest.raises(NotFound):
            consent_history.withdraw(session, ana, second.id, **proof)
        with pytest.raises(NotFound):
            consent_history.entry(session, ben, id_, now=NOW)
        assert consent_history.entry(session, ana, id_, now=NOW + DAY).lasts is False
    assert (first.given, first.lasts, second.given, second.lasts) == (True, False, False, False)
    assert first.words == second.words == "We may."
