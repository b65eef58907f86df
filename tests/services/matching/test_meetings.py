"""Meetings: offered by the professional, picked by the client, one at a time, right also when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlmodel import Session, select

from models.client import MemberRole
from models.database import Database
from models.match import Match
from models.meeting import Meeting, MeetingState
from models.notification import Notification, NotificationKind
from services import calendar_files, matching, meetings
from services.errors import NotFound, ServiceError
from services.matching_errors import NoLongerOpen
from services.meeting_errors import (
    MeetingChanged,
    MeetingWaits,
    NoRooms,
    NoSuchTime,
    NothingOffered,
    PlaceMissing,
    TimeNotAhead,
)
from tests.factories import Person
from tests.factories_matches import LIFETIME, acting, ask, leave, make_rival
from tests.factories_work import make_colleague

NOW = datetime.now(UTC).replace(microsecond=0)
SOON = NOW + timedelta(days=2)


@pytest.fixture
def request_id(database: Database, pair: tuple[Person, Person]) -> str:
    """Of an open request."""
    with database.write() as session:
        return ask(session, pair[1], pair[0], now=NOW).id


def _offer(
    session: Session,
    who: Person,
    request_id: str,
    *times: datetime,
    place: str = "",
    has_rooms: bool = True,
    now: datetime = NOW,
) -> Meeting:
    return meetings.offer(
        session,
        acting(session, who),
        request_id,
        times=times or (SOON, SOON + timedelta(hours=1)),
        zone="Europe/Amsterdam",
        minutes=30,
        place=place,
        has_rooms=has_rooms,
        now=now,
    )


def _pick(
    session: Session, who: Person, request_id: str, meeting: Meeting, number: int = 0, now: datetime = NOW
) -> None:
    time = (SOON + timedelta(hours=number)).isoformat()
    meetings.agree(session, acting(session, who), request_id, meeting.id, time, now=now)


def _told(session: Session, who: Person) -> list[NotificationKind]:
    told = session.exec(select(Notification.kind).where(Notification.account_id == who.account_id))
    return [kind for kind in told if kind.value.startswith("meeting")]


def test_one_offers_the_other_picks_and_both_know(
    database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    ana, jip = pair
    with database.write() as session:
        meeting = _offer(session, ana, request_id, place="Markt 1, Zwolle")
        assert _told(session, jip) == [NotificationKind.MEETING_OFFERED]
    with database.write() as session:
        seen = meetings.current(session, acting(session, jip), request_id, now=NOW)
        assert seen is not None and list(seen.times) == [SOON, SOON + timedelta(hours=1)]
        assert seen.place is None, "before a match no place is kept, whatever was sent"
        assert seen.times[0].tzinfo == ZoneInfo("Europe/Amsterdam")
        _pick(session, jip, request_id, meeting, 1)
        assert _told(session, ana) == [NotificationKind.MEETING_AGREED]
    with database.read() as session:
        for person in pair:
            view = meetings.find(session, acting(session, person), request_id, meeting.id, now=NOW)
            assert (view.state, view.starts_at) == (MeetingState.AGREED, SOON + timedelta(hours=1))
        assert session.get_one(Meeting, meeting.id).times is None, "what was not picked is not kept"


def test_the_room_opens_shortly_before_and_only_for_the_two(
    database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    with database.write() as session:
        meeting = _offer(session, pair[0], request_id)
        with pytest.raises(NotFound):
            meetings.room_of(session, acting(session, pair[1]), request_id, meeting.id, now=NOW)
        _pick(session, pair[1], request_id, meeting)
        rival = make_rival(session)
    with database.read() as session:
        rooms = {
            meetings.room_of(session, acting(session, person), request_id, meeting.id, now=SOON + after)
            for person in pair
            for after in (timedelta(minutes=-15), timedelta(minutes=80))
        }
        assert len(rooms) == 1 and None not in rooms
        early = SOON - timedelta(minutes=16)
        assert meetings.room_of(session, acting(session, pair[0]), request_id, meeting.id, now=early) is None
        for who, now in ((rival, SOON), (pair[0], SOON + timedelta(minutes=91))):
            with pytest.raises(NotFound):
                meetings.room_of(session, acting(session, who), request_id, meeting.id, now=now)


@pytest.mark.parametrize(
    ("times", "has_rooms", "error"),
    [
        ((NOW,), True, TimeNotAhead),
        ((SOON, NOW + timedelta(days=93)), True, TimeNotAhead),
        ((SOON,), False, NoRooms),
    ],
)
def test_what_cannot_be_offered_is_refused(
    database: Database,
    pair: tuple[Person, Person],
    request_id: str,
    times: tuple[datetime, ...],
    has_rooms: bool,
    error: type[Exception],
) -> None:
    with database.write() as session, pytest.raises(error):
        _offer(session, pair[0], request_id, *times, has_rooms=has_rooms)
    with database.write() as session, pytest.raises(NothingOffered):
        viewer = acting(session, pair[0])
        meetings.offer(session, viewer, request_id, times=(), zone="UTC", minutes=15, place="", has_rooms=True, now=NOW)
    with database.write() as session, pytest.raises(NotFound):
        _offer(session, pair[1], request_id)


def test_in_a_match_a_place_is_given_and_goes_with_the_match(
    database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    ana, jip = pair
    with database.write() as session:
        matching.accept(
            session, request := session.get_one(matching.InterestRequest, request_id), acting(session, ana), now=NOW
        )
        assert request.id == request_id
        with pytest.raises(PlaceMissing):
            _offer(session, ana, request_id, has_rooms=False)
        meeting = _offer(session, ana, request_id, place="Markt 1, Zwolle", has_rooms=False)
        _pick(session, jip, request_id, meeting)
        view = meetings.current(session, acting(session, jip), request_id, now=NOW)
        assert view is not None and view.place == "Markt 1, Zwolle"
        with pytest.raises(NotFound):
            meetings.room_of(session, acting(session, jip), request_id, meeting.id, now=SOON)
        matching.end(session, session.exec(select(Match)).one(), acting(session, jip), now=NOW)
    with database.read() as session:
        for person in pair:
            assert meetings.current(session, acting(session, person), request_id, now=NOW) is None
            with pytest.raises(NotFound):
                meetings.find(session, acting(session, person), request_id, meeting.id, now=NOW)


def test_one_meeting_at_a_time_and_each_side_cancels(
    database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    ana, jip = pair
    with database.write() as session:
        first = _offer(session, ana, request_id)
        with pytest.raises(MeetingWaits):
            _offer(session, ana, request_id)
        with pytest.raises(MeetingChanged):
            meetings.cancel(session, acting(session, jip), request_id, first.id, now=NOW)
        meetings.decline(session, acting(session, jip), request_id, first.id, now=NOW)
        assert _told(session, ana) == [NotificationKind.MEETING_CANCELLED]
        second = _offer(session, ana, request_id, now=NOW + timedelta(minutes=1))
        meetings.cancel(session, acting(session, ana), request_id, second.id, now=NOW)
        third = _offer(session, ana, request_id, now=NOW + timedelta(minutes=2))
        _pick(session, jip, request_id, third)
        with pytest.raises(MeetingWaits):
            _offer(session, ana, request_id, now=NOW + timedelta(minutes=3))
        meetings.cancel(session, acting(session, jip), request_id, third.id, now=NOW)
        for again in (meetings.cancel, meetings.decline):
            with pytest.raises(MeetingChanged):
                again(session, acting(session, jip), request_id, third.id, now=NOW)
        view = meetings.current(session, acting(session, ana), request_id, now=NOW)
        assert view is not None and (view.state, view.changes) == (MeetingState.CANCELLED, 2)


def test_what_nobody_picked_in_time_is_over(database: Database, pair: tuple[Person, Person], request_id: str) -> None:
    with database.write() as session:
        meeting = _offer(session, pair[0], request_id)
        late = SOON + timedelta(hours=2)
        assert meetings.current(session, acting(session, pair[1]), request_id, now=late) is None
        with pytest.raises(MeetingChanged):
            _pick(session, pair[1], request_id, meeting, now=SOON + timedelta(minutes=1))
        _offer(session, pair[0], request_id, late + timedelta(days=1), now=late)


def test_a_request_that_is_over_takes_its_meeting_along(
    database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    with database.write() as session:
        meeting = _offer(session, pair[0], request_id, NOW + timedelta(days=10))
        expired = NOW + LIFETIME + timedelta(minutes=1)
        assert meetings.current(session, acting(session, pair[1]), request_id, now=expired) is None
        with pytest.raises(NoLongerOpen):
            _pick(session, pair[1], request_id, meeting, now=expired)
        with pytest.raises(NoLongerOpen):
            _offer(session, pair[0], request_id, expired + timedelta(days=1), now=expired)


def test_readers_former_members_and_strangers_change_nothing(
    database: Database, pair: tuple[Person, Person], request_id: str
) -> None:
    ana, jip = pair
    with database.write() as session:
        meeting = _offer(session, ana, request_id)
        reader = make_colleague(session, jip, MemberRole.VIEWER)
        colleague = make_colleague(session, jip, MemberRole.MEMBER, "lou@client.example")
        rival = make_rival(session)
        leave(session, colleague)
    with database.write() as session:
        for person in (reader, colleague, rival, ana):
            for change in (
                lambda who: _pick(session, who, request_id, meeting),
                lambda who: meetings.decline(session, acting(session, who), request_id, meeting.id, now=NOW),
            ):
                with pytest.raises(NotFound):
                    change(person)
        for person in (colleague, rival):
            with pytest.raises(NotFound):
                meetings.current(session, acting(session, person), request_id, now=NOW)
        assert meetings.current(session, acting(session, reader), request_id, now=NOW) is not None
        assert meeting.state is MeetingState.OFFERED


def test_two_who_act_at_once_end_in_one_state(database: Database, pair: tuple[Person, Person], request_id: str) -> None:
    ana = pair[0]
    with database.write() as session:
        meeting_id = _offer(session, ana, request_id).id
    barrier, done = Barrier(2), []

    def act(who: Person) -> None:
        barrier.wait()
        try:
            with database.write() as session:
                viewer = acting(session, who)
                if who is ana:
                    meetings.cancel(session, viewer, request_id, meeting_id, now=NOW)
                else:
                    meetings.agree(session, viewer, request_id, meeting_id, SOON.isoformat(), now=NOW)
                done.append(who)
        except ServiceError:
            pass

    threads = [Thread(target=act, args=(who,)) for who in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        meeting = session.get_one(Meeting, meeting_id)
        assert done and (meeting.state is MeetingState.CANCELLED) is (ana in done)
        assert meeting.changes == len(done)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-03-29T01:59", "Europe/Amsterdam", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", "Europe/Amsterdam", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25T02:30", "Europe/Amsterdam", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T03:00", "Europe/Amsterdam", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-07-01T09:00", "America/New_York", datetime(2026, 7, 1, 13, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_wall_is_the_right_moment(wall: str, zone: str, moment: datetime) -> None:
    assert meetings.local_time(datetime.fromisoformat(wall), zone) == moment


def test_an_hour_that_is_left_out_is_refused() -> None:
    with pytest.raises(NoSuchTime):
        meetings.local_time(datetime.fromisoformat("2026-03-29T02:30"), "Europe/Amsterdam")


@pytest.mark.parametrize(
    "starts_at",
    [
        datetime(2026, 3, 29, 0, 45, tzinfo=UTC),  # ends by other clocks than it begins
        datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("state", [MeetingState.AGREED, MeetingState.CANCELLED])
def test_the_file_for_a_calendar_carries_its_zone_and_names_nobody(starts_at: datetime, state: MeetingState) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    view = meetings.MeetingView(
        "m" * 26, state, zone.key, 30, None, True, (), starts_at.astimezone(zone), datetime(2026, 1, 1, tzinfo=UTC), 3
    )
    data = calendar_files.of_meeting(
        view, summary="Meeting", address="https://x.example/requests/r", place="https://x.example/room", platform="x"
    )
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert event.start.astimezone(UTC) == starts_at and event["DURATION"].dt == timedelta(minutes=30)
    assert f"DTSTART;TZID=Europe/Amsterdam:{starts_at.astimezone(zone):%Y%m%dT%H%M%S}".encode() in data
    (rules,) = calendar.walk("VTIMEZONE")
    assert rules["TZID"] == "Europe/Amsterdam"
    assert (str(event["STATUS"]), str(calendar["METHOD"]), event["SEQUENCE"]) == (
        ("CONFIRMED", "PUBLISH", 3) if state is MeetingState.AGREED else ("CANCELLED", "CANCEL", 3)
    )
    assert not {"ATTENDEE", "ORGANIZER", "DESCRIPTION"} & set(event)
