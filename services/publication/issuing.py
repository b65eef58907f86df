"""Issuing: the rows of a new crowd, written together with random ids, pseudonyms and tiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from secrets import SystemRandom, randbits
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from models.base import new_id
from models.publication import Crowd, PublicationEpoch, PublicFacet, PublicIdentity, PublicProfile

from . import scene, storage
from .facts import Fact, PublicFacts
from .mending import note_removed
from .planning import NewCrowd
from .population import Population
from .pseudonyms import draw_pseudonym

TILE_BITS = 53


@dataclass(frozen=True)
class Draft:
    """Some people of a new crowd as rows, drawn up before the transaction that writes them.

    ``id``: of the crowd · ``rows``: by the keys of the people · ``profiles``, ``facets``: the columns of their rows.
    """

    id: str
    crowd: NewCrowd
    rows: Mapping[str, PublicFacts]
    profiles: Mapping[str, dict[str, Any]]
    facets: Mapping[str, list[dict[str, Any]]]

    @classmethod
    def of(cls, crowd: NewCrowd, *, since: int, most: int) -> Iterator[Draft]:
        """Draw up the rows that are shown from epoch ``since`` on, in no order of the people, ``most`` at a time."""
        members, crowd_id = list(crowd.members), new_id()
        SystemRandom().shuffle(members)
        for start in range(0, len(members), most):
            profiles, facets = {}, {}
            part = members[start : start + most]
            for key, row in part:
                public_id, pseudonym = new_id(), draw_pseudonym()
                profiles[key] = {
                    "id": public_id,
                    "since": since,
                    "pseudonym_first": pseudonym.first,
                    "pseudonym_second": pseudonym.second,
                    "tile": randbits(TILE_BITS),
                    **_columns(row),
                }
                facets[key] = [facet | {"profile_id": public_id} for facet in _facets(row)]
            yield cls(crowd_id, crowd, dict(part), profiles, facets)


def issue(session: Session, epoch: PublicationEpoch, draft: Draft, crowd_size: int) -> int:
    """Write the rows of those of whom they are true at this moment; gives how many.

    Who is left out is made up for before the epoch begins, and a crowd that became too small by it is not shown.
    """
    true = _true_now(session, draft)
    present = [key for key, row in draft.rows.items() if row.facts() <= true.get(key, frozenset())]
    absent = draft.rows.keys() - present
    note_removed(epoch, [(draft.id, row.facts()) for key, row in draft.rows.items() if key in absent])
    if session.get(Crowd, draft.id) is None:
        session.add(_crowd(draft, crowd_size))
        session.flush()
    if present:
        identities = [{"id": draft.profiles[key]["id"], "account_id": key, "crowd_id": draft.id} for key in present]
        session.execute(insert(PublicIdentity), identities)
        session.execute(insert(PublicProfile), [draft.profiles[key] for key in present])
        session.execute(insert(PublicFacet), [facet for key in present for facet in draft.facets[key]])
    return len(present)


def _crowd(draft: Draft, crowd_size: int) -> Crowd:
    crowd = draft.crowd
    return Crowd(
        id=draft.id,
        exposure=crowd.exposure,
        row=crowd.row.to_json(),
        occupation=crowd.row.occupation,
        size=crowd_size,
        population=crowd.population,
    )


def _true_now(session: Session, draft: Draft) -> dict[str, frozenset[Fact]]:
    """Every fact that is true of each person as they are published at this moment."""
    population = Population(scene.people_among(session, draft.crowd.exposure, list(draft.rows)))
    return {key: population.named(population.true_of(place)) for place, key in enumerate(population.keys)}


@lru_cache(maxsize=1_000)
def _columns(row: PublicFacts) -> dict[str, Any]:
    return storage.public_columns(row)


@lru_cache(maxsize=1_000)
def _facets(row: PublicFacts) -> list[dict[str, Any]]:
    return storage.public_facets(row)
