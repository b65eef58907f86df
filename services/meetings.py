"""Meetings: the professional offers times, the client picks one, either side may cancel; one at a time for a request.

Whether a meeting lasts follows from its request or match: with them it is over, and its place is not read any more.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.account import Account
from models.match import InterestRequest, Match, RequestState
from models.meeting import Meeting, MeetingState
from models.notification import NotificationKind

from .errors import NotFound
from .match_access import find_request, is_recipient, is_sender
from .matching_errors import DataSetAside, NoLongerOpen
from .meeting_errors import (
    MeetingChanged,
    MeetingWaits,
    NoRooms,
    NoSuchTime,
    NothingOffered,
    PlaceMissing,
    TimeNotAhead,
)
from .notifications import notify
from .rights.periods import ZONE
from .rights.restriction import is_restricted
from .viewers import Viewer

MOST_TIMES = 4
LENGTHS = (15, 30, 45, 60, 90)
"""Minutes."""
FURTHEST = timedelta(days=92)
OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN = timedelta(hours=1)
"""After the end: talks run late."""
LONGEST_PLACE = 300


@dataclass(frozen=True)
class MeetingView:
    """A meeting as both sides see it; times in its own ``zone``.

    ``times``: those still to come that may be picked · ``has_room``: it is in the platform's room, and has no place ·
    ``changes``: how often it changed.
    """

    id: str
    state: MeetingState
    zone: str
    minutes: int
    place: str | None
    has_room: bool
    times: tuple[datetime, ...]
    starts_at: datetime | None
    changed_at: datetime
    changes: int


def local_time(wall: datetime, zone: str) -> datetime:
    """The moment at which the clocks of a zone show a time; of an hour that comes twice the first one.

    Raises NoSuchTime for an hour that is left out (PEP 495).
    """
    moment = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    there = moment.astimezone(UTC)
    if there.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise NoSuchTime
    return there


def is_matched(session: Session, request_id: str) -> bool:
    """Whether a match that came of the request lasts."""
    lasting = select(Match.id).where(Match.request_id == request_id, col(Match.ended_at).is_(None))
    return session.exec(lasting).first() is not None


def offer(
    session: Session,
    viewer: Viewer,
    request_id: str,
    *,
    times: Collection[datetime],
    zone: str,
    minutes: int,
    place: str,
    has_rooms: bool,
    now: datetime,
) -> Meeting:
    """Offer times (in UTC) to meet. ``place`` counts only in a match; without one it is the platform's room.

    Raises NotFound, NoLongerOpen, DataSetAside, MeetingWaits, NothingOffered, TimeNotAhead, PlaceMissing or NoRooms.
    """
    request = find_request(session, viewer, request_id)
    if not is_recipient(session, viewer, request):
        raise NotFound
    if is_restricted(session, str(viewer.account_id)):
        raise DataSetAside
    _hold(session, request, now)
    matched = is_matched(session, request.id)
    kept_place = (place.strip()[:LONGEST_PLACE] or None) if matched else None
    if kept_place is None and not has_rooms:
        raise PlaceMissing if matched else NoRooms
    if not times:
        raise NothingOffered
    if any(not now < each <= now + FURTHEST for each in times):
        raise TimeNotAhead
    if (found := _latest(session, request.id)) is not None and _lasts(found, now):
        raise MeetingWaits
    meeting = Meeting(
        request_id=request.id,
        times=[each.astimezone(UTC).isoformat() for each in sorted(set(times))[:MOST_TIMES]],
        account_id=viewer.account_id,
        client_id=request.sender_id,
        zone=zone,
        minutes=minutes,
        place=kept_place,
        room=secrets.token_urlsafe(24),
        offered_at=now,
        changed_at=now,
        starts_at=None,
    )
    session.add(meeting)
    session.flush()
    session.get_one(Account, viewer.account_id).last_active_at = now
    notify(session, request.sender_id, NotificationKind.MEETING_OFFERED, request.id, now=now)
    return meeting


def agree(session: Session, viewer: Viewer, request_id: str, meeting_id: str, time: str, *, now: datetime) -> None:
    """The client picks one of the times (ISO 8601). Raises NotFound, NoLongerOpen, DataSetAside or MeetingChanged."""
    request, meeting = _held(session, viewer, request_id, meeting_id, now)
    _require_client(viewer, request)
    picked = [each for each in _times(meeting, now) if each.isoformat() == time]
    if meeting.state is not MeetingState.OFFERED or not picked:
        raise MeetingChanged
    meeting.starts_at, meeting.client_id = picked[0], viewer.account_id
    _change(session, meeting, MeetingState.AGREED, now)
    session.get_one(Account, viewer.account_id).last_active_at = now
    notify(session, meeting.account_id, NotificationKind.MEETING_AGREED, request.id, now=now)


def decline(session: Session, viewer: Viewer, request_id: str, meeting_id: str, *, now: datetime) -> None:
    """The client says that none of the times suits. Raises NotFound, NoLongerOpen, DataSetAside or MeetingChanged."""
    request, meeting = _held(session, viewer, request_id, meeting_id, now)
    _require_client(viewer, request)
    if meeting.state is not MeetingState.OFFERED:
        raise MeetingChanged
    _change(session, meeting, MeetingState.DECLINED, now)
    notify(session, meeting.account_id, NotificationKind.MEETING_CANCELLED, request.id, now=now)


def cancel(session: Session, viewer: Viewer, request_id: str, meeting_id: str, *, now: datetime) -> None:
    """Take back what was offered, or cancel what was agreed. Raises NotFound, NoLongerOpen or MeetingChanged."""
    request, meeting = _held(session, viewer, request_id, meeting_id, now)
    by_professional = is_recipient(session, viewer, request)
    if not by_professional:
        _require_client(viewer, request)
    takes_back = by_professional and meeting.state is MeetingState.OFFERED
    if not takes_back and not (meeting.state is MeetingState.AGREED and _lasts(meeting, now)):
        raise MeetingChanged
    _change(session, meeting, MeetingState.CANCELLED, now)
    other = (meeting.client_id or request.sender_id) if by_professional else meeting.account_id
    notify(session, other, NotificationKind.MEETING_CANCELLED, request.id, now=now)


def current(session: Session, viewer: Viewer, request_id: str, *, now: datetime) -> MeetingView | None:
    """The latest meeting about a request of the viewer's own that goes on; None where there is none, or it is over.

    Raises NotFound.
    """
    request = find_request(session, viewer, request_id)
    meeting = _latest(session, request.id)
    if meeting is None or not _goes_on(session, request, now):
        return None
    if meeting.state in (MeetingState.OFFERED, MeetingState.AGREED) and not _lasts(meeting, now):
        return None
    return _view(session, meeting, now)


def find(session: Session, viewer: Viewer, request_id: str, meeting_id: str, *, now: datetime) -> MeetingView:
    """An agreed or cancelled meeting about a request of the viewer's own that goes on. Raises NotFound."""
    view = current(session, viewer, request_id, now=now)
    if view is None or view.id != meeting_id or view.starts_at is None:
        raise NotFound
    return view


def room_of(session: Session, viewer: Viewer, request_id: str, meeting_id: str, *, now: datetime) -> str | None:
    """The name of the room of an agreed meeting; None before it opens. Raises NotFound, also where it has none."""
    view = find(session, viewer, request_id, meeting_id, now=now)
    if view.state is not MeetingState.AGREED or not view.has_room or view.starts_at is None:
        raise NotFound
    return session.get_one(Meeting, meeting_id).room if now >= view.starts_at - OPENS_BEFORE else None


def _hold(session: Session, request: InterestRequest, now: datetime) -> None:
    """Hold the request until the transaction ends. Raises NoLongerOpen where it leads nowhere any more."""
    session.exec(select(InterestRequest.id).where(InterestRequest.id == request.id).with_for_update()).one()
    session.refresh(request)
    if not _goes_on(session, request, now):
        raise NoLongerOpen


def _goes_on(session: Session, request: InterestRequest, now: datetime) -> bool:
    """Whether the request is open, or led to a match that lasts."""
    if request.state is RequestState.ACCEPTED:
        return is_matched(session, request.id)
    return request.state is RequestState.OPEN and request.expires_at > now


def _held(
    session: Session, viewer: Viewer, request_id: str, meeting_id: str, now: datetime
) -> tuple[InterestRequest, Meeting]:
    request = find_request(session, viewer, request_id)
    _hold(session, request, now)
    meeting = session.get(Meeting, meeting_id, populate_existing=True)
    if meeting is None or meeting.request_id != request.id:
        raise NotFound
    if is_restricted(session, str(viewer.account_id)):
        raise DataSetAside
    return request, meeting


def _require_client(viewer: Viewer, request: InterestRequest) -> None:
    if not is_sender(viewer, request) or not viewer.may_act:
        raise NotFound


def _change(session: Session, meeting: Meeting, state: MeetingState, now: datetime) -> None:
    """The times that were not picked go: nobody needs them any more."""
    meeting.state, meeting.changed_at, meeting.changes = state, now, meeting.changes + 1
    meeting.times = None
    session.flush()


def _latest(session: Session, request_id: str) -> Meeting | None:
    own = select(Meeting).where(Meeting.request_id == request_id)
    return session.exec(own.order_by(col(Meeting.offered_at).desc(), col(Meeting.id).desc()).limit(1)).first()


def _lasts(meeting: Meeting, now: datetime) -> bool:
    """Whether there is still a time to pick, or the agreed one is not over."""
    if meeting.state is MeetingState.AGREED and meeting.starts_at is not None:
        return now < meeting.starts_at + timedelta(minutes=meeting.minutes or 0) + STAYS_OPEN
    return meeting.state is MeetingState.OFFERED and bool(_times(meeting, now))


def _times(meeting: Meeting, now: datetime) -> list[datetime]:
    """Those of the times that are still to come."""
    return [time for each in meeting.times or () if (time := datetime.fromisoformat(each)) > now]


def _view(session: Session, meeting: Meeting, now: datetime) -> MeetingView:
    name = meeting.zone or ZONE.key
    zone = ZoneInfo(name)
    is_set_aside = meeting.account_id is None or is_restricted(session, meeting.account_id)
    return MeetingView(
        meeting.id,
        meeting.state,
        name,
        meeting.minutes or 0,
        None if is_set_aside else meeting.place,
        meeting.place is None,
        tuple(each.astimezone(zone) for each in _times(meeting, now)),
        meeting.starts_at and meeting.starts_at.astimezone(zone),
        meeting.changed_at,
        meeting.changes,
    )
