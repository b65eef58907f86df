"""Europass XML: the Candidate of today's portal (version 4) and the SkillsPassport before it (version 3).

Elements are found by their local names: exports differ in which of four namespaces an element stands. Runs in the child
process only; nothing outside the file is loaded, and no entity is expanded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from .europass_passport import passport_resume
from .resume import CertificationEntry, Contact, Job, LanguageEntry, Month, Piece, Resume, SkillEntry, Study
from .structured import (
    LONGEST_TEXT,
    MOST_ENTRIES,
    InvalidResume,
    LanguageLevel,
    Problem,
    language_code,
    language_level,
    month_of,
    years_in,
)
from .xml_reading import all_of, first_of, place_of, text_of

_ENTRIES = ("EmployerHistory", "EducationOrganizationAttendance", "PersonCompetency", "Certification", "Project")
_COUNTED = ("Year", "Month")
_PICTURES = ("EmbeddedData", "Data")
_MOST_PROBLEMS = 20
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h\d)\b[^>]*>", re.IGNORECASE)
_BULLET = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,2000}>")
_ORDER = list(LanguageLevel)


def read_europass(text: str) -> Resume:
    """What the file says. Raises InvalidResume."""
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InvalidResume([Problem("", "syntax")]) from error
    name = etree.QName(root).localname
    if root.getroottree().docinfo.doctype or name not in ("Candidate", "SkillsPassport", "Europass"):
        raise InvalidResume([Problem(name, "kind")])
    problems = list(_problems(root))[:_MOST_PROBLEMS]
    if problems:
        raise InvalidResume(problems)
    return _candidate(root) if name == "Candidate" else passport_resume(root)


def _problems(root: Any) -> Iterator[Problem]:
    for element in root.iter(etree.Element):
        name, text = etree.QName(element).localname, (element.text or "").strip()
        if text and (_is_no_date(text) if name == "FormattedDateTime" else name in _COUNTED and _is_no_number(text)):
            yield Problem(place_of(element), "date")
        elif len(text) > LONGEST_TEXT and name not in _PICTURES:
            yield Problem(place_of(element), "long")
    for name in _ENTRIES:
        if len(list(all_of(root, name))) > MOST_ENTRIES:
            yield Problem(name, "many")


def _is_no_date(text: str) -> bool:
    return month_of(text) is None


def _is_no_number(text: str) -> bool:
    return not text.strip("-").isdecimal()


def _candidate(root: Any) -> Resume:
    person, profile = first_of(root, "CandidatePerson"), first_of(root, "CandidateProfile")
    projects = first_of(profile, "Projects")
    return Resume(
        contact=_contact(person),
        headline=text_of(profile, "ProfileName"),
        summary=_plain(text_of(profile, "ExecutiveSummary")),
        jobs=tuple(job for each in all_of(profile, "EmployerHistory") for job in _jobs(each)),
        studies=tuple(
            study for each in all_of(profile, "EducationOrganizationAttendance") if (study := _study(each)).degree
        ),
        skills=tuple(_skills(profile)),
        languages=tuple(_languages(person, profile)),
        certifications=tuple(entry for each in all_of(profile, "Certification") if (entry := _certificate(each)).name),
        portfolio=tuple(piece for each in all_of(projects, "Project") if (piece := _piece(each)).title),
    )


def _contact(person: Any) -> Contact:
    channels: dict[str, list[str]] = {}
    for each in all_of(person, "Communication"):
        number = text_of(each, "DialNumber")
        dialling = text_of(each, "CountryDialing").lstrip("+")
        value = text_of(each, "URI") or (f"+{dialling} {number}" if dialling else number)
        channels.setdefault(text_of(each, "ChannelCode").casefold(), []).append(value)
    links = [*channels.get("web", []), *channels.get("social media", [])]
    return Contact(
        first_name=text_of(person, "GivenName"),
        last_name=text_of(person, "FamilyName"),
        email=next(iter(channels.get("email", [])), ""),
        phone=next(iter(channels.get("telephone", [])), ""),
        city=text_of(person, "CityName"),
        country=text_of(first_of(person, "Address"), "CountryCode").upper(),
        links=tuple(dict.fromkeys(filter(None, links))),
    )


def _jobs(employer: Any) -> Iterator[Job]:
    name, place = text_of(employer, "OrganizationName"), text_of(first_of(employer, "OrganizationContact"), "CityName")
    for position in all_of(employer, "PositionHistory"):
        period = first_of(position, "EmploymentPeriod")
        start, end = _month(period, "StartDate"), _month(period, "EndDate")
        yield Job(
            title=text_of(position, "PositionTitle"),
            employer=name,
            city=text_of(position, "City") or place,
            start=start,
            end=end,
            current=end is None and text_of(period, "CurrentIndicator").casefold() == "true",
            description=_plain(text_of(position, "Description")),
        )


def _study(attendance: Any) -> Study:
    period, degree = first_of(attendance, "AttendancePeriod"), first_of(attendance, "EducationDegree")
    start, end = _month(period, "StartDate"), _month(period, "EndDate")
    return Study(
        degree=text_of(degree, "DegreeName") or text_of(attendance, "ProgramName"),
        school=text_of(attendance, "OrganizationName"),
        field_of_study=text_of(first_of(degree, "FieldOfStudy"), "MainFieldOfStudy"),
        start_year=start[0] if start else None,
        end_year=end[0] if end else None,
    )


def _skills(profile: Any) -> Iterator[SkillEntry]:
    """Digital skills one by one, and other competences that are no languages."""
    names = [(each.text or "").strip() for each in all_of(profile, "DigitalSkill")]
    for each in all_of(profile, "PersonCompetency"):
        if text_of(each, "TaxonomyID").casefold() != "language":
            names.append(text_of(each, "CompetencyName") or text_of(each, "CompetencyID"))
    for name in dict.fromkeys(filter(None, names)):
        plain = name.rpartition(" (")[0] if years_in(name) is not None and name.endswith(")") else name
        yield SkillEntry(plain or name, years_in(name))


def _languages(person: Any, profile: Any) -> Iterator[LanguageEntry]:
    """Native languages, then the others with the lowest level of the five that Europass asks for."""
    seen = set()
    for each in all_of(person, "PrimaryLanguageCode"):
        code = language_code(each.text or "")
        if code and code not in seen:
            seen.add(code)
            yield LanguageEntry(code, LanguageLevel.NATIVE)
    for each in all_of(profile, "PersonCompetency"):
        code = language_code(text_of(each, "CompetencyID"))
        if text_of(each, "TaxonomyID").casefold() == "language" and code and code not in seen:
            seen.add(code)
            levels = [level for score in all_of(each, "ScoreText") if (level := language_level(score.text or ""))]
            yield LanguageEntry(code, min(levels, key=_ORDER.index) if levels else None)


def _certificate(certification: Any) -> CertificationEntry:
    when = _month(certification, "CertificationDate")
    return CertificationEntry(
        name=text_of(certification, "CertificationName"),
        issuer=text_of(certification, "IssuingAuthority"),
        number=text_of(certification, "ID"),
        year=when[0] if when else None,
    )


def _piece(project: Any) -> Piece:
    when = _month(project, "EndDate") or _month(project, "StartDate")
    return Piece(
        title=text_of(project, "Title"),
        description=_plain(text_of(project, "Description")),
        url=text_of(project, "Link"),
        year=when[0] if when else None,
    )


def _month(within: Any, name: str) -> Month | None:
    element = first_of(within, name)
    if element is None:
        return None
    return month_of(text_of(element, "FormattedDateTime") or (element.text or ""))


def _plain(text: str) -> str:
    """The text of a description, which the portal writes as HTML."""
    if "<" not in text:
        return text
    text = _TAG.sub("", _BULLET.sub("• ", _BREAK.sub("\n", text)))
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
