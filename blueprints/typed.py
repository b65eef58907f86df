"""What people type: filters for the fields of forms, and numbers in addresses."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

LAST_PAGE = 500
MOST_DIGITS = 9


def stripped(value: str | None) -> str | None:
    """A line without the blanks around it."""
    return value.strip() if value else value


def tidy(value: str | None) -> str | None:
    """A text without the blanks around it, its lines ended as we store them."""
    return value.replace("\r\n", "\n").strip() if value else value


def at_most(length: int) -> Length:
    """So many characters, said in a sentence."""
    return Length(max=length, message=_l("This is too long: at most %(length)s characters.", length=length))


def number_asked(name: str, arguments: Mapping[str, str] | None = None) -> int | None:
    """A number of the address, from 0; None for what is none, or longer than any there is."""
    asked = (request.args if arguments is None else arguments).get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else None


def page_asked(arguments: Mapping[str, str] | None = None) -> int:
    """Which page of a list the address asks for, from 1."""
    return min(max(number_asked("page", arguments) or 1, 1), LAST_PAGE)
