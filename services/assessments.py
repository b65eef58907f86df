"""Staff assess matches: what they open is in the log of both people, and so is what they think of it and why.

An assessment has no effect of its own: nobody is ranked, hidden or turned away by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.disclosure import DisclosureKind
from models.match import InterestRequest, Match
from models.privacy import Tier
from models.register import N_
from models.staff_work import Fit, MatchAssessment
from models.work import WorkDescription

from . import audit, disclosure
from .errors import NotFound
from .rights.restriction import is_restricted, unrestricted
from .viewers import Viewer

REASON = N_("Assessing a match")
LONGEST = 1000
MOST_LISTED = 100


@dataclass(frozen=True)
class MatchLine:
    """A lasting match in the list, by code; ``fit``: the latest assessment."""

    id: str
    code: str
    started_at: datetime
    fit: Fit | None


@dataclass(frozen=True)
class AssessmentView:
    """What somebody thought of a match, and why."""

    fit: Fit
    reason: str
    assessed_at: datetime


@dataclass(frozen=True)
class MatchView:
    """What staff read of a match: how it began and for which work, and earlier assessments. Nobody's name."""

    id: str
    code: str
    started_at: datetime
    message: str | None
    work: str | None
    assessments: tuple[AssessmentView, ...]


def lasting_matches(session: Session) -> list[MatchLine]:
    """The matches that can be opened: of nobody whose data are set aside. Those that nobody assessed come first."""
    lasting = (col(Match.ended_at).is_(None), unrestricted(col(Match.sender_id)), unrestricted(col(Match.account_id)))
    rows = session.exec(
        select(Match).where(*lasting).order_by(col(Match.started_at), Match.id).limit(MOST_LISTED)
    ).all()
    latest = {each.match_id: each.fit for each in _assessments(session, [row.id for row in rows])}
    lines = [MatchLine(row.id, _code(row), row.started_at, latest.get(row.id)) for row in rows]
    return sorted(lines, key=lambda line: line.fit is not None)


def open_match(session: Session, viewer: Viewer, match_id: str, *, now: datetime) -> MatchView:
    """Read a match, and write down for both people who did. Raises NotFound."""
    match = _lasting(session, match_id)
    for account_id in sorted({match.sender_id, match.account_id} - {None}, key=str):
        disclosure.record(
            session,
            viewer,
            str(account_id),
            DisclosureKind.STAFF_ASSESSMENT,
            tier=Tier.VERIFIED,
            now=now,
            reason=REASON,
        )
    request = session.get_one(InterestRequest, match.request_id)
    work = session.get(WorkDescription, request.work_id) if request.work_id else None
    return MatchView(
        match.id,
        _code(match),
        match.started_at,
        request.message,
        None if work is None else work.title,
        tuple(AssessmentView(row.fit, row.reason, row.assessed_at) for row in _assessments(session, [match.id])),
    )


def assess(session: Session, viewer: Viewer, match_id: str, *, fit: Fit, reason: str, now: datetime) -> None:
    """Write down what one thinks of a match, for both people to read. Raises NotFound."""
    match = _lasting(session, match_id)
    row = MatchAssessment(
        match_id=match.id,
        sender_id=match.sender_id,
        account_id=match.account_id,
        staff_id=viewer.account_id,
        fit=fit,
        reason=reason,
        assessed_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(
        session, "match.assessing", actor_id=viewer.account_id, account_id=match.account_id, about_id=row.id, now=now
    )


def _lasting(session: Session, match_id: str) -> Match:
    """A match that lasts, of people whose data are not set aside. Raises NotFound."""
    match = session.get(Match, match_id)
    if match is None or match.ended_at is not None:
        raise NotFound
    if any(is_restricted(session, each) for each in (match.sender_id, match.account_id) if each):
        raise NotFound
    return match


def _assessments(session: Session, match_ids: list[str]) -> list[MatchAssessment]:
    own = select(MatchAssessment).where(col(MatchAssessment.match_id).in_(match_ids))
    return list(session.exec(own.order_by(col(MatchAssessment.assessed_at), MatchAssessment.id)))


def _code(match: Match) -> str:
    return match.id[:8].upper()
