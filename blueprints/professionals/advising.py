"""What would help somebody whom too few people are like, in words and with the page to do it on."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from blueprints.labels import words
from models.bands import Exposure
from services.exposures import Outlook
from services.publication.advice import Advice, Way

from .wording import fact_label

Line = tuple[str, str | None]
"""A sentence, and the address of the page on which one does what it says."""


def advice_of(outlook: Outlook | None, *, but: str | None = None) -> list[Line]:
    """What would help, a line each. ``but``: the address of the page it stands on, to which nothing links."""
    lines = [_line(each, outlook.exposure) for each in outlook.advice] if outlook else []
    return [(text, None if address == but else address) for text, address in lines]


def _line(advice: Advice, exposure: Exposure) -> Line:
    match advice.way:
        case Way.CHOOSE_OCCUPATION:
            return _("Choose your occupation: without it we cannot tell who is like you."), _page("wishes")
        case Way.OTHER_EXPOSURE:
            other = next(each for each in Exposure if each is not exposure)
            return _("Choose “%(setting)s”: enough people are like you there.", setting=words(other)), _page("exposure")
        case Way.OTHER_OCCUPATION:
            name = fact_label(advice.fact or ("role", ""))[0]
            text = _("Choose “%(name)s” as your occupation, if that is your work as well.", name=name)
            return text, _page("wishes")
        case Way.SAY:
            return _say(advice.fact or ("", ""))
        case _:
            return _("It takes more people in your line of work. We look again every round."), None


def _say(fact: tuple[str, str]) -> Line:
    name = fact_label(fact)[0]
    match fact[0]:
        case "language":
            return _("Add %(name)s to your languages, if you work in it.", name=name), _item("languages")
        case "seniority":
            return _("Add your jobs with their years: those like you have “%(name)s”.", name=name), _item("experience")
        case "education":
            return _("Add your education: those like you have “%(name)s”.", name=name), _item("education")
        case _:
            return _("Choose your country: those like you are in %(name)s.", name=name), _page("personalia")


def _page(name: str) -> str:
    return url_for(f"professionals.{name}")


def _item(section: str) -> str:
    return url_for("professionals.new_item", key=section)
