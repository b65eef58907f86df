"""Who sees which detail of a professional, detail by detail, as the declarations say.

A detail gathers what one would call by one name wherever it stands: the group of an occupation, the occupation, the
titles of jobs. What is not named here goes by the title of its table, so that nothing is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.privacy import Tier
from models.register import N_

from .audience import Group, profile_groups
from .titles import title_of

NAME, CONTACT, PLACE = N_("Name"), N_("E-mail and phone"), N_("Place")
OCCUPATION, YEARS, EDUCATION = N_("Occupation"), N_("Years of experience"), N_("Education")
LANGUAGES, SECTORS, SKILLS, WORK = N_("Languages"), N_("Sectors"), N_("Skills"), N_("Work experience")
CERTIFICATES, AVAILABILITY, RATE = N_("Certificates"), N_("Availability"), N_("Rate")

CALLED: Mapping[str, str] = {
    "Pseudonym": NAME,
    "First name": NAME,
    "Last name": NAME,
    "E-mail address": CONTACT,
    "Phone number": CONTACT,
    "Country or region": PLACE,
    "Country": PLACE,
    "Region": PLACE,
    "City": PLACE,
    "Occupation group": OCCUPATION,
    "Occupation": OCCUPATION,
    "Experience": YEARS,
    "Education level": EDUCATION,
    "Field of education": EDUCATION,
    "Languages": LANGUAGES,
    "Languages with level": LANGUAGES,
    "Sectors": SECTORS,
    "Skills": SKILLS,
    "Skills with years": SKILLS,
    "Kinds of assignments": WORK,
    "Summary of your work": WORK,
    "Certifications": CERTIFICATES,
    "Availability": AVAILABILITY,
    "Available from": AVAILABILITY,
    "Hours a week": AVAILABILITY,
    "Remote or on site": AVAILABILITY,
    "Rate band": RATE,
    "Rate a day": RATE,
}
"""The name of the detail that a label belongs to: English message ids."""


@dataclass(frozen=True)
class Detail:
    """One detail: by tier the labels that open there, and those that no profile ever shows. English message ids."""

    title: str
    opens: Mapping[Tier, tuple[str, ...]]
    never: tuple[str, ...]

    def shown_at(self, tier: Tier) -> tuple[str, ...]:
        """What is shown of it at the tier in its fullest form; empty where nothing is."""
        reached = (each for each in sorted(self.opens, reverse=True) if each <= tier)
        return self.opens.get(next(reached, tier), ())


@cache
def details() -> tuple[Detail, ...]:
    """Every detail of a professional, those that open first first."""
    found: dict[str, dict[Tier | None, dict[str, None]]] = {}
    for group in profile_groups():
        for label in group.labels:
            labels = found.setdefault(CALLED.get(label) or _title_of(group), {})
            labels.setdefault(group.tier, {})[label] = None
    return tuple(
        Detail(
            title,
            {tier: tuple(labels) for tier, labels in opens.items() if tier is not None},
            tuple(opens.get(None, ())),
        )
        for title, opens in found.items()
    )


def _title_of(group: Group) -> str:
    return title_of(group.table, group.category)
