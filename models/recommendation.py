"""Whether somebody wants to see recommendations."""

from __future__ import annotations

from typing import ClassVar

from .base import Row
from .privacy import Category, Source, Subject, Subjects, personal, technical


class RecommendationChoice(Row, table=True):
    """What somebody chose; who never did is shown recommendations."""

    __subjects__: ClassVar[Subjects] = {"owner": Subject("account_id")}

    account_id: str = technical("whose choice", foreign_key="account.id", ondelete="CASCADE", unique=True)
    shown: bool = personal("Recommendations are shown to you", Category.WORKING_DATA, Source.PROVIDED, default=True)
