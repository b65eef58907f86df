"""Whose a request is: its two sides, and the way from each of them to it. To everybody else it does not exist."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from models.account import Account, LoginSession
from models.client import Membership, Organisation, VerificationState
from models.match import InterestRequest, Match, RequestState
from models.publication import Publication

from . import blocks
from .errors import NotFound
from .rights.restriction import unrestricted
from .viewers import Part, Viewer


def find_request(session: Session, viewer: Viewer, request_id: str) -> InterestRequest:
    """A request of the viewer's own: sent by their verified organisation, or to them. Raises NotFound."""
    request = session.get(InterestRequest, request_id)
    if request is None or not _is_own(session, viewer, request):
        raise NotFound
    return request


def find_match(session: Session, viewer: Viewer, request_id: str) -> Match:
    """The match that came of a request of the viewer's own, lasting or not. Raises NotFound."""
    statement = select(InterestRequest, Match).join(Match, col(Match.request_id) == InterestRequest.id)
    request, match = session.exec(statement.where(InterestRequest.id == request_id)).first() or (None, None)
    if request is None or match is None or not _is_own(session, viewer, request):
        raise NotFound
    return match


def find_match_again(
    session: Session, viewer: Viewer, match_id: str, *, now: datetime, idle: timedelta, absolute: timedelta
) -> Match:
    """The match that the viewer found before, as ``find_match``, in one statement: for a page that follows it.

    By the viewer made anew and ``find_match`` a message would be with the other side in 1.3 to 3.7 s (p95) instead of
    0.36 s, with 200 followers and 25 messages a second on two cores.

    Everything is asked anew: that their log-in lasts (it may be ``idle`` so long, and last ``absolute``), that they are
    active and confirmed, and still the professional or in the verified organisation. Raises NotFound.
    """
    statement = (
        select(Match)
        .join(LoginSession, col(LoginSession.id) == viewer.session_id)
        .join(Account, col(Account.id) == LoginSession.account_id)
        .where(Match.id == match_id, Account.id == viewer.account_id)
        .where(col(Account.deactivated_at).is_(None), col(Account.confirmed_at).is_not(None))
        .where(
            col(LoginSession.ended_at).is_(None),
            col(LoginSession.seen_at) > now - idle,
            col(LoginSession.created_at) > now - absolute,
        )
    )
    if viewer.part is Part.PROFESSIONAL:
        statement = statement.where(Match.account_id == Account.id)
    else:
        statement = (
            statement.join(Membership, col(Membership.account_id) == Account.id)
            .join(Organisation, col(Organisation.id) == Membership.organisation_id)
            .where(Organisation.id == Match.organisation_id, Organisation.state == VerificationState.VERIFIED)
        )
    match = session.exec(statement).first()
    if match is None:
        raise NotFound
    return match


def open_request(session: Session, *, organisation_id: str, account_id: str, now: datetime) -> str | None:
    """The id of the request from the organisation that waits for the professional's answer."""
    statement = select(InterestRequest.id).where(
        InterestRequest.organisation_id == organisation_id,
        InterestRequest.account_id == account_id,
        InterestRequest.state == RequestState.OPEN,
        InterestRequest.expires_at > now,
    )
    return session.exec(statement).first()


def match_of(session: Session, request: InterestRequest) -> Match | None:
    """The match that the request led to, whether it lasts or not."""
    return session.exec(select(Match).where(Match.request_id == request.id)).first()


def is_sender(viewer: Viewer, row: InterestRequest | Match) -> bool:
    """Whether the viewer acts for the verified organisation that asked."""
    return viewer.is_verified_client and viewer.organisation_id == row.organisation_id


def is_recipient(session: Session, viewer: Viewer, request: InterestRequest) -> bool:
    """Whether the viewer is the professional who was asked, and reads it: not from whom they hide."""
    return is_professional(viewer, request) and not blocks.is_unseen(session, request)


def is_professional(viewer: Viewer, row: InterestRequest | Match) -> bool:
    """Whether the viewer is the professional of a request or match."""
    return viewer.confirmed and viewer.part is Part.PROFESSIONAL and viewer.account_id == row.account_id


def _is_own(session: Session, viewer: Viewer, request: InterestRequest) -> bool:
    return is_sender(viewer, request) or is_recipient(session, viewer, request)


def is_present() -> ColumnElement[bool]:
    """Whether a professional is active and their data are not set aside: of a statement with their account."""
    return and_(col(Account.deactivated_at).is_(None), unrestricted(col(Account.id)))


def has_profile() -> ColumnElement[bool]:
    """Whether verified clients read a professional: of a statement with their publication and account."""
    return and_(col(Publication.revision).is_not(None), is_present())


def sender_can_be_matched(session: Session, request: InterestRequest) -> bool:
    """Whether who asked is still a member of the organisation, and the organisation still verified."""
    statement = (
        select(Membership.id)
        .join(Organisation, col(Organisation.id) == Membership.organisation_id)
        .join(Account, col(Account.id) == Membership.account_id)
        .where(
            Membership.account_id == request.sender_id,
            Membership.organisation_id == request.organisation_id,
            Organisation.state == VerificationState.VERIFIED,
            col(Account.deactivated_at).is_(None),
            unrestricted(col(Account.id)),
        )
    )
    return session.exec(statement).first() is not None
