"""Making a survey: its words, its criteria and its questions, which may change until the first invitation goes out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from models.register import N_
from models.survey import QuestionKind, Survey, SurveyAudience, SurveyQuestion, SurveyState
from services.errors import NotFound, ServiceError
from services.rights.periods import MOMENT, ZONE, first_moment

MOST_QUESTIONS = 40


class AlreadySent(ServiceError):
    """A survey that people were invited to does not change any more: they agreed to what they read."""

    message = N_("People have been invited to this survey. It does not change any more.")


class TooManyQuestions(ServiceError):
    """A survey would ask more than one may."""

    message = N_("A survey has at most 40 questions. Remove one first.")


@dataclass(frozen=True)
class Plan:
    """What staff decide of a survey. ``last_day``: on which it can be answered · ``kept_days``: after that day."""

    title_en: str
    title_nl: str
    purpose_en: str
    purpose_nl: str
    why_en: str
    why_nl: str
    audience: SurveyAudience
    registered_months: int
    active_months: int
    last_day: date
    kept_days: int


@dataclass(frozen=True)
class Wording:
    """A question as staff write it; ``options`` by language, the same number in each."""

    kind: QuestionKind
    text_en: str
    text_nl: str
    options_en: tuple[str, ...] = ()
    options_nl: tuple[str, ...] = ()


def write(session: Session, plan: Plan, *, now: datetime) -> str:
    """Begin a draft, and give its id."""
    survey = Survey(**_columns(plan), edited_at=now)
    session.add(survey)
    session.flush()
    return survey.id


def rewrite(session: Session, survey_id: str, plan: Plan, *, now: datetime) -> None:
    """Change a draft. Raises NotFound, AlreadySent."""
    survey = draft(session, survey_id)
    for name, value in (_columns(plan) | {"edited_at": now}).items():
        setattr(survey, name, value)


def delete(session: Session, survey_id: str) -> None:
    """Throw a draft away. Raises NotFound, AlreadySent."""
    session.delete(draft(session, survey_id))


def plan_of(survey: Survey) -> Plan:
    """What was decided of a survey."""
    same = {field.name: getattr(survey, field.name) for field in fields(Plan) if field.name != "last_day"}
    return Plan(**same, last_day=last_day(survey))


def last_day(survey: Survey) -> date:
    """The last day on which it can be answered."""
    return (survey.closes_at - MOMENT).astimezone(ZONE).date()


def end_after(last: date, kept_days: int) -> datetime:
    """When answers are deleted that are kept for so many days after a last day."""
    return first_moment(last + timedelta(days=kept_days + 1))


def add_question(session: Session, survey_id: str, wording: Wording, *, now: datetime) -> None:
    """Add a question at the end. Raises NotFound, AlreadySent, TooManyQuestions."""
    survey = draft(session, survey_id)
    number, last = session.exec(
        select(func.count(), func.coalesce(func.max(SurveyQuestion.position), 0)).where(
            SurveyQuestion.survey_id == survey_id
        )
    ).one()
    if number >= MOST_QUESTIONS:
        raise TooManyQuestions
    session.add(SurveyQuestion(survey_id=survey_id, position=last + 1, **_question_columns(wording)))
    survey.edited_at = now


def change_question(session: Session, survey_id: str, question_id: str, wording: Wording, *, now: datetime) -> None:
    """Change a question. Raises NotFound, AlreadySent."""
    survey = draft(session, survey_id)
    question = _question(session, survey_id, question_id)
    for name, value in _question_columns(wording).items():
        setattr(question, name, value)
    survey.edited_at = now


def remove_question(session: Session, survey_id: str, question_id: str, *, now: datetime) -> None:
    """Take a question out. Raises NotFound, AlreadySent."""
    draft(session, survey_id).edited_at = now
    session.delete(_question(session, survey_id, question_id))


def move_up(session: Session, survey_id: str, question_id: str, *, now: datetime) -> None:
    """Put a question before the one before it; the first stays. Raises NotFound, AlreadySent."""
    survey = draft(session, survey_id)
    question = _question(session, survey_id, question_id)
    before = session.exec(
        select(SurveyQuestion)
        .where(SurveyQuestion.survey_id == survey_id, col(SurveyQuestion.position) < question.position)
        .order_by(col(SurveyQuestion.position).desc())
    ).first()
    if before is not None:
        question.position, before.position = before.position, question.position
        survey.edited_at = now


def wording_of(session: Session, survey_id: str, question_id: str) -> Wording:
    """A question of a draft as it was written. Raises NotFound, AlreadySent."""
    draft(session, survey_id, lock=False)
    row = _question(session, survey_id, question_id)
    options = [tuple(option[locale] for option in row.options) for locale in ("en", "nl")]
    return Wording(row.kind, row.text_en, row.text_nl, *options)


def draft(session: Session, survey_id: str, *, lock: bool = True) -> Survey:
    """A survey that may still change; ``lock``: it is not sent meanwhile. Raises NotFound, AlreadySent."""
    survey = session.get(Survey, survey_id, with_for_update=lock or None)
    if survey is None:
        raise NotFound
    if survey.state is not SurveyState.DRAFT:
        raise AlreadySent
    return survey


def _columns(plan: Plan) -> dict[str, Any]:
    same = {field.name: getattr(plan, field.name) for field in fields(Plan) if field.name != "last_day"}
    closes_at = first_moment(plan.last_day + timedelta(days=1))
    return {**same, "closes_at": closes_at, "ends_at": end_after(plan.last_day, plan.kept_days)}


def _question_columns(wording: Wording) -> dict[str, Any]:
    options = [{"en": en, "nl": nl} for en, nl in zip(wording.options_en, wording.options_nl, strict=True)]
    return {"kind": wording.kind, "text_en": wording.text_en, "text_nl": wording.text_nl, "options": options}


def _question(session: Session, survey_id: str, question_id: str) -> SurveyQuestion:
    question = session.get(SurveyQuestion, question_id)
    if question is None or question.survey_id != survey_id:
        raise NotFound
    return question
