"""Surveys and the people who are asked: a survey of four questions, one of each kind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config import Config
from models.consent import ConsentMethod, ConsentPurpose
from models.database import Database
from models.survey import QuestionKind, SurveyAudience, SurveyInvitation
from services.consents import give_consent, wording_hash
from services.deliveries import Step
from services.surveys import answering, drafting, inviting, taking_part
from services.surveys.drafting import Plan, Wording
from services.surveys.questions import Reply
from tests.factories import NOW

WORDS = "I take part."
VERSION = "0" * 64
"""The digest of the notice that was in force."""
SAID = {"words": WORDS, "locale": "en", "notice_version": VERSION}
LAST_DAY = date(2026, 12, 31)
QUESTIONS = (
    Wording(
        QuestionKind.ONE,
        "How did you find us?",
        "Hoe vond je ons?",
        ("A friend", "Searching"),
        ("Een vriend", "Zoeken"),
    ),
    Wording(
        QuestionKind.SEVERAL,
        "What do you use?",
        "Wat gebruik je?",
        ("Explorer", "Requests", "Chat"),
        ("Verkenner", "Verzoeken", "Gesprekken"),
    ),
    Wording(
        QuestionKind.SCALE, "How easy is it?", "Hoe makkelijk is het?", ("Hard", "Easy"), ("Moeilijk", "Makkelijk")
    ),
    Wording(QuestionKind.TEXT, "What is missing?", "Wat ontbreekt er?"),
)
REPLIES = (Reply(chosen=[1]), Reply(chosen=[0, 2]), Reply(chosen=[3]), Reply(text="A map."))


def make_survey(
    session: Session, *, questions: tuple[Wording, ...] = QUESTIONS, now: datetime = NOW, **plan: Any
) -> str:
    """A draft for professionals; gives its id."""
    given: dict[str, Any] = {
        "title_en": "Finding work",
        "title_nl": "Werk vinden",
        "purpose_en": "To make finding work easier.",
        "purpose_nl": "Om werk vinden makkelijker te maken.",
        "why_en": "You look for work here.",
        "why_nl": "Je zoekt hier werk.",
        "audience": SurveyAudience.PROFESSIONALS,
        "registered_months": 0,
        "active_months": 0,
        "last_day": LAST_DAY,
        "kept_days": 180,
    }
    survey_id = drafting.write(session, Plan(**given | plan), now=now)
    for each in questions:
        drafting.add_question(session, survey_id, each, now=now)
        session.flush()
    return survey_id


def invite(database: Database, config: Config, survey_id: str, *, staff_id: str, now: datetime = NOW) -> Step:
    """Invite who is eligible, as the worker does."""
    with database.write() as session:
        inviting.start(session, survey_id, staff_id=staff_id, now=now)
        inviting.list_invited(session, survey_id, now=now)
    while (step := inviting.send_batch(database, config, survey_id, 0, now=now)) is Step.MORE:
        pass
    with database.write() as session:
        inviting.finish(session, survey_id, now=now)
    return step


def agree(session: Session, account_id: str, survey_id: str, *, now: datetime = NOW) -> None:
    """Agree to take part."""
    shown = {"words": WORDS, "shown_hash": wording_hash(WORDS), "locale": "en", "notice_version": VERSION}
    taking_part.agree(session, account_id, survey_id, **shown, now=now)


def answer_all(
    session: Session,
    account_id: str,
    survey_id: str,
    replies: tuple[Reply | None, ...] = REPLIES,
    *,
    now: datetime = NOW,
) -> None:
    """Agree, and answer every question."""
    agree(session, account_id, survey_id, now=now)
    for number, reply in enumerate(replies, start=1):
        answering.answer(session, account_id, survey_id, number, reply, locale="en", now=now)
        session.flush()


def consent_elsewhere(session: Session, account_id: str) -> None:
    """A consent to something else."""
    give_consent(
        session,
        account_id,
        ConsentPurpose.AI_TRAINING,
        words=WORDS,
        shown_hash=wording_hash(WORDS),
        locale="en",
        method=ConsentMethod.PRIVACY_CENTRE,
        notice_version=VERSION,
        now=NOW,
    )


def invited(session: Session, survey_id: str) -> set[str]:
    """Who was written down to be invited."""
    return set(session.exec(select(col(SurveyInvitation.account_id)).where(SurveyInvitation.survey_id == survey_id)))
