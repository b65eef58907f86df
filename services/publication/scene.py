"""Who may be published, and what is shown of them: what an epoch is planned from, read in a few statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Text, cast, select
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


def people(session: Session) -> dict[Exposure, list[Person]]:
    """Everybody who is reviewed, active and chose an exposure, by exposure; what was approved since is not in it."""
    found: dict[Exposure, list[Person]] = {exposure: [] for exposure in Exposure}
    for exposure, person in _people(session):
        found[exposure].append(person)
    return found


def crowds(session: Session) -> list[StandingCrowd]:
    """The crowds that are shown, with everybody in them."""
    members: dict[str, list[Member]] = defaultdict(list)
    statement = (
        select(col(PublicIdentity.crowd_id), col(PublicIdentity.account_id), PublicProfile)
        .join(PublicProfile, col(PublicProfile.id) == PublicIdentity.id)
        .where(is_shown())
    )
    for crowd_id, account_id, row in session.execute(statement):
        members[crowd_id].append(Member(account_id, row.id, PublicFacts.of_row(row)))
    return [
        StandingCrowd(
            each.id,
            each.exposure,
            PublicFacts.of_json(each.row),
            each.size,
            each.population,
            each.worn,
            tuple(members[each.id]),
        )
        for each in session.execute(select(Crowd)).scalars()
        if each.id in members
    ]


def _people(session: Session) -> Iterator[tuple[Exposure, Person]]:
    """Columns as text: parsing JSON of a million rows takes longer than planning their epoch."""
    profile: Any = VerifiedProfile
    columns: list[Any] = [
        Publication.exposure,
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
        .where(col(Account.deactivated_at).is_(None), col(Publication.exposure).is_not(None))
    )
    for exposure, key, occupation, region, country, seniority, education, *lists in session.execute(statement):
        languages, sectors, skills = lists
        yield (
            exposure,
            Person(
                key,
                occupation,
                region,
                country,
                _value(seniority),
                _value(education),
                _LANGUAGE.findall(languages),
                _SECTOR.findall(sectors),
                _SKILL.findall(skills),
            ),
        )


def _value(band: object) -> str | None:
    return None if band is None else str(getattr(band, "value", band))
