"""The forms of an organisation, its representative and its verification."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Optional, Regexp

from blueprints import access
from blueprints.free_text import FreeTextField
from blueprints.localisation import locale
from blueprints.typed import at_most, stripped
from services import free_text, one_person, vat_numbers
from services.errors import ServiceError
from services.organisations import OrganisationDetails, RepresentativeDetails
from services.publication.places import countries
from services.publication.vocabulary import vocabulary


def _web_address(value: str | None) -> str | None:
    """An address as people write it, with the scheme that they leave out."""
    value = stripped(value)
    return f"https://{value}" if value and "://" not in value else value


def _undisclosed_about() -> free_text.Undisclosed:
    given = request.form.get("name", "")
    return free_text.of_about(access.session(), str(access.viewer().organisation_id), given)


class OrganisationForm(FlaskForm):
    """The organisation. What is left out says what follows from it."""

    name = StringField(
        _l("Name of the organisation"),
        description=_l(
            "A professional sees it when you send a request. Without a name nobody would know who asks, "
            "so we cannot save."
        ),
        filters=[stripped],
        validators=[DataRequired(_l("Fill in the name of your organisation.")), at_most(120)],
        render_kw={"autocomplete": "organization"},
    )
    registration_number = StringField(
        _l("Registration number"),
        description=_l(
            "The number in the trade register of your country. Without it we cannot verify your organisation, "
            "and you see what any visitor sees."
        ),
        filters=[stripped],
        validators=[at_most(40)],
    )
    vat_number = StringField(
        _l("VAT number"),
        description=_l(
            "Of a country of the European Union, beginning with its letters. Our team sees it beside the registration "
            "number when it checks your organisation; no professional does."
        ),
        filters=[stripped],
        validators=[at_most(30)],
        render_kw={"spellcheck": "false", "autocapitalize": "characters"},
    )
    website = StringField(
        _l("Web site"),
        description=_l(
            "We look there whether the organisation is yours. Without it we cannot verify your organisation."
        ),
        filters=[_web_address],
        validators=[
            Optional(),
            Regexp(
                r"^https?://[\w-]+(\.[\w-]+)+([:/?#]\S*)?$",
                message=_l("This is not the address of a web site. It looks like https://www.example.org."),
            ),
            at_most(200),
        ],
        render_kw={"autocomplete": "url", "inputmode": "url"},
    )
    industry = SelectField(
        _l("Industry"), description=_l("Without it professionals cannot see in which line of business you are.")
    )
    about = FreeTextField(
        _l("About the organisation"),
        undisclosed=_undisclosed_about,
        description=_l(
            "Professionals read it before there is a match, where you describe work without the name of your "
            "organisation too: name neither people nor the organisation."
        ),
        filters=[stripped],
        validators=[at_most(2000)],
        render_kw={"rows": 5},
    )
    city = StringField(
        _l("City"), filters=[stripped], validators=[at_most(80)], render_kw={"autocomplete": "address-level2"}
    )
    country = SelectField(_l("Country"), render_kw={"autocomplete": "country"})

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        words = vocabulary()
        sectors = [(id_, words.label("nace", id_, locale())[0]) for id_ in words.ids("nace")]
        self.industry.choices = [("", _("Not filled in")), *sectors]
        self.country.choices = [("", _("Not filled in")), *countries(locale())]

    def validate_vat_number(self, field: StringField) -> None:
        """The form and the check digits, by the rules of the country that its letters name."""
        viewer = access.viewer()
        is_one_person = one_person.is_on(access.session(), str(viewer.organisation_id), account_id=access.account_id())
        if field.data:
            try:
                field.data = vat_numbers.checked(field.data, one_person=bool(is_one_person))
            except ServiceError as error:
                raise ValidationError(_(error.message)) from error

    def details(self) -> OrganisationDetails:
        """What was filled in; nothing for what was left empty."""
        names = ("registration_number", "vat_number", "website", "industry", "about", "city", "country")
        return OrganisationDetails(str(self.name.data), **{name: self[name].data or None for name in names})


class RepresentativeForm(FlaskForm):
    """Who acts for the organisation."""

    first_name = StringField(
        _l("First name"),
        description=_l("Opens to a professional at a match. Without it they would not know you, so we cannot save."),
        filters=[stripped],
        validators=[DataRequired(_l("Fill in your first name.")), at_most(120)],
        render_kw={"autocomplete": "given-name"},
    )
    last_name = StringField(
        _l("Last name"),
        description=_l("Opens to a professional at a match. Without it they would not know you, so we cannot save."),
        filters=[stripped],
        validators=[DataRequired(_l("Fill in your last name.")), at_most(120)],
        render_kw={"autocomplete": "family-name"},
    )
    phone = StringField(
        _l("Phone number"),
        description=_l("Opens to a professional at a match. Without it they can reach you by e-mail only."),
        filters=[stripped],
        validators=[
            Optional(),
            Regexp(r"^\+?[\d\s().\-/]{6,}$", message=_l("Use digits only, as in +31 20 123 4567.")),
            at_most(40),
        ],
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    position = StringField(
        _l("Position"),
        description=_l("Your role in the organisation. Opens to a professional at a match."),
        filters=[stripped],
        validators=[at_most(120)],
        render_kw={"autocomplete": "organization-title"},
    )

    def details(self) -> RepresentativeDetails:
        """What was filled in; nothing for what was left empty."""
        return RepresentativeDetails(
            str(self.first_name.data), str(self.last_name.data), self.phone.data or None, self.position.data or None
        )


class VerificationForm(FlaskForm):
    """Asking for verification."""

    note = TextAreaField(
        _l("Note to our team"),
        description=_l("What helps us to check, such as where we find you on your web site. Only our team reads it."),
        filters=[stripped],
        validators=[at_most(2000)],
        render_kw={"rows": 4},
    )
