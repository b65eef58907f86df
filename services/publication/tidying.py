"""Tidying up: what is not shown any more, was prepared by a run that broke off, or belongs to nobody, is deleted.

Nothing is prepared meanwhile. Each step deletes last by what it is found again if the run breaks off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, not_, or_, select
from sqlmodel import Session, SQLModel, col

from models.publication import (
    Crowd,
    Generation,
    PublicationEpoch,
    PublicBearer,
    PublicFacet,
    PublicIdentity,
    PublicProfile,
    PublicRow,
)

from . import public_rows
from .bulk import Opening, Turns, delete_many
from .facts import Fact
from .shown import is_shown

Own = Callable[[Session], PublicationEpoch]
Keys = Sequence[tuple[Any, ...]]


def tidy_up(turns: Turns, reading: Opening, own: Own) -> None:
    """Leave what is shown and nothing else; ``own`` keeps others from changing it, or raises."""

    def remove(table: type[SQLModel], key: Sequence[str], keys: Keys, *, unless_borne: bool = False) -> None:
        def act(session: Session, batch: Keys) -> None:
            own(session)
            delete_many(session, table, key, _unborne(session, batch) if unless_borne else batch)

        turns.write(sorted(keys), act)

    with reading() as session:
        past, nobodys = _past(session), _nobodys(session)
    gone = {*past, *nobodys}
    remove(PublicIdentity, ("account_id", "id"), [(who, id_) for id_, _row, who in gone if who is not None])
    remove(PublicBearer, ("row_id", "id"), [(row, id_) for id_, row, who in gone if who is not None])
    remove(PublicProfile, ("id",), [(id_,) for id_, _row, _who in gone])
    with reading() as session:
        rows = _without_profile(session)
        fact_ids = public_rows.fact_ids(session, {fact for facts in rows.values() for fact in _said(facts)})
        crowds = session.execute(select(col(Crowd.id)).where(col(Crowd.id).not_in(select(col(PublicBearer.crowd_id)))))
        empty = [(key,) for key in crowds.scalars()]
        used = set(session.execute(select(col(PublicProfile.since)).distinct()).scalars())
    facets = [(fact_ids[fact], key) for key, facts in rows.items() for fact in _said(facts) if fact in fact_ids]
    remove(PublicFacet, ("fact_id", "row_id"), facets, unless_borne=True)
    remove(PublicRow, ("id",), [(key,) for key in rows], unless_borne=True)
    remove(Crowd, ("id",), empty)
    with turns() as session:
        epoch = own(session)
        is_over = or_(col(Generation.shown), col(Generation.id) != epoch.run)
        session.execute(delete(Generation).where(is_over, col(Generation.id).not_in(used)))


def collect(session: Session, row_ids: Iterable[int]) -> None:
    """Delete the rows among these that nobody shows any more."""
    rows = _without_profile(session, col(PublicRow.id).in_(list(row_ids)))
    fact_ids = public_rows.fact_ids(session, {fact for facts in rows.values() for fact in _said(facts)})
    facets = [(fact_ids[fact], key) for key, facts in rows.items() for fact in _said(facts) if fact in fact_ids]
    delete_many(session, PublicFacet, ("fact_id", "row_id"), facets)
    delete_many(session, PublicRow, ("id",), [(key,) for key in rows])


def _past(session: Session) -> list[tuple[str, int, str | None]]:
    """Profiles that are not shown: id, row, and whose they are, where that is still known."""
    bearer = and_(col(PublicBearer.row_id) == col(PublicProfile.row_id), col(PublicBearer.id) == col(PublicProfile.id))
    statement = (
        select(col(PublicProfile.id), col(PublicProfile.row_id), col(PublicBearer.account_id))
        .outerjoin(PublicBearer, bearer)
        .where(not_(is_shown()))
    )
    return [(id_, row_id, account_id) for id_, row_id, account_id in session.execute(statement)]


def _nobodys(session: Session) -> list[tuple[str, int, str | None]]:
    """As ``_past``, of people whose account is gone."""
    known = exists().where(
        col(PublicIdentity.account_id) == PublicBearer.account_id, col(PublicIdentity.id) == PublicBearer.id
    )
    statement = select(col(PublicBearer.id), col(PublicBearer.row_id), col(PublicBearer.account_id)).where(not_(known))
    return [(id_, row_id, account_id) for id_, row_id, account_id in session.execute(statement)]


def _without_profile(session: Session, *which: ColumnElement[bool]) -> dict[int, frozenset[Fact]]:
    """Rows that nobody shows, with what they say."""
    is_borne = exists().where(col(PublicBearer.row_id) == PublicRow.id)
    statement = select(PublicRow.__table__).where(not_(is_borne), *which)  # type: ignore[attr-defined]
    return {row.id: public_rows.facts_of_row(row) for row in session.execute(statement)}


def _unborne(session: Session, keys: Keys) -> Keys:
    """Those of which the row, the last column of the key, is shown by nobody since either."""
    wanted = {key[-1] for key in keys}
    borne = set(session.execute(select(col(PublicBearer.row_id)).where(col(PublicBearer.row_id).in_(wanted))).scalars())
    return [key for key in keys if key[-1] not in borne]


def _said(facts: frozenset[Fact]) -> list[Fact]:
    return [fact for fact, _published in public_rows.facets_of(facts)]
