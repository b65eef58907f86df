"""The words of work descriptions: where, when, how long, for how much, and how one stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints.labels import money, words
from blueprints.localisation import locale
from models.bands import RemoteWork
from models.work import WorkState
from services import views
from services.publication.places import place_name
from services.publication.vocabulary import vocabulary
from services.work_descriptions import WorkDetails

from . import blueprint
from .fits import weights

STATES: dict[WorkState, Any] = {
    WorkState.DRAFT: _l("Draft"),
    WorkState.OPEN: _l("Open to professionals"),
    WorkState.CLOSED: _l("Closed"),
}


@dataclass(frozen=True)
class Fact:
    """One thing about the work: an icon of ours, what it is called, and what is said."""

    icon: str
    name: str
    text: str


def facts(details: WorkDetails) -> list[Fact]:
    """What a list shows of the work beside its title; what was left open is left out."""
    found = [
        ("map-pin", _("Where"), where(details)),
        ("calendar", _("Starts in"), month(details.starts_on) if details.starts_on else ""),
        ("clock", _("How long"), duration(details)),
        ("euro", _("Rate"), rate(details)),
    ]
    return [Fact(icon, name, text) for icon, name, text in found if text]


def where(details: WorkDetails) -> str:
    """The place and how far the work is done there: "Utrecht, partly remote"."""
    remote = words(details.remote)
    if details.region is None or details.remote is RemoteWork.REMOTE:
        return remote
    return f"{place(details.region)} · {remote}"


def place(region: str) -> str:
    """A region with its country, or a country."""
    country = {"EL": "GR"}.get(region[:2], region[:2])
    name = place_name(region, locale())
    return name if len(region) == 2 else f"{name}, {place_name(country, locale())}"


def month(value: date) -> str:
    """A month in words."""
    return format_date(value, "MMMM y")


def duration(details: WorkDetails) -> str:
    """For how many months and hours a week."""
    months = ngettext("%(num)s month", "%(num)s months", details.months) if details.months else ""
    hours = ngettext("%(num)s hour a week", "%(num)s hours a week", details.hours) if details.hours else ""
    return ", ".join(each for each in (months, hours) if each)


def rate(details: WorkDetails) -> str:
    """The rate a day, from and to."""
    least, most = (amount and money(amount / 100) for amount in (details.rate_from, details.rate_to))
    if least and most and details.rate_to:
        span = least if least == most else f"{least}–{format_decimal(details.rate_to / 100)}"
        return _("%(rate)s a day", rate=span)
    if least:
        return _("From %(rate)s a day", rate=least)
    return _("Up to %(rate)s a day", rate=most) if most else ""


def skill_labels(details: WorkDetails) -> list[views.Label]:
    """The labels of the skills asked for, each with the language it is in."""
    return [vocabulary().label("skill", each, locale()) for each in details.skills if vocabulary().has_skill(each)]


def industry_label(section: str | None) -> views.Label | None:
    """The label of a NACE section, and the language it is in."""
    return vocabulary().label("nace", section, locale()) if section else None


@blueprint.app_context_processor
def _words() -> dict[str, Callable[..., Any]]:
    return {
        "work_facts": facts,
        "work_skills": skill_labels,
        "work_state": lambda state: str(STATES[state]),
        "industry_label": industry_label,
        "fit_weights": weights,
    }
