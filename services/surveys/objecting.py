"""Objecting to being selected for surveys: honoured at once, without weighing (GDPR article 21(1))."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models.account import Account
from models.objection import ObjectionState
from models.privacy import Interest
from services.rights import objections


def object_to_selection(session: Session, account_id: str, *, now: datetime) -> None:
    """Never select the person again, also not where a survey is being sent; nothing happens where they are gone."""
    if session.get(Account, account_id, with_for_update=True) is not None:
        objections.record(session, account_id, Interest.SURVEYS, ObjectionState.UPHELD, now=now)
