"""The words of the partner programme: what each field is called, and the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template
from flask_babel import lazy_gettext as _l

from models.partner import PartnerField
from services import views
from services.publication.places import place_name
from services.publication.vocabulary import vocabulary

FIELDS: Mapping[PartnerField, Any] = {
    PartnerField.HEADLINE: _l("Headline and occupation"),
    PartnerField.ABOUT: _l("About me"),
    PartnerField.PLACE: _l("City, region and country"),
    PartnerField.AVAILABILITY: _l("Availability, hours and what I look for"),
    PartnerField.RATE: _l("Rate a day"),
    PartnerField.SKILLS: _l("Skills"),
    PartnerField.LANGUAGES: _l("Languages"),
    PartnerField.EXPERIENCE: _l("Jobs, with employers, dates and what I did"),
    PartnerField.EDUCATION: _l("Education, with schools and years"),
    PartnerField.CERTIFICATIONS: _l("Certificates, without their numbers"),
    PartnerField.PORTFOLIO: _l("Portfolio, with pictures"),
    PartnerField.LINKS: _l("Links to pages elsewhere"),
    PartnerField.EMAIL: _l("E-mail address"),
    PartnerField.PHONE: _l("Phone number"),
    PartnerField.COMPANY: _l("Company name and registration number"),
}

PRIVATE = frozenset({PartnerField.EMAIL, PartnerField.PHONE, PartnerField.COMPANY, PartnerField.RATE})
"""What nobody gives away by leaving a box as it was."""


def contract_text(name: str) -> str:
    """The contract that somebody of this name signs, in the language of the page."""
    controller = current_app.config["PLATFORM"].controller
    return render_template("partners/contract.txt", name=name, controller=controller, fields=FIELDS.values()).strip()


def headline_of(person: Mapping[str, Any], locale: str) -> str:
    """What somebody says of their work in a line: their own words, else the occupation."""
    occupation: views.Label | None = (
        vocabulary().label("isco", person["occupation"], locale) if person["occupation"] else None
    )
    return person["headline"] or (occupation[0] if occupation else "")


def place_of(person: Mapping[str, Any], locale: str) -> str:
    """Where somebody works: city, else region, and country."""
    named = {key: place_name(person[key], locale) if person[key] else None for key in ("region", "country")}
    parts = (person["city"] or named["region"], named["country"])
    return ", ".join(dict.fromkeys(part for part in parts if part))
