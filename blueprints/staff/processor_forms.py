"""The form for an agreement with a company that processes data for us."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from blueprints.typed import stripped
from models.processor import ProcessorPurpose, Safeguard
from services.processors import PURPOSES
from services.transfers import SAFEGUARDS


class ProcessorForm(FlaskForm):
    """A company, what it does for us and where, and what protects data there."""

    name = StringField(
        _l("Company"),
        description=_l("Without it the agreement cannot be recorded."),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the name of the company.")),
            Length(max=200, message=_l("This is too long: at most 200 characters.")),
        ],
    )
    purpose = SelectField(
        _l("What it does for us"),
        description=_l("Without it the agreement cannot be recorded."),
        choices=[SelectChoice(each.value, _l(words)) for each, words in PURPOSES.items()],
        validators=[DataRequired()],
    )
    host = StringField(
        _l("Server"),
        description=_l(
            "The server that we send data to, such as smtp.example.eu. Without it, or to another, nothing is sent."
        ),
        filters=[stripped, lambda value: value.casefold() if value else value],
        validators=[
            DataRequired(_l("Fill in the name of the server.")),
            Length(max=253, message=_l("This is too long: at most 253 characters.")),
            Regexp(
                r"^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$",
                message=_l("This is no name of a server. It looks like smtp.example.eu, without https:// before it."),
            ),
        ],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )
    country = SelectField(
        _l("Country where the work is done"),
        description=_l("Without it nobody can tell whether data may go there."),
        validators=[DataRequired(_l("Choose a country."))],
    )
    subprocessors = TextAreaField(
        _l("Whom it engages itself"),
        description=_l("A line each: name, what for, country. Anyone may read this."),
        filters=[stripped],
        validators=[Optional(), Length(max=2000, message=_l("This is too long: at most 2000 characters."))],
        render_kw={"rows": 3},
    )
    signed_on = DateField(
        _l("First day"),
        description=_l("Without it the agreement cannot be recorded."),
        validators=[DataRequired(_l("Fill in the first day of the agreement."))],
    )
    ends_on = DateField(_l("Last day"), validators=[Optional()])
    safeguard = SelectField(
        _l("Safeguard outside the European Economic Area"),
        description=_l("Without one, data go only to countries that are found adequate."),
        choices=[SelectChoice(each.value, _l(words)) for each, words in SAFEGUARDS.items()],
        validators=[DataRequired()],
    )
    copy = FileField(
        _l("Text of the safeguards"),
        description=_l("PDF or plain text, at most 5 MB. Anyone with an account may take a copy: leave prices out."),
    )

    @property
    def chosen_purpose(self) -> ProcessorPurpose:
        return ProcessorPurpose(self.purpose.data)

    @property
    def chosen_safeguard(self) -> Safeguard:
        return Safeguard(self.safeguard.data)
