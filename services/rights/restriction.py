"""The one filter for data that are set aside (GDPR article 18): whoever is restricted is left out of every use.

Each query that finds people for search, matching, mail, AI or statistics has ``unrestricted(column)`` among its
conditions, or asks ``is_restricted``; tests/rules/test_restriction.py looks for those that do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.restriction import Restriction
from services import audit


class Bypass(str, Enum):
    """Why restricted data may be used all the same (GDPR article 18(2)); each use is written down."""

    RIGHTS = "rights"
    CONSENT = "consent"
    CLAIM = "claim"
    OTHERS = "others"


def unrestricted(account: Any) -> ColumnElement[bool]:
    """The condition that the account in this column is not restricted."""
    return account.not_in(restricted())


def restricted() -> Select[Any]:
    """The accounts whose data are set aside now."""
    return select_columns(col(Restriction.account_id)).where(col(Restriction.lifted_at).is_(None))


def is_restricted(session: Session, account_id: str) -> bool:
    """Whether the person's data are set aside now."""
    statement = select(Restriction.id).where(Restriction.account_id == account_id, col(Restriction.lifted_at).is_(None))
    return session.exec(statement.limit(1)).first() is not None


@contextmanager
def despite_restriction(
    session: Session, account_id: str, ground: Bypass, *, actor_id: str | None = None, now: datetime
) -> Iterator[None]:
    """Use somebody's data although they are set aside: the ground stands in the audit trail, which they read."""
    if is_restricted(session, account_id):
        audit.record(session, f"restriction.{ground.value}", actor_id=actor_id, account_id=account_id, now=now)
    yield
