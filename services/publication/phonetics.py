"""How a name in Cyrillic letters sounds in Latin ones, so that "Оракл" and "Oracle" are compared as one.

Letters follow BGN/PCGN; what Latin spelling leaves open (c and k, w and v, a silent e, doubled letters) is made equal.
"""

from __future__ import annotations

import re

from .normalise import fold

_LETTERS = {
    **dict(zip("абвгдеёзийклмнопрстуфыэіїєґ", "abvgdeeziiklmnoprstufyeiieg", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"},
}
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_EQUAL = (
    (re.compile("dzh"), "j"),
    (re.compile("ch|c(?=[eiy])"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("ck|c|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("z"), "s"),
    (re.compile("kh|h"), ""),
    (re.compile("y|j(?=$)|ie"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("e$"), ""),
)
_WORD = re.compile(r"[a-z]+")
# Shorter ones sound like too much.
_SHORTEST = 4


def is_cyrillic(name: str) -> bool:
    """Whether a name has Cyrillic letters and no Latin ones."""
    return _CYRILLIC.search(name) is not None and re.search("[A-Za-z]", name) is None


def sounds_of(text: str) -> frozenset[str]:
    """How the words of a text sound, each and all together."""
    latin = "".join(_LETTERS.get(letter, letter) for letter in text.lower()) if is_cyrillic(text) else text
    words = _WORD.findall(fold(latin).lower())
    return frozenset(sound for word in (*words, "".join(words)) if len(sound := _sound(word)) >= _SHORTEST)


def _sound(word: str) -> str:
    for pattern, replacement in _EQUAL:
        word = pattern.sub(replacement, word)
    return word
