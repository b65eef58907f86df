"""The conversation of a survey: question by question, with earlier answers to look back at and change.

No answer is kept without a participation, which rests on a consent: here by the code, and in the database by its keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from models.survey import SurveyAnswer
from services.errors import NotFound

from .inviting import is_open
from .questions import Question, Reply, questions_of
from .taking_part import SurveyClosed, invitation_of, participation_of


@dataclass(frozen=True)
class Turn:
    """A question that was answered; ``answer`` is None where it was skipped."""

    question: Question
    answer: str | None


@dataclass(frozen=True)
class Conversation:
    """The questions in their order, and the answers so far by question."""

    questions: tuple[Question, ...]
    turns: dict[str, Turn]

    @property
    def next(self) -> Question | None:
        """The first question that was neither answered nor skipped."""
        return next((each for each in self.questions if each.id not in self.turns), None)

    def may_ask(self, number: int) -> bool:
        """Whether one has come as far as this question."""
        return 1 <= number <= (len(self.questions) if self.next is None else self.next.number)

    def answer_to(self, question: Question) -> str | None:
        """What was answered, where something was."""
        turn = self.turns.get(question.id)
        return turn.answer if turn else None

    def before(self, number: int) -> list[Turn]:
        """The turns before a question."""
        return [self.turns[each.id] for each in self.questions[: number - 1] if each.id in self.turns]


def conversation(session: Session, account_id: str, survey_id: str, *, locale: str) -> Conversation | None:
    """The conversation so far; None where the person does not take part."""
    participation = participation_of(session, account_id, survey_id)
    if participation is None:
        return None
    questions = {each.id: each for each in questions_of(session, survey_id, locale)}
    turns = {row.question_id: _turn(questions[row.question_id], row.answer) for row in _rows(session, participation.id)}
    return Conversation(tuple(questions.values()), turns)


def answer(
    session: Session,
    account_id: str,
    survey_id: str,
    number: int,
    reply: Reply | None,
    *,
    locale: str,
    now: datetime,
) -> None:
    """Keep the answer to a question, in the place of an earlier one; None skips it.

    Raises NotFound for who takes no part, SurveyClosed, NotAnAnswer.
    """
    _found, survey = invitation_of(session, account_id, survey_id, now=now)
    participation = participation_of(session, account_id, survey_id, lock=True)
    questions = questions_of(session, survey_id, locale)
    if participation is None or not 1 <= number <= len(questions):
        raise NotFound
    if not is_open(survey, now=now):
        raise SurveyClosed
    question = questions[number - 1]
    words = None if reply is None else reply.words_for(question)
    kept = {row.question_id: row for row in _rows(session, participation.id)}
    row = kept.get(question.id)
    if row is None:
        row = SurveyAnswer(
            account_id=account_id,
            survey_id=survey_id,
            participation_id=participation.id,
            question_id=question.id,
            question=question.asked,
            answer=words,
            answered_at=now,
        )
        session.add(row)
    else:
        row.question, row.answer, row.answered_at = question.asked, words, now
    if participation.finished_at is None and {each.id for each in questions} <= {*kept, question.id}:
        participation.finished_at = now


def _rows(session: Session, participation_id: str) -> Sequence[SurveyAnswer]:
    return session.exec(select(SurveyAnswer).where(SurveyAnswer.participation_id == participation_id)).all()


def _turn(question: Question, answer: str | None) -> Turn:
    return Turn(question, None if answer is None else question.shown(answer))
