"""Objections: who must be left out of a use that rests on a legitimate interest (GDPR article 21)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.objection import STOPPING, Objection, ObjectionState
from models.privacy import Interest


def objectors(interest: Interest) -> Select[Any]:
    """The accounts that must be left out of a use, for ``account_id.not_in(objectors(...))``."""
    return select_columns(col(Objection.account_id)).where(
        col(Objection.interest) == interest, col(Objection.state).in_(STOPPING)
    )


def record(
    session: Session, account_id: str, interest: Interest, state: ObjectionState, *, now: datetime
) -> Objection | None:
    """Write down that the person objects; None where an objection to the same is weighed or upheld already."""
    if objects(session, account_id, interest):
        return None
    objection = Objection(account_id=account_id, interest=interest, state=state, at=now)
    session.add(objection)
    session.flush()
    return objection


def objects(session: Session, account_id: str, interest: Interest) -> bool:
    """Whether the person objects to a use, and the objection is weighed or upheld."""
    statement = select(Objection.id).where(
        Objection.account_id == account_id, Objection.interest == interest, col(Objection.state).in_(STOPPING)
    )
    return session.exec(statement.limit(1)).first() is not None
