"""Answers about lines, kept while one text is read: the same lines are asked about again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

Answer = TypeVar("Answer")
_FORGETTERS: list[Callable[[], None]] = []
_MOST = 20_000


def remembered(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """``function`` with its answers kept until ``forget``."""
    kept = lru_cache(maxsize=_MOST)(function)
    _FORGETTERS.append(kept.cache_clear)
    return kept


def forget() -> None:
    """Drops every answer, so that nothing of a text outlives its reading."""
    for clear in _FORGETTERS:
        clear()
