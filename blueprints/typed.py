"""Filters for what people type: the same few for every form."""

from __future__ import annotations


def stripped(value: str | None) -> str | None:
    """A line without the blanks around it."""
    return value.strip() if value else value


def tidy(value: str | None) -> str | None:
    """A text without the blanks around it, its lines ended as we store them."""
    return value.replace("\r\n", "\n").strip() if value else value
