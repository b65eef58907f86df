"""Who may be published, and what is shown of them: what an epoch is planned from, read in a few statements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from models.account import Account
from models.bands import Exposure
from models.publication import Crowd, Publication, PublicIdentity, PublicProfile, VerifiedProfile

from .facts import PublicFacts
from .planning import Member, StandingCrowd
from .population import Person
from .shown import is_shown

_SKILL = re.compile(r'"skill": ?"([^"]+)"')
_LANGUAGE = re.compile(r'"language": ?"([^"]+)"')
_SECTOR = re.compile(r'"([^"]+)"')

_FACTS = ("occupation", "place", "seniority", "education", "languages", "sectors", "skills")
FETCHED = 1_000
"""So many rows are in memory at a time while they are read."""


def people(session: Session) -> dict[Exposure, Iterator[Person]]:
    """Everybody who is reviewed, active and chose an exposure; what was approved since is not in it."""
    return {exposure: _people(session, col(Publication.exposure) == exposure) for exposure in Exposure}


def people_among(session: Session, exposure: Exposure, keys: Collection[str]) -> Iterator[Person]:
    """As ``people``, for a few."""
    return _people(session, col(Publication.exposure) == exposure, col(Publication.account_id).in_(keys))


def crowds(session: Session) -> Iterator[StandingCrowd]:
    """The crowds that are shown, with everybody in them."""
    identity: Any = PublicIdentity
    profile: Any = PublicProfile
    columns = [getattr(profile, name) for name in _FACTS]
    statement = (
        select(identity.crowd_id, identity.account_id, profile.id.label("public_id"), *columns)
        .join(profile, profile.id == identity.id)
        .where(is_shown())
        .order_by(identity.crowd_id)
        .execution_options(yield_per=FETCHED)
    )
    crowd_columns = (Crowd.id, Crowd.exposure, Crowd.row, Crowd.size, Crowd.population, Crowd.worn)
    made = {row.id: row for row in session.execute(select(*map(col, crowd_columns)))}
    for crowd_id, rows in groupby(session.execute(statement), key=lambda row: row.crowd_id):
        if crowd_id not in made:  # another run has begun an epoch since: this one will not
            continue
        members = tuple(Member(row.account_id, row.public_id, PublicFacts.of_row(row)) for row in rows)
        _id, exposure, row, size, population, worn = made[crowd_id]
        yield StandingCrowd(crowd_id, exposure, PublicFacts.of_json(row), size, population, worn, members)


def _people(session: Session, *conditions: ColumnElement[bool]) -> Iterator[Person]:
    """In the order of random ids, so that the same people are planned alike on every engine.

    Columns as text: parsing JSON of a million rows takes longer than planning their epoch.
    """
    profile: Any = VerifiedProfile
    columns: list[Any] = [
        Publication.account_id,
        profile.occupation,
        profile.region,
        profile.country,
        profile.seniority,
        profile.education,
        cast(profile.languages, Text),
        cast(profile.sectors, Text),
        cast(profile.skills, Text),
    ]
    statement = (
        select(*columns)
        .join(profile, col(profile.id) == Publication.handle)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(col(Account.deactivated_at).is_(None), *conditions)
        .order_by(col(Publication.account_id))
        .execution_options(yield_per=FETCHED)
    )
    for key, occupation, region, country, seniority, education, *lists in session.execute(statement):
        languages, sectors, skills = lists
        yield Person(
            key,
            occupation,
            region,
            country,
            _value(seniority),
            _value(education),
            _LANGUAGE.findall(languages),
            _SECTOR.findall(sectors),
            _SKILL.findall(skills),
        )


def _value(band: object) -> str | None:
    return None if band is None else str(getattr(band, "value", band))
