"""The forms of a résumé's items: one class of fields for each section, used alone and within the import."""

from __future__ import annotations

import re
from typing import Any

from babel import Locale
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, ValidationError

from blueprints.localisation import locale
from models.bands import LanguageLevel
from models.resume import PartyKind

from .fields import Choice, Line, Month, Number, Paragraphs, Year, required
from .texts import web_address


class ExperienceFields(Form):
    """A position held."""

    title = Line(
        _l("Job title"),
        [required(_l("Fill in a job title."))],
        description=_l(
            "Without a title we cannot count this job towards your occupation and your years of experience."
        ),
    )
    employer = Line(
        _l("Employer or client"),
        description=_l(
            "Shown to clients after a match only. We also use it to keep the name out of what is published."
        ),
    )
    city = Line(_l("City of the work"))
    start_month = Month(_l("Started in month"))
    start_year = Year(_l("Started in year"))
    current = BooleanField(_l("I still work there"))
    end_month = Month(_l("Ended in month"))
    end_year = Year(_l("Ended in year"))
    description = Paragraphs(
        _l("What I did"),
        description=_l(
            "Clients read this after a match. Before it, only the skills and kind of work we recognise in it."
        ),
    )

    def validate_start_month(self, field: Month) -> None:
        if field.data and not self.start_year.data and not self.start_year.errors:
            raise ValidationError(_("Fill in the year of the start too, or leave its month empty."))

    def validate_end_month(self, field: Month) -> None:
        if field.data and not self.end_year.data and not self.end_year.errors:
            raise ValidationError(_("Fill in the year of the end too, or leave its month empty."))

    def validate_end_year(self, field: Year) -> None:
        if not field.data:
            return
        if self.current.data:
            raise ValidationError(_("Leave the end empty, or take away the mark that you still work there."))
        start = (self.start_year.data or 0, self.start_month.data or 0)
        if (field.data, self.end_month.data or 12) < start:
            raise ValidationError(_("The end is before the start. Correct one of the two."))


class EducationFields(Form):
    """A course of education."""

    degree = Line(
        _l("Degree or course"),
        [required(_l("Fill in a degree or the name of the course."))],
        description=_l("Without it we cannot tell your level of education."),
    )
    school = Line(_l("School"), description=_l("Shown to clients after a match only."))
    field_of_study = Line(_l("Field of study"))
    start_year = Year(_l("First year"))
    end_year = Year(_l("Last year"), description=_l("Years of study are never published: they give away an age."))

    def validate_end_year(self, field: Year) -> None:
        if field.data and self.start_year.data and field.data < self.start_year.data:
            raise ValidationError(_("The last year is before the first. Correct one of the two."))


class SkillFields(Form):
    """A skill."""

    name = Line(
        _l("Skill"),
        [required(_l("Fill in a skill."))],
        description=_l("Clients find you by it. Without its name there is no skill to keep."),
    )
    years = Number(_l("Years of use"), least=0, most=60)


class SkillNames(Line):
    """Skills by name, separated by commas, with suggestions for the one being typed."""

    def __call__(self, **attributes: Any) -> Any:
        suggest = {
            "list": "skill-suggestions",
            "autocomplete": "off",
            "hx-get": url_for("professionals.skill_suggestions"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#skill-suggestions",
            "hx-swap": "innerHTML",
        }
        return super().__call__(**suggest, **attributes)


class SkillsFields(Form):
    """Several skills at once."""

    names = SkillNames(
        _l("Skills"),
        [required(_l("Fill in at least one skill."))],
        longest=5000,
        description=_l(
            "Several at once, separated by commas. Clients find you by the ones our list knows; without skills few do."
        ),
    )


class LanguageFields(Form):
    """A language someone works in."""

    language = Choice(
        _l("Language"),
        [required(_l("Choose a language."))],
        of=lambda: languages(),
        empty=_l("Choose"),
        description=_l("Clients filter on it. Without a language there is no level to keep."),
    )
    level = Choice(
        _l("Level"), of=LanguageLevel, description=_l("From A1 (beginner) to C2 (as good as native), or native.")
    )


class CertificationFields(Form):
    """A certificate."""

    name = Line(
        _l("Certificate"),
        [required(_l("Fill in the name of the certificate."))],
        description=_l(
            "Verified clients read the names that our list knows. Without it nobody knows what it certifies."
        ),
    )
    issuer = Line(_l("Issued by"), description=_l("Shown to clients after a match only."))
    number = Line(_l("Number"), description=_l("Shown to clients after a match only."))
    year = Year(_l("Year"))


class LinkFields(Form):
    """A page about someone's work."""

    url = Line(
        _l("Address of the page"),
        [required(_l("Fill in the address of a page."))],
        longest=500,
        description=_l(
            "Such as https://example.org/portfolio. Shown to clients after a match only. Without it there is no page "
            "to show."
        ),
    )

    def validate_url(self, field: Line) -> None:
        field.data = web_address(field.data)
        if field.data is None:
            raise ValidationError(_("Fill in an address that begins with http:// or https://."))


class PortfolioFields(Form):
    """A piece of work to show."""

    title = Line(
        _l("Title of the work"),
        [required(_l("Fill in a title."))],
        description=_l("Shown to clients after a match only. Without a title nobody knows what they look at."),
    )
    url = Line(_l("Address of the page"), longest=500, description=_l("Where the work can be seen, if anywhere."))
    year = Year(_l("Year"))
    description = Paragraphs(_l("About the work"), description=_l("Shown to clients after a match only."))

    def validate_url(self, field: Line) -> None:
        if field.data:
            field.data = web_address(field.data)
            if field.data is None:
                raise ValidationError(_("Fill in an address that begins with http:// or https://."))


class PartyFields(Form):
    """A name that must not be published."""

    name = Line(
        _l("Name or address"),
        [required(_l("Fill in a name or an address."))],
        description=_l("Nobody else reads it. Without it we cannot keep it out of what is published."),
    )
    kind = Choice(
        _l("What it is"),
        [required(_l("Choose what it is the name of."))],
        of=PartyKind,
        words=lambda: [
            (PartyKind.CLIENT.value, _("An organisation")),
            (PartyKind.COLLEAGUE.value, _("A person")),
            (PartyKind.ADDRESS.value, _("An e-mail address")),
        ],
        empty=_l("Choose"),
        description=_l("Without it we do not know how to look for it in a text."),
    )


class ExperienceForm(ExperienceFields, FlaskForm):
    """A position, on a form of its own."""


class EducationForm(EducationFields, FlaskForm):
    """A course, on a form of its own."""


class SkillForm(SkillFields, FlaskForm):
    """A skill, on a form of its own."""


class SkillsForm(SkillsFields, FlaskForm):
    """Several skills, on a form of their own."""


class LanguageForm(LanguageFields, FlaskForm):
    """A language, on a form of its own."""


class CertificationForm(CertificationFields, FlaskForm):
    """A certificate, on a form of its own."""


class LinkForm(LinkFields, FlaskForm):
    """A page, on a form of its own."""


class PortfolioForm(PortfolioFields, FlaskForm):
    """A piece of work, on a form of its own."""


class PartyForm(PartyFields, FlaskForm):
    """A name, on a form of its own."""


def languages() -> list[tuple[str, str]]:
    """The languages by two-letter code, in the order of their names."""
    names = Locale.parse(locale()).languages
    known = [(code, name[:1].upper() + name[1:]) for code, name in names.items() if re.fullmatch("[a-z]{2}", code)]
    return sorted(known, key=lambda pair: pair[1].casefold())
