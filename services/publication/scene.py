"""Who may be published, and what is shown of them: what an epoch is planned from, read in a few statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from models.account import Account
from models.bands import Exposure
from models.publication import Crowd, Publication, PublicBearer, PublicProfile, PublicRow, VerifiedProfile

from .facts import PublicFacts
from .issuing import Draft, Issued
from .planning import Member, StandingCrowd
from .population import Person, Population
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


def crowds(session: Session) -> Iterator[StandingCrowd]:
    """The crowds that are shown, with everybody in them."""
    bearer: Any = PublicBearer
    row: Any = PublicRow
    statement = (
        select(bearer.crowd_id, bearer.account_id, bearer.id, bearer.row_id, *(getattr(row, name) for name in _FACTS))
        .join(PublicProfile, col(PublicProfile.id) == bearer.id)
        .join(row, row.id == bearer.row_id)
        .where(is_shown())
        .order_by(bearer.crowd_id, bearer.row_id)
        .execution_options(yield_per=FETCHED)
    )
    crowd_columns = (Crowd.id, Crowd.exposure, Crowd.row, Crowd.size, Crowd.population, Crowd.worn)
    made = {row.id: row for row in session.execute(select(*map(col, crowd_columns)))}
    for crowd_id, people in groupby(session.execute(statement), key=lambda each: each.crowd_id):
        if crowd_id not in made:  # another run has begun an epoch since: this one will not
            continue
        members: list[Member] = []
        for _row_id, alike in groupby(people, key=lambda each: each.row_id):
            first, *others = alike
            facts = PublicFacts.of_row(first)
            members += [Member(each.account_id, each.id, facts) for each in (first, *others)]
        _id, exposure, base, size, population, worn = made[crowd_id]
        yield StandingCrowd(crowd_id, exposure, PublicFacts.of_json(base), size, population, worn, tuple(members))


def still_true(session: Session, draft: Draft, people: Sequence[Issued]) -> frozenset[str]:
    """The accounts of those of whom all that they are to show is true at this moment.

    Nothing of a record has changed where its revision has not; who has another is looked at again.
    """
    statement = (
        select(col(Publication.account_id), col(Publication.exposure), col(Publication.revision))
        .join(Account, col(Account.id) == Publication.account_id)
        .where(col(Publication.account_id).in_([each.account_id for each in people]))
        .where(col(Account.deactivated_at).is_(None), col(Publication.revision).is_not(None))
    )
    now = {account_id: (exposure, revision) for account_id, exposure, revision in session.execute(statement)}
    revisions = draft.population.revisions
    same = {each.account_id for each in people if now.get(each.account_id) == (each.exposure, revisions[each.place])}
    changed = [each for each in people if each.account_id in now and each.account_id not in same]
    for exposure in {each.exposure for each in changed}:
        rows = {each.account_id: draft.facts_of(each.row) for each in changed if each.exposure is exposure}
        population = Population(
            _people(session, col(Publication.exposure) == exposure, col(Publication.account_id).in_(rows))
        )
        for place, key in enumerate(population.keys):
            if rows[key] <= population.named(population.true_of(place)):
                same.add(key)
    return frozenset(same)


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
        Publication.revision,
    ]
    statement = (
        select(*columns)
        .join(profile, col(profile.id) == Publication.handle)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(col(Account.deactivated_at).is_(None), col(Publication.revision).is_not(None), *conditions)
        .order_by(col(Publication.account_id))
        .execution_options(yield_per=FETCHED)
    )
    for key, occupation, region, country, seniority, education, *lists, revision in session.execute(statement):
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
            revision,
        )


def _value(band: object) -> str | None:
    return None if band is None else str(getattr(band, "value", band))
