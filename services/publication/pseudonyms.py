"""Random pseudonyms in English and Dutch, and the woven tile beside them.

Nothing here derives from a person: words and tile come from random numbers that are stored, so they stay the same
and say nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .pseudonym_words import ADJECTIVES, NOUNS

TONES = 5
_TILE_END = 54
_WIDTHS = (2, 3, 6, 10)
_GAPS = (2, 4, 7)
_OPACITIES = (0.2, 0.35, 0.55, 0.7)
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Pseudonym:
    """Two words by position: ``first`` in ADJECTIVES, ``second`` in NOUNS."""

    first: int
    second: int


def draw_pseudonym(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> Pseudonym:
    """Draw a pseudonym; ``random_bytes`` gives n random bytes, as ``secrets.token_bytes`` does."""
    first, second = (int.from_bytes(random_bytes(8), "big") for _ in range(2))
    return Pseudonym(first % len(ADJECTIVES), second % len(NOUNS))


def pseudonym_name(pseudonym: Pseudonym, locale: str) -> str:
    """The name in Dutch ("Koperen reiger") where ``locale`` is ``nl``, in English ("Copper Heron") otherwise."""
    adjective, noun = ADJECTIVES[pseudonym.first], NOUNS[pseudonym.second]
    if locale.startswith("nl"):
        return f"{_capital(adjective[1])} {noun[1]}"
    return f"{_capital(adjective[0])} {_capital(noun[0])}"


def weave(seed: int) -> tuple[tuple[int, int, float], ...]:
    """The bands of a tartan tile of 56 units: (x, width, opacity), from a random ``seed`` of up to 64 bits."""
    numbers = _numbers(seed)
    x, bands = 2, []
    while x < _TILE_END:
        width = _WIDTHS[next(numbers) % len(_WIDTHS)]
        opacity = _OPACITIES[next(numbers) % len(_OPACITIES)]
        bands.append((x, min(width, _TILE_END - x), opacity))
        x += width + _GAPS[next(numbers) % len(_GAPS)]
    return tuple(bands)


def tone(seed: int) -> int:
    """The colour of a tile, 0 to 4, from the seed its weave has."""
    return next(_numbers(~seed)) % TONES


def _numbers(seed: int) -> Iterator[int]:
    """Numbers of 32 bits that are the same on every Python: SplitMix64 (Steele, Lea and Flood, 2014), upper half."""
    state = seed & _MASK
    while True:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        yield (mixed ^ (mixed >> 31)) >> 32


def _capital(word: str) -> str:
    """First letter upper case; in Dutch "ij" counts as one letter (IJzeren)."""
    return word[:2].upper() + word[2:] if word.startswith("ij") else word[:1].upper() + word[1:]
