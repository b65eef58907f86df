"""What a survey found: numbers and texts of enough people at once, never of one.

Shown from the day on which the survey is closed: while people still answer, whoever looks twice would read the answers
of one of them out of the difference. A question that fewer people answered than a crowd has shows nothing, not even
how many they were (services/publication/shown.py). Texts stand in a new random order each time, and what in them
points to who wrote them is left out.
"""

from __future__ import annotations

import csv
import io
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from models.account import Account
from models.client import Representative
from models.professional import Professional
from models.register import N_
from models.survey import QuestionKind, Survey, SurveyAnswer, SurveyState
from services import free_text
from services.errors import NotFound, ServiceError
from services.free_text import Undisclosed
from services.publication.guard import Identifiers
from services.publication.shown import crowd_size

from .questions import Question, questions_of

LEFT_OUT = "[…]"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class NotClosedYet(ServiceError):
    """People may still answer."""

    message = N_(
        "The results can be read once the survey is closed: before, two looks would tell what one person said."
    )


@dataclass(frozen=True)
class Result:
    """What was answered to a question; ``answered`` is None where fewer people did than may be shown.

    ``numbers``: how many chose each of its choices · ``texts``: what was written, in random order.
    """

    question: Question
    answered: int | None
    numbers: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """The results question by question; ``least``: from how many people on a question shows something."""

    questions: tuple[Result, ...]
    least: int


def results(session: Session, survey_id: str, *, locale: str, now: datetime) -> Results:
    """What a closed survey found. Raises NotFound, NotClosedYet."""
    survey = session.get(Survey, survey_id)
    if survey is None or survey.state is SurveyState.DRAFT:
        raise NotFound
    if now < survey.closes_at:
        raise NotClosedYet
    least = crowd_size(session)
    given: dict[str, list[tuple[str, str]]] = {}
    for row in session.exec(select(SurveyAnswer).where(SurveyAnswer.survey_id == survey_id)):
        if row.answer is not None and now < survey.ends_at:
            given.setdefault(row.question_id, []).append((row.account_id, row.answer))
    questions = questions_of(session, survey_id, locale)
    return Results(tuple(_result(session, each, given.get(each.id, []), least) for each in questions), least)


def as_csv(found: Results, header: Sequence[str]) -> str:
    """The results as a table: question, answer, number of people; a written text has no number.

    ``header``: what the three columns are called. No cell is a formula to a spreadsheet program.
    """
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(map(_harmless, header))
    for result in found.questions:
        if result.answered is None:
            continue
        text = _harmless(f"{result.question.number}. {result.question.text}")
        for choice, number in zip(result.question.choices, result.numbers, strict=False):
            table.writerow((text, _harmless(choice), number))
        for written in result.texts:
            table.writerow((text, _harmless(written), ""))
    return file.getvalue()


def _result(session: Session, question: Question, given: list[tuple[str, str]], least: int) -> Result:
    if len(given) < least:
        return Result(question, None)
    if question.kind is QuestionKind.TEXT:
        texts = [_without_names(session, account_id, text) for account_id, text in given]
        secrets.SystemRandom().shuffle(texts)
        return Result(question, len(given), texts=tuple(texts))
    chosen = Counter(place for _account_id, answer in given for place in question.chosen_in(answer))
    return Result(question, len(given), numbers=tuple(chosen[place] for place in range(len(question.choices))))


def _without_names(session: Session, account_id: str, text: str) -> str:
    """The text with what points to who wrote it left out: their names, and any address, phone number or link."""
    found = free_text.passages(text, Undisclosed(_identifiers(session, account_id)))
    return "".join(LEFT_OUT if each.kind else each.text for each in found) or text


def _identifiers(session: Session, account_id: str) -> Identifiers:
    own = (
        session.exec(select(Professional).where(Professional.account_id == account_id)).first(),
        session.exec(select(Representative).where(Representative.account_id == account_id)).first(),
    )
    known = [row for row in own if row is not None]
    return Identifiers(
        names=tuple(f"{row.first_name} {row.last_name}" for row in known),
        emails=(session.get_one(Account, account_id).email,),
        phones=tuple(row.phone for row in known if row.phone),
    )


def _harmless(text: str) -> str:
    """The text as a cell that no spreadsheet program calculates (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip(" \n\xa0").startswith(_FORMULA) else text
