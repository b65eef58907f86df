"""A request about rights in the words of the page, for the person and for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlmodel import Session

from models.case import CaseKind, CaseOutcome, RightsRequest
from services.rights import cases, desk, telling
from services.rights.cases import Case, Step
from services.rights.desk import Urgency
from services.rights.proving import is_proven
from services.rights.statements import can_state
from services.rights.telling import Told

from .case_words import URGENT
from .values import words_of


@dataclass(frozen=True)
class ShownStep:
    """One step of the correspondence in words."""

    what: str
    at: datetime
    text: str | None
    ours: bool
    mailed_at: datetime | None


@dataclass(frozen=True)
class ShownTold:
    """Who was told of what, in words."""

    who: str
    what: str
    at: datetime


@dataclass(frozen=True)
class ShownCase:
    """A request in words. ``urgent``: a word where its clock is short · ``disputed``: label, before and after."""

    id: str
    title: str
    state: str
    urgent: str
    urgency: Urgency
    received_at: datetime
    due_at: datetime
    extended: bool
    closed_at: datetime | None
    outcome: str
    refused: bool
    proof: str
    is_open: bool
    needs_proof: bool
    interest: str
    ground: str
    disputed: tuple[str, str, str] | None
    can_state: bool
    steps: tuple[ShownStep, ...]
    told: tuple[ShownTold, ...]


def shown_case(session: Session, case: Case, *, now: datetime, ours: bool = False) -> ShownCase:
    """The request with its correspondence; ``ours``: for the desk."""
    request = case if isinstance(case, RightsRequest) else None
    urgency = desk.urgency(case.due_at, case.closed_at, now=now)
    told = telling.told_about(session, case.account_id, request_id=case.id) if case.account_id else []
    return ShownCase(
        id=case.id,
        title=title_of(case.kind, request),
        state=words_of(case.state),
        urgent=str(URGENT.get(urgency, "")) if ours else "",
        urgency=urgency,
        received_at=case.received_at,
        due_at=case.due_at,
        extended=case.extended_at is not None,
        closed_at=case.closed_at,
        outcome=words_of(case.outcome) if case.outcome else "",
        refused=case.outcome in (CaseOutcome.REFUSED, CaseOutcome.PARTLY, CaseOutcome.UNPROVEN),
        proof=words_of(request.proof) if request and request.proof else "",
        is_open=case.state in cases.OPEN,
        needs_proof=request is not None and not is_proven(session, request),
        interest=words_of(request.interest) if request and request.interest else "",
        ground=words_of(request.ground) if request and request.ground else "",
        disputed=_disputed(request) if request else None,
        can_state=request is not None and can_state(request),
        steps=tuple(_step(each) for each in cases.steps(session, case)),
        told=told_in_words(told),
    )


def title_of(kind: CaseKind, request: RightsRequest | None = None) -> str:
    """What the request is called: its kind, and which detail or use it is about."""
    about = ""
    if request is not None and request.detail:
        about = _(request.detail)
    elif request is not None and request.interest:
        about = words_of(request.interest)
    return f"{words_of(kind)}: {about}" if about else words_of(kind)


def told_in_words(told: list[Told]) -> tuple[ShownTold, ...]:
    """Whom we told, in words."""
    return tuple(
        ShownTold(
            each.organisation or _("A professional you are or were matched with"),
            f"{words_of(each.what)}: {_(each.detail)}" if each.detail else words_of(each.what),
            each.at,
        )
        for each in told
    )


def _disputed(request: RightsRequest) -> tuple[str, str, str] | None:
    if request.detail is None:
        return None
    return _(request.detail), request.before or "", request.after or ""


def _step(step: Step) -> ShownStep:
    return ShownStep(words_of(step.kind), step.at, step.text, step.ours, step.mailed_at)
