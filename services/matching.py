"""From interest shown to a match and its end.

Each change of state is one conditional UPDATE: of several people who act at once one succeeds, and the others are
told that there is nothing left to change. What an acceptance discloses is written down in the same transaction;
every other end of a request discloses nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Update, update
from sqlmodel import Session, col, select

from models.account import Account
from models.client import Membership, Organisation
from models.disclosure import DisclosureKind
from models.match import InterestRequest, Match, RequestState
from models.notification import NotificationKind
from models.privacy import Interest, Tier
from models.work import WorkDescription, WorkState

from . import audit, blocks, disclosure, free_text
from .errors import NotFound
from .match_access import is_professional, is_recipient, is_sender, open_request, sender_can_be_matched
from .matching_errors import (
    AlreadyAsked,
    AlreadyMatched,
    DataSetAside,
    MatchOver,
    MessageTooLong,
    MessageTooShort,
    NoLongerOpen,
    NotApproachable,
    OnlyReads,
    OnlyVerifiedClients,
    OwnProfile,
    SenderGone,
    WorkNotOpen,
)
from .notifications import notify
from .rights.objections import objects
from .rights.restriction import is_restricted
from .viewers import Part, Role, Viewer

SHORTEST_MESSAGE = 20
LONGEST_MESSAGE = 2000
REMIND_BEFORE = timedelta(days=2)


def tidy_message(message: str | None) -> str:
    """The message without the blanks around it, its lines ended as we store them."""
    return (message or "").replace("\r\n", "\n").strip()


def show_interest(
    session: Session,
    viewer: Viewer,
    found: disclosure.Found,
    *,
    message: str,
    work_id: str | None = None,
    lifetime: timedelta,
    now: datetime,
) -> InterestRequest:
    """Ask a professional for a match, in the name of the viewer's organisation; ``work_id``: for which open work.

    Raises OnlyVerifiedClients, OnlyReads, OwnProfile, DataSetAside, NotApproachable, AlreadyAsked, AlreadyMatched,
    WorkNotOpen, MessageTooShort, MessageTooLong or TextIdentifies.
    """
    if not viewer.is_verified_client or viewer.account_id is None or viewer.organisation_id is None:
        raise OnlyVerifiedClients
    if not viewer.may_act:
        raise OnlyReads
    text = _checked(message)
    free_text.require_undisclosed(text, free_text.of_request(session, viewer.organisation_id))
    _let_one_member_ask(session, viewer.organisation_id)
    _require_open_work(session, viewer.organisation_id, work_id)
    _refuse_own(session, viewer, found.account_id)
    if is_restricted(session, viewer.account_id):
        raise DataSetAside
    if objects(session, found.account_id, Interest.APPROACH):
        raise NotApproachable
    # Open requests first: an acceptance that commits in between has then made the match that is looked for next.
    if open_request(session, organisation_id=viewer.organisation_id, account_id=found.account_id, now=now):
        raise AlreadyAsked
    tier = disclosure.tier_of(session, organisation_id=viewer.organisation_id, account_id=found.account_id)
    if tier is Tier.MATCHED:
        raise AlreadyMatched
    request = InterestRequest(
        sender_id=viewer.account_id,
        organisation_id=viewer.organisation_id,
        account_id=found.account_id,
        work_id=work_id,
        message=text,
        created_at=now,
        expires_at=now + lifetime,
    )
    session.add(request)
    reader = Viewer(account_id=found.account_id)
    disclosure.record(session, reader, viewer.account_id, DisclosureKind.REQUEST, tier=Tier.VERIFIED, now=now)
    _audit(session, "request.sending", viewer, about=found.account_id, row_id=request.id, now=now)
    _note_activity(session, viewer, now=now)
    if not blocks.is_unseen(session, request):
        notify(session, found.account_id, NotificationKind.REQUEST_RECEIVED, request.id, now=now)
    return request


def accept(session: Session, request: InterestRequest, viewer: Viewer, *, now: datetime) -> Match:
    """The professional accepts: from now on both sides read each other's personalia.

    Raises NotFound for anybody else, NoLongerOpen, DataSetAside or SenderGone.
    """
    _require(is_recipient(session, viewer, request))
    sender_id, account_id = request.sender_id, viewer.account_id
    if account_id is None or is_restricted(session, account_id):
        raise DataSetAside
    if sender_id is None or not sender_can_be_matched(session, request):
        raise SenderGone
    _close(session, request, RequestState.ACCEPTED, now=now)
    match = Match(
        request_id=request.id,
        sender_id=sender_id,
        organisation_id=request.organisation_id,
        account_id=account_id,
        started_at=now,
    )
    session.add(match)
    sender = Viewer(account_id=sender_id, role=Role(Part.CLIENT, "", request.organisation_id))
    disclosure.record(session, sender, account_id, DisclosureKind.MATCH, tier=Tier.MATCHED, now=now)
    disclosure.record(session, viewer, sender_id, DisclosureKind.MATCH, tier=Tier.MATCHED, now=now)
    _audit(session, "request.acceptance", viewer, about=sender_id, row_id=request.id, now=now)
    _note_activity(session, viewer, now=now)
    notify(session, sender_id, NotificationKind.REQUEST_ACCEPTED, request.id, now=now)
    return match


def decline(session: Session, request: InterestRequest, viewer: Viewer, *, now: datetime) -> None:
    """The professional declines, which discloses nothing. Raises NotFound for anybody else, or NoLongerOpen."""
    _require(is_recipient(session, viewer, request))
    _close(session, request, RequestState.DECLINED, now=now)
    _audit(session, "request.decline", viewer, about=request.sender_id, row_id=request.id, now=now)
    _note_activity(session, viewer, now=now)
    notify(session, request.sender_id, NotificationKind.REQUEST_DECLINED, request.id, now=now)


def withdraw(session: Session, request: InterestRequest, viewer: Viewer, *, now: datetime) -> None:
    """The organisation takes its request back. Raises NotFound for anybody else, or NoLongerOpen."""
    _require(is_sender(viewer, request) and viewer.may_act)
    _close(session, request, RequestState.WITHDRAWN, now=now)
    _audit(session, "request.withdrawal", viewer, about=request.account_id, row_id=request.id, now=now)


def expire_due(session: Session, *, now: datetime) -> int:
    """Close the requests that nobody answered in time, and give their number; discloses nothing."""
    due = select(InterestRequest.id, InterestRequest.sender_id, InterestRequest.account_id).where(
        InterestRequest.state == RequestState.OPEN, InterestRequest.expires_at <= now
    )
    expired = 0
    for request_id, sender_id, account_id in session.exec(due).all():
        if _changed(session, _still_open(request_id).values(state=RequestState.EXPIRED)):
            audit.record(session, "request.expiry", actor_id=None, account_id=account_id, about_id=request_id, now=now)
            notify(session, sender_id, NotificationKind.REQUEST_EXPIRED, request_id, now=now)
            expired += 1
    return expired


def remind_due(session: Session, *, now: datetime) -> int:
    """Remind professionals, once, of the requests that expire within two days; gives how many were reminded."""
    soon = select(InterestRequest).where(
        InterestRequest.state == RequestState.OPEN,
        col(InterestRequest.reminded_at).is_(None),
        col(InterestRequest.expires_at) > now,
        col(InterestRequest.expires_at) <= now + REMIND_BEFORE,
    )
    reminded = 0
    for request in session.exec(soon).all():
        if request.expires_at - request.created_at <= REMIND_BEFORE or blocks.is_unseen(session, request):
            continue
        unsaid = _still_open(request.id).where(col(InterestRequest.reminded_at).is_(None))
        if _changed(session, unsaid.values(reminded_at=now)):
            notify(session, request.account_id, NotificationKind.REQUEST_REMINDER, request.id, now=now)
            reminded += 1
    return reminded


def end(session: Session, match: Match, viewer: Viewer, *, now: datetime) -> None:
    """Either side ends the match: access stops at once. Raises NotFound for anybody else, or MatchOver."""
    _require((is_sender(viewer, match) and viewer.may_act) or is_professional(viewer, match))
    lasting = update(Match).where(col(Match.id) == match.id, col(Match.ended_at).is_(None)).values(ended_at=now)
    if not _changed(session, lasting):
        raise MatchOver
    session.refresh(match)
    other = match.account_id if is_sender(viewer, match) else match.sender_id
    _audit(session, "match.end", viewer, about=other, row_id=match.id, now=now)
    notify(session, other, NotificationKind.MATCH_ENDED, match.request_id, now=now)


def _checked(message: str) -> str:
    text = tidy_message(message)
    if len(text) < SHORTEST_MESSAGE:
        raise MessageTooShort
    if len(text) > LONGEST_MESSAGE:
        raise MessageTooLong
    return text


def _let_one_member_ask(session: Session, organisation_id: str) -> None:
    """Hold the organisation's row until the transaction ends, so that two members do not ask at once."""
    held = select(Organisation.id).where(Organisation.id == organisation_id).with_for_update(key_share=True)
    session.exec(held).one()


def _require_open_work(session: Session, organisation_id: str, work_id: str | None) -> None:
    """The work that a request names is the organisation's own, and open: it stays so until the transaction ends."""
    if work_id is None:
        return
    own = select(WorkDescription.id).where(
        WorkDescription.id == work_id,
        WorkDescription.organisation_id == organisation_id,
        WorkDescription.state == WorkState.OPEN,
    )
    if session.exec(own.with_for_update(key_share=True)).first() is None:
        raise WorkNotOpen


def _refuse_own(session: Session, viewer: Viewer, account_id: str) -> None:
    colleague = select(Membership.id).where(
        Membership.account_id == account_id, Membership.organisation_id == viewer.organisation_id
    )
    if account_id == viewer.account_id or session.exec(colleague).first() is not None:
        raise OwnProfile


def _require(belongs: bool) -> None:
    if not belongs:
        raise NotFound


def _close(session: Session, request: InterestRequest, state: RequestState, *, now: datetime) -> None:
    answered_at = None if state is RequestState.WITHDRAWN else now
    in_time = _still_open(request.id).where(col(InterestRequest.expires_at) > now)
    if not _changed(session, in_time.values(state=state, answered_at=answered_at)):
        raise NoLongerOpen
    session.refresh(request)


def _still_open(request_id: str) -> Update:
    return update(InterestRequest).where(
        col(InterestRequest.id) == request_id, col(InterestRequest.state) == RequestState.OPEN
    )


def _changed(session: Session, change: Update) -> bool:
    """Whether the conditional change found its row; what the session holds of the row is old from then on."""
    return session.exec(change.execution_options(synchronize_session=False)).rowcount == 1


def _audit(session: Session, action: str, viewer: Viewer, *, about: str | None, row_id: str, now: datetime) -> None:
    audit.record(session, action, actor_id=viewer.account_id, account_id=about, about_id=row_id, now=now)


def _note_activity(session: Session, viewer: Viewer, *, now: datetime) -> None:
    """A message sent and a request answered count as activity (register, ruling 6)."""
    session.get_one(Account, viewer.account_id).last_active_at = now
