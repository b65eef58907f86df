"""How soon somebody answers: exact on written-out conversations, a band from five on, nothing of what is too old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from models.database import Database
from services import response_times
from services.response_times import ResponseBand
from tests.factories import NOW, Person
from tests.factories_chat import converse

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)


def of_ana(session: Session, pair: tuple[Person, Person], now: datetime = NOW) -> response_times.ResponseTime:
    return response_times.of_professional(session, pair[0].account_id, now=now)


def test_the_median_of_first_answers(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        for hours in (1, 2, 30, 4, 5):
            converse(session, pair, NOW - timedelta(days=10), hours * HOUR, 100 * HOUR)
        found = of_ana(session, pair)
        assert (found.median, found.number, found.band) == (4 * HOUR, 5, ResponseBand.DAY)


def test_with_fewer_than_five_there_is_no_band(database: Database, pair: tuple[Person, Person]) -> None:
    with database.write() as session:
        for _number in range(4):
            converse(session, pair, NOW - timedelta(days=1), HOUR)
        found = of_ana(session, pair)
        assert (found.median, found.number, found.band) == (HOUR, 4, None)


def test_what_is_unanswered_too_old_or_begun_by_oneself_does_not_count(
    database: Database, pair: tuple[Person, Person]
) -> None:
    with database.write() as session:
        converse(session, pair, NOW - timedelta(days=1))
        converse(session, pair, NOW - response_times.PERIOD, HOUR)
        converse(session, pair, NOW - timedelta(days=1), HOUR, by_professional=True)
        assert of_ana(session, pair).number == 0
        of_jip = response_times.of_organisation(session, pair[1].organisation_id, now=NOW)
        assert (of_jip.median, of_jip.number) == (HOUR, 1)


@pytest.mark.parametrize(("day", "hours"), [("2027-03-28", 2), ("2027-10-31", 4)])
def test_a_night_on_which_clocks_change_is_as_long_as_it_is(
    database: Database, pair: tuple[Person, Person], day: str, hours: int
) -> None:
    began = datetime.fromisoformat(f"{day}T01:00").replace(tzinfo=AMSTERDAM).astimezone(UTC)
    answered = datetime.fromisoformat(f"{day}T04:00").replace(tzinfo=AMSTERDAM).astimezone(UTC)
    with database.write() as session:
        converse(session, pair, began, answered - began)
        assert of_ana(session, pair, answered).median == hours * HOUR


@pytest.mark.parametrize(
    ("taken", "band"),
    [
        (HOUR, ResponseBand.HOUR),
        (HOUR + timedelta(seconds=1), ResponseBand.DAY),
        (timedelta(days=1), ResponseBand.DAY),
        (timedelta(days=3), ResponseBand.DAYS),
        (timedelta(days=3, seconds=1), ResponseBand.LATER),
    ],
)
def test_bands(taken: timedelta, band: ResponseBand) -> None:
    assert response_times.ResponseTime(taken, 5).band is band
