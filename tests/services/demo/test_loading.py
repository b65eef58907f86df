"""The demo is loaded whole, whatever is drawn: requests go to those who have a profile, and partners have none."""

from __future__ import annotations

from sqlmodel import select

from config import Config
from models.database import Database
from models.match import InterestRequest
from models.partner import PartnerPage
from services.demo import loading
from services.demo.cast import REQUESTS
from tests.factories import KEYS, NOW


def test_requests_go_to_those_who_have_a_profile(database: Database, config: Config) -> None:
    told: list[tuple[int, int]] = []
    loading.load(
        database,
        config,
        professionals=loading.PARTNERS + len(REQUESTS) + 1,
        seed=1,
        keys=KEYS,
        now=NOW,
        report=lambda done, of: told.append((done, of)),
    )
    with database.read() as session:
        asked = session.exec(select(InterestRequest.account_id)).all()
        partners = session.exec(select(PartnerPage.account_id)).all()
    assert len(partners) == loading.PARTNERS and len(asked) == len(REQUESTS) + 1
    assert set(asked).isdisjoint(partners)
    assert told[-1][0] == told[-1][1]
