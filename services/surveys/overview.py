"""Surveys as staff see them: what is asked of whom, how far it is, and who is eligible, by codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.survey import Survey, SurveyParticipation, SurveyState
from services.deliveries import Counts
from services.errors import NotFound

from . import eligibility, reasons
from .drafting import Plan, plan_of
from .eligibility import Criteria
from .inviting import counts
from .questions import Question, questions_of
from .taking_part import Invited, Standing, invited

LISTED = 50


@dataclass(frozen=True)
class Listed:
    """A survey in the list."""

    id: str
    title: str
    state: SurveyState
    edited_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class Shown:
    """A survey at the desk. ``eligible``: how many people are at the moment, of a draft · ``criteria``: in words.

    ``agreed`` and ``done``: how many people take part, and went through all questions.
    """

    id: str
    title: str
    state: SurveyState
    plan: Plan
    questions: tuple[Question, ...]
    criteria: tuple[str, ...]
    closes_at: datetime
    ends_at: datetime
    is_over: bool
    eligible: int
    counts: Counts
    agreed: int
    done: int


@dataclass(frozen=True)
class Chosen:
    """Somebody eligible: a code, and why."""

    code: str
    why: tuple[str, ...]


def listed(session: Session, *, locale: str, now: datetime) -> list[Listed]:
    """Every survey, the last edited first."""
    rows = session.exec(select(Survey).order_by(col(Survey.edited_at).desc(), Survey.id))
    return [Listed(row.id, _title(row, locale), _state(row, now), row.edited_at, row.closes_at) for row in rows]


def count_drafts(session: Session) -> int:
    """How many surveys nobody was invited to yet."""
    return session.exec(select(func.count()).where(Survey.state == SurveyState.DRAFT)).one()


def shown(session: Session, survey_id: str, *, locale: str, translate: Callable[[str], str], now: datetime) -> Shown:
    """One survey. Raises NotFound."""
    survey = _survey(session, survey_id)
    is_draft = survey.state is SurveyState.DRAFT
    agreed, done = session.exec(
        select(func.count(), func.count(col(SurveyParticipation.finished_at))).where(
            SurveyParticipation.survey_id == survey_id
        )
    ).one()
    criteria = Criteria.of(survey)
    return Shown(
        id=survey_id,
        title=_title(survey, locale),
        state=_state(survey, now),
        plan=plan_of(survey),
        questions=tuple(questions_of(session, survey_id, locale)),
        criteria=tuple(reasons.asked_for(criteria, translate=translate)),
        closes_at=survey.closes_at,
        ends_at=survey.ends_at,
        is_over=not is_draft and now >= survey.ends_at,
        eligible=eligibility.count(session, criteria, now=now) if is_draft else 0,
        counts=counts(session, survey_id),
        agreed=agreed,
        done=done,
    )


def chosen(
    session: Session, survey_id: str, *, translate: Callable[[str], str], offset: int, now: datetime
) -> list[Chosen]:
    """Some of who is eligible for a draft, and why: codes, and nothing else of anybody. Raises NotFound."""
    survey = _survey(session, survey_id)
    if survey.state is not SurveyState.DRAFT:
        raise NotFound
    criteria = Criteria.of(survey)
    people = eligibility.eligible(session, criteria, now=now, limit=LISTED, offset=offset)
    return [Chosen(each.code, tuple(reasons.reasons(criteria, each, translate=translate))) for each in people]


def as_respondent(session: Session, survey_id: str, *, locale: str, now: datetime) -> Invited:
    """A survey as somebody would see it who is invited to it. Raises NotFound."""
    survey = _survey(session, survey_id)
    return invited(survey, selected_at=now, standing=Standing.INVITED, locale=locale, now=now)


def _survey(session: Session, survey_id: str) -> Survey:
    survey = session.get(Survey, survey_id)
    if survey is None:
        raise NotFound
    return survey


def _state(survey: Survey, now: datetime) -> SurveyState:
    """A survey of which the last day is over is closed."""
    over = survey.state is not SurveyState.DRAFT and now >= survey.closes_at
    return SurveyState.CLOSED if over else survey.state


def _title(survey: Survey, locale: str) -> str:
    return survey.title_nl if locale == "nl" else survey.title_en
