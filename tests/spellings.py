"""Twelve ways to write a word so that people read it and a simple comparison does not."""

from __future__ import annotations

from collections.abc import Callable

_HOMOGLYPHS = str.maketrans("aceiopsxyABCEHIKMOPTXaj", "асеіорѕхуАВСЕНІКМОРТХаϳ")
_MARKS = str.maketrans({"a": "á", "e": "ë", "i": "í", "o": "ô", "u": "ü", "n": "ñ", "s": "š", "c": "ç", "z": "ž"})
_LEET = str.maketrans("oieastOIEAST", "013457013457")


def _joined(text: str, sign: str) -> str:
    return " ".join(sign.join(word) for word in text.split())


def _shifted(text: str, capital: int, small: int) -> str:
    return "".join(
        chr(ord(each) - 65 + capital)
        if "A" <= each <= "Z"
        else chr(ord(each) - 97 + small)
        if "a" <= each <= "z"
        else each
        for each in text
    )


SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "upper case": str.upper,
    "zero-width": lambda text: _joined(text, "\u200b"),
    "full-width": lambda text: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text),
    "homoglyphs": lambda text: text.translate(_HOMOGLYPHS),
    "spaced": lambda text: "  ".join(" ".join(word) for word in text.split()),
    "dotted": lambda text: _joined(text, "."),
    "hyphenated": lambda text: " ".join(f"{word[:2]}-{word[2:]}" for word in text.split()),
    "soft hyphens": lambda text: _joined(text, "\u00ad"),
    "diacritics": lambda text: text.translate(_MARKS),
    "leetspeak": lambda text: text.translate(_LEET),
    "mathematical": lambda text: _shifted(text, 0x1D400, 0x1D41A),
}
