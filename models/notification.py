"""What happened that somebody wants to know: kept for the page of notifications, and mailed as each chose."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import UtcDateTime, by_value


class NotificationKind(str, Enum):
    """What somebody can be told of; the mail of each has the same name."""

    REQUEST_RECEIVED = "request-received"
    REQUEST_ACCEPTED = "request-accepted"
    REQUEST_DECLINED = "request-declined"
    REQUEST_EXPIRED = "request-expired"
    REQUEST_REMINDER = "request-reminder"
    QUESTION_ASKED = "question-asked"
    QUESTION_ANSWERED = "question-answered"
    MEETING_OFFERED = "meeting-offered"
    MEETING_AGREED = "meeting-agreed"
    MEETING_CANCELLED = "meeting-cancelled"
    SEARCH_FOUND = "search-found"
    REPORT_DECIDED = "report-decided"
    MATCH_ENDED = "match-ended"
    MESSAGE_RECEIVED = "message-received"
    REFERENCE_WRITTEN = "reference-written"
    REVIEW_ACCEPTED = "review-accepted"
    REVIEW_RETURNED = "review-returned"
    VERIFICATION_APPROVED = "verification-approved"
    VERIFICATION_DECLINED = "verification-declined"


class Way(str, Enum):
    """How somebody wants to be told beside the page: a mail each time, one a day for all, or none."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    NEVER = "never"


class Notification(Row, table=True):
    """One thing that happened, for one person: its kind and which row it is about, nothing of what that says."""

    __subjects__: ClassVar[Subjects] = {"addressee": Subject("account_id")}
    __table_args__ = (Index("ix_notification_account_id", "account_id", "at"),)

    account_id: str = technical("whom it tells", foreign_key="account.id", ondelete="CASCADE")
    kind: NotificationKind = personal(
        "What you were told of", Category.WORKING_DATA, Source.OBSERVED, sa_type=by_value(NotificationKind)
    )
    about_id: str = technical("the row that it is about", default="", max_length=26)
    at: datetime = personal("Told on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    seen_at: datetime | None = personal(
        "Notification seen on", Category.WORKING_DATA, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    waits: bool = technical("whether it waits for the mail of the day", default=False)


class NotificationChoice(Row, table=True):
    """How somebody wants to be told of one kind; who never chose is mailed at once."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}
    __table_args__ = (UniqueConstraint("account_id", "kind"),)

    account_id: str = technical("whose choice", foreign_key="account.id", ondelete="CASCADE", index=True)
    kind: NotificationKind = personal(
        "Notifications of which kind", Category.WORKING_DATA, Source.PROVIDED, sa_type=by_value(NotificationKind)
    )
    way: Way = personal("How you want to be told", Category.WORKING_DATA, Source.PROVIDED, sa_type=by_value(Way))
