"""How long requests and letters are kept, with and without an account: one moment before, and at the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from config import Config
from models.account import Account, PersonKey
from models.case import CaseKind, CaseOutcome, Letter, LetterEntry, RightsEntry, RightsRequest
from models.database import Database
from models.privacy import Category
from models.register import CORRESPONDENCE_PERIOD, PROOF_PERIOD
from services.files import FileStore
from services.rights import cases, proving, purge_plan, retention
from services.rights.deadlines import UNPROVEN_DAYS
from services.rights.periods import MOMENT, end_of
from services.rights.walk import Holding, holdings
from tests.factories import KEYS, NOW, make_account
from tests.factories_cases import NETWORK, STRANGER, case_mails_to, code_in, decide, make_request, make_strange
from tests.factories_retention import ids_in, purge

DAY = timedelta(days=1)
ENDINGS = [NOW, datetime(2027, 8, 31, 10, 0, tzinfo=UTC), datetime(2028, 2, 29, 22, 59, tzinfo=UTC)]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore((tmp_path / "files").as_uri())


def holding(name: str) -> Holding:
    return next(each for each in holdings() if each.name == name)


@pytest.mark.parametrize("closed", ENDINGS, ids=str)
def test_a_request_goes_five_years_after_it_was_closed_with_its_key(
    database: Database, store: FileStore, closed: datetime
) -> None:
    with database.write() as session:
        person = make_account(session)
        case, open_one = make_request(session, person, now=closed), make_request(session, person, now=closed)
        decide(session, case, CaseOutcome.GRANTED, now=closed)
        for account in session.exec(select(Account)):
            account.last_active_at = closed + 4000 * DAY
        ids, key_ids = {case.id, open_one.id}, {case.id, open_one.id}
        ends = retention.row_ends(
            session,
            holding("rightsrequest"),
            Category.RIGHTS,
            account_id=person.account_id,
            ids=sorted(ids),
            now=closed,
        )
        end = end_of(PROOF_PERIOD, closed)
        assert ends == {case.id: end, open_one.id: None}
        case_id = case.id
    purge(database, store, end - MOMENT)
    with database.read() as session:
        assert ids_in(session, RightsRequest) == ids and len(ids_in(session, RightsEntry)) == 3
    purge(database, store, end)
    with database.read() as session:
        assert ids_in(session, RightsRequest) == ids - {case_id} and len(ids_in(session, RightsEntry)) == 1
        kept = set(session.exec(select(PersonKey.account_id)))
        assert kept & key_ids == key_ids - {case_id}


@pytest.mark.parametrize("closed", ENDINGS, ids=str)
def test_a_strangers_letter_goes_six_months_after_it_was_handled(
    database: Database, store: FileStore, closed: datetime
) -> None:
    with database.write() as session:
        letter, waiting = (make_strange(session, CaseKind.QUESTION, now=closed) for _each in range(2))
        decide(session, letter, CaseOutcome.ANSWERED, now=closed)
        letter_id, waiting_id = letter.id, waiting.id
    end = end_of(CORRESPONDENCE_PERIOD, closed)
    purge(database, store, end - MOMENT)
    with database.read() as session:
        assert ids_in(session, Letter) == {letter_id, waiting_id}
        plan = {rule.key: rule.number for rule in purge_plan.plan(session, now=end)}
        assert plan["correspondence"] == 3
    purge(database, store, end)
    with database.read() as session:
        assert ids_in(session, Letter) == {waiting_id} and len(ids_in(session, LetterEntry)) == 1
        assert letter_id not in set(session.exec(select(PersonKey.account_id)))


def test_the_letter_of_somebody_with_an_account_goes_when_it_is_handled_and_they_left(
    database: Database, store: FileStore
) -> None:
    def ends(now: datetime) -> datetime | None:
        with database.read() as session:
            return retention.row_ends(
                session, holding("letter"), Category.CORRESPONDENCE, account_id=person.account_id, ids=[id_], now=now
            )[id_]

    with database.write() as session:
        person = make_account(session)
        asked = cases.Asked(CaseKind.COMPLAINT, "It is slow.", "en")
        letter = cases.ask(session, asked, account_id=person.account_id, keys=KEYS, now=NOW)
        id_ = letter.id
        decide(session, letter, CaseOutcome.ANSWERED, now=NOW)
        for account in session.exec(select(Account)):
            account.last_active_at = NOW + 400 * DAY
    purge(database, store, NOW + 300 * DAY)
    assert ends(NOW + 300 * DAY) is None
    left = NOW + 310 * DAY
    with database.write() as session:
        assert ids_in(session, Letter) == {id_}
        session.get_one(Account, person.account_id).deactivated_at = left
    assert ends(left) == left
    purge(database, store, left - MOMENT)
    with database.read() as session:
        assert ids_in(session, Letter) == {id_}
    purge(database, store, left)
    with database.read() as session:
        assert ids_in(session, Letter) == set()


def test_a_request_whose_address_nobody_confirmed_is_deleted(
    database: Database, config: Config, store: FileStore
) -> None:
    with database.write() as session:
        person = make_account(session)
        kept = {
            make_request(session, person).id,
            make_strange(session, email=None, phone="+31 20 555 0199").id,
            make_strange(session, now=NOW + DAY).id,
        }
        proven, unproven = make_strange(session), make_strange(session, email="victim@elsewhere.example")
        proven_id, unproven_id = proven.id, unproven.id
    code = code_in(next(mail for mail in case_mails_to(database, config, STRANGER) if link(mail) == proven_id))
    with database.write() as session:
        proving.prove(session, proven_id, code, keys=KEYS, network=NETWORK, now=NOW)
    end = NOW + timedelta(days=UNPROVEN_DAYS)
    purge(database, store, end - MOMENT)
    with database.read() as session:
        assert ids_in(session, RightsRequest) == kept | {proven_id, unproven_id}
    purge(database, store, end)
    with database.read() as session:
        assert ids_in(session, RightsRequest) == kept | {proven_id}
        assert unproven_id not in set(session.exec(select(PersonKey.account_id)))


def test_the_proof_of_an_answer_outlives_the_account(database: Database, store: FileStore) -> None:
    with database.write() as session:
        person = make_account(session)
        case = make_request(session, person, CaseKind.ERASURE)
        decide(session, case, CaseOutcome.GRANTED, "All of it is gone.")
        case_id = case.id
        session.delete(session.get_one(Account, person.account_id))
    with database.write() as session:
        case = session.get_one(RightsRequest, case_id)
        assert case.account_id is None
        assert [step.text for step in cases.steps(session, case)][-1] == "All of it is gone."


def link(mail: str) -> str | None:
    """The request that a mail with a code is about."""
    return (
        proving.read_proving(KEYS, mail.split("/contact/proof/")[1].split()[0]) if "/contact/proof/" in mail else None
    )
