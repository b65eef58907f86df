"""Accounts: who may come in, their key, their sessions and what happened at the door."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row, index_where_set
from .privacy import Category, Source, Subject, Subjects, Tier, personal, technical
from .types import SealedText, UtcDateTime, by_value


class StaffRole(str, Enum):
    """What a member of staff is there for."""

    VERIFIER = "verifier"
    FINANCE = "finance"
    MODERATOR = "moderator"
    DPO = "dpo"


class SecurityEventKind(str, Enum):
    """What happened at the door."""

    REGISTERED = "registered"
    EMAIL_CONFIRMED = "email-confirmed"
    LOGGED_IN = "logged-in"
    LOGIN_FAILED = "login-failed"
    LOGGED_OUT = "logged-out"
    AUTHENTICATED_AFRESH = "authenticated-afresh"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of an event
    COPY_ASKED = "copy-asked"
    COPY_DOWNLOADED = "copy-downloaded"
    LINK_MADE = "link-made"
    LINK_FETCHED = "link-fetched"


class Account(Row, table=True):
    """One person's way in: one e-mail address, and whatever roles hang on it."""

    __table_args__ = (index_where_set("account", "deactivated_at"),)
    __subjects__: ClassVar[Subjects] = {"owner": Subject("id")}
    __sealed_under__: ClassVar[str] = "id"

    email: str = personal(
        "E-mail address", Category.CONTACT, Source.PROVIDED, tier=Tier.MATCHED, identifies=True, sa_type=SealedText
    )
    email_digest: str = technical("keyed hash of the case-folded address, to find it by", unique=True, max_length=64)
    password_hash: str | None = personal("Password", Category.ACCOUNT, Source.PROVIDED, secret=True, default=None)
    locale: str = personal("Language of the site", Category.ACCOUNT, Source.PROVIDED, default="en", max_length=5)
    staff_role: StaffRole | None = personal(
        "Role in our team", Category.ACCOUNT, Source.STAFF, default=None, sa_type=by_value(StaffRole)
    )
    created_at: datetime = personal("Registered on", Category.ACCOUNT, Source.OBSERVED, sa_type=UtcDateTime)
    confirmed_at: datetime | None = personal(
        "E-mail confirmed on", Category.ACCOUNT, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    last_active_at: datetime = personal(
        "Last active on", Category.ACCOUNT, Source.OBSERVED, sa_type=UtcDateTime, index=True
    )
    # Kept for as long as the contact details: from it follows when they go.
    deactivated_at: datetime | None = personal(
        "Deactivated on", Category.CONTACT, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    purged_months: int = technical("the longest period, in months, of which everything was deleted", default=-1)


class PersonKey(Row, table=True):
    """The key that seals a person's values, wrapped by the platform's key; made before the account's first row."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}

    account_id: str = technical("whose key", unique=True, max_length=26)
    wrapped: bytes = technical("the key, encrypted under the platform's key")


class LoginSession(Row, table=True):
    """A browser that is logged in, or was. The cookie holds a random token; the row only its hash, while it lasts."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}
    __collected_at__: ClassVar[str | None] = "created_at"

    account_id: str = technical("whose session", foreign_key="account.id", ondelete="CASCADE", index=True)
    token_digest: str = technical("hash of the token in the cookie", unique=True, max_length=64)
    browser: str = personal("Browser and system", Category.SESSIONS, Source.OBSERVED, max_length=80)
    created_at: datetime = personal("Logged in on", Category.SESSIONS, Source.OBSERVED, sa_type=UtcDateTime, index=True)
    seen_at: datetime = personal("Last seen on", Category.SESSIONS, Source.OBSERVED, sa_type=UtcDateTime)
    ended_at: datetime | None = personal(
        "Ended on", Category.SESSIONS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    place: str | None = personal(
        "Coarse place at log-in", Category.SESSIONS, Source.PROVIDED, default=None, max_length=5
    )
    fresh_at: datetime = technical("when the password was last given", sa_type=UtcDateTime)
    acting_as: str = technical("professional, staff, or the id of an organisation", default="", max_length=26)


class SecurityEvent(Row, table=True):
    """What happened at the door of one account."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}

    account_id: str = technical("whose event", foreign_key="account.id", ondelete="CASCADE", index=True)
    kind: SecurityEventKind = personal(
        "Security event", Category.SECURITY_EVENTS, Source.OBSERVED, sa_type=by_value(SecurityEventKind)
    )
    browser: str = personal("Browser and system", Category.SECURITY_EVENTS, Source.OBSERVED, max_length=80)
    at: datetime = personal("When", Category.SECURITY_EVENTS, Source.OBSERVED, sa_type=UtcDateTime)


class LoginAttempt(Row, table=True):
    """A failed log-in, kept for as long as it counts."""

    __subjects__: ClassVar[Subjects] = {}

    bucket: str = technical("keyed hash of the address or of the network it came from", index=True, max_length=64)
    at: datetime = technical("when", sa_type=UtcDateTime)


class OutgoingMail(Row, table=True):
    """A mail to send: which template, to whom, about what; its words are made when it is sent."""

    __subjects__: ClassVar[Subjects] = {"addressee": Subject("account_id")}

    account_id: str = technical("to whom", foreign_key="account.id", ondelete="CASCADE", index=True)
    template: str = personal("Mail we sent you", Category.ACCOUNT, Source.OBSERVED, max_length=40)
    about_id: str = technical("the row that the mail is about", default="", max_length=26)
    created_at: datetime = technical("when it was asked for", sa_type=UtcDateTime)
    sent_at: datetime | None = personal("Sent on", Category.ACCOUNT, Source.OBSERVED, default=None, sa_type=UtcDateTime)
