"""What the officer does with a request: asks back, puts the answer off, decides with reasons (GDPR article 12)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models.case import CaseKind, CaseOutcome, CaseState, EntryKind, RightsRequest
from models.objection import Objection, ObjectionState
from models.privacy import Personal
from models.register import N_
from models.restriction import ToldOf
from services.errors import ServiceError

from . import cases, deadlines, objecting, proving, rectifying, restricting
from .cases import Case
from .telling import tell_recipients

ACTED = (CaseOutcome.GRANTED, CaseOutcome.PARTLY)


class AlreadyExtended(ServiceError):
    """The answer was put off before: that is allowed once."""

    message = N_("The answer to this request was put off before. That is allowed once.")


class TooLateToExtend(ServiceError):
    """The first month is over."""

    message = N_(
        "The first month is over: the answer can no longer be put off. Answer now, and say why it took so long."
    )


class NotProven(ServiceError):
    """Nobody showed that they are the person whose right it is."""

    message = N_(
        "Who asks has not shown who they are. Ask for proof first, or answer that nothing was done because of that."
    )


def ask_back(session: Session, case: Case, text: str, *, officer_id: str, now: datetime) -> None:
    """Ask the person something, or tell them how it stands; the clock runs on. Raises CaseClosed."""
    cases.require_open(case)
    case.state = CaseState.WAITING
    cases.write(session, case, EntryKind.QUESTION, answer=text, staff_id=officer_id, mailed=True, now=now)
    cases.note(session, "rights.question", case, actor_id=officer_id, now=now)


def extend(session: Session, case: Case, reasons: str, *, officer_id: str, now: datetime) -> None:
    """Put the answer off by two months; the person is told that and why.

    Raises CaseClosed, AlreadyExtended, or TooLateToExtend once the first month is over.
    """
    cases.require_open(case)
    if case.extended_at is not None:
        raise AlreadyExtended
    if now > case.due_at:
        raise TooLateToExtend
    case.extended_at, case.due_at = now, deadlines.extended_due_at(case.received_at)
    cases.write(session, case, EntryKind.EXTENSION, answer=reasons, staff_id=officer_id, mailed=True, now=now)
    cases.note(session, "rights.extension", case, actor_id=officer_id, now=now)


def decide(
    session: Session,
    case: Case,
    outcome: CaseOutcome,
    reasons: str,
    *,
    value: str | None = None,
    officer_id: str,
    now: datetime,
) -> None:
    """Answer and close; what follows from the answer is done in the same transaction.

    ``value``: what to write over a disputed detail; None to write nothing. Raises CaseClosed, NotProven, NotCorrectable
    and DoesNotFit.
    """
    cases.require_open(case)
    if isinstance(case, RightsRequest):
        proving.note_account(session, case, now=now)
        if outcome in ACTED and case.proof is None:
            raise NotProven
        _carry_out(session, case, outcome, reasons, value=value, officer_id=officer_id, now=now)
    case.outcome = outcome if isinstance(case, RightsRequest) else CaseOutcome.ANSWERED
    cases.write(session, case, EntryKind.DECISION, answer=reasons, staff_id=officer_id, mailed=True, now=now)
    cases.close(session, case, CaseState.DECIDED, now=now)
    cases.note(session, "rights.decision", case, actor_id=officer_id, now=now)


def _carry_out(
    session: Session,
    request: RightsRequest,
    outcome: CaseOutcome,
    reasons: str,
    *,
    value: str | None,
    officer_id: str,
    now: datetime,
) -> None:
    acted = outcome in ACTED
    if request.kind is CaseKind.OBJECTION and request.objection_id is not None:
        objection = session.get(Objection, request.objection_id, with_for_update=True, populate_existing=True)
        if objection is not None and objection.state is ObjectionState.WEIGHED:
            state = ObjectionState.UPHELD if acted else ObjectionState.DISMISSED
            objecting.settle(session, objection, state, officer_id=officer_id, now=now)
    if request.kind is CaseKind.RECTIFICATION and acted:
        _correct(session, request, value=value, officer_id=officer_id, now=now)
    if request.kind is CaseKind.RESTRICTION and acted and request.account_id and request.ground:
        restricting.restrict(
            session,
            request.account_id,
            request.ground,
            request_id=request.id,
            officer_id=officer_id,
            now=now,
        )
    else:
        restricting.announce_of_request(session, request.id, reason=reasons, officer_id=officer_id, now=now)


def _correct(session: Session, request: RightsRequest, *, value: str | None, officer_id: str, now: datetime) -> None:
    account_id, table, row_id, column = request.account_id, request.table_name, request.row_id, request.column_name
    if account_id is None or table is None or row_id is None or column is None:
        return
    detail = rectifying.detail_of(session, account_id, table, row_id, column)
    if value is not None:
        rectifying.rectify(
            session,
            detail.holding,
            row_id,
            column,
            value,
            account_id=account_id,
            officer_id=officer_id,
            now=now,
        )
    if _was_disclosed(detail.datum.declared):
        tell_recipients(session, account_id, ToldOf.CORRECTION, detail=request.detail, request_id=request.id, now=now)


def _was_disclosed(declared: Personal) -> bool:
    """Whether the detail opens at a match: nobody else was given it by name."""
    return declared.tier is not None
