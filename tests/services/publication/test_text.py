"""Text of any origin comes into one form at a cost that its length bounds."""

from __future__ import annotations

import unicodedata

import pytest

from services.publication.places import place_from_text
from services.publication.text import normalise, stream_safe

ROWS = {
    "two classes": "\u0301\u0323",
    "no class of its own, falls apart into two": "\u0f73",
    "joined by what is invisible": "\u0301" * 29 + "\u200d\u0323",
    "half-width": "\uff9e\u0301",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_a_row_of_marks_is_cut_at_thirty(row):
    text = normalise(f"Noor a{row * 200} Voorbeeld")
    assert len(unicodedata.normalize("NFKD", text)) <= len("Noor a Voorbeeld") + 2 * 30
    assert text.startswith("Noor ") and text.endswith(" Voorbeeld")


def test_marks_that_languages_write_stay():
    for text in ("Zoë Ångström", "Nguyễn Thị Ánh", "שָׁלוֹם", "हिन्दी", "a" + "\u0301" * 30):
        assert stream_safe(text) == text


def test_a_place_of_many_marks_is_nowhere():
    assert place_from_text("a" + "\u0301\u0323" * 5000) == (None, None)


def test_words_cut_at_a_line_end_are_joined_also_after_a_long_word():
    long = "e" * 500
    assert normalise(f"back-\n{long}\n1 boek-\nhouder, {long}") == f"back-{long}\n1 boekhouder, {long}"


def test_halves_of_characters_find_each_other_or_are_replaced():
    assert normalise("Noor \ud83d\ude00 \ud800!") == "Noor 😀 \ufffd!"
