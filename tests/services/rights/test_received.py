"""The actual recipients, and what goes by itself: derived from the log and from what the purge goes by."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from models.account import Account
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.privacy import Tier
from models.retention import LegalHold
from services.files import FileStore
from services.rights.periods import MOMENT
from services.rights.received import SHOWS, received
from services.rights.recipients import Recipient
from services.rights.upcoming import going
from services.rights.walk import rows_about
from tests.factories import NOW, Person, make_client, make_professional_account
from tests.factories_retention import purge
from tests.services.rights.test_retention import make_rows, shown

DAY = timedelta(days=1)


def test_every_kind_of_disclosure_says_what_it_shows() -> None:
    assert set(SHOWS) == set(DisclosureKind)


def test_a_recipient_is_named_once_with_the_most_and_the_last(database: Database) -> None:
    with database.write() as session:
        person, client = make_professional_account(session), make_client(session)
        for days, tier in ((9, Tier.VERIFIED), (5, Tier.MATCHED), (1, Tier.VERIFIED)):
            session.add(
                Disclosure(
                    account_id=person.account_id,
                    viewer_id=client.account_id,
                    organisation_id=client.organisation_id,
                    kind=DisclosureKind.PROFILE_VIEW,
                    tier=int(tier),
                    at=NOW - days * DAY,
                )
            )
    with database.read() as session:
        (found,) = received(session, person.account_id)
        assert received(session, client.account_id) == []
    assert (found.recipient, found.organisation) == (Recipient.ORGANISATION, "Sjabloon Bouw")
    assert (found.tier, found.times, found.last) == (Tier.MATCHED, 3, NOW - DAY)


@pytest.mark.parametrize("seed", [11, 12])
def test_what_is_said_to_go_is_what_the_purge_takes(database: Database, tmp_path: Path, seed: int) -> None:
    with database.write() as session:
        people = make_rows(session, random.Random(seed))
        session.execute(delete(LegalHold))  # somebody may not know of them
        for person in people[::3]:
            session.get_one(Account, person.account_id).deactivated_at = None
    active = people[::3]
    with database.read() as session:
        ends = shown(session, active, NOW)
        told = {person.account_id: going(session, person.account_id, now=NOW) for person in active}
    assert {"interestrequest", "loginsession"} <= {each.table for gone in told.values() for each in gone}
    for account_id, gone in told.items():
        own: dict[str, dict[str, datetime]] = {}
        for (who, table, row_id, _column), end in ends.items():
            if who == account_id and end is not None:
                own.setdefault(table, {})[row_id] = end
        assert {each.table: (each.number, each.first, each.last) for each in gone} == {
            table: (len(rows), min(rows.values()), max(rows.values())) for table, rows in own.items()
        }
    first = min(each.first for gone in told.values() for each in gone)
    store, before = FileStore(tmp_path.as_uri()), _number(database, active)
    purge(database, store, first - MOMENT)
    assert _number(database, active) == before
    purge(database, store, first)
    assert _number(database, active) < before


def _number(database: Database, people: list[Person]) -> int:
    with database.read() as session:
        return sum(len(list(rows_about(session, person.account_id))) for person in people)
