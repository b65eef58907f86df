"""Skills and certificates as listed in their sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import find_periods
from .job_headers import trimmed
from .resume import CertificationEntry, SkillEntry

_BULLET = re.compile(r"^\s*(?:[•▪➢❖●◆►■✓✔○◦*·§\ue000-\uf8ff]+|[-–—](?=\s)|o\s|\d+[.)]\s)\s*")
_SPLIT = re.compile(r"[,;|•▪●·\t\n\ue000-\uf8ff]|\s[-–—]\s|\s{3,}|\.\s+(?=[A-Z])")
_YEARS = re.compile(
    r"\(\s*(?P<less>less than 1 year|minder dan 1 jaar)\s*\)"
    r"|\(?\b(?P<years>\d{1,2})\s?\+?\s*(?:years?|yrs?|jaar|jahre?)\b[^,;)]{0,20}\)?"
    r"|\(\s*\d{1,2}\s*months?\s*\)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^[\w &/+#.()-]{2,45}?\s*(?::-|:|\s[-–]\s)\s*(?=\S)")
_NOISE = re.compile(r"indeed\.com/r/|https?://|www\.|@|^page \d", re.IGNORECASE)
_SKILL_LENGTH = 60
_SKILL_WORDS = 6
_MOST_SKILLS = 300

_ISSUER = re.compile(
    r"\b(?:by|from|door|von|issued by|uitgegeven door|ausgestellt von|at|bij)\s+(?P<issuer>[A-Z][^,;()|]{1,60})"
    r"|\((?P<brackets>[A-Z][^()\d]{1,50})\)"
)
_NUMBER = re.compile(
    r"\b(?:no|nr|number|id|licen[sc]e|credential id|nummer|#)\.?\s*[:#]?\s*(?P<number>[A-Z0-9][A-Z0-9-]{4,24})\b", re.I
)
_CODE = re.compile(r"(?=(?:\D*\d){3})[A-Z0-9]{1,6}(?:[-/]?[A-Z0-9]+){0,4}")
_ISSUING = re.compile(r"[A-Z0-9][^\s,]*(?:\s[^\s,]+){0,5}")
_DASH = re.compile(r"(?P<name>.{3,100}?)\s[-–—|]\s(?P<issuer>[A-Z][\w.&]*(?: [A-Z&][\w.&]*){0,4})")
_MOST_CERTIFICATES = 60


def parse_skills(lines: Sequence[str]) -> list[SkillEntry]:
    """Skills as listed: parted by commas, bullets, pipes or lines, group names dropped, years kept."""
    found: dict[str, SkillEntry] = {}
    for row in _joined(lines):
        for piece in _pieces(row):
            match = _YEARS.search(piece)
            years = int(match["years"]) if match and match["years"] else (0 if match else None)
            name = _YEARS.sub("", piece).strip(" \t:;,-–—*'\"&/()").rstrip(".")
            name = piece.strip(" :;,-–").rstrip(".") if piece.count("(") and name.count("(") else name
            name = name if re.match(r"\.[A-Za-z]", name) else name.lstrip(". ")
            if (
                not 1 <= len(name) <= _SKILL_LENGTH
                or len(name.split()) > _SKILL_WORDS
                or not any(c.isalpha() for c in name)
            ):
                continue
            if name.casefold() not in found or (years is not None and found[name.casefold()].years is None):
                found[name.casefold()] = SkillEntry(name, years)
            if len(found) >= _MOST_SKILLS:
                return list(found.values())
    return list(found.values())


def parse_certifications(lines: Sequence[str]) -> list[CertificationEntry]:
    """Certificates, one a line, with issuer, number and year where the line has them."""
    found: list[CertificationEntry] = []
    for line in "; ".join(lines).split("; "):
        row = _BULLET.sub("", line).strip()
        if not 3 <= len(row) <= 160 or _NOISE.search(row) or not any(c.isalpha() for c in row):
            continue
        periods = find_periods(row)
        years = [month[0] for period in periods for month in (period.start, period.end) if month]
        bare = row
        for period in reversed(periods):
            bare = bare[: period.begin] + bare[period.finish :]
        number, issuer = _NUMBER.search(bare), _ISSUER.search(bare)
        if issuer and issuer["brackets"] and (_shortens(issuer["brackets"], bare) or "," in bare[issuer.end() :]):
            issuer = None
        name = bare[: min(m.start() for m in (number, issuer) if m)] if number or issuer else bare
        name = trimmed(name).strip(".")
        if not name and not issuer:
            if years and found and found[-1].year is None:
                last = found[-1]
                found[-1] = CertificationEntry(last.name, last.issuer, last.number, years[0])
            continue
        issued, code = "", number["number"] if number else ""
        if issuer:
            issued = (issuer["issuer"] or issuer["brackets"]).strip(" .-")
        elif (split := _DASH.fullmatch(name)) and not _shortens(split["name"], split["issuer"]):
            name, issued = split["name"], split["issuer"]
        else:
            name, issued, listed = _listed(name)
            code = code or listed
        found.append(CertificationEntry((name or bare.strip())[:150], issued, code, years[-1] if years else None))
    return found[:_MOST_CERTIFICATES]


def _listed(row: str) -> tuple[str, str, str]:
    """Name, issuer and number of "Name, Issuer, A12345"."""
    parts = [part for piece in row.split(",") if (part := piece.strip())]
    number = parts.pop() if len(parts) > 1 and _CODE.fullmatch(parts[-1]) else ""
    issuer = parts.pop() if len(parts) == 2 and _ISSUING.fullmatch(parts[-1]) else ""
    return ", ".join(parts), issuer, number


def _shortens(short: str, long: str) -> bool:
    """Whether the one is short for the other, as "PMP" for "Project Management Professional"."""
    letters = iter(long.casefold())
    return (
        short.isalpha()
        and len(short) <= 6
        and short[0] == long[0]
        and all(letter in letters for letter in short.casefold())
    )


def _joined(lines: Sequence[str]) -> list[str]:
    """Rows, with one that ends on a comma or inside a bracket joined to the next."""
    rows: list[str] = []
    open_row = False
    for line in lines:
        row = line.strip()
        if not row or _NOISE.search(row):
            continue
        if open_row and not _BULLET.match(row):
            rows[-1] += " " + row
        else:
            rows.append(row)
        open_row = len(rows[-1]) < 4000 and (row.endswith((",", "(")) or (row.count("(") > row.count(")")))
    return rows


def _pieces(row: str) -> list[str]:
    row = _GROUP.sub("", _BULLET.sub("", row))
    pieces: list[str] = []
    depth, start = 0, 0
    for match in re.finditer(r"[()]|" + _SPLIT.pattern, row):
        if match.group() in "()":
            depth = depth + 1 if match.group() == "(" else max(depth - 1, 0)
        elif depth == 0:
            pieces.append(row[start : match.start()])
            start = match.end()
    pieces.append(row[start:])
    return pieces
