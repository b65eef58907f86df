"""Personalia: who the professional is, where they live, and the business they work through."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, ValidationError

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from models.professional import Gender
from services import professionals
from services.publication.places import countries, regions_of

from . import blueprint
from .fields import Choice, Day, Line, choices, required, values_of

OLDEST = date(1900, 1, 1)


def genders() -> list[tuple[str, str]]:
    """The answers to a question that nobody has to answer."""
    return [(Gender.FEMALE.value, _("Female")), (Gender.MALE.value, _("Male")), (Gender.OTHER.value, _("Another"))]


class PersonaliaForm(FlaskForm):
    """Everything about the person that is no résumé."""

    first_name = Line(
        _l("First name"),
        [required(_l("Fill in your first name."))],
        description=_l("A client you matched with has to know whom to call. Without it there can be no match."),
        render_kw={"autocomplete": "given-name"},
    )
    last_name = Line(
        _l("Last name"),
        [required(_l("Fill in your last name."))],
        description=_l(
            "Opens at a match only. Without it there can be no match, and we could not keep your name out of what is "
            "published."
        ),
        render_kw={"autocomplete": "family-name"},
    )
    phone = Line(
        _l("Phone number"),
        longest=40,
        description=_l("Opens at a match. Without it a client reaches you by e-mail only."),
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    birth_date = Day(
        _l("Date of birth"),
        description=_l("Only a contract needs it. No client sees it, and no ranking uses it."),
        render_kw={"autocomplete": "bday"},
    )
    gender = Choice(
        _l("Gender"),
        of=genders,
        empty=_l("Prefer not to say"),
        description=_l("Never shown to anyone, never used in a ranking. You can leave this out."),
    )
    nationality = Choice(
        _l("Nationality"),
        of=lambda: countries(locale()),
        description=_l("Never shown in a profile. Only work outside your own country may need it."),
    )
    street = Line(
        _l("Street and number"),
        description=_l("Only a contract or an invoice needs it. No client sees it before that."),
        render_kw={"autocomplete": "address-line1"},
    )
    postal_code = Line(_l("Postal code"), longest=20, render_kw={"autocomplete": "postal-code"})
    city = Line(_l("City"), description=_l("Opens at a match."), render_kw={"autocomplete": "address-level2"})
    country = Choice(
        _l("Country"),
        of=lambda: countries(locale()),
        description=_l("Shown to anyone. Without it you are not found by those who filter on a country."),
        render_kw={"autocomplete": "country"},
    )
    region = Choice(
        _l("Region"),
        of=list,
        description=_l("Shown to verified clients. Without it they see your country only."),
    )
    one_person_business = BooleanField(
        _l("I work through a business of my own, in which only I work"),
        description=_l("Then data of the company are data about you, and we treat them so."),
        render_kw={"role": "switch", "class": "switch"},
    )
    company_name = Line(
        _l("Company name"),
        description=_l("Opens at a match. We also use it to keep the name out of everything published."),
        render_kw={"autocomplete": "organization"},
    )
    company_registration = Line(
        _l("Company registration number"),
        longest=40,
        description=_l("Opens at a match. Clients use it for a contract."),
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.offer_regions()

    def offer_regions(self) -> None:
        """Let the regions be those of the chosen country; one of another country is dropped."""
        offered = regions_of(self.country.data, locale()) if self.country.data else []
        empty = _("Not said") if offered else _("No regions for this country")
        self.region.choices = choices(empty, offered)
        if self.region.data not in {code for code, _name in offered}:
            self.region.data = None

    def validate_birth_date(self, field: Day) -> None:
        if field.data and not OLDEST <= field.data < access.now().date():
            raise ValidationError(_("This day cannot be a date of birth. Check the year."))


@blueprint.get("/personalia", endpoint="personalia")
@open_to(Audience.PROFESSIONALS)
def edit() -> Response:
    """The personalia as they are; with ``country``, the regions of another country than the stored one."""
    details = dict(professionals.details_of(access.session(), access.account_id()))
    details["birth_date"] = date.fromisoformat(details["birth_date"]) if details["birth_date"] else None
    if "country" in request.args:
        details["country"] = request.args["country"]
    form = PersonaliaForm(data=details)
    return render("professionals/personalia.html", "professionals/_region.html", form=form)


@blueprint.post("/personalia", endpoint="update_personalia")
@open_to(Audience.PROFESSIONALS)
def update() -> Response:
    """Save the personalia, or show the regions of a country just chosen."""
    form = PersonaliaForm()
    if "regions" in request.form:
        return render("professionals/personalia.html", form=form)
    if not form.validate_on_submit():
        return invalid("professionals/personalia.html", form=form)
    values = values_of(form)
    values["birth_date"] = form.birth_date.data.isoformat() if form.birth_date.data else None
    professionals.change_details(access.session(), access.account_id(), values)
    flash(_("Your personalia are saved."), "info")
    return redirect(url_for("professionals.show"))
