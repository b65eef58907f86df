"""Which public profiles anyone may read at this moment: those of the epoch that is shown."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import and_, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from models.publication import PublicationEpoch, PublicIdentity, PublicProfile

THE_ONE = "epoch"
"""Its id, so that there are never two."""


def is_shown(epoch: int | ColumnElement[int] | None = None) -> ColumnElement[bool]:
    """Whether a public profile is shown in an epoch; in the present one unless told."""
    present = select(col(PublicationEpoch.number)).scalar_subquery()
    number = func.coalesce(present, 0) if epoch is None else epoch
    until = col(PublicProfile.until)
    return and_(col(PublicProfile.since) <= number, or_(until.is_(None), until > number))


def public_id_of(session: Session, account_id: str) -> str | None:
    """The address at which anyone reads a person; None for who is not public."""
    row = public_row_of(session, account_id)
    return None if row is None else row.id


def public_row_of(session: Session, account_id: str) -> PublicProfile | None:
    """What anyone reads of a person; None for who is not public."""
    statement = (
        select_rows(PublicProfile)
        .join(PublicIdentity, col(PublicIdentity.id) == PublicProfile.id)
        .where(PublicIdentity.account_id == account_id, is_shown())
    )
    return session.exec(statement).first()


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
