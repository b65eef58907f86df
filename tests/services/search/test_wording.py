"""What people type becomes terms: names of skills and occupations, else words."""

from __future__ import annotations

import pytest

from services.search.query import Term
from services.search.wording import MOST_TERMS, terms_of


@pytest.mark.parametrize("text", ["nurse", "verpleegkundige", "NURSE"])
def test_an_occupation_is_known_by_its_names(text: str) -> None:
    (term,) = terms_of(text)
    assert any(code.startswith(("2221", "3221")) for code in term.occupations)


def test_another_name_of_a_skill_also_means_its_label() -> None:
    (term,) = terms_of("k8s")
    assert ("k8s",) in term.phrases
    assert ("kubernetes",) in term.phrases


def test_words_between_the_words_that_matter_are_left_out() -> None:
    assert [term.phrases[0] for term in terms_of("python and 10 years of belgium")] == [("python",), ("belgium",)]


@pytest.mark.parametrize("text", ["🙂", "%", "and", "  the  "])
def test_text_without_a_word_fits_nobody(text: str) -> None:
    assert len(terms_of(text)) == 1


def test_nothing_typed_asks_nothing() -> None:
    assert terms_of("") == terms_of("   ") == ()


def test_a_long_text_is_cut() -> None:
    assert len(terms_of(" ".join(f"word{chr(97 + n)}" for n in range(26)))) == MOST_TERMS


def test_the_same_thing_twice_is_asked_once() -> None:
    assert terms_of("qwxyz qwxyz") == (Term((("qwxyz",),)),)
