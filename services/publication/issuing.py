"""Issuing: the rows of a new crowd, written together with random ids, pseudonyms and tiles."""

from __future__ import annotations

from collections.abc import Mapping
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
    """A new crowd as rows, drawn up before the transaction that writes them; ``rows``: by the keys of its people.

    ``profiles`` and ``facets``: the columns of each person's rows.
    """

    crowd: NewCrowd
    rows: Mapping[str, PublicFacts]
    profiles: Mapping[str, dict[str, Any]]
    facets: Mapping[str, list[dict[str, Any]]]

    @classmethod
    def of(cls, crowd: NewCrowd, *, since: int) -> Draft:
        """Draw up the rows that are shown from epoch ``since`` on, in no order of the people."""
        members = list(crowd.members)
        SystemRandom().shuffle(members)
        profiles, facets = {}, {}
        for key, row in members:
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
        return cls(crowd, dict(members), profiles, facets)


def issue(session: Session, epoch: PublicationEpoch, draft: Draft, crowd_size: int) -> int:
    """Write a crowd, without those of whom its rows are not true any more; gives how many people it has.

    Not at all where too few remain of those it was planned with.
    """
    true = _true_now(session, draft)
    present = [key for key, row in draft.rows.items() if row.facts() <= true.get(key, frozenset())]
    if len(present) < crowd_size:
        present = []
    note_removed(epoch, [("", row.facts()) for key, row in draft.rows.items() if key not in set(present)])
    if not present:
        return 0
    row = draft.crowd.row
    made = Crowd(
        exposure=draft.crowd.exposure,
        row=row.to_json(),
        occupation=row.occupation,
        size=crowd_size,
        population=draft.crowd.population,
    )
    session.add(made)
    session.flush()
    identities = [{"id": draft.profiles[key]["id"], "account_id": key, "crowd_id": made.id} for key in present]
    session.execute(insert(PublicIdentity), identities)
    session.execute(insert(PublicProfile), [draft.profiles[key] for key in present])
    session.execute(insert(PublicFacet), [facet for key in present for facet in draft.facets[key]])
    return len(present)


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
