"""With every gate closed each proof passes; with one gate open its proof fails."""

from __future__ import annotations

import pytest
from flask import Flask

from models.database import Database
from services.publication import displayed

from .gates import GATES, NAMES_BY_KIND, Gate
from .proofs import House, Proof

PROOFS = tuple(dict.fromkeys(gate.proof for gate in GATES))


@pytest.fixture
def house(app: Flask, database: Database) -> House:
    return House(app, database)


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.__qualname__)
def test_a_proof_passes_with_every_gate_closed(proof: Proof, house: House) -> None:
    proof(house)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_a_proof_fails_with_its_gate_open(gate: Gate, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.open(monkeypatch, house)
    with pytest.raises(AssertionError):
        gate.proof(house)


def test_every_kind_that_is_displayed_has_a_gate() -> None:
    assert set(NAMES_BY_KIND) == set(displayed._KINDS)
