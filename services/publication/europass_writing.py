"""A Resume as Europass XML: the Candidate that the portal reads and writes (version 4).

Its schema is not published; element names and order are those of the portal's own exports. Names kept for the guard
stay here, as in json_resume_writing.py.
"""

from __future__ import annotations

import html

from lxml import etree

from .record import LanguageLevel
from .resume import CertificationEntry, Contact, Job, Piece, Resume, Study
from .structured import date_of, three_letters

_PREFIXES: dict[str | None, str] = {
    None: "http://www.europass.eu/1.0",
    "oa": "http://www.openapplications.org/oagis/9",
    "eures": "http://www.europass_eures.eu/1.0",
    "hr": "http://www.hr-xml.org/3",
}
_SCALES = (
    "CEF-Understanding-Listening",
    "CEF-Understanding-Reading",
    "CEF-Speaking-Interaction",
    "CEF-Speaking-Production",
    "CEF-Writing-Production",
)
_SCHEME = {"schemeName": "DocumentIdentifier", "schemeAgencyName": "EUROPASS", "schemeVersionID": "4.0"}


def europass_of(resume: Resume, locale: str) -> bytes:
    """The résumé; ``locale``: the language that it says it is in."""
    root = etree.Element(_name("Candidate"), nsmap=_PREFIXES)
    _add(root, "hr:DocumentID", **_SCHEME)
    _person(_add(root, "CandidatePerson"), resume)
    profile = _add(root, "CandidateProfile", languageCode=locale)
    _text(profile, "hr:ProfileName", resume.headline)
    _text(profile, "hr:ExecutiveSummary", _paragraphs(resume.summary))
    history = _add(profile, "EmploymentHistory")
    for job in resume.jobs:
        _job(_add(history, "EmployerHistory"), job)
    education = _add(profile, "EducationHistory")
    for study in resume.studies:
        _study(_add(education, "EducationOrganizationAttendance"), study)
    certifications = _add(profile, "Certifications")
    for certificate in resume.certifications:
        _certificate(_add(certifications, "Certification"), certificate)
    _languages(_add(profile, "PersonQualifications"), resume)
    projects = _add(profile, "Projects")
    for piece in resume.portfolio:
        _piece(_add(projects, "Project"), piece)
    group = _add(_add(_add(profile, "Skills"), "DigitalSkills"), "DigitalSkillsGroup")
    for skill in resume.skills:
        years = f" ({skill.years} year{'' if skill.years == 1 else 's'})" if skill.years is not None else ""
        _text(group, "DigitalSkill", skill.name + years)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True)


def _person(person: etree._Element, resume: Resume) -> None:
    contact = resume.contact
    name = _add(person, "PersonName")
    _text(name, "oa:GivenName", contact.first_name)
    _text(name, "hr:FamilyName", contact.last_name)
    for channel, element, values in (
        ("Email", "oa:URI", (contact.email,)),
        ("Telephone", "oa:DialNumber", (contact.phone,)),
        ("Web", "oa:URI", contact.links),
    ):
        for value in filter(None, values):
            communication = _add(person, "Communication")
            _text(communication, "ChannelCode", channel)
            _text(communication, element, value)
    if contact.city or contact.country:
        _address(_add(person, "Communication"), contact)
    for entry in resume.languages:
        if entry.level is LanguageLevel.NATIVE:
            _text(person, "PrimaryLanguageCode", three_letters(entry.language))


def _address(communication: etree._Element, contact: Contact) -> None:
    address = _add(communication, "Address")
    _text(address, "oa:CityName", contact.city)
    _text(address, "CountryCode", contact.country.lower())


def _job(employer: etree._Element, job: Job) -> None:
    _text(employer, "hr:OrganizationName", job.employer)
    position = _add(employer, "PositionHistory")
    _text(position, "PositionTitle", job.title)
    period = _add(position, "eures:EmploymentPeriod")
    if job.start:
        _text(_add(period, "eures:StartDate"), "hr:FormattedDateTime", date_of(job.start))
    if job.end:
        _text(_add(period, "eures:EndDate"), "hr:FormattedDateTime", date_of(job.end))
    _text(period, "hr:CurrentIndicator", "true" if job.current else "false")
    _text(position, "oa:Description", _paragraphs(job.description))
    _text(position, "City", job.city)


def _study(attendance: etree._Element, study: Study) -> None:
    _text(attendance, "hr:OrganizationName", study.school)
    _years(_add(attendance, "AttendancePeriod"), study.start_year, study.end_year)
    degree = _add(attendance, "EducationDegree")
    _text(degree, "hr:DegreeName", study.degree)
    if study.field_of_study:
        _text(_add(degree, "FieldOfStudy"), "MainFieldOfStudy", study.field_of_study)


def _certificate(certification: etree._Element, certificate: CertificationEntry) -> None:
    _text(certification, "hr:CertificationName", certificate.name)
    _text(certification, "hr:IssuingAuthority", certificate.issuer)
    _text(certification, "hr:ID", certificate.number)
    if certificate.year is not None:
        date = _add(certification, "hr:CertificationDate")
        _text(date, "hr:FormattedDateTime", date_of((certificate.year, 0)))


def _languages(qualifications: etree._Element, resume: Resume) -> None:
    for entry in resume.languages:
        if entry.level is LanguageLevel.NATIVE:
            continue
        competency = _add(qualifications, "PersonCompetency")
        _add(competency, "CompetencyID", schemeName="NORMAL").text = three_letters(entry.language)
        _text(competency, "hr:TaxonomyID", "language")
        for scale in _SCALES if entry.level else ():
            dimension = _add(competency, "eures:CompetencyDimension")
            _text(dimension, "hr:CompetencyDimensionTypeCode", scale)
            _text(_add(dimension, "eures:Score"), "hr:ScoreText", entry.level.value if entry.level else "")


def _piece(project: etree._Element, piece: Piece) -> None:
    _text(project, "Title", piece.title)
    _years(_add(project, "Date"), None, piece.year)
    _text(project, "Description", _paragraphs(piece.description))
    _text(project, "Link", piece.url)


def _years(period: etree._Element, start: int | None, end: int | None) -> None:
    for name, year in (("StartDate", start), ("EndDate", end)):
        if year is not None:
            _text(_add(period, name), "hr:FormattedDateTime", date_of((year, 0)))


def _paragraphs(text: str) -> str:
    """The text as HTML, which the portal expects of descriptions."""
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.splitlines())


def _text(within: etree._Element, name: str, text: str) -> None:
    """The element with the text; none where there is no text."""
    if text:
        _add(within, name).text = text


def _add(within: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(within, _name(name), attributes)


def _name(name: str) -> str:
    prefix, _colon, local = name.rpartition(":")
    return f"{{{_PREFIXES[prefix or None]}}}{local}"
