"""What a person says beside a detail that was not corrected: shown wherever the detail is (GDPR article 16)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.case import CaseKind, CaseOutcome, RightsRequest
from models.register import N_
from models.restriction import SupplementaryStatement
from services import audit
from services.errors import NotFound, ServiceError

DISPUTED = (CaseOutcome.REFUSED, CaseOutcome.PARTLY)
Place = tuple[str, str, str]
"""Table, row and column of a detail."""


class NothingDisputed(ServiceError):
    """There is no refused correction that a statement could stand beside."""

    message = N_("A statement stands beside a detail whose correction we refused. There is none here.")


@dataclass(frozen=True)
class Statement:
    """What somebody says of a detail; ``detail`` is its label, an English message id."""

    id: str
    detail: str
    text: str
    at: datetime


def state(session: Session, request: RightsRequest, text: str, *, now: datetime) -> None:
    """Add a statement beside the detail, or replace the one that is there. Raises NothingDisputed."""
    if not can_state(request):
        raise NothingDisputed
    account_id, table, row_id, column = request.account_id, request.table_name, request.row_id, request.column_name
    if account_id is None or table is None or row_id is None or column is None:
        raise NothingDisputed
    beside = (
        SupplementaryStatement.table_name == table,
        SupplementaryStatement.row_id == row_id,
        SupplementaryStatement.column_name == column,
    )
    for before in session.exec(_standing(account_id).where(*beside)).all():
        before.closed_at = now
    row = SupplementaryStatement(
        account_id=account_id,
        request_id=request.id,
        detail=request.detail or "",
        text=text,
        at=now,
        table_name=table,
        row_id=row_id,
        column_name=column,
    )
    session.add(row)
    session.flush()
    audit.record(session, "rights.statement", actor_id=account_id, account_id=account_id, about_id=row.id, now=now)


def can_state(request: RightsRequest) -> bool:
    """Whether the person may add a statement after the decision."""
    return request.kind is CaseKind.RECTIFICATION and request.outcome in DISPUTED and request.account_id is not None


def take_back(session: Session, account_id: str, statement_id: str, *, now: datetime) -> None:
    """The person takes a statement back. Raises NotFound."""
    row = session.exec(_standing(account_id).where(SupplementaryStatement.id == statement_id)).first()
    if row is None:
        raise NotFound
    row.closed_at = now
    audit.record(
        session, "rights.statement-removal", actor_id=account_id, account_id=account_id, about_id=row.id, now=now
    )


def statements_of(session: Session, account_id: str) -> dict[Place, Statement]:
    """The person's statements, by the detail that they stand beside."""
    rows = session.exec(_standing(account_id).order_by(col(SupplementaryStatement.at)))
    return {(row.table_name, row.row_id, row.column_name): _of(row) for row in rows}


def statements_in(session: Session, account_id: str, tables: Collection[str]) -> tuple[Statement, ...]:
    """What the person says beside details of these tables, for staff who see them."""
    found = _standing(account_id).where(col(SupplementaryStatement.table_name).in_(tables))
    return tuple(_of(row) for row in session.exec(found.order_by(col(SupplementaryStatement.at))))


def _standing(account_id: str) -> SelectOfScalar[SupplementaryStatement]:
    return select(SupplementaryStatement).where(
        SupplementaryStatement.account_id == account_id, col(SupplementaryStatement.closed_at).is_(None)
    )


def _of(row: SupplementaryStatement) -> Statement:
    return Statement(row.id, row.detail, row.text, row.at)
