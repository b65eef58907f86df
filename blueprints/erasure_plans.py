"""The plan of an erasure as people read it: by what it is called, with what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from services.rights.erasure_plan import Fate, Item, Plan


@dataclass(frozen=True)
class Line:
    """What is called so: how many details of it, until when they are kept, and why."""

    title: str
    details: int
    rows: int
    until: datetime | None
    why: str


@dataclass(frozen=True)
class Shown:
    """The plan by what becomes of things."""

    erased: list[Line]
    apart: list[Line]
    others: list[Line]


def shown(plan: Plan) -> Shown:
    """The plan in the words of the page."""
    return Shown(*(_lines(plan.of(fate)) for fate in (Fate.ERASED, Fate.KEPT_APART, Fate.OTHERS)))


def _lines(items: tuple[Item, ...]) -> list[Line]:
    """One line for what has the same name and the same fate."""
    found: dict[tuple[str, str], Line] = {}
    for item in items:
        title, why = _(item.title), _(item.why) if item.why else ""
        known = found.get((title, why), Line(title, 0, 0, None, why))
        until = max((moment for moment in (known.until, item.until) if moment), default=None)
        found[title, why] = Line(title, known.details + item.details, known.rows + item.rows, until, why)
    return list(found.values())
