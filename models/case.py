"""What people ask of the data protection officer: requests about their rights, and letters (questions and complaints).

The two are alike but have purposes and periods of their own. Each is sealed under a key of its own: of somebody without
an account there is no other, and what must prove an answer outlives the account that asked.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import ClassVar

from .base import Row
from .privacy import Category, Interest, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime, by_value


class CaseKind(str, Enum):
    """What is asked: a right (GDPR articles 15 to 18, 20 and 21), or anything else."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    QUESTION = "question"
    COMPLAINT = "complaint"


LETTERS = (CaseKind.QUESTION, CaseKind.COMPLAINT)


class CaseState(str, Enum):
    """Whose turn it is; WAITING: we asked something and wait for the person."""

    OPEN = "to-answer"
    WAITING = "waiting"
    DECIDED = "decided"
    WITHDRAWN = "taken-back"


class CaseOutcome(str, Enum):
    """What was decided; UNPROVEN: nothing, because the person did not show who they are (GDPR article 12(2))."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    UNPROVEN = "unproven"
    ANSWERED = "answered"


class Proof(str, Enum):
    """How somebody showed who they are; never with an identity document."""

    ACCOUNT = "account"
    CODE = "code"
    CALL = "call"


class RestrictionGround(str, Enum):
    """Why data are set aside (GDPR article 18(1), points a to d)."""

    ACCURACY = "accuracy"
    UNLAWFUL = "unlawful"
    CLAIM = "claim"
    OBJECTION = "objection-pending"


class EntryKind(str, Enum):
    """One step of the correspondence. CODE: a code to prove the address; it is made when the mail is sent."""

    ASKED = "asked"
    ADDED = "added"
    CODE = "code-mailed"
    QUESTION = "staff-question"
    EXTENSION = "extension"
    DECISION = "decision"
    WITHDRAWN = "withdrawal"


class RightsRequest(Row, table=True):
    """A request about a right, with the clock that runs for it (GDPR article 12(3))."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "id"
    __closed_at__: ClassVar[str | None] = "closed_at"

    account_id: str | None = technical(
        "who asked; nobody's where they have no account",
        default=None,
        foreign_key="account.id",
        ondelete="SET NULL",
        index=True,
    )
    kind: CaseKind = personal("What you asked for", Category.RIGHTS, Source.PROVIDED, sa_type=by_value(CaseKind))
    name: str | None = personal(
        "Name you gave", Category.RIGHTS, Source.PROVIDED, identifies=True, default=None, sa_type=SealedText
    )
    email: str | None = personal(
        "E-mail address you gave", Category.RIGHTS, Source.PROVIDED, identifies=True, default=None, sa_type=SealedText
    )
    phone: str | None = personal(
        "Phone number you gave", Category.RIGHTS, Source.PROVIDED, identifies=True, default=None, sa_type=SealedText
    )
    email_digest: str | None = technical(
        "keyed hash of the address, so that nobody's mailbox is filled with codes",
        default=None,
        max_length=64,
        index=True,
    )
    locale: str = personal("Language of our answers", Category.RIGHTS, Source.PROVIDED, default="en", max_length=5)
    state: CaseState = personal(
        "State of the request",
        Category.RIGHTS,
        Source.OBSERVED,
        default=CaseState.OPEN,
        sa_type=by_value(CaseState),
        index=True,
    )
    outcome: CaseOutcome | None = personal(
        "What we decided", Category.RIGHTS, Source.STAFF, default=None, sa_type=by_value(CaseOutcome)
    )
    received_at: datetime = personal("Received on", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    due_at: datetime = personal("To be answered by", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime, index=True)
    extended_at: datetime | None = personal(
        "Answer put off on", Category.RIGHTS, Source.STAFF, default=None, sa_type=UtcDateTime
    )
    closed_at: datetime | None = personal(
        "Closed on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    proof: Proof | None = personal(
        "How you showed who you are", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=by_value(Proof)
    )
    proven_at: datetime | None = personal(
        "Shown on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    code_digest: str | None = technical("keyed hash of the code that was mailed last", default=None, max_length=64)
    code_expires_at: datetime | None = technical("until when the code works", default=None, sa_type=UtcDateTime)
    code_tries: int = technical("how often the code was tried in vain", default=0)
    interest: Interest | None = personal(
        "Use you object to", Category.RIGHTS, Source.PROVIDED, default=None, sa_type=by_value(Interest)
    )
    objection_id: str | None = technical(
        "the objection that is weighed", default=None, foreign_key="objection.id", ondelete="SET NULL"
    )
    ground: RestrictionGround | None = personal(
        "Why your data are to be set aside",
        Category.RIGHTS,
        Source.PROVIDED,
        default=None,
        sa_type=by_value(RestrictionGround),
    )
    detail: str | None = personal("Detail you dispute", Category.RIGHTS, Source.PROVIDED, default=None, max_length=120)
    before: str | None = personal(
        "What it says now", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=SealedText
    )
    after: str | None = personal(
        "What it is to say", Category.RIGHTS, Source.PROVIDED, default=None, sa_type=SealedText
    )
    table_name: str | None = technical("table of the disputed detail", default=None, max_length=40)
    row_id: str | None = technical("row of the disputed detail", default=None, max_length=26)
    column_name: str | None = technical("column of the disputed detail", default=None, max_length=40)


class RightsEntry(Row, table=True):
    """One step of the correspondence about a request: what the person wrote, or what we answered."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "case_id"
    __closed_at__: ClassVar[str | None] = "closed_at"

    case_id: str = technical("which request", foreign_key="rightsrequest.id", ondelete="CASCADE", index=True)
    account_id: str | None = technical(
        "repeats who asked", default=None, foreign_key="account.id", ondelete="SET NULL", index=True
    )
    kind: EntryKind = personal("Step", Category.RIGHTS, Source.OBSERVED, sa_type=by_value(EntryKind))
    text: str | None = personal("What you wrote", Category.RIGHTS, Source.PROVIDED, default=None, sa_type=SealedText)
    answer: str | None = personal("What we wrote", Category.RIGHTS, Source.STAFF, default=None, sa_type=SealedText)
    at: datetime = personal("When", Category.RIGHTS, Source.OBSERVED, sa_type=UtcDateTime)
    mailed_at: datetime | None = personal(
        "Mailed to you on", Category.RIGHTS, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    staff_id: str | None = technical("who of us wrote it", default=None, max_length=26)
    closed_at: datetime | None = technical("repeats when the request was closed", default=None, sa_type=UtcDateTime)


class Letter(Row, table=True):
    """A question or a complaint."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "id"
    __handled_at__: ClassVar[str | None] = "closed_at"

    account_id: str | None = technical(
        "who wrote; nobody's where they have no account",
        default=None,
        foreign_key="account.id",
        ondelete="SET NULL",
        index=True,
    )
    kind: CaseKind = personal("What it was", Category.CORRESPONDENCE, Source.PROVIDED, sa_type=by_value(CaseKind))
    name: str | None = personal(
        "Name you gave", Category.CORRESPONDENCE, Source.PROVIDED, identifies=True, default=None, sa_type=SealedText
    )
    email: str | None = personal(
        "E-mail address you gave",
        Category.CORRESPONDENCE,
        Source.PROVIDED,
        identifies=True,
        default=None,
        sa_type=SealedText,
    )
    phone: str | None = personal(
        "Phone number you gave",
        Category.CORRESPONDENCE,
        Source.PROVIDED,
        identifies=True,
        default=None,
        sa_type=SealedText,
    )
    locale: str = personal(
        "Language of our answers", Category.CORRESPONDENCE, Source.PROVIDED, default="en", max_length=5
    )
    state: CaseState = personal(
        "State of your message",
        Category.CORRESPONDENCE,
        Source.OBSERVED,
        default=CaseState.OPEN,
        sa_type=by_value(CaseState),
        index=True,
    )
    outcome: CaseOutcome | None = personal(
        "What became of it", Category.CORRESPONDENCE, Source.STAFF, default=None, sa_type=by_value(CaseOutcome)
    )
    received_at: datetime = personal("Received on", Category.CORRESPONDENCE, Source.OBSERVED, sa_type=UtcDateTime)
    due_at: datetime = personal(
        "To be answered by", Category.CORRESPONDENCE, Source.OBSERVED, sa_type=UtcDateTime, index=True
    )
    extended_at: datetime | None = personal(
        "Answer put off on", Category.CORRESPONDENCE, Source.STAFF, default=None, sa_type=UtcDateTime
    )
    closed_at: datetime | None = personal(
        "Handled on", Category.CORRESPONDENCE, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )


class LetterEntry(Row, table=True):
    """One step of the correspondence that began with a letter."""

    __subjects__: ClassVar[Subjects] = {"person": Subject("account_id")}
    __sealed_under__: ClassVar[str] = "case_id"
    __handled_at__: ClassVar[str | None] = "closed_at"

    case_id: str = technical("which letter", foreign_key="letter.id", ondelete="CASCADE", index=True)
    account_id: str | None = technical(
        "repeats who wrote", default=None, foreign_key="account.id", ondelete="SET NULL", index=True
    )
    kind: EntryKind = personal("Step", Category.CORRESPONDENCE, Source.OBSERVED, sa_type=by_value(EntryKind))
    text: str | None = personal(
        "What you wrote", Category.CORRESPONDENCE, Source.PROVIDED, default=None, sa_type=SealedText
    )
    answer: str | None = personal(
        "What we wrote", Category.CORRESPONDENCE, Source.STAFF, default=None, sa_type=SealedText
    )
    at: datetime = personal("When", Category.CORRESPONDENCE, Source.OBSERVED, sa_type=UtcDateTime)
    mailed_at: datetime | None = personal(
        "Mailed to you on", Category.CORRESPONDENCE, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    staff_id: str | None = technical("who of us wrote it", default=None, max_length=26)
    closed_at: datetime | None = technical("repeats when the letter was handled", default=None, sa_type=UtcDateTime)
