"""Questions back: before deciding on a request its professional asks, and the organisation answers.

Nothing is disclosed by it: both texts pass the guard, and each side goes on by the name it had. One question waits at
a time, and only while the request is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.account import Account
from models.clarification import Clarification
from models.match import InterestRequest, RequestState
from models.notification import NotificationKind
from models.register import N_

from . import free_text
from .errors import NotFound, ServiceError
from .match_access import is_recipient, is_sender
from .matching import tidy_message
from .matching_errors import DataSetAside, NoLongerOpen
from .notifications import notify
from .rights.restriction import is_restricted, unrestricted
from .viewers import Viewer

SHORTEST, LONGEST = 5, 1000
MOST_QUESTIONS = 5


class QuestionWaits(ServiceError):
    """The question before has no answer yet."""

    message = N_("Your last question has no answer yet. You can ask the next one when it has.")


class QuestionsAsked(ServiceError):
    """As many questions as one may ask about a request."""

    message = N_("You asked five questions, which is as many as one can before a decision. Accept or decline now.")


class NothingAsked(ServiceError):
    """There is no question to answer."""

    message = N_("There is no question that waits for an answer.")


class WrongLength(ServiceError):
    """Hardly a word, or an essay."""

    message = N_("Write between 5 and 1000 characters.")


@dataclass(frozen=True)
class Said:
    """A question or an answer; ``text`` is None where it went with its author or is set aside."""

    by_professional: bool
    text: str | None
    written_at: datetime


def ask(session: Session, viewer: Viewer, request: InterestRequest, text: str, *, now: datetime) -> None:
    """The professional asks. Raises NotFound, NoLongerOpen, WrongLength, QuestionWaits, QuestionsAsked, DataSetAside or
    TextIdentifies."""
    if not is_recipient(session, viewer, request):
        raise NotFound
    said = _begin(session, viewer, request, text, now)
    if said and said[-1].by_professional:
        raise QuestionWaits
    if sum(each.by_professional for each in said) >= MOST_QUESTIONS:
        raise QuestionsAsked
    free_text.require_undisclosed(text, free_text.of_professional(session, str(viewer.account_id)))
    _write(session, viewer, request, text, len(said) + 1, by_professional=True, now=now)
    notify(session, request.sender_id, NotificationKind.QUESTION_ASKED, request.id, now=now)


def answer(session: Session, viewer: Viewer, request: InterestRequest, text: str, *, now: datetime) -> None:
    """The organisation answers. Raises NotFound, NoLongerOpen, WrongLength, NothingAsked, DataSetAside or
    TextIdentifies."""
    if not is_sender(viewer, request) or not viewer.may_act:
        raise NotFound
    said = _begin(session, viewer, request, text, now)
    if not said or not said[-1].by_professional:
        raise NothingAsked
    free_text.require_undisclosed(text, free_text.of_request(session, str(viewer.organisation_id)))
    _write(session, viewer, request, text, len(said) + 1, by_professional=False, now=now)
    notify(session, request.account_id, NotificationKind.QUESTION_ANSWERED, request.id, now=now)


def said_about(session: Session, request_id: str) -> list[Said]:
    """Questions and answers in their order, for who may read the request."""
    statement = (
        select(Clarification, unrestricted(col(Clarification.author_id)))
        .where(Clarification.request_id == request_id)
        .order_by(col(Clarification.number))
    )
    return [
        Said(row.by_professional, row.text if is_shown else None, row.written_at)
        for row, is_shown in session.exec(statement)
    ]


def _begin(session: Session, viewer: Viewer, request: InterestRequest, text: str, now: datetime) -> list[Clarification]:
    """Hold the open request until the transaction ends; gives what was said about it."""
    if not SHORTEST <= len(text) <= LONGEST:
        raise WrongLength
    if is_restricted(session, str(viewer.account_id)):
        raise DataSetAside
    is_open = (InterestRequest.state == RequestState.OPEN, col(InterestRequest.expires_at) > now)
    held = select(InterestRequest.id).where(InterestRequest.id == request.id, *is_open).with_for_update()
    if session.exec(held).first() is None:
        raise NoLongerOpen
    own = select(Clarification).where(Clarification.request_id == request.id)
    return list(session.exec(own.order_by(col(Clarification.number))))


def _write(
    session: Session,
    viewer: Viewer,
    request: InterestRequest,
    text: str,
    number: int,
    *,
    by_professional: bool,
    now: datetime,
) -> None:
    session.add(
        Clarification(
            request_id=request.id,
            author_id=viewer.account_id,
            reader_id=request.sender_id if by_professional else request.account_id,
            by_professional=by_professional,
            number=number,
            text=tidy_message(text),
            written_at=now,
        )
    )
    session.get_one(Account, viewer.account_id).last_active_at = now
    session.flush()
