"""Meetings: times that a professional offers, and the one that the client picks."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import KeyedJson, SealedText, UtcDateTime, by_value


class MeetingState(str, Enum):
    """How a meeting stands."""

    OFFERED = "offered"
    AGREED = "agreed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class Meeting(Row, table=True):
    """A meeting about a request, or within the match that came of it.

    Before a match there is no place but the platform's own room: a place would say who somebody is. ``times`` (ISO
    8601, UTC) go as soon as one is picked or none suits. Who leaves takes along what they gave; the row stays for the
    other.
    """

    __subjects__: ClassVar[Subjects] = {"professional": Subject("account_id"), "client": Subject("client_id")}
    __sealed_under__: ClassVar[str] = "account_id"

    request_id: str = technical("about which request", foreign_key="interestrequest.id", ondelete="CASCADE", index=True)
    account_id: str | None = technical("who offers", foreign_key="account.id", ondelete="SET NULL", index=True)
    client_id: str | None = technical(
        "who asked, then who picked", foreign_key="account.id", ondelete="SET NULL", index=True
    )
    state: MeetingState = personal(
        "How the meeting stands",
        Category.WORKING_DATA,
        Source.OBSERVED,
        default=MeetingState.OFFERED,
        sa_type=by_value(MeetingState),
    )
    times: list[str] | None = personal(
        "Times offered",
        Category.WORKING_DATA,
        Source.PROVIDED,
        given_by="professional",
        default=None,
        sa_type=KeyedJson(),
    )
    zone: str | None = personal(
        "Time zone of the meeting", Category.WORKING_DATA, Source.PROVIDED, given_by="professional", max_length=40
    )
    minutes: int | None = personal(
        "Length of the meeting",
        Category.WORKING_DATA,
        Source.PROVIDED,
        given_by="professional",
        unit="minutes",
    )
    place: str | None = personal(
        "Place of the meeting", Category.WORKING_DATA, Source.PROVIDED, given_by="professional", sa_type=SealedText
    )
    room: str = technical("the name of its room: drawn, and telling nothing", max_length=43)
    starts_at: datetime | None = personal(
        "Meeting agreed for", Category.WORKING_DATA, Source.PROVIDED, given_by="client", sa_type=UtcDateTime
    )
    offered_at: datetime = personal("Times offered on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    changed_at: datetime = personal("Meeting changed on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    changes: int = technical("how often it changed, as calendars count (RFC 5545, SEQUENCE)", default=0)
