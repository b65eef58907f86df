"""A meeting as a file for calendars (iCalendar, RFC 5545): when and where, and nothing of who.

Calendars are shared with colleagues and kept by others: the file names nobody and leads to a page behind the log-in.
"""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from models.meeting import MeetingState

from .meetings import MeetingView

MEDIA_TYPE = "text/calendar"


def of_meeting(meeting: MeetingView, *, summary: str, address: str, place: str, platform: str) -> bytes:
    """The file of a meeting that was agreed; of one that was cancelled since, the word that it is off.

    ``address``: of the page about it · ``place``: where it is. The start carries the zone of the meeting with its
    rules, so that every calendar shows the right hour whatever its own zone; the length does not depend on clocks.
    """
    event = Event()
    event.add("uid", f"{meeting.id}@{platform}")
    event.add("sequence", meeting.changes)
    event.add("dtstamp", meeting.changed_at)
    event.add("dtstart", meeting.starts_at)
    event.add("duration", timedelta(minutes=meeting.minutes))
    event.add("summary", summary)
    event.add("location", place)
    event.add("url", address)
    event.add("status", "CANCELLED" if meeting.state is MeetingState.CANCELLED else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", f"-//{platform}//meetings//")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.state is MeetingState.CANCELLED else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
