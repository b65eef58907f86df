"""Pseudonyms and tiles: both languages, stable, and in nothing derived from a person."""

import re
from collections import Counter

import pytest

from services.publication.pseudonym_words import ADJECTIVES, NOUNS
from services.publication.pseudonyms import Pseudonym, draw_pseudonym, pseudonym_name, tone, weave

UNWANTED = {
    "man woman king queen lady lord boy girl father mother brother sister bull cow hen cock stallion mare",
    "koning koningin dame heer jongen meisje vader moeder broer zus stier koe haan kip hengst merrie",
    "old young grey senior junior oude jonge grijze",
    "black white brown yellow red zwarte witte bruine gele rode",
    "holy angel devil god priest monk heilige engel duivel priester monnik",
    "robin jay martin rose lily iris daisy violet ivy olive holly hazel heather rowan willow amber ruby jade",
    "fox wolf finch crane hawk swan raven merel linde roos vos haas leeuw vink valk",
}


def index(table: tuple[tuple[str, str], ...], english: str) -> int:
    return [pair[0] for pair in table].index(english)


def name(first: str, second: str, locale: str) -> str:
    return pseudonym_name(Pseudonym(index(ADJECTIVES, first), index(NOUNS, second)), locale)


@pytest.mark.parametrize(
    ("first", "second", "english", "dutch"),
    [
        ("copper", "heron", "Copper Heron", "Koperen reiger"),
        ("quiet", "otter", "Quiet Otter", "Stille otter"),
        ("iron", "eagle", "Iron Eagle", "IJzeren adelaar"),
    ],
)
def test_a_pseudonym_reads_in_both_languages(first: str, second: str, english: str, dutch: str) -> None:
    assert name(first, second, "en") == english
    assert name(first, second, "nl") == dutch


def test_there_are_words_enough_and_none_twice() -> None:
    assert len(ADJECTIVES) >= 180
    assert len(NOUNS) >= 230
    for table in (ADJECTIVES, NOUNS):
        for language in (0, 1):
            counts = Counter(pair[language] for pair in table)
            assert [word for word, times in counts.items() if times > 1] == []
            assert all(re.fullmatch(r"[a-zà-ÿ-]+", word) for word in counts)


def test_no_word_names_gender_age_origin_belief_or_a_person() -> None:
    unwanted = set(" ".join(UNWANTED).split())
    words = {word for pair in ADJECTIVES + NOUNS for word in pair}
    assert words & unwanted == set()


def test_dutch_adjectives_stand_inflected() -> None:
    assert [dutch for _, dutch in ADJECTIVES if not dutch.endswith(("e", "en"))] == []


def test_a_draw_uses_all_words_and_follows_its_random_bytes() -> None:
    drawn = {draw_pseudonym() for _ in range(4000)}
    assert {pseudonym.first for pseudonym in drawn} == set(range(len(ADJECTIVES)))
    assert {pseudonym.second for pseudonym in drawn} == set(range(len(NOUNS)))
    assert draw_pseudonym(lambda count: b"\x05" * count) == draw_pseudonym(lambda count: b"\x05" * count)


def test_a_weave_stays_the_same_for_ever() -> None:
    assert weave(11) == ((2, 3, 0.55), (9, 3, 0.55), (14, 2, 0.35), (18, 10, 0.55), (35, 6, 0.2), (45, 9, 0.35))
    assert [tone(seed) for seed in range(8)] == [2, 1, 4, 3, 1, 4, 2, 3]


def test_a_weave_fits_its_tile_and_differs_by_seed() -> None:
    seeds = [*range(200), 2**63, 2**64 - 1, -1]
    for seed in seeds:
        bands = weave(seed)
        assert bands
        end = 0
        for x, width, opacity in bands:
            assert x > end or end == 0
            assert width >= 1
            assert 0 < opacity < 1
            end = x + width
            assert end <= 54
    assert len({weave(seed) for seed in seeds[:200]}) > 190
    assert {tone(seed) for seed in seeds} == {0, 1, 2, 3, 4}
