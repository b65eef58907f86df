"""Courses of education: degree, field, school and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .dates import find_periods
from .job_headers import is_capitalised, is_title, trimmed
from .lexicon import is_generic, looks_like_place, looks_like_school, words
from .lexicon_words import GENERIC, SCHOOLS, word_set
from .resume import Study

_DEGREE = re.compile(
    r"(?<![\w.])(?:ph\.?\s?d|doctora(?:te|l|at)|doctor of|dr\.?\s?rer|promotie|promotion|ed\.?d|j\.?d|m\.?\s?phil|"
    r"master'?s?|m\.?\s?sc|m\.?\s?a|m\.?\s?s|m\.?\s?b\.?\s?a|m\.?\s?tech|m\.?\s?com|m\.?\s?ed|m\.?\s?eng|m\.?c\.?a|ll\.?m|"
    r"magister|diplom(?:a|as)?|diplom-?\w*|staatsexamen|drs|ir|ing|"
    r"bachelor'?s?|b\.?\s?sc|b\.?\s?a|b\.?\s?s|b\.?\s?e|b\.?\s?tech|b\.?\s?com|b\.?\s?ed|b\.?\s?eng|b\.?c\.?a|b\.?b\.?a|"
    r"ll\.?b|associate(?:'?s)?(?: degree| of| in)|a\.a\.?s?|foundation degree|hnd|hnc|nvq|btec|pgdm|pgdba|pgd|pgce|mca|"
    r"bca|mbbs|apprenticeship|graduaat|graduat|doctor|doctoraat|hbo|wo|mbo|mavo|havo|vwo|vmbo|propedeuse|atheneum|gymnasium|lyceum|"
    r"allgemeine hochschulreife|kandidaats|"
    r"abitur|fachabitur|hochschulreife|fachhochschulreife|mittlere reife|realschulabschluss|hauptschulabschluss|"
    r"ausbildung|lehre|umschulung|high school diploma|ged|gcse|a[ -]levels?|hsc|ssc|sslc|h\.s\.c|s\.s\.c|"
    r"intermediate|matriculation|xii(?:th)?|10th|12th|secondary|post[ -]?graduate|graduate|graduation|"
    r"under[ -]?graduate|degree|certificate|minor|major)(?!\w)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\b(?:in|of|richting|fachrichtung|im fach|major:?|field:?)\s+(?P<field>[^,;:()|\n]{3,80})", re.IGNORECASE
)
_PREFIX = re.compile(
    r"^(?:science|arts|technology|engineering|commerce|business administration|education)\s+(?:in|[-–:])\s+", re.I
)
_BULLET = re.compile(r"^\s*(?:[•▪➢❖●◆►■✓○*·\ue000-\uf8ff]|[-–—](?=\s)|o\s|\d+[.)]\s)\s*")
_NOISE = re.compile(r"indeed\.com/r/|^page \d", re.IGNORECASE)
_TEACHING = re.compile(r"(?:lehramt|leraar|docent)\b", re.IGNORECASE)
_LINE = 180
_SEPARATOR = re.compile(r"\s+[-–—|•·]\s+|\s*[|•·\t]\s*|,\s+|\s+from\s+|\s+at\s+|\s{2,}|\s+-\s*$|;")
# Degrees with a field in their name that says nothing.
_BROAD = word_set("science sciences arts philosophy letters")
# What the names of degrees are made of, beside generic words: "Secondary school diploma", "Mbo niveau 4".
_DEGREE_WORDS = word_set(
    """secondary vocational diploma degree certificate leaving niveau level mbo hbo wo vmbo havo vwo mavo atheneum
    gymnasium lyceum secundair onderwijs abitur bachelor bachelors master masters associate matriculation higher ssc
    hsc ii iii iv board general academic professional met cum laude"""
)


def parse_studies(lines: Sequence[str]) -> list[Study]:
    """Studies in the order of the text: a block of lines up to its second degree, school or date."""
    studies: list[Study] = []
    block = _Block()
    for line in lines:
        row = _BULLET.sub("", line).strip()
        if not row or _NOISE.search(row) or len(row) > _LINE:
            continue
        read = _read(row)
        if (read.degree and block.degree) or (read.school and block.school) or (read.years and block.years):
            studies.append(block.study())
            block = _Block()
        block.add(read)
    studies.append(block.study())
    return [study for study in studies if study.degree or study.school]


def degree_in(text: str) -> bool:
    """Whether a degree is named."""
    return _DEGREE.search(text) is not None


@dataclass
class _Block:
    """What one line, or the lines of one study, say; ``names`` are capitalised parts that nothing explains."""

    degree: str = ""
    school: str = ""
    subject: str = ""
    years: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, other: _Block) -> None:
        self.years.extend(other.years)
        if self.degree or self.school or other.degree or other.school:
            self.names.extend(other.names)
        self.degree = self.degree or other.degree
        self.school = self.school or other.school
        self.subject = self.subject or other.subject

    def study(self) -> Study:
        first, last = min(self.years, default=None), max(self.years, default=None)
        degree, school = self.degree, self.school
        if degree and not school and self.names:
            school = self.names[0]
        if school and not degree and _DEGREE.match(school) and " of " not in school:
            degree = school
        start = first if len(self.years) > 1 else None
        return Study(degree[:200], school[:200], self.subject[:120], start, last)


def _read(row: str) -> _Block:
    """What one line says of a study."""
    bare = row
    periods = find_periods(row)
    for period in reversed(periods):
        bare = bare[: period.begin] + "  " + bare[period.finish :]
    parts = [part for piece in _SEPARATOR.split(bare) if (part := trimmed(piece).strip(". "))]
    schools = [part for part in parts if looks_like_school(part) and not _is_degree(part) and not _TEACHING.match(part)]
    degree = next((part for part in parts if _DEGREE.search(part) and part not in schools), "")
    others = [part for part in parts if part != degree and part not in schools and not looks_like_place(part)]
    found = _Block(degree, schools[0] if schools else "")
    found.years = [month[0] for period in periods for month in (period.start, period.end) if month is not None]
    follows = parts[parts.index(degree) + 1 :][:1] if degree in parts else []
    if degree and (match := _FIELD.search(degree)) and match["field"].strip().casefold() not in _BROAD:
        found.subject = _PREFIX.sub("", match["field"].strip())
    elif follows and follows[0] in others and follows[0][0].isalpha():
        found.subject = others.pop(others.index(follows[0]))
    found.names = [part for part in others if _is_name(part)]
    return found


def _is_degree(part: str) -> bool:
    """Whether every word of a part is one that degrees are named by."""
    found = [word.casefold() for word in words(part) if not word.isdigit()]
    return _DEGREE.search(part) is not None and all(
        word in _DEGREE_WORDS or word in GENERIC or word in SCHOOLS for word in found
    )


def _is_name(part: str) -> bool:
    return part[0].isupper() and is_capitalised(part) and not is_generic(part) and not is_title(part)
