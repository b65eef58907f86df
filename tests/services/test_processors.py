"""Agreements with processors: recorded by the operator, in force for one purpose, one server, a period, a country."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from models.adequacy import ADEQUATE, EEA
from models.database import Database
from models.processor import ProcessorAgreement, ProcessorPurpose, Safeguard
from services.errors import NotFound, ServiceError
from services.processors import (
    Copy,
    EndsBeforeItBegan,
    NoBasisForTransfer,
    NoCopyOfSafeguards,
    UnreadableCopy,
    agreement_in_force,
    end_agreement,
    processors,
    read_copy,
    record_agreement,
    safeguards_of,
)
from services.transfers import TransferBasis, basis_of

RECORD = ["record-processor", "Taalmodel BV", "--purpose", "summaries", "--host", "API.Models.example"]
SIGNED = ["--country", "nl", "--signed", "2026-11-01"]
TODAY = date(2026, 11, 26)
CLAUSES = Copy("text/plain", b"the clauses")
NONE, CERTIFIED, STANDARD, BINDING = (
    Safeguard.NONE,
    Safeguard.FRAMEWORK,
    Safeguard.STANDARD_CLAUSES,
    Safeguard.BINDING_RULES,
)


def in_force(database: Database, *, host: str = "api.models.example", today: date) -> bool:
    with database.read() as session:
        return agreement_in_force(session, ProcessorPurpose.SUMMARIES, host=host, today=today) is not None


def run(app: Flask, *options: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=[*RECORD, *options])


def record(
    database: Database, country: str = "NL", safeguard: Safeguard = NONE, copy: Copy | None = None, **values: date
) -> str:
    with database.write() as session:
        return record_agreement(
            session,
            name="Taalmodel BV",
            purpose=ProcessorPurpose.SUMMARIES,
            host="api.models.example",
            signed_on=date(2026, 11, 1),
            ends_on=values.get("ends_on"),
            country=country,
            safeguard=safeguard,
            copy=copy,
            today=TODAY,
        ).id


def test_an_agreement_counts_from_its_first_to_its_last_day(app: Flask, database: Database) -> None:
    result = run(app, *SIGNED, "--ends", "2027-10-31")
    assert result.exit_code == 0, result.output
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2027, 10, 31), date(2027, 11, 1)]
    assert [in_force(database, today=day) for day in days] == [False, True, True, False]
    assert not in_force(database, host="models.example", today=days[1])


@pytest.mark.parametrize(
    "options",
    [
        ["--country", "NL", "--signed", "2026-11-02", "--ends", "2026-11-01"],
        ["--country", "NL", "--signed", "yesterday"],
        ["--signed", "2026-11-01"],
        ["--country", "IN", "--signed", "2026-11-01"],
        ["--country", "ZZ", "--signed", "2026-11-01"],
        ["--country", "IN", "--signed", "2026-11-01", "--safeguard", "standard-clauses"],
        [],
    ],
)
def test_what_is_no_agreement_is_refused(app: Flask, database: Database, options: list[str]) -> None:
    assert run(app, *options).exit_code == 2
    assert not in_force(database, today=date(2026, 11, 2))


def test_the_operator_may_record_one_outside_with_its_clauses(app: Flask, database: Database, tmp_path: Path) -> None:
    (tmp_path / "clauses.txt").write_text("the clauses")
    options = ["--country", "IN", "--signed", "2026-11-01", "--safeguard", "standard-clauses"]
    assert run(app, *options, "--copy", str(tmp_path / "clauses.txt")).exit_code == 0
    with database.read() as session:
        (found,) = processors(session, today=TODAY)
        assert found.basis is TransferBasis.SAFEGUARDS and found.has_copy
        assert safeguards_of(session, found.id) == CLAUSES


@pytest.mark.parametrize(
    ("country", "safeguard", "basis"),
    [
        ("NL", NONE, TransferBasis.WITHIN),
        ("NO", NONE, TransferBasis.WITHIN),
        ("CH", NONE, TransferBasis.ADEQUACY),
        ("GB", NONE, TransferBasis.ADEQUACY),
        ("US", NONE, None),
        ("US", CERTIFIED, TransferBasis.ADEQUACY),
        ("US", STANDARD, TransferBasis.SAFEGUARDS),
        ("IN", NONE, None),
        ("IN", CERTIFIED, None),
        ("IN", STANDARD, TransferBasis.SAFEGUARDS),
        ("IN", BINDING, TransferBasis.SAFEGUARDS),
        ("", NONE, None),
    ],
)
def test_where_data_may_go(country: str, safeguard: Safeguard, basis: TransferBasis | None) -> None:
    assert basis_of(country, safeguard, today=TODAY) is basis


def test_a_decision_that_ended_allows_nothing_any_more(database: Database) -> None:
    last = ADEQUATE["GB"].until
    assert last is not None
    record(database, "GB")
    assert in_force(database, today=last)
    assert not in_force(database, today=date(last.year + 1, 1, 1))


def test_the_lists_of_countries_do_not_overlap() -> None:
    assert len(EEA) == 30 and not EEA & set(ADEQUATE)
    assert all(len(code) == 2 and code.isupper() for code in {*EEA, *ADEQUATE})
    assert all(each.reference and each.decided < TODAY for each in ADEQUATE.values())


@pytest.mark.parametrize(
    ("country", "safeguard", "copy", "error"),
    [
        ("IN", NONE, CLAUSES, NoBasisForTransfer),
        ("US", NONE, None, NoBasisForTransfer),
        ("IN", STANDARD, None, NoCopyOfSafeguards),
    ],
)
def test_nothing_is_recorded_that_may_not_be(
    database: Database, country: str, safeguard: Safeguard, copy: Copy | None, error: type[ServiceError]
) -> None:
    with pytest.raises(error):
        record(database, country, safeguard, copy)
    with pytest.raises(EndsBeforeItBegan):
        record(database, ends_on=date(2026, 10, 1))
    assert not in_force(database, today=TODAY)


def test_an_agreement_ends_with_the_day_and_only_once(database: Database) -> None:
    agreement_id = record(database)
    with database.write() as session:
        end_agreement(session, agreement_id, today=TODAY)
    assert in_force(database, today=TODAY) and not in_force(database, today=date(2026, 11, 27))
    for unknown in (agreement_id, "x" * 26):
        with pytest.raises(NotFound), database.write() as session:
            end_agreement(session, unknown, today=TODAY)


def test_one_recorded_before_countries_were_asked_still_counts(database: Database) -> None:
    with database.write() as session:
        session.add(
            ProcessorAgreement(
                name="Old",
                purpose=ProcessorPurpose.SUMMARIES,
                host="api.models.example",
                signed_on=date(2026, 1, 1),
            )
        )
    assert in_force(database, today=TODAY)
    with database.read() as session:
        assert processors(session, today=TODAY)[0].basis is None


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a\x00b", b"x" * (5 * 1024 * 1024 + 1)])
def test_a_copy_is_a_document_or_text(data: bytes) -> None:
    with pytest.raises(UnreadableCopy):
        read_copy(data)
    assert read_copy(b"%PDF-1.7 ...").media_type == "application/pdf"
    assert read_copy("één".encode()).media_type == "text/plain"
