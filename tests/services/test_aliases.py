"""Each organisation knows a professional under an id and a name of its own."""

from __future__ import annotations

from models.base import new_id
from services.aliases import alias_of, handle_of

KEY, OTHER = b"a" * 32, b"b" * 32


def test_an_alias_leads_back_to_its_handle_for_its_own_organisation_only() -> None:
    handle = new_id()
    alias = alias_of(KEY, handle)
    assert handle_of(KEY, alias.id) == handle
    assert handle_of(OTHER, alias.id) != handle


def test_an_alias_is_stable_and_differs_between_organisations() -> None:
    handle = new_id()
    assert alias_of(KEY, handle) == alias_of(KEY, handle)
    assert alias_of(KEY, handle).id != alias_of(OTHER, handle).id
    assert alias_of(KEY, handle).id != handle


def test_no_two_professionals_share_an_alias() -> None:
    aliases = {alias_of(KEY, new_id()).id for _ in range(2000)}
    assert len(aliases) == 2000


def test_what_is_no_id_leads_nowhere() -> None:
    for text in ("", "x", "not-an-id", "é" * 26, "a" * 300, "1" * 26):
        assert handle_of(KEY, text) is None
