"""Sections of a résumé by their headings, in English, Dutch and German."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from .dates import find_periods
from .heading_words import HEADINGS
from .language_lists import is_about_languages

Section = Literal[
    "top", "summary", "work", "education", "skills", "languages", "certifications", "projects", "volunteering",
    "references", "personal", "preferences", "links", "other",
]  # fmt: skip


def keys(names: str) -> frozenset[str]:
    """Headings parted by ``|`` as they are looked up: without spaces."""
    return frozenset("".join(name.split()) for name in names.split("|"))


_SECTIONS: dict[str, Section] = {
    key: cast("Section", section) for section, names in HEADINGS.items() for key in keys(names)
}
# A heading of these kinds may share its line with what it introduces ("Languages: Dutch, English").
_INLINE: frozenset[Section] = frozenset(
    {"summary", "education", "skills", "languages", "certifications", "references", "links", "personal", "work",
     "preferences"}
)  # fmt: skip
# Subheadings of a job or a project, which do not end the section they stand in.
_INNER = keys(
    """responsibilities|job responsibilities|key responsibilities|duties|roles and responsibilities|tools|software|
    databases|operating systems|technologies|technical environment|project|programming languages|service|other|
    research|teaching|positions|functies|stage|knowledge|overig|achievements|key achievements|accomplishments|
    key accomplishments|highlights|leadership|career|goal|werk|online|personal|license|certificate|social media|
    available|training"""
)
_HOLDS_INNER: frozenset[Section] = frozenset({"work", "projects", "skills", "volunteering"})
_HOLDS_JOBS: frozenset[Section] = frozenset({"work", "projects", "volunteering"})
# Of the headings with text after them, those that a single job may have as well.
_OF_A_JOB: frozenset[Section] = frozenset(
    {"references", "skills", "languages", "links", "summary", "personal", "preferences"}
)
_ORNAMENT = re.compile(r"^[\W_\d]*(?:\b[IVX]{1,4}\.\s+)?|[\W_]+$")
_PARENTHESIS = re.compile(r"\([^)]*\)\s*:?\s*$")
_HEADING_LENGTH = 60
# What parts the items of a list; signs such as ■ and ❖ stand before headings too.
_ITEM = re.compile(r"[•▪○◦*·]|[-–—]\s|o\s")
_QUALIFIER = (
    r"(?:relevant|related|select(?:ed)?|additional|other|prior|previous|past|recent|further|professional|academic|formal"
    r"|continuing|key|major|notable|technical|personal|client|school|course|information|technology|software|research"
    r"|independent|team|open[- ]source|and|&|overige|relevante|recente|eerdere|belangrijkste|gevolgde|aanvullende|en"
    r"|weitere|sonstige|ausgewählte|aktuelle|frühere|schulische|berufliche|und)"
)
# Longer headings that end or begin as one of these do ("Higher education experience", "Summary of skills").
_ENDINGS: tuple[tuple[re.Pattern[str], Section], ...] = (
    (re.compile(r"(?:[\w/&'-]+ ){1,4}(?:experiences?|employment|employers?|ervaring|erfahrung|career)"), "work"),
    (
        re.compile(r"(?:[\w/&'-]+ ){1,4}(?:skills|competencies|proficiency|vaardigheden|competenties|kenntnisse)"),
        "skills",
    ),
    (re.compile(r"summary of (?:[\w&'-]+ ?){1,3}|(?:[\w&'-]+ )?(?:summary|objective|profile|overview)"), "summary"),
    # "Example Opleidingen" is a company, so the words before are to be plain ones.
    (re.compile(rf"(?:{_QUALIFIER} ){{1,4}}(?:education|opleiding(?:en)?|ausbildung)"), "education"),
    (re.compile(rf"(?:{_QUALIFIER} ){{1,5}}(?:projects|projecten|projekte)"), "projects"),
    (re.compile(r"(?:skills|expertise|competencies) (?:and|&) (?:[\w&'-]+ ?){1,3}"), "skills"),
    (re.compile(r"(?:certifications?|licen[sc]es?|trainings?) (?:and|&) (?:[\w&'-]+ ?){1,3}"), "certifications"),
    (re.compile(r"(?:awards|honors|honours|publications|activities)(?:[ ,/]+[\w&'-]+){1,4}"), "other"),
    (re.compile(r"(?:[\w/&'-]+ ){1,3}(?:awards|honors|publications|activities|interests|coursework)"), "other"),
)


@dataclass
class Part:
    """Lines under one heading; ``title`` as printed."""

    section: Section
    title: str = ""
    lines: list[str] = field(default_factory=list)


def split_parts(lines: Sequence[str]) -> list[Part]:
    """The résumé as parts in their order; what stands above the first heading is the part "top"."""
    parts = [Part("top")]
    lines = _whole_headings(lines)
    found = [heading_of(line) for line in lines]
    capitals = False
    for index, (line, (section, rest)) in enumerate(zip(lines, found, strict=True)):
        current = parts[-1]
        if section is None or (_is_inner(line) and current.section in _HOLDS_INNER) or (capitals and line[0].islower()):
            current.lines.append(line)
        elif not rest:
            capitals = capitals or next((letter for letter in line if letter.isalpha()), "").isupper()
            parts.append(Part(section, line, []))
        elif section == "languages" and current.section == "skills" and not is_about_languages(rest):
            current.lines.append(line)
        elif _stands_inside(section, current.section, found, lines, index):
            # A line of its own: what follows belongs to the part before it.
            parts[-1:] = [Part(section, line, [rest]), current]
        else:
            parts.append(Part(section, line, [rest]))
    return parts


def _whole_headings(lines: Sequence[str]) -> list[str]:
    """The lines, with headings made whole that a narrow column broke in two."""
    whole: list[str] = []
    for line in lines:
        broken = whole and line[:1].islower() and whole[-1][:1].isupper() and len(whole[-1]) + len(line) < 40
        if broken and _SECTIONS.get(_canonical(f"{whole[-1]} {line}")) and heading_of(whole[-1])[0] is None:
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def heading_of(line: str) -> tuple[Section | None, str]:
    """The section that a line opens, with what follows the heading on the same line."""
    line = line.strip()
    if not line or line[-1] in ",;" or _ITEM.match(line):
        return None, ""
    if len(line) <= _HEADING_LENGTH:
        section = _SECTIONS.get(_canonical(line)) or _by_ending(line)
        if section is not None:
            return section, ""
    name, colon, rest = line.partition(":")
    if colon and rest.strip() and len(name) <= 40:
        key = _canonical(name)
        section = _SECTIONS.get(key)
        if section in _INLINE and key not in _INNER:
            return section, rest.strip()
    return None, ""


def _stands_inside(
    section: Section, current: Section, found: Sequence[tuple[Section | None, str]], lines: Sequence[str], index: int
) -> bool:
    """Whether a heading with text after it is a line of the part it stands in, as "Reference: …" of a job."""
    if section == "languages" and current == "skills":
        return True
    if current not in _HOLDS_JOBS or section not in _OF_A_JOB:
        return False
    for following in range(index + 1, len(lines)):
        if found[following][0] is not None and not found[following][1]:
            return False
        if any(not period.single for period in find_periods(lines[following])):
            return True
    return False


def _by_ending(line: str) -> Section | None:
    words = _ORNAMENT.sub("", line)
    printed_as_heading = words.isupper() or line.endswith(":") or words.istitle()
    if not printed_as_heading or any(character.isdigit() for character in words):
        return None
    return next((section for pattern, section in _ENDINGS if pattern.fullmatch(words.casefold())), None)


def _is_inner(line: str) -> bool:
    return _canonical(line.partition(":")[0]) in _INNER and line.strip() != line.strip().upper()


def _canonical(line: str) -> str:
    line = _ORNAMENT.sub("", _PARENTHESIS.sub("", line))
    line = line.casefold().replace("’", "'").replace(" & ", " and ").replace("&", " and ").replace(" + ", " and ")
    return "".join(line.split())
