"""The desk of the data protection officer: what waits, overdue first, and one request with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, func, literal, not_, or_, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.case import CaseKind, CaseState, Letter, RightsRequest
from models.disclosure import DisclosureKind
from models.privacy import Tier
from models.register import N_
from services import audit, disclosure
from services.errors import NotFound
from services.viewers import Viewer

from . import cases, deadlines
from .cases import OPEN, Case

REASON = N_("To answer your request or message")
"""Why the officer saw it: an English message id, for the person to read in their log."""


class Show(str, Enum):
    """Which requests the desk lists."""

    OPEN = "open"
    OVERDUE = "overdue"
    SOON = "soon"
    UNPROVEN = "unproven"
    WAITING = "waiting"
    CLOSED = "closed"


class Urgency(str, Enum):
    """How a request stands with its clock."""

    OVERDUE = "overdue"
    SOON = "soon"
    IN_TIME = "in-time"
    DONE = "done"


@dataclass(frozen=True)
class Queued:
    """One line of the queue, without a name or a word of what was asked."""

    id: str
    kind: CaseKind
    state: CaseState
    received_at: datetime
    due_at: datetime
    closed_at: datetime | None
    has_account: bool
    proven: bool
    urgency: Urgency


def queue(
    session: Session,
    viewer: Viewer,
    show: Show,
    *,
    kind: CaseKind | None = None,
    limit: int,
    offset: int = 0,
    now: datetime,
) -> list[Queued]:
    """What the filter finds: what is due first first, of closed ones the latest first."""
    found = _every(viewer, show, kind, now).subquery()
    order = found.c.closed_at.desc() if show is Show.CLOSED else found.c.due_at
    statement = select_columns(found).order_by(order, found.c.id).limit(limit).offset(offset)
    return [
        Queued(
            row.id,
            CaseKind(row.kind),
            CaseState(row.state),
            row.received_at,
            row.due_at,
            row.closed_at,
            row.has_account,
            row.proven,
            urgency(row.due_at, row.closed_at, now=now),
        )
        for row in session.execute(statement)
    ]


def count(session: Session, viewer: Viewer, show: Show, *, kind: CaseKind | None = None, now: datetime) -> int:
    """How many there are."""
    found = _every(viewer, show, kind, now).subquery()
    return session.execute(select_columns(func.count()).select_from(found)).scalar_one()


def open_case(session: Session, viewer: Viewer, case_id: str, *, now: datetime) -> Case:
    """Show a request to the officer, and write down who looked and why. Raises NotFound."""
    case = handled(session, viewer, case_id)
    if case.account_id is not None:
        disclosure.record(
            session,
            viewer,
            case.account_id,
            DisclosureKind.STAFF_RIGHTS,
            tier=Tier.MATCHED,
            now=now,
            reason=REASON,
        )
    else:
        audit.record(session, "rights.opening", actor_id=viewer.account_id, about_id=case.id, now=now)
    return case


def handled(session: Session, viewer: Viewer, case_id: str, *, lock: bool = False) -> Case:
    """A request that the officer may act on: anybody's but their own. Raises NotFound."""
    case = cases.find(session, case_id, lock=lock)
    if case.account_id is not None and case.account_id == viewer.account_id:
        raise NotFound
    return case


def urgency(due_at: datetime, closed_at: datetime | None, *, now: datetime) -> Urgency:
    """How a request stands with its clock."""
    if closed_at is not None:
        return Urgency.DONE
    if now > due_at:
        return Urgency.OVERDUE
    return Urgency.SOON if now > due_at - timedelta(days=deadlines.SOON_DAYS) else Urgency.IN_TIME


def _every(viewer: Viewer, show: Show, kind: CaseKind | None, now: datetime) -> Any:
    parts: list[Any] = []
    tables: tuple[Any, ...] = (RightsRequest, Letter)
    for table in tables:
        proven = col(RightsRequest.proof).is_not(None) if table is RightsRequest else literal(True)
        if table is Letter and show is Show.UNPROVEN:
            continue
        conditions = [*_shown(table, show, now), or_(*_not_by(table, viewer))]
        if kind is not None:
            conditions.append(col(table.kind) == kind)
        parts.append(
            select_columns(
                col(table.id).label("id"),
                col(table.kind).label("kind"),
                col(table.state).label("state"),
                col(table.received_at).label("received_at"),
                col(table.due_at).label("due_at"),
                col(table.closed_at).label("closed_at"),
                col(table.account_id).is_not(None).label("has_account"),
                proven.label("proven"),
            ).where(*conditions)
        )
    return union_all(*parts)


def _not_by(table: Any, viewer: Viewer) -> list[ColumnElement[bool]]:
    """Nobody decides on what they asked themselves."""
    return [table.account_id.is_(None), table.account_id != viewer.account_id]


def _shown(table: Any, show: Show, now: datetime) -> list[ColumnElement[bool]]:
    is_open = table.state.in_(OPEN)
    match show:
        case Show.OPEN:
            return [is_open]
        case Show.OVERDUE:
            return [is_open, table.due_at < now]
        case Show.SOON:
            return [is_open, table.due_at >= now, table.due_at < now + timedelta(days=deadlines.SOON_DAYS)]
        case Show.UNPROVEN:
            return [is_open, table.proof.is_(None)]
        case Show.WAITING:
            return [table.state == CaseState.WAITING]
        case Show.CLOSED:
            return [not_(is_open)]
