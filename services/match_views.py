"""Requests and matches as their two sides read them: frozen, with what each side may know and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.account import Account
from models.client import Organisation
from models.match import InterestRequest, Match, RequestState
from models.partner import PartnerPage
from models.professional import Professional
from models.publication import Publication
from models.sealing import keyring
from models.work import WorkDescription, WorkState

from . import blocks, work_descriptions
from .aliases import Alias, alias_of
from .errors import NotFound
from .match_access import is_present, is_recipient, is_sender
from .rights.restriction import unrestricted
from .viewers import Viewer
from .work_descriptions import WorkDetails

PAGE = 20


class Standing(str, Enum):
    """How a request stands at the moment it is read."""

    OPEN = "open"
    MATCHED = "matched"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True)
class NamedWork:
    """The work description that a request names, as it reads now; closed ones too, as long as they are there."""

    id: str
    details: WorkDetails
    state: WorkState


@dataclass(frozen=True)
class Course:
    """What happened to a request, and when."""

    id: str
    standing: Standing
    message: str | None
    work: NamedWork | None
    sent_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class SentRequest:
    """For the client: the professional under the organisation's alias; ``name`` only while a match lasts.

    Who was asked as a partner has no ``alias``: they go by their ``name`` while ``partner_page``, its address, is
    there. Nor has who was asked before they left the programme, and who left for good (``is_gone``).
    """

    course: Course
    alias: Alias | None
    name: str | None
    has_profile: bool
    partner_page: str | None = None
    is_gone: bool = False


@dataclass(frozen=True)
class ReceivedRequest:
    """For the professional: the organisation, ``industry`` as NACE section; nothing of who acts for it.

    An organisation that nobody represents any more has no name; ``is_gone``: who wrote has left for good.
    """

    course: Course
    organisation: str | None
    industry: str | None
    about: str | None
    is_gone: bool


def sent_requests(session: Session, viewer: Viewer, *, page: int, now: datetime) -> tuple[list[SentRequest], bool]:
    """A page (from 1) of what the viewer's verified organisation asked, open ones first; and whether there are more."""
    if not viewer.is_verified_client:
        return [], False
    rows, more = _page(session, col(InterestRequest.organisation_id) == viewer.organisation_id, page, now)
    return _sent(session, rows, now), more


def received_requests(
    session: Session, viewer: Viewer, *, page: int, now: datetime
) -> tuple[list[ReceivedRequest], bool]:
    """A page (from 1) of what the professional was asked, open ones first; and whether there are more."""
    if not viewer.confirmed:
        return [], False
    own = and_(col(InterestRequest.account_id) == viewer.account_id, blocks.is_seen(session, str(viewer.account_id)))
    rows, more = _page(session, own, page, now)
    return [_received(row, now) for row in rows], more


def sent_request(session: Session, viewer: Viewer, request_id: str, *, now: datetime) -> SentRequest:
    """One request of the viewer's verified organisation. Raises NotFound."""
    row = _one(session, request_id)
    if not is_sender(viewer, row.InterestRequest):
        raise NotFound
    return _sent(session, [row], now)[0]


def received_request(session: Session, viewer: Viewer, request_id: str, *, now: datetime) -> ReceivedRequest:
    """One request to the viewer. Raises NotFound."""
    row = _one(session, request_id)
    if not is_recipient(session, viewer, row.InterestRequest):
        raise NotFound
    return _received(row, now)


def sent_requests_of(session: Session, viewer: Viewer, ids: Iterable[str], *, now: datetime) -> list[SentRequest]:
    """Those of some requests that the viewer's verified organisation sent, in no order."""
    rows = [row for row in _some(session, ids) if is_sender(viewer, row.InterestRequest)]
    return _sent(session, rows, now)


def received_requests_of(
    session: Session, viewer: Viewer, ids: Iterable[str], *, now: datetime
) -> list[ReceivedRequest]:
    """Those of some requests that the viewer received, in no order."""
    rows = [row for row in _some(session, ids) if is_recipient(session, viewer, row.InterestRequest)]
    return [_received(row, now) for row in rows]


def count_naming(session: Session, viewer: Viewer, work_id: str) -> int:
    """How many requests of the viewer's organisation name one of its work descriptions."""
    own = (col(InterestRequest.organisation_id) == viewer.organisation_id, col(InterestRequest.work_id) == work_id)
    return session.execute(select_columns(func.count()).where(*own)).scalar_one()


def standing_of(request: InterestRequest, match: Match | None, now: datetime) -> Standing:
    """How the request stands; one that is past its time is expired, whether that was written down yet or not."""
    match request.state:
        case RequestState.OPEN:
            return Standing.OPEN if request.expires_at > now else Standing.EXPIRED
        case RequestState.ACCEPTED:
            return Standing.MATCHED if match is not None and match.ended_at is None else Standing.ENDED
        case _:
            return Standing(request.state.value)


def _statement() -> Any:
    return (
        select_columns(
            InterestRequest,
            Match,
            WorkDescription,
            unrestricted(col(WorkDescription.author_id)).label("work_is_shown"),
            col(Organisation.name),
            col(Organisation.industry),
            col(Organisation.about),
            col(Organisation.alias_key),
            col(Publication.handle),
            col(Publication.handle_since),
            and_(col(Publication.revision).is_not(None), is_present()).label("is_shown"),
            is_present().label("is_present"),
            col(PartnerPage.slug),
            col(PartnerPage.opened_at),
        )
        .outerjoin(Organisation, col(Organisation.id) == InterestRequest.organisation_id)
        .outerjoin(Publication, col(Publication.account_id) == InterestRequest.account_id)
        .outerjoin(Account, col(Account.id) == InterestRequest.account_id)
        .outerjoin(PartnerPage, col(PartnerPage.account_id) == InterestRequest.account_id)
        .outerjoin(Match, col(Match.request_id) == InterestRequest.id)
        .outerjoin(WorkDescription, col(WorkDescription.id) == InterestRequest.work_id)
    )


def _one(session: Session, request_id: str) -> Any:
    row = session.execute(_statement().where(col(InterestRequest.id) == request_id)).first()
    if row is None:
        raise NotFound
    return row


def _some(session: Session, ids: Iterable[str]) -> list[Any]:
    return list(session.execute(_statement().where(col(InterestRequest.id).in_(list(ids)))))


def _page(session: Session, own: ColumnElement[bool], page: int, now: datetime) -> tuple[list[Any], bool]:
    is_open = and_(col(InterestRequest.state) == RequestState.OPEN, col(InterestRequest.expires_at) > now)
    lasts = and_(col(Match.id).is_not(None), col(Match.ended_at).is_(None))
    order = (case((is_open, 0), (lasts, 1), else_=2), col(InterestRequest.created_at).desc(), InterestRequest.id)
    statement = _statement().where(own).order_by(*order).limit(PAGE + 1).offset((page - 1) * PAGE)
    rows = list(session.execute(statement))
    return rows[:PAGE], len(rows) > PAGE


def _sent(session: Session, rows: list[Any], now: datetime) -> list[SentRequest]:
    courses = [_course(row, now) for row in rows]
    pairs = list(zip(rows, courses, strict=True))
    named = [
        row.InterestRequest.account_id
        for row, course in pairs
        if course.standing is Standing.MATCHED or _was_asked_as_partner(row)
    ]
    names = _names(session, named) if named else {}
    organisations = {row.InterestRequest.organisation_id for row in rows}
    hiding = {(each, one) for each in organisations for one in blocks.hiding_from(session, each)}
    return [_sent_one(row, course, names, hiding) for row, course in pairs]


def _sent_one(row: Any, course: Course, names: dict[str, str], hiding: set[tuple[str | None, str]]) -> SentRequest:
    account_id, is_matched = row.InterestRequest.account_id, course.standing is Standing.MATCHED
    alias = alias_of(row.alias_key, row.handle) if row.handle else None
    if is_matched:
        return SentRequest(course, alias, names.get(account_id), bool(row.is_present))
    if _was_asked_as_partner(row):
        return SentRequest(course, None, names.get(account_id), False, row.slug)
    if row.handle_since is not None and course.sent_at < row.handle_since:
        return SentRequest(course, None, None, False)
    return SentRequest(course, alias, None, bool(row.is_shown) and not _hides(row, hiding), is_gone=alias is None)


def _was_asked_as_partner(row: Any) -> bool:
    """Whether the request went to the public page that is there now."""
    return bool(row.is_present) and row.slug is not None and row.InterestRequest.created_at >= row.opened_at


def _hides(row: Any, hiding: set[tuple[str | None, str]]) -> bool:
    return (row.InterestRequest.organisation_id, row.InterestRequest.account_id) in hiding


def _received(row: Any, now: datetime) -> ReceivedRequest:
    gone = row.InterestRequest.sender_id is None
    return ReceivedRequest(_course(row, now), row.name, row.industry, row.about, gone)


def _course(row: Any, now: datetime) -> Course:
    request, match = row.InterestRequest, row.Match
    return Course(
        id=request.id,
        standing=standing_of(request, match, now),
        message=request.message,
        work=_named(row),
        sent_at=request.created_at,
        expires_at=request.expires_at,
        answered_at=request.answered_at,
        ended_at=match.ended_at if match is not None else None,
    )


def _named(row: Any) -> NamedWork | None:
    """The work, unless its author's data are set aside."""
    work = row.WorkDescription
    if work is None or not row.work_is_shown:
        return None
    return NamedWork(work.id, work_descriptions.details_of(work), work.state)


def _names(session: Session, account_ids: list[str]) -> dict[str, str]:
    """The names of matched professionals whose account is active, and whose data are not set aside."""
    columns = Professional.__table__.columns  # type: ignore[attr-defined]
    parts = (columns["first_name"], columns["last_name"])
    statement = (
        select_columns(columns["id"], columns["account_id"], *parts)
        .join(Account, col(Account.id) == columns["account_id"])
        .where(columns["account_id"].in_(account_ids), col(Account.deactivated_at).is_(None))
        .where(unrestricted(col(Account.id)))
    )
    ring = keyring(session)
    return {
        row.account_id: " ".join(
            ring.open(getattr(row, part.name), part, row.id, row.account_id) or "" for part in parts
        )
        for row in session.execute(statement)
    }
