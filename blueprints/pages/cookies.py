"""The cookies that the platform sets, as the notice states them: made from their declarations."""

from __future__ import annotations

from blueprints.cookies import declared
from services.rights.notice import Cookie


def cookies() -> tuple[Cookie, ...]:
    """Every cookie that a visitor may get."""
    return tuple(Cookie(each.name, each.purpose, each.basis, each.kept.words) for each in declared())
