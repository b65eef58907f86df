"""The words of single facts, in the language of the page."""

from __future__ import annotations

from blueprints.labels import words
from blueprints.localisation import locale
from models.bands import EducationLevel, Seniority
from services.publication.facts import Fact
from services.publication.places import place_name
from services.publication.storage import skill_kind
from services.publication.vocabulary import vocabulary
from services.publication.wording import language


def fact_label(fact: Fact) -> tuple[str, str]:
    """What a fact is called, and the language that is in."""
    facet, value = fact
    match facet:
        case "major" | "occupation" | "minor" | "role":
            return vocabulary().label("isco", value, locale())
        case "region" | "country" | "continent":
            return place_name(value, locale()), locale()
        case "seniority":
            return words(Seniority(value)), locale()
        case "education":
            return words(EducationLevel(value)), locale()
        case "language":
            return language(value, locale()), locale()
        case "sector":
            return vocabulary().label("nace", value, locale())
        case _:
            return vocabulary().label(skill_kind(value), value, locale())
