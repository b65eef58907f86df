"""The demo's survey: what professionals think of the requests they got; its invitations wait for the worker."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from models.survey import QuestionKind, SurveyAudience
from services.rights.periods import ZONE
from services.surveys import drafting, inviting
from services.surveys.drafting import Plan, Wording

OPEN_DAYS = 60
QUESTIONS = (
    Wording(
        QuestionKind.ONE,
        "How well did the requests you got fit you?",
        "Hoe goed pasten de aanvragen die je kreeg bij jou?",
        ("Very well", "Well enough", "Hardly", "Not at all"),
        ("Heel goed", "Goed genoeg", "Nauwelijks", "Helemaal niet"),
    ),
    Wording(
        QuestionKind.SEVERAL,
        "What do you look at before you answer?",
        "Waar kijk je naar voordat je antwoordt?",
        ("Who asks", "The work itself", "How long it takes", "Where it is"),
        ("Wie het vraagt", "Het werk zelf", "Hoe lang het duurt", "Waar het is"),
    ),
    Wording(
        QuestionKind.SCALE,
        "How sure were you who would see what of you?",
        "Hoe zeker wist je wie wat van je zou zien?",
        ("Not sure at all", "Quite sure"),
        ("Helemaal niet zeker", "Heel zeker"),
    ),
    Wording(
        QuestionKind.TEXT,
        "What would make answering a request easier?",
        "Wat zou het antwoorden op een aanvraag makkelijker maken?",
    ),
)


def load_survey(session: Session, *, staff_id: str, now: datetime) -> None:
    """Make it, and begin to invite who had a request."""
    plan = Plan(
        title_en="Your first requests",
        title_nl="Je eerste aanvragen",
        purpose_en="We want requests to fit better and to be easier to answer. Your answers decide what we change "
        "first.",
        purpose_nl="We willen dat aanvragen beter passen en makkelijker te beantwoorden zijn. Jouw antwoorden "
        "bepalen wat we eerst veranderen.",
        why_en="You got a request not long ago, so you know how it went.",
        why_nl="Je kreeg pas een aanvraag, dus je weet hoe het ging.",
        audience=SurveyAudience.PROFESSIONALS,
        registered_months=0,
        active_months=3,
        last_day=now.astimezone(ZONE).date() + timedelta(days=OPEN_DAYS),
        kept_days=180,
    )
    survey_id = drafting.write(session, plan, now=now)
    for each in QUESTIONS:
        drafting.add_question(session, survey_id, each, now=now)
        session.flush()
    inviting.start(session, survey_id, staff_id=staff_id, now=now)
