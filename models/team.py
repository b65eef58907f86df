"""Invitations to act for an organisation: an address that waits for its owner to follow the mailed link."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from .base import Row
from .client import MemberRole
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class TeamInvitation(Row, table=True):
    """Somebody is asked to join a team; deleted when they do, or some time after the link stopped working.

    The link's token is made when the mail is sent; what is stored of it is a hash.
    """

    __subjects__: ClassVar[Subjects] = {"inviter": Subject("inviter_id"), "invited": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "inviter_id"

    organisation_id: str = technical("to which team", foreign_key="organisation.id", ondelete="CASCADE", index=True)
    inviter_id: str = technical("who invites", foreign_key="account.id", ondelete="CASCADE", index=True)
    account_id: str | None = technical(
        "who is invited, where the address has an account",
        default=None,
        foreign_key="account.id",
        ondelete="CASCADE",
        index=True,
    )
    email: str = personal(
        "Address invited to the team",
        Category.WORKING_DATA,
        Source.PROVIDED,
        given_by="inviter",
        sa_type=SealedText,
    )
    email_digest: str = technical(
        "keyed hash of the case-folded address: only its owner can accept", max_length=64, index=True
    )
    locale: str = technical("the language of the mail", max_length=5)
    token_digest: str = technical("hash of the token of the link", unique=True, max_length=64)
    role: MemberRole = personal(
        "Role offered in the organisation",
        Category.WORKING_DATA,
        Source.PROVIDED,
        given_by="inviter",
        sa_type=by_value(MemberRole),
    )
    invited_at: datetime = personal("Invited on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    expires_at: datetime = personal(
        "Can be accepted until", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime
    )
    withdrawn_at: datetime | None = personal(
        "Invitation withdrawn on", Category.WORKING_DATA, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    sent_at: datetime | None = technical("when the mail left", default=None, sa_type=UtcDateTime)
