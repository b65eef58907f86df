"""Files that go with the messages of a conversation."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical
from .types import SealedText, UtcDateTime


class Attachment(Row, table=True):
    """A file sent with a message; its bytes lie in the file store under the row's id, encrypted under its sender's key.

    Who leaves takes their files along. Of one with malware the bytes are gone and the row tells of it.
    """

    __subjects__: ClassVar[Subjects] = {"sender": Subject("account_id"), "recipient": Subject("recipient_id")}
    __sealed_under__: ClassVar[str] = "account_id"

    message_id: str = technical("with which message", foreign_key="message.id", ondelete="CASCADE", index=True)
    account_id: str = technical("who sent it", foreign_key="account.id", ondelete="CASCADE", index=True)
    recipient_id: str | None = technical("to whom", foreign_key="account.id", ondelete="SET NULL", index=True)
    place: int = technical("its place among the files of the message: 1, 2, 3 …")
    name: str = personal(
        "File name", Category.WORKING_DATA, Source.PROVIDED, given_by="sender", identifies=True, sa_type=SealedText
    )
    media_type: str = personal("Kind of file", Category.WORKING_DATA, Source.OBSERVED, max_length=80)
    size: int = personal("Size in bytes", Category.WORKING_DATA, Source.OBSERVED)
    sent_at: datetime = personal("File sent on", Category.WORKING_DATA, Source.OBSERVED, sa_type=UtcDateTime)
    scanned_at: datetime | None = personal(
        "Scanned for malware on", Category.WORKING_DATA, Source.OBSERVED, default=None, sa_type=UtcDateTime
    )
    infected: bool = personal("Malware was found", Category.WORKING_DATA, Source.OBSERVED, default=False)
