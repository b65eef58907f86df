from __future__ import annotations

from datetime import timedelta

import pytest

from models.account import StaffRole
from models.client import MemberRole, Membership, Organisation
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.match import InterestRequest, Match
from models.privacy import Tier
from services.rights.recipients import LogEntry, Recipient, count_visits, disclosures, reach, visits
from tests.factories_privacy import NOW, add_account


@pytest.fixture
def people(database: Database) -> dict[str, str]:
    """A professional, a client's representative, her organisation, and a verifier."""
    with database.write() as session:
        ids = {"ana": add_account(session, "ana"), "ben": add_account(session, "ben")}
        ids["staff"] = add_account(session, "eva", staff_role=StaffRole.VERIFIER)
        organisation = Organisation(name="Tulip Energy", created_at=NOW)
        session.add(organisation)
        session.flush()
        session.add(Membership(account_id=ids["ben"], organisation_id=organisation.id, role=MemberRole.OWNER))
        return ids | {"organisation": organisation.id}


def log(database: Database, people: dict[str, str], viewer: str | None, days_ago: int = 0, **values: object) -> None:
    row = {"kind": DisclosureKind.PROFILE_VIEW, "tier": int(Tier.VERIFIED), "account_id": people["ana"]} | values
    with database.write() as session:
        session.add(Disclosure(viewer_id=viewer and people[viewer], at=NOW - timedelta(days=days_ago), **row))


def read(database: Database, account_id: str) -> list[LogEntry]:
    with database.read() as session:
        return disclosures(session, account_id)


def test_a_client_is_named_with_what_the_person_is_there(database: Database, people: dict[str, str]) -> None:
    log(database, people, "ben", organisation_id=people["organisation"])
    (entry,) = read(database, people["ana"])
    assert (entry.recipient, entry.organisation, entry.role) == (
        Recipient.ORGANISATION,
        "Tulip Energy",
        MemberRole.OWNER,
    )


def test_staff_appear_with_their_role_and_reason(database: Database, people: dict[str, str]) -> None:
    log(database, people, "staff", kind=DisclosureKind.STAFF_REVIEW, reason="Review before publication")
    (entry,) = read(database, people["ana"])
    assert (entry.recipient, entry.staff_role, entry.reason) == (
        Recipient.STAFF,
        StaffRole.VERIFIER,
        "Review before publication",
    )


def test_a_client_sees_that_the_professional_got_their_details(database: Database, people: dict[str, str]) -> None:
    log(database, people, "ana", account_id=people["ben"], kind=DisclosureKind.MATCH, tier=int(Tier.MATCHED))
    (entry,) = read(database, people["ben"])
    assert (entry.recipient, entry.kind, entry.tier) == (Recipient.PROFESSIONAL, DisclosureKind.MATCH, Tier.MATCHED)


def test_an_entry_outlives_the_account_that_looked(database: Database, people: dict[str, str]) -> None:
    log(database, people, None)
    (entry,) = read(database, people["ana"])
    assert entry.recipient is Recipient.GONE


def test_the_newest_comes_first_and_others_entries_never(database: Database, people: dict[str, str]) -> None:
    for days in (3, 1, 2):
        log(database, people, "ben", days, organisation_id=people["organisation"])
    assert [(NOW - entry.at).days for entry in read(database, people["ana"])] == [1, 2, 3]
    assert read(database, people["ben"]) == []


def test_what_one_organisation_opened_on_a_day_is_one_visit(database: Database, people: dict[str, str]) -> None:
    for days in (0, 0, 0, 2):
        log(database, people, "ben", days, organisation_id=people["organisation"])
    log(database, people, "ben", organisation_id=people["organisation"], tier=int(Tier.MATCHED))
    with database.read() as session:
        found = visits(session, people["ana"], limit=5)
        assert count_visits(session, people["ana"]) == 3
    assert sorted(visit.times for visit in found) == [1, 1, 3]
    assert [(NOW - visit.entry.at).days for visit in found] == [0, 0, 2]
    assert {visit.entry.role for visit in found} == {MemberRole.OWNER}
    assert len(read(database, people["ana"])) == 5


def test_reach_counts_recent_views_and_who_knows_the_name(database: Database, people: dict[str, str]) -> None:
    for days in (1, 29, 31):
        log(database, people, "ben", days, organisation_id=people["organisation"])
    parties = {
        "sender_id": people["ben"],
        "organisation_id": people["organisation"],
        "account_id": people["ana"],
    }
    with database.write() as session:
        request = InterestRequest(message="Shall we talk?", created_at=NOW, expires_at=NOW, **parties)
        session.add(request)
        session.flush()
        session.add(Match(request_id=request.id, started_at=NOW, **parties))
    with database.read() as session:
        of_ana, of_ben = reach(session, people["ana"], now=NOW), reach(session, people["ben"], now=NOW)
    assert (of_ana.views, of_ana.entries, of_ana.organisations, of_ana.professionals) == (2, 3, 1, 0)
    assert (of_ben.views, of_ben.entries, of_ben.organisations, of_ben.professionals) == (0, 0, 0, 1)
