"""Tables for spreadsheets: what was typed stays text."""

from __future__ import annotations

import csv
import io

import pytest

from services.tables import csv_of


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "  @x"])
def test_nothing_typed_becomes_a_formula(typed: str) -> None:
    assert cells(csv_of(["a"], [[typed]])) == [["a"], ["'" + typed]]


@pytest.mark.parametrize("typed", ["plain", 'with "quotes", commas', "two\nlines", "één – ж", "a=b", ""])
def test_other_text_stays_as_it_is(typed: str) -> None:
    assert cells(csv_of(["a", "b"], [[typed, "x"]])) == [["a", "b"], [typed, "x"]]
