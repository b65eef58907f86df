"""What the two sides of a match write to each other, and how far each person has read."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime


class Message(Row, table=True):
    """One message of the conversation of a match, sealed under its sender's key.

    Who leaves takes their own words along; the row stays for the other, without them.
    """

    __table_args__ = (UniqueConstraint("match_id", "number"), UniqueConstraint("sender_id", "nonce"))
    __subjects__: ClassVar[Subjects] = {"sender": Subject("sender_id"), "recipient": Subject("recipient_id")}
    __sealed_under__: ClassVar[str] = "sender_id"

    match_id: str = technical("of which match", foreign_key="match.id", ondelete="CASCADE", index=True)
    sender_id: str | None = technical("who wrote it", foreign_key="account.id", ondelete="SET NULL", index=True)
    recipient_id: str | None = technical("to whom", foreign_key="account.id", ondelete="SET NULL", index=True)
    by_professional: bool = technical("which of the two sides wrote it")
    number: int = technical("its place in the conversation: 1, 2, 3 …")
    nonce: str = technical("of the form: one that is sent twice makes one message", max_length=26)
    text: str | None = personal(
        "Text of a message", Category.CHAT, Source.PROVIDED, given_by="sender", sa_type=SealedText
    )
    files: int = technical("how many files go with it (attachment.py)", default=0)
    sent_at: datetime = personal("Message sent on", Category.CHAT, Source.OBSERVED, sa_type=UtcDateTime)


class ReadMark(Row, table=True):
    """Up to which message somebody has read a conversation."""

    __table_args__ = (UniqueConstraint("match_id", "account_id"),)
    __subjects__: ClassVar[Subjects] = {"reader": Subject("account_id")}

    match_id: str = technical("of which match", foreign_key="match.id", ondelete="CASCADE")
    account_id: str = technical("who reads", foreign_key="account.id", ondelete="CASCADE", index=True)
    number: int = technical("the last message that was read")
    read_at: datetime = personal("Messages read on", Category.CHAT, Source.OBSERVED, sa_type=UtcDateTime)


class ChatChoice(Row, table=True):
    """What somebody wants of conversations; who never chose shows what they read."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}

    account_id: str = technical("whose choice", foreign_key="account.id", ondelete="CASCADE", unique=True)
    shows_reading: bool = personal(
        "Others see that you have read a message", Category.CHAT, Source.PROVIDED, default=True
    )
