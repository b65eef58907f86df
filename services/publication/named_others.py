"""Organisations and people that a résumé names outside its own fields, so that the guard knows them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .headings import Part
from .job_headers import BULLET, is_title, names_in_headers, split_header
from .lexicon import is_tool, looks_like_organisation, looks_like_place, looks_like_school
from .organisation_names import clean_name, plausible, unique
from .organisations import find_organisations
from .people import find_people
from .resume import CertificationEntry, Contact, Job, SkillEntry, Study
from .studies import degree_in

_VERB = re.compile(
    r"(?:worked|working|joined|joining|helped|helping|advised|built|led|made|ran|wrote|taught|hired|employed|"
    r"werkte|gewerkt|geholpen|gebouwd|arbeitete|gearbeitet|"
    r"[a-z]{2,}(?:ed|ing)(?=\s+(?:for|at|with|by|in|to|on|from|the|an?)\s))"
    r"(?:\s+(?:for|at|with|by|in|to|on|from|as|the|an?|bij|voor|aan|met|de|het|für|bei|mit|der|die|das)(?=\s))*\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|en|und)\s+")
_POSTCODE = re.compile(r"\d{4,5}(?:\s?[A-Z]{2})?\b")
_WRAPPED = 55
_WRAPPED_IN_COLUMN = 35
_CONTINUES = re.compile(r"[a-zäöü]|(?:GmbH|AG|B\.?V|N\.?V|Ltd|Inc|LLC|e\.V)\b")


def clients(
    parts: Sequence[Part],
    lines: Sequence[str],
    headline: str,
    jobs: Sequence[Job],
    studies: Sequence[Study],
    certificates: Sequence[CertificationEntry],
    skills: Sequence[SkillEntry],
) -> list[str]:
    """Organisations named anywhere but in the jobs and studies themselves."""
    named = {clean_name(name).casefold() for name in (*(j.employer for j in jobs), *(s.school for s in studies))}
    named |= {study.field_of_study.casefold() for study in studies}
    found = find_organisations(lines)
    found += [
        issuer for entry in certificates if (issuer := clean_name(entry.issuer)) and looks_like_organisation(issuer)
    ]
    listed = {skill.name.casefold() for skill in skills}
    for part in parts:
        if part.section not in ("skills", "languages", "references", "certifications", "preferences"):
            alone = part.section in ("work", "volunteering", "projects", "other")
            names = (clean_name(piece) for piece in names_in_headers(part.lines, alone=alone))
            judge = _names_school if part.section == "education" else _names_employer
            found += [name for name in names if judge(name, listed)]
    found += [
        name
        for part in split_header(headline)[1:]
        if plausible(name := clean_name(part)) and looks_like_organisation(name)
    ]
    known = named | {name.casefold() for name in found}
    several = unique(name for phrase in found for name in _names_in(phrase, known))
    return [name for name in several if name.casefold() not in named][:500]


def _names_in(phrase: str, known: Collection[str]) -> list[str]:
    """The names that a run of capitalised words holds: "Worked for Kwikwater Bank and Lichtmolen BV" has two.

    "and" parts names of which one is known or that all carry a noun of organisations; "Ernst and Young" stays whole.
    """
    name = clean_name(_VERB.sub("", phrase, count=1) if _VERB.match(phrase) else phrase)
    code = _POSTCODE.match(name)
    if not name or (code and looks_like_place(name[code.end() :])):
        return []
    parts = [part for piece in _AND.split(name) if (part := clean_name(piece))]
    several = any(part.casefold() in known for part in parts) or all(map(looks_like_organisation, parts))
    return parts if several else [name]


def _names_employer(name: str, skills: set[str]) -> bool:
    """Whether a name found on a header line is an organisation rather than a tool that the résumé lists as a skill."""
    if not plausible(name):
        # "Institute for Public Health": plain words all, but three with a noun of organisations are a name.
        return len(name.split()) > 2 and looks_like_organisation(name) and not is_title(name)
    return not is_tool(name) and (looks_like_organisation(name) or name.casefold() not in skills)


def _names_school(name: str, skills: set[str]) -> bool:
    """Whether a name found on a line of education is an institution rather than a degree or its field."""
    institution = looks_like_school(name) or looks_like_organisation(name)
    return institution and not degree_in(name) and _names_employer(name, skills)


def colleagues(parts: Sequence[Part], lines: Sequence[str], contact: Contact) -> list[str]:
    own = {
        contact.first_name.casefold(),
        contact.last_name.casefold(),
        f"{contact.first_name} {contact.last_name}".casefold(),
    }
    references = [line for part in parts if part.section == "references" for line in part.lines]
    people = find_people(lines, references)
    return [name for name in people if name.casefold() not in own][:200]


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines with those joined that a margin broke in two."""
    joined: list[str] = []
    last = ""
    for line in lines:
        long = len(last) >= _WRAPPED or (len(last) >= _WRAPPED_IN_COLUMN and _CONTINUES.match(line))
        wraps = long and not last.endswith((".", ":", ";")) and not BULLET.match(line)
        if joined and line and wraps and len(joined[-1]) < 2000:
            joined[-1] += " " + line
        else:
            joined.append(line)
        last = line
    return joined
