"""Agreements with processors: recorded by the operator, in force for one purpose, one server and a period."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from models.database import Database
from models.processor import ProcessorPurpose
from services.processors import agreement_in_force

RECORD = ["record-processor", "Taalmodel BV", "--purpose", "summaries", "--host", "API.Models.example"]


def in_force(database: Database, *, host: str = "api.models.example", today: date) -> bool:
    with database.read() as session:
        return agreement_in_force(session, ProcessorPurpose.SUMMARIES, host=host, today=today) is not None


def test_an_agreement_counts_from_its_first_to_its_last_day(app: Flask, database: Database) -> None:
    with app.app_context():
        result = app.test_cli_runner().invoke(args=[*RECORD, "--signed", "2026-11-01", "--ends", "2027-10-31"])
    assert result.exit_code == 0, result.output
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2027, 10, 31), date(2027, 11, 1)]
    assert [in_force(database, today=day) for day in days] == [False, True, True, False]
    assert not in_force(database, host="models.example", today=days[1])


@pytest.mark.parametrize("options", [["--signed", "2026-11-02", "--ends", "2026-11-01"], ["--signed", "yesterday"], []])
def test_what_is_no_period_is_refused(app: Flask, database: Database, options: list[str]) -> None:
    with app.app_context():
        assert app.test_cli_runner().invoke(args=[*RECORD, *options]).exit_code == 2
    assert not in_force(database, today=date(2026, 11, 2))
