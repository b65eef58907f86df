"""Special categories of data: nothing without an explicit consent, nothing left when it ends (GDPR article 9(2)(a))."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from models.account import Account
from models.consent import ConsentEntry, ConsentMethod
from models.database import Database
from models.privacy import Category, personal_columns
from models.register import ACCOUNT_PERIOD
from models.special import SpecialAudience, SpecialDatum, SpecialKind, SpecialPurpose
from services import consent_history
from services import special_categories as service
from services.consents import WordingChanged, wording_hash
from services.errors import NotFound
from services.files import FileStore
from services.rights import purge_plan
from services.rights.access import copy_of
from services.rights.audience import profile_groups
from services.rights.periods import MOMENT, end_of
from services.rights.retention import row_ends
from services.rights.walk import holdings
from services.special_categories import Matter
from tests.factories import Person
from tests.factories_copies import written
from tests.factories_privacy import NOW, add_account
from tests.factories_retention import make_hold, purge, reader_of

DAY = timedelta(days=1)
DESK = "A desk that can be raised."
TODAY = date(2026, 11, 22)
CONTROLLER = {"name": "GloPros B.V.", "address": "Herengracht 124", "email": "desk@example.org"}
WITHDRAWN: dict[str, Any] = {"method": ConsentMethod.PROFILE_FORM, "notice_version": "f" * 64, "now": NOW + DAY}


@pytest.fixture
def ana(database: Database) -> str:
    with database.write() as session:
        return add_account(session)


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "files").as_uri())


def matter(last_day: date | None = None, kind: SpecialKind = SpecialKind.HEALTH) -> Matter:
    return Matter(kind, SpecialPurpose.WORKPLACE, SpecialAudience.STAFF, last_day, DESK)


def words_of(what: Matter) -> str:
    return service.consent_words(what, platform="GloPros", translate=str, day=str)


def record(session: Session, account_id: str, what: Matter, *, explicit: bool = True, shown: str | None = None) -> str:
    words = words_of(what)
    proof = {"locale": "en", "notice_version": "f" * 64, "now": NOW}
    shown_hash = wording_hash(shown or words)
    return service.record(session, account_id, what, explicit=explicit, words=words, shown_hash=shown_hash, **proof)


def rows(database: Database) -> list[SpecialDatum]:
    with database.read() as session:
        return list(session.exec(select(SpecialDatum)))


@pytest.mark.parametrize("kind", SpecialKind)
@pytest.mark.parametrize("purpose", SpecialPurpose)
def test_the_words_name_the_kind_the_purpose_whom_it_is_for_and_the_end(
    kind: SpecialKind, purpose: SpecialPurpose
) -> None:
    words = words_of(Matter(kind, purpose, SpecialAudience.CLIENT, TODAY, DESK))
    for named in (service.KINDS[kind], service.PURPOSES[purpose], "the client I work for", "2026-11-22", "explicitly"):
        assert named in words
    assert "until I withdraw it" in words_of(Matter(kind, purpose, SpecialAudience.CLIENT, None, DESK))


def test_nothing_is_kept_without_an_explicit_consent_to_exactly_these_words(database: Database, ana: str) -> None:
    for error, options in (
        (service.NoExplicitConsent, {"explicit": False}),
        (WordingChanged, {"shown": words_of(matter(kind=SpecialKind.OTHER))}),
    ):
        with pytest.raises(error), database.write() as session:
            record(session, ana, matter(), **options)  # type: ignore[arg-type]
    with pytest.raises(service.EndsInThePast), database.write() as session:
        record(session, ana, matter(TODAY - DAY))
    with database.read() as session:
        assert session.exec(select(ConsentEntry)).all() == []
    assert rows(database) == []


def test_what_is_recorded_is_sealed_and_rests_on_its_own_consent(database: Database, ana: str) -> None:
    with database.write() as session:
        first, second = record(session, ana, matter()), record(session, ana, matter(kind=SpecialKind.OTHER))
        assert {each.id for each in service.recorded(session, ana, now=NOW)} == {first, second}
        raw = session.execute(text("SELECT special_kind, special_purpose, special_audience, text FROM specialdatum"))
        assert not any(value.startswith((b"health", b"work", b"staff", b"A desk")) for row in raw for value in row)
    found = rows(database)
    assert len({row.consent_id for row in found}) == 2
    assert {(row.text, row.special_purpose) for row in found} == {(DESK, "workplace")}


def test_the_database_refuses_a_row_without_a_consent_of_this_person_to_it(database: Database, ana: str) -> None:
    with database.write() as session:
        ben = add_account(session, "ben")
        of_ben = record(session, ben, matter())
        consent_of_ben = session.get_one(SpecialDatum, of_ben).consent_id
        withdrawn = record(session, ana, matter())
        consent_withdrawn = session.get_one(SpecialDatum, withdrawn).consent_id
        consent_history.withdraw(session, ana, consent_withdrawn, **WITHDRAWN)
        other_purpose = ConsentEntry(
            account_id=ana,
            purpose="ai-training",
            given=True,
            wording_hash="0" * 64,
            locale="en",
            method=ConsentMethod.PRIVACY_CENTRE,
            at=NOW,
        )
        session.add(other_purpose)
        session.flush()
        withdrawal = session.exec(select(ConsentEntry.id).where(col(ConsentEntry.given).is_(False))).one()
        consents = ("nothing", consent_of_ben, consent_withdrawn, withdrawal, other_purpose.id)
    sealed = dict.fromkeys(("special_kind", "special_purpose", "special_audience", "text"), DESK)
    for consent_id in consents:
        with pytest.raises(DBAPIError, match="explicit consent"), database.write() as session:
            session.add(SpecialDatum(account_id=ana, consent_id=consent_id, recorded_at=NOW, **sealed))
            session.flush()
    with pytest.raises(DBAPIError, match="explicit consent"), database.write() as session:
        session.execute(text("UPDATE specialdatum SET consent_id = :id"), {"id": other_purpose.id})
    assert [row.account_id for row in rows(database)] == [ben]


def test_withdrawing_deletes_in_the_same_transaction_and_nothing_else(database: Database, ana: str) -> None:
    with database.write() as session:
        gone, kept = record(session, ana, matter()), record(session, ana, matter(kind=SpecialKind.OTHER))
        consent_id = session.get_one(SpecialDatum, gone).consent_id
    with pytest.raises(RuntimeError), database.write() as session:
        consent_history.withdraw(session, ana, consent_id, **WITHDRAWN)
        assert session.exec(select(SpecialDatum.id)).all() == [kept]
        raise RuntimeError
    assert len(rows(database)) == 2
    with database.write() as session:
        consent_history.withdraw(session, ana, consent_id, **WITHDRAWN)
    assert [row.id for row in rows(database)] == [kept]
    with database.read() as session:
        assert len(session.exec(select(ConsentEntry)).all()) == 3, "the proof of it stays"


def test_a_stated_end_deletes_at_the_end(database: Database, store: FileStore, ana: str) -> None:
    with database.write() as session:
        ending, lasting = record(session, ana, matter(TODAY + 9 * DAY)), record(session, ana, matter())
        session.get_one(Account, ana).last_active_at = NOW + 50 * DAY
        held = next(each for each in holdings() if each.name == "specialdatum")
        ids = [ending, lasting]
        ends = row_ends(session, held, Category.SPECIAL, account_id=ana, ids=ids, now=NOW)
    end = ends[ending]
    assert end is not None and end.isoformat() == "2026-12-01T23:00:00+00:00" and ends[lasting] is None
    with database.read() as session:
        assert [each.id for each in service.recorded(session, ana, now=end)] == [lasting], "not shown a moment longer"
        with pytest.raises(NotFound):
            service.one(session, ana, ending, now=end)
        due = {now: _due(session, now) for now in (end - MOMENT, end)}
    assert due == {end - MOMENT: 0, end: 1}
    for now, left in ((end - MOMENT, {ending, lasting}), (end, {lasting})):
        purge(database, store, now)
        assert {row.id for row in rows(database)} == left


def test_it_goes_with_the_contents_of_an_account_and_a_hold_has_it_kept_apart(
    database: Database, store: FileStore, ana: str
) -> None:
    left = NOW + DAY
    end = end_of(ACCOUNT_PERIOD, left)
    with database.write() as session:
        row_id = record(session, ana, matter())
        session.get_one(Account, ana).deactivated_at = left
        held = next(each for each in holdings() if each.name == "specialdatum")
        ends = row_ends(session, held, Category.SPECIAL, account_id=ana, ids=[row_id], now=left)
        assert ends == {row_id: end}
        hold = make_hold(session, Person(ana, ""), since=NOW, until=end + 3 * DAY)
        until = row_ends(session, held, Category.SPECIAL, account_id=ana, ids=[row_id], now=left)
        assert until == {row_id: hold.until}
    for now, kept, apart in ((end - MOMENT, True, False), (end, False, True), (end + 3 * DAY, False, False)):
        purge(database, store, now)
        assert bool(rows(database)) is kept
        tables = {each.content["table"] for each in reader_of(database, store).records()}
        assert ("specialdatum" in tables) is apart, now


def test_it_is_in_the_copy_and_in_no_profile(database: Database, ana: str) -> None:
    with database.write() as session:
        record(session, ana, matter())
    with database.read() as session:
        copy = written(copy_of(session, ana, now=NOW, controller=CONTROLLER))
    (special,) = (each for each in copy["categories"] if each["id"] == Category.SPECIAL.value)
    assert special["rows"][0]["data"]["text"]["value"] == DESK
    assert special["purposes"][0]["article"] == "GDPR art. 9(2)(a)"
    assert DESK in json.dumps(copy)
    assert "specialdatum" not in {group.table for group in profile_groups()}
    assert {declared.tier for _column, declared in personal_columns(SpecialDatum.__table__)} == {None}  # type: ignore[attr-defined]


def test_nobody_records_more_than_the_most_and_only_the_owner_corrects(database: Database, ana: str) -> None:
    with database.write() as session:
        ids = [record(session, ana, matter()) for _number in range(service.MOST)]
        with pytest.raises(service.TooMany):
            record(session, ana, matter())
        service.correct(session, ana, ids[0], "A lower desk.", now=NOW)
        with pytest.raises(NotFound):
            service.correct(session, add_account(session, "ben"), ids[0], "Nothing.", now=NOW)
        assert service.one(session, ana, ids[0], now=NOW).text == "A lower desk."


def _due(session: Session, now: Any) -> int:
    return next(rule.number for rule in purge_plan.plan(session, now=now) if rule.key == "consent-end")
