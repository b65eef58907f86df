"""Questions as people read them, and answers as they are kept: in words, so that they can be read on their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.register import N_
from models.survey import QuestionKind, SurveyQuestion
from services.errors import ServiceError

STEPS = ("1", "2", "3", "4", "5")
"""The steps of a scale."""
LONGEST = 2000
"""Characters of a free text."""
BETWEEN = "; "
"""Stands between several choices; no choice has a semicolon."""


class NotAnAnswer(ServiceError):
    """Nothing was chosen or written, or something that cannot be chosen."""

    message = N_("Choose or write an answer, or skip the question.")


@dataclass(frozen=True)
class Question:
    """A question in one language; ``options``: what can be chosen, or the two ends of a scale."""

    id: str
    number: int
    kind: QuestionKind
    text: str
    options: tuple[str, ...]
    known_as: tuple[frozenset[str], ...]

    @property
    def asked(self) -> str:
        """The question as it is kept with its answer."""
        if self.kind is QuestionKind.SCALE:
            low, high = self.options
            return f"{self.text} ({STEPS[0]}: {low}, {STEPS[-1]}: {high})"
        return self.text

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, in words; nothing for a free text."""
        return STEPS if self.kind is QuestionKind.SCALE else self.options

    def chosen_in(self, answer: str) -> tuple[int, ...]:
        """The places of the choices in a kept answer, in whichever language it was given."""
        if self.kind is QuestionKind.TEXT:
            return ()
        if self.kind is QuestionKind.SCALE:
            return (STEPS.index(answer),)
        chosen = answer.split(BETWEEN)
        return tuple(place for place, names in enumerate(self.known_as) if not names.isdisjoint(chosen))

    def shown(self, answer: str) -> str:
        """A kept answer in the language of the question."""
        if self.kind is QuestionKind.TEXT:
            return answer
        return BETWEEN.join(self.choices[place] for place in self.chosen_in(answer))


@dataclass(frozen=True)
class Reply:
    """What somebody answers: places of choices, or a text."""

    chosen: Sequence[int] = ()
    text: str = ""

    def words_for(self, question: Question) -> str:
        """The answer in words, as it is kept. Raises NotAnAnswer."""
        if question.kind is QuestionKind.TEXT:
            words = self.text.strip()
            if not words or len(words) > LONGEST:
                raise NotAnAnswer
            return words
        places = sorted(set(self.chosen))
        most = len(question.choices) if question.kind is QuestionKind.SEVERAL else 1
        if not 1 <= len(places) <= most or not all(0 <= place < len(question.choices) for place in places):
            raise NotAnAnswer
        return BETWEEN.join(question.choices[place] for place in places)


def questions_of(session: Session, survey_id: str, locale: str) -> list[Question]:
    """The questions of a survey in their order, in a language."""
    rows = session.exec(
        select(SurveyQuestion)
        .where(SurveyQuestion.survey_id == survey_id)
        .order_by(col(SurveyQuestion.position), SurveyQuestion.id)
    )
    return [
        Question(
            row.id,
            number,
            row.kind,
            row.text_nl if locale == "nl" else row.text_en,
            tuple(option[locale] for option in row.options),
            tuple(frozenset(option.values()) for option in row.options),
        )
        for number, row in enumerate(rows, start=1)
    ]
