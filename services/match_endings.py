"""What becomes of requests and matches when one side leaves for good: they end, and the row stays for the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from models.match import InterestRequest, Match, RequestState
from models.notification import NotificationKind

from .notifications import notify


def end_for(session: Session, account_ids: Sequence[str], *, now: datetime) -> None:
    """Close what is open between these people and others; the other side of a match is told that it ended."""
    _close_requests(session, account_ids)
    lasting = select(Match).where(
        or_(col(Match.sender_id).in_(account_ids), col(Match.account_id).in_(account_ids)),
        col(Match.ended_at).is_(None),
    )
    for match in session.exec(lasting.with_for_update()).all():
        match.ended_at = now
        for other in {match.sender_id, match.account_id} - {*account_ids, None}:
            notify(session, other, NotificationKind.MATCH_ENDED, match.request_id, now=now)
    session.flush()


def _close_requests(session: Session, account_ids: Sequence[str]) -> None:
    """What they sent is withdrawn; what waits for their answer will have none."""
    for column, state in (
        (col(InterestRequest.sender_id), RequestState.WITHDRAWN),
        (col(InterestRequest.account_id), RequestState.EXPIRED),
    ):
        still_open = (column.in_(account_ids), col(InterestRequest.state) == RequestState.OPEN)
        session.execute(update(InterestRequest).where(*still_open).values(state=state))
