"""Surveys: what is asked of whom, who was selected and why, who agreed to take part, and what they answered.

Selecting rests on a legitimate interest, taking part on a consent: no answer without a participation, and no
participation without an entry of the consent ledger.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint

from .base import Row
from .delivery import DeliveryState
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, SealedText, UtcDateTime, by_value


class SurveyState(str, Enum):
    """How far a survey is. One whose last day is over is closed, whatever its state says."""

    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CLOSED = "closed"


class SurveyAudience(str, Enum):
    """In which part people are asked."""

    EVERYONE = "everyone"
    PROFESSIONALS = "professionals"
    CLIENTS = "clients"


class QuestionKind(str, Enum):
    """How a question is answered; any of them may be skipped."""

    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"
    TEXT = "text"


class Survey(Row, table=True):
    """A survey in both languages, with who is eligible and why those; it does not change once it is being sent."""

    __subjects__: ClassVar[Subjects] = {}

    title_en: str = technical("title in English", max_length=120)
    title_nl: str = technical("title in Dutch", max_length=120)
    purpose_en: str = technical("what the answers are for, in English")
    purpose_nl: str = technical("what the answers are for, in Dutch")
    why_en: str = technical("why these people are asked, in English")
    why_nl: str = technical("why these people are asked, in Dutch")
    audience: SurveyAudience = technical("in which part people are asked", sa_type=by_value(SurveyAudience))
    registered_months: int = technical("eligible is who registered at least so long ago; 0: whenever", default=0)
    active_months: int = technical("eligible is who had a request or match since; 0: whether or not", default=0)
    closes_at: datetime = technical("until when it can be answered", sa_type=UtcDateTime)
    kept_days: int = technical("for how many days after it closed answers are kept")
    ends_at: datetime = technical("when invitations and answers are deleted", sa_type=UtcDateTime, index=True)
    state: SurveyState = technical("how far it is", default=SurveyState.DRAFT, sa_type=by_value(SurveyState))
    edited_at: datetime = technical("when it was last edited", sa_type=UtcDateTime)
    started_at: datetime | None = technical("when sending began", default=None, sa_type=UtcDateTime)
    listed_at: datetime | None = technical("when who is invited was written down", default=None, sa_type=UtcDateTime)
    finished_at: datetime | None = technical("when the last invitation was sent", default=None, sa_type=UtcDateTime)


class SurveyQuestion(Row, table=True):
    """One question. ``options``: of a choice the answers, of a scale its two ends; each by language."""

    __subjects__: ClassVar[Subjects] = {}

    survey_id: str = technical("of which survey", foreign_key="survey.id", ondelete="CASCADE", index=True)
    position: int = technical("its place")
    kind: QuestionKind = technical("how it is answered", sa_type=by_value(QuestionKind))
    text_en: str = technical("the question in English", max_length=300)
    text_nl: str = technical("the question in Dutch", max_length=300)
    options: list[dict[str, str]] = technical("what can be chosen", default_factory=list, sa_type=KeyedJson("en", "nl"))


class SurveyInvitation(Row, table=True):
    """That somebody was selected for a survey, with what they were told of it in their language."""

    __subjects__: ClassVar[Subjects] = {"invited": Subject("account_id")}
    __ends_with__: ClassVar[str | None] = "survey_id"
    __table_args__ = (UniqueConstraint("survey_id", "account_id"), Index(None, "survey_id", "state"))

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", index=True)
    survey_id: str = technical("for which survey", foreign_key="survey.id", ondelete="CASCADE")
    survey: str = personal("Survey", Category.SURVEYS, Source.STAFF, max_length=120)
    why: str = personal("Why you were selected", Category.SURVEYS, Source.INFERRED)
    selected_at: datetime = personal("Selected on", Category.SURVEYS, Source.OBSERVED, sa_type=UtcDateTime)
    state: DeliveryState = personal(
        "Sending of the invitation",
        Category.SURVEYS,
        Source.OBSERVED,
        default=DeliveryState.WAITING,
        sa_type=by_value(DeliveryState),
    )
    tries: int = technical("how often the server asked to try later", default=0)


class SurveyParticipation(Row, table=True):
    """That somebody agreed to take part; goes with the consent that it rests on, and its answers with it."""

    __subjects__: ClassVar[Subjects] = {"participant": Subject("account_id")}
    __ends_with__: ClassVar[str | None] = "survey_id"
    __table_args__ = (UniqueConstraint("survey_id", "account_id"),)

    account_id: str = technical("who", foreign_key="account.id", ondelete="CASCADE", index=True)
    survey_id: str = technical("in which survey", foreign_key="survey.id", ondelete="CASCADE")
    consent_id: str = technical(
        "the consent that it rests on", foreign_key="consententry.id", ondelete="CASCADE", unique=True
    )
    survey: str = personal("Survey", Category.SURVEYS, Source.STAFF, max_length=120)
    started_at: datetime = personal("Agreed to take part on", Category.SURVEYS, Source.OBSERVED, sa_type=UtcDateTime)
    finished_at: datetime | None = personal(
        "Went through all questions on", Category.SURVEYS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class SurveyAnswer(Row, table=True):
    """One turn of the conversation: the question as it was put, and the answer in words; none where it was skipped."""

    __subjects__: ClassVar[Subjects] = {"participant": Subject("account_id")}
    __ends_with__: ClassVar[str | None] = "survey_id"
    __table_args__ = (UniqueConstraint("participation_id", "question_id"),)

    account_id: str = technical("whose", foreign_key="account.id", ondelete="CASCADE", index=True)
    survey_id: str = technical("to which survey", foreign_key="survey.id", ondelete="CASCADE", index=True)
    participation_id: str = technical(
        "the participation that it belongs to", foreign_key="surveyparticipation.id", ondelete="CASCADE"
    )
    question_id: str = technical("to which question", foreign_key="surveyquestion.id", ondelete="CASCADE", index=True)
    question: str = personal("Question", Category.SURVEYS, Source.STAFF)
    answer: str | None = personal("Your answer", Category.SURVEYS, Source.PROVIDED, default=None, sa_type=SealedText)
    answered_at: datetime = personal("Answered on", Category.SURVEYS, Source.OBSERVED, sa_type=UtcDateTime)
