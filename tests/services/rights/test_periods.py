from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register import ACCOUNT_PERIOD, CONTACT_PERIOD, INACTIVITY, PROOF_PERIOD, TECHNICAL_PERIOD, Retention
from services.rights.periods import MOMENT, ZONE, add_months, days_ago, end_of, last_begun

PERIODS = (ACCOUNT_PERIOD, CONTACT_PERIOD, INACTIVITY, PROOF_PERIOD, TECHNICAL_PERIOD)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("began", "ends"),
    [
        ("2026-08-31T12:00+02:00", "2027-02-28T00:00+01:00"),
        ("2027-08-31T12:00+02:00", "2028-02-29T00:00+01:00"),
        ("2026-03-31T12:00+02:00", "2026-09-30T00:00+02:00"),
        ("2026-01-15T09:00+01:00", "2026-07-15T00:00+02:00"),
        ("2026-07-15T09:00+02:00", "2027-01-15T00:00+01:00"),
        # The day is the one in Amsterdam: 23:30 in London is tomorrow there.
        ("2026-01-31T23:30+00:00", "2026-08-01T00:00+02:00"),
        # On the nights that clocks change, midnight is still at the first moment of the date.
        ("2025-09-29T08:00+02:00", "2026-03-29T00:00+01:00"),
        ("2026-04-25T08:00+02:00", "2026-10-25T00:00+02:00"),
        ("2026-09-28T23:59:59.999999+02:00", "2027-03-28T00:00+01:00"),
    ],
)
def test_six_months_end_on_the_date_or_the_last_of_the_month(began: str, ends: str) -> None:
    assert end_of(ACCOUNT_PERIOD, utc(began)) == utc(ends)


def test_years_end_on_the_date_and_leap_day_on_the_last_of_february() -> None:
    assert end_of(CONTACT_PERIOD, utc("2024-02-29T10:00+01:00")) == utc("2029-02-28T00:00+01:00")
    assert end_of(INACTIVITY, utc("2028-02-29T10:00+01:00")) == utc("2029-02-28T00:00+01:00")


@pytest.mark.parametrize(
    ("began", "ends"),
    [
        ("2026-01-15T00:00+01:00", "2026-04-15T00:00+02:00"),
        ("2026-01-15T23:59:59.999999+01:00", "2026-04-15T00:00+02:00"),
        ("2026-08-15T12:00+02:00", "2026-11-13T00:00+01:00"),
        # The end falls on the very nights on which the clock is changed.
        ("2025-12-29T12:00+01:00", "2026-03-29T00:00+01:00"),
        ("2026-07-27T12:00+02:00", "2026-10-25T00:00+02:00"),
    ],
)
def test_ninety_days_end_on_the_ninetieth_date_over_a_change_of_the_clock(began: str, ends: str) -> None:
    assert end_of(TECHNICAL_PERIOD, utc(began)) == utc(ends)


@pytest.mark.parametrize(
    ("began", "ends"),
    [
        ("2027-01-31T12:00+01:00", "2027-02-28T00:00+01:00"),
        ("2028-01-31T12:00+01:00", "2028-02-29T00:00+01:00"),
        ("2028-02-29T12:00+01:00", "2028-03-29T00:00+02:00"),
        ("2026-02-28T12:00+01:00", "2026-03-28T00:00+01:00"),
        ("2026-03-31T12:00+02:00", "2026-04-30T00:00+02:00"),
        ("2026-12-31T23:30+01:00", "2027-01-31T00:00+01:00"),
    ],
)
def test_a_month_ends_on_the_date_or_the_last_of_the_next(began: str, ends: str) -> None:
    assert end_of(Retention("", ACCOUNT_PERIOD.clock, months=1), utc(began)) == utc(ends)


MOMENTS = st.integers(0, 20 * 366 * 24 * 3600 * 1000).map(
    lambda number: datetime(2019, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)
)


@given(st.sampled_from(PERIODS), MOMENTS, MOMENTS)
def test_what_has_begun_by_the_last_beginning_is_over_and_nothing_later(
    period: Retention, began: datetime, now: datetime
) -> None:
    assert (began <= last_begun(period, now)) == (end_of(period, began) <= now)


@given(st.sampled_from(PERIODS), MOMENTS)
def test_the_last_beginning_is_exact(period: Retention, began: datetime) -> None:
    end = end_of(period, began)
    assert began <= last_begun(period, end)
    assert began > last_begun(period, end - MOMENT)


@given(MOMENTS, st.integers(1, 120))
def test_nothing_is_kept_longer_than_its_months(began: datetime, months: int) -> None:
    period = Retention("", ACCOUNT_PERIOD.clock, months=months)
    local = end_of(period, began).astimezone(ZONE)
    assert (local.hour, local.minute) == (0, 0)
    assert local.date() == add_months(began.astimezone(ZONE).date(), months)


def test_months_over_the_turn_of_a_year() -> None:
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert add_months(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_days_ago_is_the_end_of_a_day_in_amsterdam() -> None:
    assert days_ago(utc("2026-03-30T03:30+02:00"), 1) == utc("2026-03-30T00:00+02:00") - MOMENT
