"""The forms of an import: the file, and everything that was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, FieldList, Form, FormField, RadioField, SelectChoice, ValidationError

from blueprints.localisation import locale
from models.bands import Availability, RemoteWork
from services.publication.places import countries, place_from_text
from services.publication.resume import (
    CertificationEntry,
    Contact,
    Job,
    LanguageEntry,
    Month,
    Piece,
    Resume,
    SkillEntry,
    Study,
)
from services.publication.wording import language

from .fields import Choice, Day, Euros, Line, Number, Paragraphs
from .item_forms import (
    CertificationFields,
    EducationFields,
    ExperienceFields,
    LanguageFields,
    PortfolioFields,
)
from .texts import lines_of, names_in, web_address

ADD, REPLACE = "add", "replace"
LONGEST = 100_000


class UploadForm(FlaskForm):
    """A résumé in a file."""

    file = FileField(
        _l("Your résumé"),
        [FileRequired(_l("Choose a file: PDF, Word (DOCX), plain text, JSON Resume or Europass XML."))],
        description=_l(
            "PDF, Word (DOCX), plain text, JSON Resume, Europass XML, or the provided.json of another account here, at "
            "most 10 MB. Without a file you fill in your résumé yourself."
        ),
        render_kw={"accept": ".pdf,.docx,.txt,.json,.xml"},
    )
    keep = BooleanField(
        _l("Keep the original file"),
        description=_l("Otherwise we throw it away as soon as it is read. Kept, it lies encrypted, for you alone."),
    )


class Kept(Form):
    """An entry that can be left out; what is left out need not be right."""

    keep = BooleanField(_l("Take this over"), default=True)

    def validate(self, *args: Any, **options: Any) -> bool:
        return not self.keep.data or super().validate(*args, **options)


class FoundJob(Kept, ExperienceFields):
    """A position that was found."""


class FoundStudy(Kept, EducationFields):
    """A course that was found."""


class FoundLanguage(Kept, LanguageFields):
    """A language that was found."""


class FoundCertificate(Kept, CertificationFields):
    """A certificate that was found."""


class FoundPiece(Kept, PortfolioFields):
    """A piece of work that was found."""


# What an entry is, and the field that it is called by.
ENTRIES: Mapping[type[Form], tuple[Any, str]] = {
    FoundJob: (_l("Job"), "title"),
    FoundStudy: (_l("Education"), "degree"),
    FoundLanguage: (_l("Language"), "language"),
    FoundCertificate: (_l("Certificate"), "name"),
    FoundPiece: (_l("Portfolio"), "title"),
}


class FoundContact(Form):
    """Who the résumé says it belongs to; what is empty changes nothing."""

    first_name = Line(_l("First name"))
    last_name = Line(_l("Last name"))
    phone = Line(_l("Phone number"), longest=40)
    city = Line(_l("City"))
    country = Choice(_l("Country"), of=lambda: countries(locale()))


class FoundWishes(Form):
    """What the résumé says its owner looks for; what is empty changes nothing."""

    preferences = Paragraphs(_l("Assignments I look for"), rows=3)
    day_rate = Euros(_l("Rate a day in euros, without VAT"), most=10_000)
    hours = Number(_l("Hours a week"), least=1, most=80)
    availability = Choice(_l("Availability"), of=Availability)
    available_from = Day(_l("Available from"))
    remote = Choice(_l("Remote or on site"), of=RemoteWork)


class FoundForm(FlaskForm):
    """Everything that was found in a file."""

    contact = FormField(FoundContact)
    wishes = FormField(FoundWishes)
    left_out = BooleanField(_l("Keep these skills out of what is published here, too"), default=True)
    headline = Line(_l("Headline"))
    summary = Paragraphs(_l("About me"))
    jobs = FieldList(FormField(FoundJob))
    studies = FieldList(FormField(FoundStudy))
    skills = Paragraphs(
        _l("Skills"),
        rows=4,
        longest=LONGEST,
        description=_l("Separated by commas. Take out what you do not want."),
    )
    languages = FieldList(FormField(FoundLanguage))
    certifications = FieldList(FormField(FoundCertificate))
    portfolio = FieldList(FormField(FoundPiece))
    links = Paragraphs(_l("Links"), rows=2, description=_l("One on each line."))
    colleagues = Paragraphs(_l("People"), rows=3, longest=LONGEST, description=_l("One on each line."))
    clients = Paragraphs(_l("Organisations"), rows=3, longest=LONGEST, description=_l("One on each line."))
    addresses = Paragraphs(_l("E-mail addresses"), rows=2, longest=LONGEST, description=_l("One on each line."))
    mode = RadioField(
        _l("What to do with the résumé you have here"),
        choices=[SelectChoice(ADD, _l("Add to what I have")), SelectChoice(REPLACE, _l("Replace what I have"))],
        default=ADD,
    )

    def validate_links(self, field: Paragraphs) -> None:
        wrong = [line for line in lines_of(field.data) if web_address(line) is None]
        if wrong:
            raise ValidationError(_("This is not the address of a page: %(text)s", text=wrong[0]))


def found_data(resume: Resume) -> dict[str, Any]:
    """What fills the form at first."""
    contact = resume.contact
    country, _region = place_from_text(contact.city, contact.country)
    return {
        "contact": {
            "first_name": contact.first_name,
            "last_name": contact.last_name,
            "phone": contact.phone,
            "city": contact.city,
            "country": country,
        },
        "wishes": {
            "preferences": resume.preferences.text,
            "day_rate": resume.preferences.day_rate,
            "hours": resume.preferences.hours,
            "availability": resume.preferences.available,
            "available_from": resume.preferences.available_from,
            "remote": resume.preferences.remote,
        },
        "headline": resume.headline,
        "summary": resume.summary,
        "jobs": [_job_data(job) for job in resume.jobs],
        "studies": [vars(study) for study in resume.studies],
        "skills": ", ".join(skill.name for skill in resume.skills),
        "languages": [vars(entry) for entry in resume.languages],
        "certifications": [vars(entry) for entry in resume.certifications],
        "portfolio": [vars(piece) for piece in resume.portfolio],
        "links": "\n".join(contact.links),
        "colleagues": "\n".join(resume.colleagues),
        "clients": "\n".join(resume.clients),
        "addresses": "\n".join(filter(None, (contact.email, *resume.addresses))),
    }


def corrected(form: FoundForm, found: Resume) -> Resume:
    """The résumé as its owner corrected it; a skill that kept its name keeps its years."""
    data = form.data
    years = {skill.name.casefold(): skill.years for skill in found.skills}
    return Resume(
        contact=Contact(links=tuple(address for line in lines_of(data["links"]) if (address := web_address(line)))),
        headline=data["headline"] or "",
        summary=data["summary"] or "",
        jobs=tuple(_job(each) for each in data["jobs"] if each["keep"]),
        studies=tuple(_entry(Study, each) for each in data["studies"] if each["keep"]),
        skills=tuple(SkillEntry(name, years.get(name.casefold())) for name in names_in(data["skills"])),
        languages=tuple(_entry(LanguageEntry, each) for each in data["languages"] if each["keep"]),
        certifications=tuple(_entry(CertificationEntry, each) for each in data["certifications"] if each["keep"]),
        portfolio=tuple(_entry(Piece, each) for each in data["portfolio"] if each["keep"]),
        colleagues=tuple(lines_of(data["colleagues"])),
        clients=tuple(lines_of(data["clients"])),
        addresses=tuple(lines_of(data["addresses"])),
        left_out=found.left_out if data["left_out"] else (),
    )


def entry_name(field: Field) -> str:
    """What an entry of a list is called in the summary of what is wrong: "Job “Python developer”"."""
    form = getattr(field, "form", None)
    if not isinstance(form, Kept):
        return ""
    title, naming = ENTRIES[type(form)]
    name = form.data[naming]
    if not name:
        return _("%(kind)s %(number)s", kind=title, number=int(field.name.rpartition("-")[2]) + 1)
    return _("%(kind)s “%(name)s”", kind=title, name=language(name, locale()) if naming == "language" else name)


def details(form: FoundForm) -> dict[str, Any]:
    """The contact details and wishes to take over: those filled in, and the region that the city lies in."""
    given = {name: value for part in (form.contact, form.wishes) for name, value in part.form.data.items() if value}
    country, region = place_from_text(given.get("city", ""), given.get("country", ""))
    if region and country == given.get("country"):
        given["region"] = region
    return given


def _job_data(job: Job) -> dict[str, Any]:
    start, end = job.start or (None, None), job.end or (None, None)
    return {
        **vars(job),
        "start_year": start[0],
        "start_month": start[1] or None,
        "end_year": end[0],
        "end_month": end[1] or None,
    }


def _job(data: dict[str, Any]) -> Job:
    return Job(
        title=data["title"],
        employer=data["employer"] or "",
        city=data["city"] or "",
        start=_month(data["start_year"], data["start_month"]),
        end=_month(data["end_year"], data["end_month"]),
        current=data["current"],
        description=data["description"] or "",
    )


def _month(year: int | None, month: int | None) -> Month | None:
    return None if year is None else (year, month or 0)


def _entry(shape: Any, data: dict[str, Any]) -> Any:
    """A frozen dataclass of what was filled in; texts left empty are empty texts."""
    known = shape.__dataclass_fields__
    return shape(**{name: _plain(value, known[name].type) for name, value in data.items() if name in known})


def _plain(value: Any, kind: str) -> Any:
    return "" if value is None and kind == "str" else value
