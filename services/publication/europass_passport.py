"""The SkillsPassport of Europass, versions 3.0 to 3.4 (the portal before 2020; EuropassSchema_V3.4.xsd)."""

from __future__ import annotations

from typing import Any

from .resume import CertificationEntry, Contact, Job, LanguageEntry, Month, Resume, SkillEntry, Study
from .structured import LanguageLevel, language_code, language_level
from .xml_reading import all_of, first_of, text_of

_SCALES = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")
_SKILLS = ("Communication", "Organisational", "JobRelated", "Computer", "Other")
_ORDER = list(LanguageLevel)


def passport_resume(root: Any) -> Resume:
    """What the LearnerInfo of the document says."""
    learner = first_of(root, "LearnerInfo")
    studies = [_study(each) for each in all_of(first_of(learner, "EducationList"), "Education")]
    return Resume(
        contact=_contact(first_of(learner, "Identification")),
        headline=text_of(first_of(first_of(learner, "Headline"), "Description"), "Label"),
        jobs=tuple(_job(each) for each in all_of(first_of(learner, "WorkExperienceList"), "WorkExperience")),
        studies=tuple(study for study in studies if study.degree),
        skills=_skills(first_of(learner, "Skills")),
        languages=tuple(_languages(first_of(learner, "Linguistic"))),
        certifications=tuple(
            CertificationEntry(title)
            for each in all_of(first_of(learner, "AchievementList"), "Achievement")
            if text_of(first_of(each, "Title"), "Code") == "certifications" and (title := text_of(each, "Description"))
        ),
    )


def _contact(identification: Any) -> Contact:
    address = first_of(identification, "Address")
    numbers = first_of(identification, "TelephoneList")
    return Contact(
        first_name=text_of(identification, "FirstName"),
        last_name=text_of(identification, "Surname"),
        email=text_of(first_of(identification, "Email"), "Contact"),
        phone=text_of(numbers, "Contact"),
        city=text_of(address, "Municipality"),
        country=text_of(first_of(address, "Country"), "Code").upper(),
        links=tuple(text_of(each, "Contact") for each in all_of(identification, "Website") if text_of(each, "Contact")),
    )


def _job(work: Any) -> Job:
    period, employer = first_of(work, "Period"), first_of(work, "Employer")
    end = _month(first_of(period, "To"))
    return Job(
        title=text_of(first_of(work, "Position"), "Label"),
        employer=text_of(employer, "Name"),
        city=text_of(employer, "Municipality"),
        start=_month(first_of(period, "From")),
        end=end,
        current=end is None and text_of(period, "Current").casefold() == "true",
        description=text_of(work, "Activities"),
    )


def _study(education: Any) -> Study:
    period = first_of(education, "Period")
    start, end = _month(first_of(period, "From")), _month(first_of(period, "To"))
    return Study(
        degree=text_of(education, "Title"),
        school=text_of(first_of(education, "Organisation"), "Name"),
        field_of_study=text_of(first_of(education, "Field"), "Label"),
        start_year=start[0] if start else None,
        end_year=end[0] if end else None,
    )


def _skills(skills: Any) -> tuple[SkillEntry, ...]:
    """Skills are a text a kind here; each of its lines or listed parts is taken for one."""
    parts = (
        part.strip(" •-–.\t")
        for kind in _SKILLS
        for line in text_of(first_of(skills, kind), "Description").splitlines()
        for part in line.replace(";", ",").split(",")
    )
    return tuple(SkillEntry(part) for part in dict.fromkeys(parts) if 0 < len(part) <= 80)


def _languages(linguistic: Any) -> list[LanguageEntry]:
    found: dict[str, LanguageEntry] = {}
    for each in all_of(first_of(linguistic, "MotherTongueList"), "MotherTongue"):
        if code := language_code(text_of(each, "Code") or text_of(each, "Label")):
            found[code] = LanguageEntry(code, LanguageLevel.NATIVE)
    for each in all_of(first_of(linguistic, "ForeignLanguageList"), "ForeignLanguage"):
        code = language_code(text_of(each, "Code") or text_of(each, "Label"))
        levels = [level for scale in _SCALES if (level := language_level(text_of(each, scale)))]
        if code:
            found.setdefault(code, LanguageEntry(code, min(levels, key=_ORDER.index) if levels else None))
    return list(found.values())


def _month(date: Any) -> Month | None:
    """A date by attributes (3.0 to 3.3) or elements (3.4): ``<From year="2012" month="--03"/>``."""
    if date is None:
        return None
    year = date.get("year") or text_of(date, "Year")
    month = (date.get("month") or text_of(date, "Month")).strip("-")
    if not year.isdecimal():
        return None
    return int(year), int(month) if month.isdecimal() and 1 <= int(month) <= 12 else 0
