"""Data that are set aside (GDPR article 18), what a person says beside a disputed detail, and who was told of what."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .case import RestrictionGround
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class Restriction(Row, table=True):
    """While one lasts, the person's data are kept and not used; ``lifts_at`` is told before it comes."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __closed_at__: ClassVar[str | None] = "lifted_at"

    account_id: str = technical("whose data", foreign_key="account.id", ondelete="CASCADE", index=True)
    request_id: str | None = technical(
        "the request that asked for it", default=None, foreign_key="rightsrequest.id", ondelete="SET NULL", index=True
    )
    ground: RestrictionGround = personal(
        "Why your data are set aside", Category.RIGHTS, Source.PROVIDED, sa_type=by_value(RestrictionGround)
    )
    set_at: datetime = personal("Set aside since", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    set_by: str | None = technical("who of us set it; nobody where it was set as asked", default=None, max_length=26)
    announced_at: datetime | None = personal(
        "Told you of its end on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    lifts_at: datetime | None = personal("Ends on", Category.RIGHTS, Source.STAFF, default=None, sa_type=UtcDateTime)
    reason: str | None = personal("Why it ends", Category.RIGHTS, Source.STAFF, default=None, sa_type=SealedText)
    lifted_at: datetime | None = personal(
        "Ended on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class SupplementaryStatement(Row, table=True):
    """What a person says of a detail that was not corrected: it stands beside it (GDPR article 16)."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __closed_at__: ClassVar[str | None] = "closed_at"

    account_id: str = technical("whose statement", foreign_key="account.id", ondelete="CASCADE", index=True)
    request_id: str | None = technical(
        "the request that was refused", default=None, foreign_key="rightsrequest.id", ondelete="SET NULL"
    )
    detail: str = personal("Beside which detail", Category.RIGHTS, Source.OBSERVED, max_length=120)
    text: str = personal("Your statement", Category.RIGHTS, Source.PROVIDED, sa_type=SealedText)
    at: datetime = personal("Added on", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    closed_at: datetime | None = personal(
        "Taken back on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    table_name: str = technical("table of the disputed detail", max_length=40)
    row_id: str = technical("row of the disputed detail", max_length=26, index=True)
    column_name: str = technical("column of the disputed detail", max_length=40)


class ToldOf(str, Enum):
    """What recipients are told (GDPR article 19)."""

    CORRECTION = "corrected"
    ERASURE = "erased"
    RESTRICTION = "restricted"
    RESTRICTION_ENDED = "used-again"


class RecipientNotice(Row, table=True):
    """That who received data at a match was told what became of them; it holds nothing of the data themselves."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id"), "recipient": Subject("recipient_id")}

    account_id: str | None = technical(
        "whose data", default=None, foreign_key="account.id", ondelete="SET NULL", index=True
    )
    recipient_id: str | None = technical(
        "to whom the mail goes", default=None, foreign_key="account.id", ondelete="SET NULL", index=True
    )
    organisation_id: str | None = technical(
        "for which organisation", default=None, foreign_key="organisation.id", ondelete="CASCADE", index=True
    )
    request_id: str | None = technical(
        "the request it follows from", default=None, foreign_key="rightsrequest.id", ondelete="SET NULL", index=True
    )
    what: ToldOf = personal("What they were told", Category.DISCLOSURE_LOG, Source.OBSERVED, sa_type=by_value(ToldOf))
    detail: str | None = personal(
        "Detail it is about", Category.DISCLOSURE_LOG, Source.OBSERVED, default=None, max_length=120
    )
    disclosed_at: datetime = personal(
        "Received at a match on", Category.DISCLOSURE_LOG, Source.OBSERVED, sa_type=UtcDateTime
    )
    at: datetime = personal("Told on", Category.DISCLOSURE_LOG, Source.OBSERVED, sa_type=UtcDateTime)
