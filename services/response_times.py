"""How soon somebody answers: the median over the conversations that the other side began, in the last 90 days.

Measured from the first message of a conversation to the first answer of the side that received it; what was never
answered does not count. Shown as a band once there are five of them; the exact median is for its owner alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from statistics import median

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.match import Match
from models.message import Message

PERIOD = timedelta(days=90)
LEAST = 5


class ResponseBand(str, Enum):
    """How soon, as others read it: within an hour, a day, three days, or later."""

    HOUR = "hour"
    DAY = "day"
    DAYS = "days"
    LATER = "later"


LONGEST = {
    ResponseBand.HOUR: timedelta(hours=1),
    ResponseBand.DAY: timedelta(days=1),
    ResponseBand.DAYS: timedelta(days=3),
}


@dataclass(frozen=True)
class ResponseTime:
    """``median`` over ``number`` conversations; ``band``: None while there are too few."""

    median: timedelta | None
    number: int

    @property
    def band(self) -> ResponseBand | None:
        if self.median is None or self.number < LEAST:
            return None
        return next((band for band, longest in LONGEST.items() if self.median <= longest), ResponseBand.LATER)


def of_professional(session: Session, account_id: str, *, now: datetime) -> ResponseTime:
    """How soon a professional answers organisations."""
    return _of(session, col(Match.account_id) == account_id, is_professional=True, now=now)


def of_organisation(session: Session, organisation_id: str, *, now: datetime) -> ResponseTime:
    """How soon the people of an organisation answer professionals."""
    return _of(session, col(Match.organisation_id) == organisation_id, is_professional=False, now=now)


def _of(session: Session, own: ColumnElement[bool], *, is_professional: bool, now: datetime) -> ResponseTime:
    first, reply = aliased(Message), aliased(Message)
    statement = (
        select(first.sent_at, func.min(reply.sent_at))
        .join(Match, col(Match.id) == first.match_id)
        .join(reply, col(reply.match_id) == first.match_id)
        .where(own, first.number == 1, first.by_professional != is_professional, first.sent_at > now - PERIOD)
        .where(reply.by_professional == is_professional)
        .group_by(col(first.id), col(first.sent_at))
    )
    taken = [(answered - asked).total_seconds() for asked, answered in session.exec(statement)]
    return ResponseTime(timedelta(seconds=median(taken)) if taken else None, len(taken))
