"""Open work as professionals read it: what is to be done, and of whose it is only the industry and what it says.

Neither the organisation nor its people are selected here, so that no page can tell them. Whom a professional hides
from changes nothing in this list: what would be missing from it would tell whose work it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.account import Account
from models.client import Organisation, VerificationState
from models.work import WorkDescription, WorkState

from .errors import NotFound
from .rights.restriction import unrestricted
from .work_descriptions import PAGE, WorkDetails, details_of

FACETS = ("skill", "region", "remote", "industry")


@dataclass(frozen=True)
class OpenWork:
    """A work description as a professional reads it; ``industry`` is a NACE section."""

    id: str
    details: WorkDetails
    industry: str | None
    about: str | None
    opened_at: datetime


@dataclass(frozen=True)
class Board:
    """A page of open work. ``facets``: by facet, how many there are of each value under the other filters."""

    works: tuple[OpenWork, ...]
    total: int
    more: bool
    facets: Mapping[str, Mapping[str, int]]


def board(session: Session, filters: Mapping[str, Sequence[str]], *, page: int = 1) -> Board:
    """A page (from 1) of the open work that has one of the values asked for in each facet, the latest first."""
    every = [(row.id, _facets_of(row)) for row in session.execute(_filterable())]
    asked = {facet: set(values) for facet, values in filters.items() if values and facet in FACETS}
    fitting = [id_ for id_, values in every if _fits(values, asked)]
    counts = {facet: _counts(every, facet, asked) for facet in FACETS}
    shown = fitting[(page - 1) * PAGE : page * PAGE]
    rows = {row.WorkDescription.id: _read(row) for row in session.execute(_whole(col(WorkDescription.id).in_(shown)))}
    works = tuple(rows[id_] for id_ in shown if id_ in rows)
    return Board(works, len(fitting), page * PAGE < len(fitting), counts)


def open_work(session: Session, work_id: str) -> OpenWork:
    """One that is open. Raises NotFound for a draft and what is closed, as for what does not exist."""
    row = session.execute(_whole(col(WorkDescription.id) == work_id)).first()
    if row is None:
        raise NotFound
    return _read(row)


def asked_for(session: Session) -> list[tuple[str, WorkDetails]]:
    """What all open work asks for, by id, without its texts."""
    work = WorkDescription
    columns = (work.skills, work.region, work.remote, work.starts_on, work.hours, work.rate_to)
    rows = session.execute(_from(col(work.id), *map(col, columns)))
    return [
        (id_, WorkDetails("", "", tuple(skills), region, remote, starts_on, hours=hours, rate_to=rate_to))
        for id_, skills, region, remote, starts_on, hours, rate_to in rows
    ]


def count_open(session: Session) -> int:
    """How many there are to read."""
    return len(session.execute(_filterable()).all())


def _is_open() -> tuple[Any, ...]:
    """Open, of an organisation that is verified still, by somebody who is here and whose data are not set aside."""
    return (
        col(WorkDescription.state) == WorkState.OPEN,
        col(Organisation.state) == VerificationState.VERIFIED,
        col(Account.deactivated_at).is_(None),
        unrestricted(col(Account.id)),
    )


def _from(*columns: Any) -> Any:
    return (
        select_columns(*columns)
        .select_from(WorkDescription)
        .join(Organisation, col(Organisation.id) == WorkDescription.organisation_id)
        .join(Account, col(Account.id) == WorkDescription.author_id)
        .where(*_is_open())
        .order_by(col(WorkDescription.opened_at).desc(), WorkDescription.id)
    )


def _filterable() -> Any:
    work = WorkDescription
    return _from(col(work.id), col(work.skills), col(work.region), col(work.remote), col(Organisation.industry))


def _whole(which: Any) -> Any:
    return _from(WorkDescription, col(Organisation.industry), col(Organisation.about)).where(which)


def _facets_of(row: Any) -> dict[str, tuple[str, ...]]:
    return {
        "skill": tuple(row.skills),
        "region": (row.region,) if row.region else (),
        "remote": (row.remote.value,),
        "industry": (row.industry,) if row.industry else (),
    }


def _fits(values: Mapping[str, tuple[str, ...]], asked: Mapping[str, set[str]]) -> bool:
    return all(not wanted.isdisjoint(values[facet]) for facet, wanted in asked.items())


def _counts(
    every: Sequence[tuple[str, Mapping[str, tuple[str, ...]]]], facet: str, asked: Mapping[str, set[str]]
) -> Mapping[str, int]:
    others = {name: wanted for name, wanted in asked.items() if name != facet}
    return Counter(value for _id, values in every if _fits(values, others) for value in values[facet])


def _read(row: Any) -> OpenWork:
    work = row.WorkDescription
    return OpenWork(work.id, details_of(work), row.industry, row.about, work.opened_at)
