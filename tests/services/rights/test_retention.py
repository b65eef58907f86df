"""Every rule of the register one day before and after its end, and the countdown against what the purge does."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from models.account import Account, LoginSession, PersonKey
from models.consent import ConsentEntry
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.privacy import Category, Tier
from models.professional import Professional
from models.register import TECHNICAL_PERIOD
from models.resume import Experience, StoredFile
from models.sealing import keyring
from services import audit, files
from services.files import FileStore
from services.rights.periods import MOMENT, ZONE, end_of
from services.rights.retention import clock_of, row_ends
from services.rights.walk import Holding, holdings, rows_about
from tests.factories import NOW, Person, make_client
from tests.factories_published import make_match
from tests.factories_retention import (
    ids_in,
    make_consent,
    make_hold,
    make_left,
    make_session,
    make_special,
    purge,
    reader_of,
)

DAY = timedelta(days=1)
ENDINGS = [
    # Month ends, a leap day, and moments beside both changes of the clock, of the year 2026 to 2028.
    datetime(2026, 8, 31, 10, 0, tzinfo=UTC),
    datetime(2027, 8, 30, 22, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 22, 59, tzinfo=UTC),
    datetime(2026, 9, 28, 21, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "files").as_uri())


def holding(name: str) -> Holding:
    return next(each for each in holdings() if each.name == name)


@pytest.mark.parametrize("ended", ENDINGS, ids=str)
def test_the_contents_go_after_six_months_and_contact_details_after_five_years(
    database: Database, store: FileStore, ended: datetime
) -> None:
    with database.write() as session:
        person = make_left(session, "mila", ended)
        session.get_one(Account, person.account_id).created_at = NOW - 900 * DAY
        clock = clock_of(session, person.account_id, now=ended)
        file = files.keep(session, store, person.account_id, name="cv.pdf", media_type="x/y", data=b"bytes", now=NOW)
    contents, contact = clock.end_of(Category.PROFILE), clock.end_of(Category.CONTACT)
    assert contents is not None and contact is not None
    purge(database, store, contents - DAY)
    purge(database, store, contents - MOMENT)
    with database.read() as session:
        assert ids_in(session, Experience) and ids_in(session, StoredFile) == {file.id}
        assert store.read(file.id)
        assert session.get_one(Account, person.account_id).password_hash
    purge(database, store, contents)
    with database.read() as session:
        account = session.get_one(Account, person.account_id)
        assert not ids_in(session, Experience) and not ids_in(session, StoredFile)
        assert account.password_hash is None and account.created_at == account.deactivated_at == ended
        assert account.email == person.email
        assert session.exec(select(Professional)).one().first_name == "Rowan"
    with pytest.raises(FileNotFoundError):
        store.read(file.id)
    purge(database, store, contact - MOMENT)
    with database.read() as session:
        assert session.get(Account, person.account_id) is not None
    purge(database, store, contact)
    with database.read() as session:
        assert session.get(Account, person.account_id) is None
        assert not ids_in(session, Professional) and not ids_in(session, PersonKey)


@pytest.mark.parametrize("began", ENDINGS, ids=str)
def test_sessions_go_ninety_days_after_they_began(database: Database, store: FileStore, began: datetime) -> None:
    with database.write() as session:
        person = make_left(session, "mila", began + 5 * DAY)
        row = make_session(session, person, "a", began)
        ends = row_ends(
            session, holding("loginsession"), Category.SESSIONS, account_id=person.account_id, ids=[row.id], now=began
        )
    end = end_of(TECHNICAL_PERIOD, began)
    assert ends == {row.id: end} and (end.astimezone(ZONE).date() - began.astimezone(ZONE).date()).days == 90
    for now, kept in ((end - DAY, True), (end - MOMENT, True), (end, False), (end + DAY, False)):
        purge(database, store, now)
        with database.read() as session:
            assert bool(ids_in(session, LoginSession)) is kept, now


@pytest.mark.parametrize("withdrawn", ENDINGS, ids=str)
def test_proof_of_a_consent_goes_five_years_after_its_end(
    database: Database, store: FileStore, withdrawn: datetime
) -> None:
    with database.write() as session:
        person = make_left(session, "mila", withdrawn)
        session.get_one(Account, person.account_id).deactivated_at = None
        session.get_one(Account, person.account_id).last_active_at = withdrawn + 5 * 366 * DAY
        first = make_consent(session, person, True, withdrawn - 400 * DAY)
        second = make_consent(session, person, False, withdrawn)
        lasting = make_consent(session, person, True, withdrawn + DAY)
        ends = row_ends(
            session,
            holding("consententry"),
            Category.CONSENTS,
            account_id=person.account_id,
            ids=[first.id, second.id, lasting.id],
            now=withdrawn,
        )
    assert ends[first.id] == ends[second.id] and ends[lasting.id] is None
    end = ends[first.id]
    assert end is not None and 1825 <= (end - withdrawn + DAY).days <= 1827
    purge(database, store, end - MOMENT)
    with database.read() as session:
        assert len(ids_in(session, ConsentEntry)) == 3
    purge(database, store, end)
    with database.read() as session:
        assert ids_in(session, ConsentEntry) == {lasting.id}


def test_nothing_of_an_active_account_goes(database: Database, store: FileStore) -> None:
    with database.write() as session:
        person = make_left(session, "mila", NOW)
        account = session.get_one(Account, person.account_id)
        account.deactivated_at, account.last_active_at = None, NOW + 3650 * DAY
        clock = clock_of(session, person.account_id, now=NOW)
    assert clock.end_of(Category.PROFILE) is None
    assert clock.expected_end_of(Category.PROFILE) is not None
    purge(database, store, NOW + 3650 * DAY)
    with database.read() as session:
        assert ids_in(session, Experience) and session.get(Account, person.account_id)


def make_rows(session: Session, chance: random.Random) -> list[Person]:
    """Clients and professionals who left at random moments, or not, with everything that hangs on two of them."""
    people: list[Person] = []
    for number in range(8):
        ended = NOW + timedelta(minutes=chance.randrange(400 * 24 * 60))
        if number % 2:
            person = make_client(session, f"client{number}@people.example", organisation=f"Organisation {number}")
            session.get_one(Account, person.account_id).deactivated_at = ended
        else:
            person = make_left(session, f"person{number}", ended)
            session.get_one(Professional, person.professional_id).one_person_business = True
        if chance.random() < 0.2:
            session.get_one(Account, person.account_id).deactivated_at = None
        session.get_one(Account, person.account_id).last_active_at = NOW + 5000 * DAY
        session.get_one(Account, person.account_id).locale = "nl"
        make_session(session, person, f"session {number}", NOW - timedelta(minutes=chance.randrange(90 * 24 * 60)))
        people.append(person)
    for client in people[1::2]:
        for professional in chance.sample(people[::2], 2):
            make_match(session, client, professional)
            session.add(_seen(professional, client))
            session.add(_seen(client, professional))
            audit.record(session, "match.end", actor_id=client.account_id, account_id=professional.account_id, now=NOW)
    for person in people:
        make_consent(session, person, True, NOW - 100 * DAY)
        if chance.random() < 0.5:
            make_consent(session, person, False, NOW - timedelta(days=chance.randrange(100)))
        if chance.random() < 0.6:
            make_special(
                session, person, chance.choice([None, NOW + timedelta(minutes=chance.randrange(400 * 24 * 60))])
            )
    session.flush()
    return people


def make_holds(session: Session, chance: random.Random, people: list[Person]) -> None:
    """Holds on some of them, told or not."""
    for person in people:
        if chance.random() < 0.3:
            until = NOW + timedelta(days=chance.randrange(1000))
            make_hold(session, person, since=NOW, until=until, told=chance.random() < 0.5)


def _seen(person: Person, viewer: Person) -> Disclosure:
    return Disclosure(
        account_id=person.account_id,
        viewer_id=viewer.account_id,
        kind=DisclosureKind.PROFILE_VIEW,
        tier=int(Tier.MATCHED),
        at=NOW,
    )


def shown(session: Session, people: list[Person], now: datetime) -> dict[tuple[str, str, str, str], datetime | None]:
    """Until when each datum is said to be kept, by person, table, row and column."""
    found: dict[tuple[str, str, str, str], datetime | None] = {}
    for person in people:
        for row in rows_about(session, person.account_id):
            for datum in row.data:
                ends = row_ends(
                    session,
                    holding(row.table),
                    datum.declared.category,
                    account_id=person.account_id,
                    ids=[row.id],
                    now=now,
                    given_by=datum.declared.given_by,
                )
                found[person.account_id, row.table, row.id, datum.column] = ends[row.id]
    return found


@pytest.mark.parametrize("seed", (0, 1, 3, 4))
def test_the_purge_deletes_exactly_what_the_countdown_says(database: Database, store: FileStore, seed: int) -> None:
    chance = random.Random(seed)
    with database.write() as session:
        people = make_rows(session, chance)
        usual = shown(session, people, NOW)
        make_holds(session, chance, people)
    with database.read() as session:
        before = shown(session, people, NOW)
        values = _values(session, people)
    assert len({end for end in before.values() if end}) > 10
    assert any(before[key] != end for key, end in usual.items()), "somebody is held beyond the usual end"
    moments = sorted({end for ends in (usual, before) for end in ends.values() if end})
    sample = (moment + chance.choice([-DAY, -MOMENT, 0 * DAY, DAY]) for moment in chance.sample(moments, 8))
    for now in sorted(moment for moment in (*sample, moments[-1]) if moment > NOW):
        purge(database, store, now)
        with database.read() as session:
            left = _values(session, people)
        kept = _kept_apart(database, store)
        for key, end in before.items():
            if values[key] is not None and key in usual:
                gone, over = left.get(key) != values[key], usual[key] is not None and usual[key] <= now
                assert gone is over, (key, usual[key], now)
                if gone and key[1] != "consententry":
                    assert (key[1:] in kept) is (end is not None and end > now), (key, end, now)
        before = {key: end for key, end in before.items() if end is None or end > now}


def _kept_apart(database: Database, store: FileStore) -> set[tuple[str, str, str]]:
    """What the officer can read in the legal store, by table, row and column."""
    records = reader_of(database, store).records()
    return {(r.content["table"], r.content["row"], column) for r in records for column in r.content["values"]}


def _values(session: Session, people: list[Person]) -> dict[tuple[str, str, str, str], object]:
    """What each person can be shown now."""
    found: dict[tuple[str, str, str, str], object] = {}
    for person in people:
        keyring(session).forget(person.account_id)
        for row in rows_about(session, person.account_id):
            for datum in row.data:
                found[person.account_id, row.table, row.id, datum.column] = datum.value
    return found
