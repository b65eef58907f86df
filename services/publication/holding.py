"""Who publishes something at this moment, or will once the epoch that is being prepared has begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.publication import PublicBearer, PublicFacet, PublicIdentity, PublicProfile, PublicRow

from .facts import Fact
from .public_rows import fact_ids, facts_of_row
from .sharing import Pair, count_pairs, rarer_first
from .shown import is_shown

AT_ONCE = 400
"""So many pairs of facts are counted in one statement."""


@dataclass(frozen=True)
class Holder:
    """A public profile: what it shows, whose it is, with whom it was issued and in which generation."""

    id: str
    row_id: int
    account_id: str
    crowd_id: str
    since: int
    facts: frozenset[Fact]


def holders_among(session: Session, ids: Sequence[str], *, prepared: int | None) -> list[Holder]:
    """Those of the profiles that are shown; ``prepared`` as in ``is_shown``."""
    return _read(session, _everybody().where(col(PublicProfile.id).in_(ids), is_shown(prepared)))


def holders_of(session: Session, account_id: str) -> list[Holder]:
    """What is shown or prepared of a person."""
    own = and_(col(PublicIdentity.id) == PublicProfile.id, col(PublicIdentity.account_id) == account_id)
    return _read(session, _everybody().join(PublicIdentity, own))


def holders_of_both(session: Session, pair: Pair, *, most: int, prepared: int | None) -> list[Holder]:
    """Some of the profiles that publish two facts: all where they are no more than ``most``."""
    statement = _everybody()
    numbers = fact_ids(session, pair)
    for fact in rarer_first(pair, {}):
        each: Any = aliased(PublicFacet)
        is_said = and_(each.row_id == PublicBearer.row_id, each.fact_id == numbers.get(fact), each.published)
        statement = statement.join(each, is_said)
    return _read(session, statement.where(is_shown(prepared)).limit(most))


def rare_pairs(session: Session, pairs: Sequence[Pair], k: int, *, prepared: int | None) -> list[Pair]:
    """Those of the pairs that somebody publishes, and fewer than ``k``."""
    parts = (pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE))
    counts = [count_pairs(session, part, enough=k, shown=is_shown(prepared)) for part in parts]
    return [pair for each in counts for pair, people in each.items() if 0 < people < k]


def _everybody() -> Select[Any]:
    bearer: Any = PublicBearer
    showing = and_(bearer.row_id == PublicProfile.row_id, bearer.id == PublicProfile.id)
    columns = (PublicProfile.id, PublicProfile.row_id, bearer.account_id, bearer.crowd_id, PublicProfile.since)
    facts = [column for column in PublicRow.__table__.columns if column.name != "id"]  # type: ignore[attr-defined]
    return (
        select(*map(col, columns), *facts)
        .select_from(PublicBearer)
        .join(PublicProfile, showing)
        .join(PublicRow, col(PublicRow.id) == bearer.row_id)
    )


def _read(session: Session, statement: Select[Any]) -> list[Holder]:
    return [
        Holder(row.id, row.row_id, row.account_id, row.crowd_id, row.since, facts_of_row(row))
        for row in session.execute(statement)
    ]
