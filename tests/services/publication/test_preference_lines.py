"""Assignment preferences under a heading of their own, in three languages."""

from __future__ import annotations

from datetime import date

import pytest

from services.publication.preference_lines import parse_preferences
from services.publication.record import Availability, RemoteWork
from services.publication.resume import Preferences
from services.publication.sections import parse_resume


@pytest.mark.parametrize(
    "text",
    [
        "Availability\nAvailable immediately\n32 hours a week\nHybrid\nDay rate: € 1,050",
        "Beschikbaarheid\n- Per direct beschikbaar\n- 32 uur per week\n- Hybride\n- Dagtarief: € 1.050,-",
        "Verfügbarkeit\nAb sofort verfügbar. 32 Stunden pro Woche. Hybrid. Tagessatz: 1050 €",
    ],
)
def test_preferences_of_a_resume(text):
    found = parse_resume(f"Noor Voorbeeld\n\n{text}").preferences
    assert found == Preferences(105_000, 32, Availability.NOW, None, RemoteWork.HYBRID)


@pytest.mark.parametrize(
    ("line", "available"),
    [
        ("Available within a month", Availability.MONTH),
        ("Binnen een maand beschikbaar", Availability.MONTH),
        ("Innerhalb eines Monats verfügbar", Availability.MONTH),
        ("Innerhalb von 3 Monaten verfügbar", Availability.QUARTER),
        ("Later beschikbaar", Availability.LATER),
        ("Nothing to say", None),
    ],
)
def test_when_somebody_is_available(line, available):
    assert parse_preferences([line]).available == available


@pytest.mark.parametrize("line", ["Available from 15-04-2027", "Verfügbar ab 15.04.2027", "Vanaf 2027-04-15"])
def test_a_first_day(line):
    assert parse_preferences([line]).available_from == date(2027, 4, 15)


@pytest.mark.parametrize(
    ("line", "cents"),
    [
        ("€ 95 per uur", 76_000),
        ("EUR 600 a day", 60_000),
        ("€ 600", None),
        ("Budget of € 90,000", None),
        ("Stundensatz: 80,50 €", 64_000),
    ],
)
def test_rates(line, cents):
    assert parse_preferences([line]).day_rate == cents


@pytest.mark.parametrize(
    ("line", "remote"),
    [
        ("Op locatie", RemoteWork.ON_SITE),
        ("Vor Ort", RemoteWork.ON_SITE),
        ("Op afstand", RemoteWork.REMOTE),
        ("40 uur", None),
    ],
)
def test_where_to_work(line, remote):
    assert parse_preferences([line]).remote == remote


def test_a_day_that_does_not_exist_is_none():
    assert parse_preferences(["Available from 31-02-2027"]).available_from is None
