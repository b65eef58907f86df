"""VAT numbers: form and check digits by the rules of each country; never one made of a citizen service number."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from models.client import Organisation, VerificationState
from models.database import Database
from services import one_person, organisations, vat_numbers
from services.organisation_checks import checks_of
from services.organisations import OrganisationDetails
from services.vat_numbers import MadeOfACitizenNumber, NotAVatNumber
from tests.factories import NOW, make_client

COMPANY = "NL004495445B01"
SINCE_2020 = "NL123456789B13"
OF_A_CITIZEN = "NL111222333B01"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (COMPANY, COMPANY),
        ("nl 0044.95.445.B.01", COMPANY),
        (SINCE_2020, SINCE_2020),
        ("BE 0428.759.497", "BE0428759497"),
        ("DE136695976", "DE136695976"),
        ("GR 094259216", "EL094259216"),
        ("ATU13585627", "ATU13585627"),
    ],
)
def test_a_number_is_kept_as_it_is_written_officially(typed: str, number: str) -> None:
    assert vat_numbers.checked(typed) == number


@pytest.mark.parametrize("typed", ["NL004495446B01", "BE0428759498", "004495445B01", "US123456789", "NL", "", "x" * 30])
def test_what_no_member_state_gives_is_refused(typed: str) -> None:
    with pytest.raises(NotAVatNumber):
        vat_numbers.checked(typed)


def test_a_sole_trader_is_not_asked_for_their_citizen_service_number() -> None:
    assert vat_numbers.checked(OF_A_CITIZEN) == OF_A_CITIZEN
    assert vat_numbers.checked(SINCE_2020, one_person=True) == SINCE_2020
    assert vat_numbers.checked(COMPANY, one_person=True) == COMPANY
    with pytest.raises(MadeOfACitizenNumber):
        vat_numbers.checked(OF_A_CITIZEN, one_person=True)


def test_a_number_of_another_country_is_seen(session: Session) -> None:
    def fits(country: str | None, number: str | None) -> bool | None:
        checks = checks_of(country=country, number=None, website=None, email="x@a.example", vat_number=number)
        return checks.vat_country_fits

    assert (fits("NL", COMPANY), fits("BE", COMPANY), fits(None, COMPANY), fits("NL", None)) == (
        True, False, None, None,
    )  # fmt: skip
    assert fits("GR", "EL094259216") is True


@pytest.fixture
def session(database: Database):  # type: ignore[no-untyped-def]
    with database.write() as session:
        yield session


def test_another_number_has_to_be_verified_again(session: Session) -> None:
    jip = make_client(session)
    row = session.get_one(Organisation, jip.organisation_id)
    details = organisations.details_of(row, OrganisationDetails)
    with_number = OrganisationDetails(**{**vars(details), "vat_number": "nl004495445b01"})
    assert organisations.edit_organisation(
        session, jip.organisation_id, with_number, account_id=jip.account_id, now=NOW
    )
    assert (row.vat_number, row.state) == (COMPANY, VerificationState.UNVERIFIED)
    with pytest.raises(NotAVatNumber):
        wrong = OrganisationDetails(**{**vars(details), "vat_number": "NL1"})
        organisations.edit_organisation(session, jip.organisation_id, wrong, account_id=jip.account_id, now=NOW)


def test_the_switch_is_refused_while_such_a_number_is_there(session: Session) -> None:
    jip = make_client(session)
    row = session.get_one(Organisation, jip.organisation_id)
    row.vat_number = OF_A_CITIZEN
    session.flush()
    with pytest.raises(MadeOfACitizenNumber):
        one_person.switch(session, jip.organisation_id, True, account_id=jip.account_id, now=NOW)
    assert row.one_person_business is False
