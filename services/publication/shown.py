"""Which public profiles anyone may read at this moment: those of the generations that are shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from models.publication import Generation, PublicationEpoch, PublicIdentity, PublicProfile, PublicRow

from .facts import PublicFacts

THE_ONE = "epoch"
"""Its id, so that there are never two."""


@dataclass(frozen=True)
class Shown:
    """What anyone reads of somebody."""

    profile: PublicProfile
    row: PublicRow

    @property
    def id(self) -> str:
        return self.profile.id

    @property
    def facts(self) -> PublicFacts:
        return PublicFacts.of_row(self.row)


def is_shown(prepared: int | ColumnElement[int] | None = None) -> ColumnElement[bool]:
    """Whether a public profile is shown; or will be once the generation ``prepared`` is shown as well."""
    begun = select(col(Generation.id)).where(col(Generation.shown))
    since, until = col(PublicProfile.since), col(PublicProfile.until)
    if prepared is None:
        return and_(since.in_(begun), or_(until.is_(None), until.not_in(begun)))
    return and_(
        or_(since.in_(begun), since == prepared),
        or_(until.is_(None), and_(until.not_in(begun), until != prepared)),
    )


def public_id_of(session: Session, account_id: str) -> str | None:
    """The address at which anyone reads a person; None for who is not public."""
    row = public_row_of(session, account_id)
    return None if row is None else row.id


def public_row_of(session: Session, account_id: str) -> Shown | None:
    """What anyone reads of a person; None for who is not public."""
    statement = (
        select_rows(PublicProfile, PublicRow)
        .join(PublicIdentity, col(PublicIdentity.id) == PublicProfile.id)
        .join(PublicRow, col(PublicRow.id) == PublicProfile.row_id)
        .where(PublicIdentity.account_id == account_id, is_shown())
    )
    found = session.exec(statement).first()
    return None if found is None else Shown(*found)


def crowd_size(session: Session) -> int:
    """How many people at least must be alike; writes nothing."""
    found = session.exec(select_rows(PublicationEpoch.crowd_size)).first()
    return found or PublicationEpoch().crowd_size


def epoch_of(session: Session, *, lock: bool = False) -> PublicationEpoch:
    """The one row that says which epoch is shown; made at first use.

    ``lock``: nobody else changes what is shown, or takes anybody down, until the transaction ends.
    """
    statement = select_rows(PublicationEpoch)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    found = session.exec(statement).first()
    if found is None:
        with suppress(IntegrityError), session.begin_nested():
            session.add(PublicationEpoch(id=THE_ONE))
        found = session.exec(statement).one()
    return found
