"""An organisation is recognised however its name, its domain and its number are written."""

from __future__ import annotations

import pytest

from services.recognising import domain_of, name_of, number_of


@pytest.mark.parametrize(
    "written",
    [
        "Tulip Energy",
        "tulip energy b.v.",
        "TULIP-ENERGY BV",
        "Tülip  Energy N.V.",
        "Tulip Energy GmbH & Co. KG",
        "Tulip & Energy",
    ],
)
def test_names_that_are_the_same(written: str) -> None:
    assert name_of(written) == "tulipenergy"


def test_a_legal_form_alone_stays_a_name_and_nothing_is_none() -> None:
    assert name_of("BV") == "bv"
    assert [name_of(text) for text in ("", " ", "x", "!!")] == [None] * 4
    assert name_of("Tulip") != name_of("Tulip Energy")


@pytest.mark.parametrize(
    "written",
    ["tulip.example", "www.Tulip.example", "https://tulip.example/about?x=1", "jip@tulip.example", "TULIP.EXAMPLE."],
)
def test_domains_that_are_the_same(written: str) -> None:
    assert domain_of(written) == "tulip.example"


def test_what_is_no_domain() -> None:
    assert [domain_of(text) for text in ("", "tulip", "tulip energy", "tulip..example", "-.example", "a@b")] == [
        None
    ] * 6
    assert domain_of("bücher.example") == "xn--bcher-kva.example"


def test_numbers_that_are_the_same() -> None:
    assert number_of("1234 56.78") == number_of("12345678") == "12345678"
    assert number_of("be 0428.759.497") == "BE0428759497"
    assert [number_of(text) for text in ("", "1234", "abcdef")] == [None] * 3
