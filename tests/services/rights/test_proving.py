"""Who asks without an account: a code to the address, once, for half an hour, a few tries; the same answer always."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, col, func, select

from config import Config
from models.account import PersonKey
from models.case import CaseKind, CaseOutcome, EntryKind, Letter, Proof, RightsEntry, RightsRequest
from models.database import Database
from services.rights import cases, deadlines, deciding, proving
from services.rights.proving import NothingToProve, TooManyTries, WrongCode
from tests.factories import KEYS, NOW, make_account
from tests.factories_cases import NETWORK, STRANGER, TEXT, case_mails_to, code_in, decide, make_officer, make_strange

MINUTE = timedelta(minutes=1)


def prove(session: Session, case_id: str, code: str, *, network: str = NETWORK, **options: object) -> RightsRequest:
    now = options.get("now", NOW)
    return proving.prove(session, case_id, code, keys=KEYS, network=network, now=now)  # type: ignore[arg-type]


def mailed_code(database: Database, config: Config, email: str = STRANGER) -> tuple[str, str]:
    """The id of a new request, and its code."""
    with database.write() as session:
        case_id = make_strange(session, email=email).id
    return case_id, code_in(case_mails_to(database, config, email)[-1])


def test_a_code_works_once_and_opens_the_way_to_an_answer(database: Database, config: Config) -> None:
    case_id, code = mailed_code(database, config)
    with database.write() as session:
        case = prove(session, case_id, f" {code[:3]} {code[3:]} ")
        assert (case.proof, case.proven_at, case.account_id) == (Proof.CODE, NOW, None)
        with pytest.raises(WrongCode):
            prove(session, case_id, code)
        decide(session, case, CaseOutcome.GRANTED, "We hold nothing.", now=NOW)
    _code, received, decided = case_mails_to(database, config, STRANGER)
    for mail in (received, decided):
        token = mail.split("/contact/requests/")[1].split()[0]
        assert proving.read_following(KEYS, token) == case_id
        assert proving.read_proving(KEYS, token) is None
    assert "We hold nothing." in decided


@pytest.mark.parametrize(("later", "works"), [(29, True), (30, False), (60, False)])
def test_a_code_is_short_lived(database: Database, config: Config, later: int, works: bool) -> None:
    case_id, code = mailed_code(database, config)
    with database.write() as session:
        if works:
            assert prove(session, case_id, code, now=NOW + later * MINUTE).proof is Proof.CODE
        else:
            with pytest.raises(WrongCode):
                prove(session, case_id, code, now=NOW + later * MINUTE)


def test_after_a_few_tries_even_the_right_code_is_refused(database: Database, config: Config) -> None:
    case_id, code = mailed_code(database, config)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    with database.write() as session:
        for number in range(deadlines.CODE_TRIES):
            with pytest.raises(WrongCode):
                prove(session, case_id, wrong, network=f"192.0.2.{number}")
        with pytest.raises(WrongCode):
            prove(session, case_id, code, network="198.51.100.1")
    with database.write() as session:
        proving.send_code(session, session.get_one(RightsRequest, case_id), now=NOW)
    again = code_in(case_mails_to(database, config, STRANGER)[-1])
    with database.write() as session:
        assert prove(session, case_id, again, network="198.51.100.1").proof is Proof.CODE


def test_guessing_from_one_network_is_stopped(database: Database) -> None:
    with database.write() as session:
        case_id = make_strange(session).id
        for _number in range(10):
            with pytest.raises(WrongCode):
                prove(session, case_id, "000000")
        with pytest.raises(TooManyTries):
            prove(session, case_id, "000000")


def test_nobodys_mailbox_is_filled_with_codes(database: Database) -> None:
    with database.write() as session:
        for _number in range(5):
            make_strange(session, email=STRANGER.upper() if _number % 2 else STRANGER)
        codes = select(func.count()).select_from(RightsEntry).where(RightsEntry.kind == EntryKind.CODE)
        assert session.exec(codes).one() == deadlines.CODES_AN_HOUR
        for _number in range(10):
            proving.admit_message(session, keys=KEYS, network=NETWORK, now=NOW)
        with pytest.raises(TooManyTries):
            proving.admit_message(session, keys=KEYS, network=NETWORK, now=NOW)
        proving.admit_message(session, keys=KEYS, network="198.51.100.1", now=NOW)


def test_who_proves_the_address_of_an_account_finds_the_request_there(database: Database, config: Config) -> None:
    with database.write() as session:
        person = make_account(session, "known@people.example")
    case_id, code = mailed_code(database, config, "Known@people.example")
    with database.write() as session:
        assert cases.of_account(session, person.account_id) == [], "an address that anybody can type proves nothing"
        prove(session, case_id, code)
        assert [case.id for case in cases.of_account(session, person.account_id)] == [case_id]
        assert {entry.account_id for entry in session.exec(select(RightsEntry))} == {person.account_id}


def test_without_proof_nothing_is_done_but_a_call_will_do(database: Database) -> None:
    with database.write() as session:
        case = make_strange(session, email=None, phone="+31 20 555 0199")
        assert isinstance(case, RightsRequest)
        with pytest.raises(NothingToProve):
            proving.send_code(session, case, now=NOW)
        with pytest.raises(deciding.NotProven):
            decide(session, case, CaseOutcome.GRANTED, "Done.", now=NOW)
        proving.note_call(session, case, staff_id=make_officer(session).account_id, now=NOW)
        decide(session, case, CaseOutcome.GRANTED, "Done.", now=NOW)
        assert (case.proof, case.outcome) == (Proof.CALL, CaseOutcome.GRANTED)


def test_a_letter_needs_no_proof_and_its_answer_brings_the_way_to_it(database: Database, config: Config) -> None:
    with database.write() as session:
        case = make_strange(session, CaseKind.QUESTION)
        assert isinstance(case, Letter)
        decide(session, case, CaseOutcome.GRANTED, "By train.", now=NOW)
        assert case.outcome is CaseOutcome.ANSWERED
        case_id = case.id
    (answer,) = [mail for mail in case_mails_to(database, config, STRANGER) if "By train." in mail]
    assert proving.read_following(KEYS, answer.split("/contact/requests/")[1].split()[0]) == case_id


def test_what_a_stranger_writes_is_sealed_under_a_key_of_its_own(database: Database) -> None:
    with database.write() as session:
        case_id = make_strange(session).id
    with database.read() as session:
        raw = session.connection().exec_driver_sql("SELECT email, name FROM rightsrequest").one()
        texts = session.connection().exec_driver_sql("SELECT text FROM rightsentry WHERE text IS NOT NULL").scalars()
        assert all(b"stranger" not in bytes(value) and b"Vera" not in bytes(value) for value in raw)
        assert all(TEXT.encode() not in bytes(value) for value in texts)
        assert session.exec(select(PersonKey).where(col(PersonKey.account_id) == case_id)).one()
