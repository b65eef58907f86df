"""Objections: who must be left out of a use that rests on a legitimate interest (GDPR article 21)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.objection import STOPPING, Objection
from models.privacy import Interest


def objectors(interest: Interest) -> Select[Any]:
    """The accounts that must be left out of a use, for ``account_id.not_in(objectors(...))``."""
    return select_columns(col(Objection.account_id)).where(
        col(Objection.interest) == interest, col(Objection.state).in_(STOPPING)
    )


def objects(session: Session, account_id: str, interest: Interest) -> bool:
    """Whether the person objects to a use, and the objection is weighed or upheld."""
    statement = select(Objection.id).where(
        Objection.account_id == account_id, Objection.interest == interest, col(Objection.state).in_(STOPPING)
    )
    return session.exec(statement.limit(1)).first() is not None
