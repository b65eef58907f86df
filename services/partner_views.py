"""What a partner's page shows: the name, and the columns of what the partner switched on; nothing else is selected."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel

from models.account import Account
from models.partner import PartnerField, PartnerPage
from models.professional import Professional
from models.resume import Certification, Education, Experience, Language, Link, Portfolio, Skill

from . import portfolio
from .publication.normalise import key_of
from .publication.places import place_name
from .publication.vocabulary import vocabulary
from .publication.wording import language
from .written import WrittenProfile, rows_of

LOCALES = ("en", "nl")
NAME: tuple[type[SQLModel], tuple[str, ...]] = (Professional, ("first_name", "last_name"))
COLUMNS: Mapping[PartnerField, tuple[type[SQLModel], tuple[str, ...]]] = {
    PartnerField.HEADLINE: (Professional, ("headline", "occupation")),
    PartnerField.ABOUT: (Professional, ("about",)),
    PartnerField.PLACE: (Professional, ("city", "region", "country")),
    PartnerField.AVAILABILITY: (Professional, ("availability", "available_from", "hours", "remote", "preferences")),
    PartnerField.RATE: (Professional, ("day_rate",)),
    PartnerField.SKILLS: (Skill, ("name", "years")),
    PartnerField.LANGUAGES: (Language, ("language", "level")),
    PartnerField.EXPERIENCE: (
        Experience,
        ("title", "employer", "city", "start_year", "start_month", "end_year", "end_month", "current", "description"),
    ),
    PartnerField.EDUCATION: (Education, ("degree", "school", "field_of_study", "start_year", "end_year")),
    PartnerField.CERTIFICATIONS: (Certification, ("name", "issuer", "year")),
    PartnerField.PORTFOLIO: (Portfolio, ("title", "description", "url", "year", "picture")),
    PartnerField.LINKS: (Link, ("url",)),
    PartnerField.EMAIL: (Account, ("email",)),
    PartnerField.PHONE: (Professional, ("phone",)),
    PartnerField.COMPANY: (Professional, ("company_name", "company_registration")),
}
"""The columns behind each field. A certificate's number is in none: it may be a key to somebody's file elsewhere."""

SINGLE = (Professional, Account)
ON_A_CARD = (PartnerField.HEADLINE, PartnerField.PLACE)
NOT_SELECTED: Mapping[str, None] = dict.fromkeys(
    name for table, names in (NAME, *COLUMNS.values()) if table in SINGLE for name in names
)


@dataclass(frozen=True)
class Card:
    """A partner in a list: ``person`` holds what the page shows of name, headline and place."""

    page: PartnerPage
    person: Mapping[str, Any]


def view(session: Session, account_id: str, shown: Collection[str]) -> WrittenProfile:
    """What a page that shows these fields says. A column that is not shown is None, and was not selected."""
    rows = {table: rows_of(session, table, names, account_id) for table, names in _columns(shown)}
    person = dict(NOT_SELECTED)
    for table in SINGLE:
        for row in rows.pop(table, ()):
            person |= row
    lists: dict[str, Any] = {str(table.__tablename__): found for table, found in rows.items()}
    return WrittenProfile(person=person, **lists)


def name_of(session: Session, account_id: str) -> str:
    """A partner's name, which every page of a partner shows."""
    person = view(session, account_id, ()).person
    return f"{person['first_name']} {person['last_name']}".strip()


def card(session: Session, page: PartnerPage) -> Card:
    """A partner for a list."""
    return Card(page, view(session, page.account_id, [each for each in page.shown if each in ON_A_CARD]).person)


def has_picture(session: Session, page: PartnerPage, picture_id: str) -> bool:
    """Whether the page shows this picture."""
    full = view(session, page.account_id, [each for each in page.shown if each == PartnerField.PORTFOLIO])
    return picture_id in portfolio.pictures_in(full.portfolio)


def words_of(session: Session, page: PartnerPage) -> str:
    """What the page says of the work, folded and in both languages, to be found by; the name is not in it."""
    full = view(session, page.account_id, page.shown)
    return " ".join(dict.fromkeys(key_of(text) for text in _texts(full) if text))


def _columns(shown: Collection[str]) -> Iterator[tuple[type[SQLModel], tuple[str, ...]]]:
    """For each table the columns to select, the name among them."""
    chosen = [NAME, *(COLUMNS[field] for field in PartnerField if field.value in shown)]
    for table in dict.fromkeys(table for table, _names in chosen):
        yield table, tuple(name for each, names in chosen if each is table for name in names)


def _texts(full: WrittenProfile) -> Iterator[str]:
    person = full.person
    yield from (person["headline"] or "", person["city"] or "", person["company_name"] or "")
    for locale in LOCALES:
        if person["occupation"]:
            yield vocabulary().label("isco", person["occupation"], locale)[0]
        for place in (person["region"], person["country"]):
            if place:
                yield place_name(place, locale)
        yield from (language(each["language"], locale) for each in full.language)
    yield from (each["name"] for each in (*full.skill, *full.certification))
    yield from (each["title"] for each in (*full.experience, *full.portfolio))
    yield from (each["degree"] for each in full.education)
