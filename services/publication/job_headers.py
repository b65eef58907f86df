"""Lines of a résumé that name a position: their parts, their period, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import Period, find_periods
from .lexicon import looks_like_organisation, looks_like_place, looks_like_title
from .normalise import key_of
from .remembering import remembered
from .vocabulary import vocabulary

BULLET = re.compile(r"^\s*(?:[•▪➢❖●◆►■✓✔○◦*·§¬\ue000-\uf8ff]|[-–—](?=\s)|o\s|\d+[.)]\s)")
_SEPARATOR = re.compile(r"\s+[-–—|•·@/]+\s+|\s*[|•·\t]\s*|\s[-–—](?=\w)|(?<=\w)[-–—]\s|,\s+|;\s+|\s+-$|\s{2,}")
_AT = re.compile(r"\s+(?:at|bij|bei|with|voor)\s+(?=[A-Z0-9])")
LABEL = re.compile(
    r"^\W*(?P<label>company(?: name)?|employer|name of employer|organi[sz]ation(?: name)?|werkgever|bedrijf"
    r"|arbeitgeber|firma|position(?: held)?|job title|title|role|designation|functie|functietitel|rol"
    r"|stelle|funktion|rolle|positie|client|customer|klant|opdrachtgever|kunde|auftraggeber|location|plaats|ort|standort|period|duration|periode|"
    r"zeitraum|dates?(?: employed)?|from|dauer)\s*(?:[:=]|\s[-–]\s)\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"\b(?:ltd|inc|corp|co|b\.v|n\.v|jr|sr|e\.k|e\.v|s\.a|c\.v|v\.o\.f|pvt|z\.w)\.$", re.IGNORECASE
)
_FORM_ALONE = re.compile(
    r"(?:pvt\.?|\(?p\)?|ltd|inc|llc|llp|corp|co|gmbh|b\.?v|n\.?v|limited|incorporated|plc|\s|\.)+", re.IGNORECASE
)
_DETAIL = re.compile(r"^[A-Z][\w-]+:\s")
_NOISE = re.compile(r"indeed\.com/r/|^page \d|^\W*$|^pagina \d", re.IGNORECASE)
_DURATION = re.compile(
    r"\(?\b\d{1,2}\+?\s*(?:years?|yrs?|months?|mos?|jaar|maanden|jahre?|monate)\b[^)]{0,20}\)?", re.I
)
# What a name may begin with although it is small.
_SMALL = re.compile(r"(?:vzw|asbl|'s-|'t|van|de|het|[a-z]{1,2}[A-Z])")
_RANK = re.compile(
    r"^(?:(?:senior|junior|medior|lead(?:ing)?|sr|jr|chief|head|assistant|freelance|independent|zelfstandig|interim"
    r"|aankomend|leitende[rs]?|selbstständige[rs]?)\b\.?\s*)+|\s*\([^()]*\)$",
    re.IGNORECASE,
)
_PERIOD_LABEL = re.compile(r"^\W*(?:period|duration|dates?|from|periode|zeitraum|dauer)\s*[:\-]?\s*$", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"\b(?:ltd|inc|gmbh|llc|b\.?v|n\.?v|limited|corporation|pvt|vzw|e\.v)\b", re.IGNORECASE)
_LETTER = re.compile(r"\w")
_HEADER_LENGTH = 110
_HEADER_WORDS = 14


def job_rows(lines: Sequence[str]) -> list[str]:
    """The lines stripped, page numbers and the like made blank."""
    return [_without_noise(line) for line in lines]


@remembered
def _without_noise(line: str) -> str:
    return "" if _NOISE.search(line) else line.strip()


@remembered
def is_title(part: str) -> bool:
    """Whether it names a function, by its words or as the vocabulary of occupations has it."""
    return looks_like_title(part) or key_of(_RANK.sub("", part)) in vocabulary().titles.by_key


@remembered
def is_header(row: str) -> bool:
    """Whether a line is short and plain enough to name a position rather than describe it."""
    if not row or len(row) > _HEADER_LENGTH or len(row.split()) > _HEADER_WORDS or BULLET.match(row):
        return False
    if (row[0].islower() and not _SMALL.match(row)) or row.endswith(";"):
        return False
    return not row.endswith(".") or _ABBREVIATED.search(row) is not None or ("," in row and looks_like_title(row))


@remembered
def split_header(row: str) -> tuple[str, ...]:
    """The parts of a header line, as "Developer - Example B.V. - Utrecht"."""
    row = _DURATION.sub(" ", row)
    parts: list[str] = []
    for piece in _SEPARATOR.split(row):
        parts.extend(_AT.split(piece))
    kept: list[str] = []
    for part in map(trimmed, parts):
        if kept and part and _FORM_ALONE.fullmatch(part):
            kept[-1] += f", {part}"
        elif part:
            kept.append(part)
    return tuple(kept)


def trimmed(text: str) -> str:
    """Text without the punctuation around it; brackets that open and close in it stay."""
    text = text.strip(' \t-–—|•·,;:[]_*/"{}')
    if text.startswith("(") and text.endswith(")"):
        return trimmed(text[1:-1])
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return text if text.startswith(("'s-", "'t ")) else text.strip("' ")


def names_in_headers(lines: Sequence[str], *, alone: bool) -> list[str]:
    """Parts of the lines on and around each period that may name an organisation, for the guard.

    With ``alone`` also lines without a period near them that are written as a name, as in a section of work.
    """
    rows = job_rows(lines)
    near: set[int] = set()
    for index in (i for i, row in enumerate(rows) if anchor(row) is not None):
        near.add(index)
        for step in (-1, 1):
            taken = 0
            for i in range(index + step, index + 5 * step, step):
                if not 0 <= i < len(rows) or taken == 2 or (rows[i] and not is_header(rows[i])):
                    break
                if rows[i]:
                    near.add(i)
                    taken += 1
    near.update(index for index in range(len(rows)) if alone and _stands_alone(rows, index))
    near.update(
        index
        for index, row in enumerate(rows)
        if "," in row and is_header(row) and (_names_place(row) or is_title(row.partition(",")[0]))
    )
    found: list[str] = []
    for index in sorted(near):
        row = without_periods(rows[index])
        label = LABEL.match(row)
        parts = split_header(label["value"] if label else row)
        if not label and _DETAIL.match(row):
            parts = parts[1:]
        found.extend(
            part for part in parts if is_capitalised(part) and not (is_title(part) and not has_legal_form(part))
        )
    return found


@remembered
def anchor(row: str) -> Period | None:
    """The period that makes a line the date of a position."""
    if not row or len(row) > 160:
        return None
    periods = find_periods(row)
    ranged = [period for period in periods if not period.single]
    if ranged:
        rest = without_period(row, ranged[0])
        bulleted = BULLET.match(row) is not None
        return ranged[0] if len(rest.split()) <= (8 if bulleted else _HEADER_WORDS) and not rest.endswith(".") else None
    if periods:
        rest = without_period(row, periods[0])
        edge = periods[0].begin <= 2 or periods[0].finish >= len(row) - 2
        if not rest or (edge and len(rest.split()) <= 8 and (looks_like_title(rest) or looks_like_organisation(rest))):
            return periods[0]
    return None


def without_period(row: str, period: Period) -> str:
    """What else a line says beside its period, without the signs around it."""
    rest = _PERIOD_LABEL.sub("", f"{row[: period.begin]}  {row[period.finish :]}".strip())
    return rest.strip(" \t-–—|•·,;:[]_*~/") if _LETTER.search(rest) else ""


def is_capitalised(part: str) -> bool:
    """Whether it is written as a name: every word of length with a capital."""
    long = [word for word in part.split() if len(word) > 3 or word.isupper()]
    return bool(long) and len(part.split()) <= 7 and all(not word[0].islower() for word in long)


def has_legal_form(part: str) -> bool:
    """Whether a legal form of companies is in it."""
    return _LEGAL_FORM.search(part) is not None


@remembered
def without_periods(row: str) -> str:
    """The line with its periods taken out."""
    for period in reversed(find_periods(row)):
        row = row[: period.begin] + "  " + row[period.finish :]
    return row


def _stands_alone(rows: Sequence[str], index: int) -> bool:
    """Whether a short line is written as a name throughout and opens a block, or is in capitals."""
    row = rows[index]
    if not is_header(row) or len(row.split()) > 7 or ":" in row:
        return False
    parts = split_header(row)
    opens = index == 0 or not rows[index - 1] or (is_header(rows[index - 1]) and len(rows[index - 1].split()) <= 7)
    return bool(parts) and all(map(is_capitalised, parts)) and (opens or row.isupper())


def _names_place(row: str) -> bool:
    """Whether a line reads like "Example Works, Utrecht"."""
    return any(looks_like_place(part) for part in row.split(",")[1:])
