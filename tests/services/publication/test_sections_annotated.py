"""The parser against what people marked in the annotated résumés; the floors lie just under what was measured."""

from __future__ import annotations

from collections import Counter

import pytest

from services.publication.sections import parse_resume
from tools.bench_sections import FOLDER, covers, found_by_kind, marks, plain, tools, words


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    """Share of marks found by kind, over every fourth file."""
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.xml"), key=lambda path: int(path.stem))[::4]:
        source = path.read_text()
        found = found_by_kind(parse_resume(plain(source)))
        for kind, values in marks(source).items():
            values = values[:1] if kind in ("Name", "Email Address") else values
            total[kind] += len(values)
            hits[kind] += sum(covers(found[kind], value) for value in values)
        blocked = {" ".join(words(name)) for name in found["Companies worked at"]} - {""}
        for tool in tools(source):
            total["blocked"] += 1
            hits["blocked"] += any(f" {name} " in f" {' '.join(words(tool))} " for name in blocked)
    assert total["Companies worked at"] > 150
    return {kind: hits[kind] / total[kind] for kind in total}


def test_the_owners_are_found(shares):
    assert shares["Email Address"] == 1
    assert shares["Name"] >= 0.90


def test_employers_and_schools_are_found(shares):
    assert shares["Companies worked at"] >= 0.80
    assert shares["College Name"] >= 0.88


def test_functions_are_found(shares):
    assert shares["Designation"] >= 0.58


def test_few_tools_are_taken_for_organisations(shares):
    assert shares["blocked"] <= 0.08
