"""The person changes their mind: a request is taken back with what was done because of it, or an objection is."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from models.case import RightsRequest
from models.objection import STOPPING, Objection, ObjectionState
from services.errors import NotFound

from . import cases, objecting, restricting
from .cases import Case


def withdraw_request(session: Session, case: Case, *, now: datetime) -> None:
    """Take a request back: what was set aside for it is used again, the use objected to goes on. Raises CaseClosed."""
    cases.withdraw(session, case, now=now)
    if not isinstance(case, RightsRequest):
        return
    restricting.end_of_request(session, case.id, actor_id=case.account_id, now=now)
    objection = (
        session.get(Objection, case.objection_id, with_for_update=True, populate_existing=True)
        if case.objection_id
        else None
    )
    if objection is not None and objection.state is ObjectionState.WEIGHED:
        objecting.settle(session, objection, ObjectionState.WITHDRAWN, officer_id=objection.account_id, now=now)


def withdraw_objection(session: Session, account_id: str, objection_id: str, *, now: datetime) -> None:
    """No longer object; the request about it is closed with it. Raises NotFound."""
    objection = session.get(Objection, objection_id, with_for_update=True, populate_existing=True)
    if objection is None or objection.account_id != account_id or objection.state not in STOPPING:
        raise NotFound
    objecting.settle(session, objection, ObjectionState.WITHDRAWN, officer_id=account_id, now=now)
    of_it = select(RightsRequest).where(
        RightsRequest.objection_id == objection_id, col(RightsRequest.state).in_(cases.OPEN)
    )
    for request in session.exec(of_it.with_for_update()).all():
        withdraw_request(session, request, now=now)
