"""What else is stored about a professional than what they fill in, with what it is for: so that nothing is unlisted."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from blueprints.privacy.presentation import slug_of
from models.account import Account
from models.privacy import Category
from models.professional import Professional
from models.register import REGISTER
from models.resume import StoredFile
from services.rights.tally import tally
from services.rights.titles import title_of
from services.rights.walk import holding_of

from .sections import SECTIONS

LISTED = {holding_of(table).name for table in (Account, Professional, StoredFile)} | {
    holding_of(section.table).name for section in SECTIONS.values()
}
"""Tables that the dashboard names itself."""


@dataclass(frozen=True)
class Stored:
    """What is held in one category besides: what it is, its purposes, and the page that shows all of it."""

    what: str
    purposes: tuple[str, ...]
    address: str


def besides(session: Session, account_id: str) -> list[Stored]:
    """By category, what is held in tables that the dashboard does not name itself."""
    found: dict[Category, list[str]] = {}
    for each in tally(session, account_id):
        if each.table not in LISTED:
            found.setdefault(each.category, []).append(_(title_of(each.table, each.category)))
    return [
        Stored(
            ", ".join(dict.fromkeys(titles)),
            tuple(_(use.purpose) for use in REGISTER[category].uses),
            url_for("privacy.data", slug=slug_of(category)),
        )
        for category, titles in found.items()
    ]
