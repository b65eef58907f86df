"""The newsletter: who asked for it, with or without an account, what was written, and what is being sent."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint

from .base import Row
from .delivery import DeliveryState
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class NewsletterKind(str, Enum):
    """What an issue is about; who subscribes chooses at least one."""

    NEWS = "news"
    PROFESSIONALS = "professionals"
    CLIENTS = "clients"


class IssueState(str, Enum):
    """How far an issue is: only one that is being sent goes to anybody."""

    DRAFT = "draft"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"


class Subscriber(Row, table=True):
    """Somebody who asked for the newsletter: a data subject by the row's own id, sealed under a key of their own."""

    __subjects__: ClassVar[Subjects] = {"subscriber": Subject("id")}
    __sealed_under__: ClassVar[str] = "id"

    email: str = personal("E-mail address", Category.NEWSLETTER, Source.PROVIDED, identifies=True, sa_type=SealedText)
    email_digest: str = technical("keyed hash of the case-folded address, to find it by", unique=True, max_length=64)
    locale: str = personal("Language of the newsletter", Category.NEWSLETTER, Source.PROVIDED, max_length=5)
    asked_at: datetime = personal(
        "Asked for the newsletter on", Category.NEWSLETTER, Source.OBSERVED, sa_type=UtcDateTime, index=True
    )
    confirmed_at: datetime | None = personal(
        "Subscription confirmed on", Category.NEWSLETTER, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    wording_hash: str | None = personal(
        "Fingerprint of the words you agreed to (SHA-256)",
        Category.NEWSLETTER,
        Source.OBSERVED,
        default=None,
        max_length=64,
    )


class SubscriberChoice(Row, table=True):
    """A kind of issue that somebody wants."""

    __subjects__: ClassVar[Subjects] = {"subscriber": Subject("subscriber_id")}
    __table_args__ = (UniqueConstraint("subscriber_id", "kind"),)

    subscriber_id: str = technical("who", foreign_key="subscriber.id", ondelete="CASCADE")
    kind: NewsletterKind = personal(
        "Kind of newsletter", Category.NEWSLETTER, Source.PROVIDED, sa_type=by_value(NewsletterKind)
    )


class SubscriberMail(Row, table=True):
    """A mail about the subscription itself; its words and link are made when it is sent."""

    __subjects__: ClassVar[Subjects] = {"subscriber": Subject("subscriber_id")}

    subscriber_id: str = technical("to whom", foreign_key="subscriber.id", ondelete="CASCADE", index=True)
    template: str = personal("Mail we sent you", Category.NEWSLETTER, Source.OBSERVED, max_length=40)
    created_at: datetime = technical("when it was asked for", sa_type=UtcDateTime)
    sent_at: datetime | None = personal(
        "Sent on", Category.NEWSLETTER, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class SuppressedAddress(Row, table=True):
    """An address that unsubscribed, as a keyed hash only: nothing is sent to it until its owner confirms anew."""

    __subjects__: ClassVar[Subjects] = {}

    email_digest: str = technical("keyed hash of the case-folded address", unique=True, max_length=64)
    since: datetime = technical("when it unsubscribed", sa_type=UtcDateTime)


class NewsletterIssue(Row, table=True):
    """One issue: a kind in one language, as plain text and as HTML. The numbers are kept when all of it is sent."""

    __subjects__: ClassVar[Subjects] = {}

    kind: NewsletterKind = technical("what it is about", sa_type=by_value(NewsletterKind))
    locale: str = technical("the language it is written in", max_length=5)
    subject: str = technical("subject line", max_length=120)
    text: str = technical("the issue as plain text")
    html: str = technical("the issue as HTML of the allowed elements; empty: made from the text", default="")
    state: IssueState = technical("how far it is", default=IssueState.DRAFT, sa_type=by_value(IssueState))
    edited_at: datetime = technical("when it was last edited", sa_type=UtcDateTime)
    started_at: datetime | None = technical("when sending began", default=None, sa_type=UtcDateTime)
    finished_at: datetime | None = technical("when the last was sent", default=None, sa_type=UtcDateTime)
    sent: int = technical("to how many people it went", default=0)
    refused: int = technical("how many addresses their servers refused", default=0)
    unclear: int = technical("of how many it is not known whether the server took it", default=0)


class IssueDelivery(Row, table=True):
    """That an issue goes to somebody; deleted once the whole issue is sent, when only numbers are needed."""

    __subjects__: ClassVar[Subjects] = {"subscriber": Subject("subscriber_id")}
    __table_args__ = (UniqueConstraint("issue_id", "subscriber_id"), Index(None, "issue_id", "state"))

    issue_id: str = technical("which issue", foreign_key="newsletterissue.id", ondelete="CASCADE")
    subscriber_id: str = technical("to whom", foreign_key="subscriber.id", ondelete="CASCADE", index=True)
    state: DeliveryState = personal(
        "Sending of an issue",
        Category.NEWSLETTER,
        Source.OBSERVED,
        default=DeliveryState.WAITING,
        sa_type=by_value(DeliveryState),
    )
    tries: int = technical("how often the server asked to try later", default=0)
