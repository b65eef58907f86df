"""Ten thousand résumés whose owners bear names of the vocabulary, in twelve spellings: no label published names them.

How long a part takes is printed (pytest -s); the parts are spread over the processes of a run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from time import process_time

import pytest

from services.publication.compiler import compile_records
from services.publication.guard import Identifiers
from services.publication.record import PublicRecord, VerifiedRecord
from tests.factories import NOW
from tests.factories_telling import Telling, labels_at_verified, labels_in_public, telling_people
from tests.spellings import SPELLINGS

PARTS, EACH = 20, 500


@pytest.mark.parametrize("part", range(PARTS))
def test_no_label_names_the_owner_in_any_spelling(part: int) -> None:
    began, leaks, shown = process_time(), [], Counter[str]()
    for owner in telling_people(EACH, seed=part):
        for spelling, spell in SPELLINGS.items():
            records = _records(owner, spell)
            leaks += [(spelling, tier, name) for tier, name in _told(owner, *records)]
            shown[spelling] += len(records[1].skills)
    print(f"{EACH} résumés × {len(SPELLINGS)} spellings: {process_time() - began:.1f} s, {len(leaks)} leaks")
    assert leaks == []
    # Of the two skills that name nobody most are published: an empty record would prove nothing.
    assert min(shown.values()) > EACH


def test_without_the_owners_list_the_same_labels_name_them() -> None:
    for owner in telling_people(50, seed=0):
        for spell in SPELLINGS.values():
            assert len(_told(owner, *_records(owner, spell, identifiers=Identifiers()))) > 1


def _told(owner: Telling, public: PublicRecord, verified: VerifiedRecord) -> list[tuple[str, str]]:
    tiers = {"anonymous": labels_in_public(public), "verified": labels_at_verified(verified)}
    return [(tier, name) for tier, labels in tiers.items() for name in owner.identifying if name in labels]


def _records(
    owner: Telling, spell: Callable[[str], str], *, identifiers: Identifiers | None = None
) -> tuple[PublicRecord, VerifiedRecord]:
    resume = owner.resume(spell)
    return compile_records(
        resume,
        identifiers=identifiers or Identifiers.of(resume, account_email=owner.email),
        country="NL",
        region="NL414",
        today=NOW.date(),
    )
