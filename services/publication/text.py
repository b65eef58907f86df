"""Text of a document in one form: NFC, one kind of line break, ligatures and hyphenated line ends resolved."""

from __future__ import annotations

import re
import unicodedata

PAGE_BREAK = "\f"

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Spaces of other widths become plain ones; soft hyphens, zero-width and direction marks go, as they split words in two.
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF], None)
_CONTROL: dict[int, str | None] = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)], None)
_TABLE = {**_CONTROL, **_LIGATURES, **_SPACES, **_INVISIBLE, 0x0B: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}

# Halves of characters, left by some fonts of PDFs; what finds no other half cannot be stored.
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")
_BLANKS = re.compile(r"\n{4,}")
_ESCAPED = re.compile(r"(?:\\x[0-9a-f]{2})+")
_QUOTE = re.compile(r"\\(['\"])")
_SMALL_CAPITALS = re.compile(r"\b[A-Z] [A-Z]{2,}(?: [^\w\s]?(?: ?[A-Z] [A-Z]{2,}))+\b")
_WIDE = re.compile(r" {4,}")
_GAP = re.compile(r" {2,3}|\t+")
# A dash between two dates that went with the encoding: "March 2011  Present".
_LOST_DASH = re.compile(
    r"(?<=(?:19|20)\d\d) {2,3}(?=(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w{0,6}\.? |\d\d[./-])?"
    r"(?:19|20)\d\d\b|[Pp]resent\b|[Cc]urrent\b|[Oo]ngoing\b|till date\b|heden\b|heute\b)"
)
# A line end between a month and its year: "May 2022 – January", "2024".
_SPLIT_DATE = re.compile(
    r"((?<=\d) ?[-–—] ?(?:\w{3,9}\.?)?|(?<=[|,(] )[A-Za-zä]{3,9}\.?(?=\n\d{4} ?[-–—]))"
    r"\n(?=(?:19|20)\d\d\b|(?:[Pp]resent|heden|heute)\b)",
)
_FEW = 4  # wide gaps a line break
_MOST_MARKS = 30
_FIRST_MARK = "\u0300"
# The look behind keeps the search linear: a long word is tried from its first letter only.
_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-\n[ \t]*([^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")

# First halves that keep their hyphen when a line ends on it.
_COMPOUND = re.compile(
    r"(?i:full|front|back|end|self|non|real|long|high|low|cross|multi|open|large|small|well|part|third|state|lead|user"
    r"|data|test|web|cloud|client|server|object|service|micro|peer|pre|post|hard|soft|on|off|over)"
)


def normalise(text: str) -> str:
    """The text in NFC with ``\\n`` line breaks, page breaks kept as ``\\f``, no invisible characters or ligatures."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _LINE_END.sub("\n", text).translate(_TABLE)
    text = _TRAILING.sub("", unicodedata.normalize("NFC", stream_safe(text)))
    text = _SPLIT_DATE.sub(r"\1 ", text)
    return _BLANKS.sub("\n\n\n", _join_hyphenated(text)).strip(" \t\n")


def stream_safe(text: str) -> str:
    """The text with at most 30 combining marks in a row, the rest left out (Stream-Safe Text Format, UAX #15).

    To be asked before ``unicodedata.normalize``, which sorts marks in time quadratic in the length of their row.
    """
    if text.isascii():
        return text
    marks = "".join(sorted(filter(_is_mark, set(text))))
    if not marks:
        return text
    return re.sub(f"([{re.escape(marks)}]{{{_MOST_MARKS}}})[{re.escape(marks)}]+", r"\1", text)


def _is_mark(character: str) -> bool:
    """Whether it joins the row of marks before it; some that count as letters fall apart into marks (U+0F73)."""
    return character >= _FIRST_MARK and unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) > 0


def restore_lines(text: str) -> str:
    """Text that lost its line breaks on the way (each became two spaces) or its encoding (``\\xe2\\x80…``), repaired.

    Leaves alone what has lines of its own.
    """
    if "\\x" in text:
        text = _QUOTE.sub(r"\1", _ESCAPED.sub(_unescape, text))
    text = _SMALL_CAPITALS.sub(lambda line: re.sub(r"\b([A-Z]) (?=[A-Z]{2,}\b)", r"\1", line.group()), text)
    bare = text.strip().strip('"')
    if bare.count("\n") * _FEW < bare.count("  "):
        return _GAP.sub("\n", _WIDE.sub("\n\n", _LOST_DASH.sub(" – ", bare)))
    return text


def _unescape(match: re.Match[str]) -> str:
    return bytes.fromhex(match.group().replace("\\x", "")).decode("utf-8", "replace")


def _join_hyphenated(text: str) -> str:
    """Words cut by a hyphen at the line's end made whole; the text's own spelling elsewhere decides where it can."""
    if "-\n" not in text:
        return text
    known = {word.casefold() for word in _WORD.findall(text)}

    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        if not second[0].islower():
            return match.group()
        whole, compound = (first + second).casefold(), f"{first}-{second}".casefold()
        keeps = compound in known or (whole not in known and _COMPOUND.fullmatch(first) is not None)
        return f"{first}-{second}" if keeps else first + second

    return _HYPHENATED.sub(join, text)
