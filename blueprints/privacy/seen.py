"""Who sees what of a professional, detail by detail, and who it actually was, in the words of the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from models.privacy import Tier
from services.rights.audience import profile_groups
from services.rights.details import Detail, details
from services.rights.recipients import Reach
from services.rights.tally import Tally

FEW = 3


@dataclass(frozen=True)
class Audience:
    """One column of the table: who, and whether there is anything that they see now."""

    tier: Tier
    name: str
    standing: str


@dataclass(frozen=True)
class Cell:
    """What an audience sees of a detail: nothing, a few labels, and how many more there are."""

    labels: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Line:
    """A detail with a cell for each audience, and in full what each sees; ``never``: what no profile shows."""

    title: str
    cells: tuple[Cell, ...]
    full: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[str, ...]


def audiences(tallies: Collection[Tally], reach: Reach) -> list[Audience]:
    """The three audiences, each with how far it is that they see something."""
    held = {each.table for each in tallies}
    shown = {tier: any(g.table in held for g in profile_groups() if g.tier is tier) for tier in Tier}
    know = ngettext("%(num)s organisation", "%(num)s organisations", reach.organisations)
    return [
        Audience(Tier.ANONYMOUS, _("Anyone"), _("Shown now") if shown[Tier.ANONYMOUS] else _("Not published")),
        Audience(Tier.VERIFIED, _("Verified client"), _("Shown now") if shown[Tier.VERIFIED] else _("Not published")),
        Audience(Tier.MATCHED, _("Matched client"), know if reach.organisations else _("Nobody yet")),
    ]


def lines(columns: Collection[Audience]) -> list[Line]:
    """Every detail, those that open first first."""
    return [_line(each, columns) for each in details()]


def _line(detail: Detail, columns: Collection[Audience]) -> Line:
    shown = [tuple(_(label) for label in detail.shown_at(each.tier)) for each in columns]
    return Line(
        _(detail.title),
        tuple(Cell(labels[:FEW], max(len(labels) - FEW, 0)) for labels in shown),
        tuple((each.name, labels) for each, labels in zip(columns, shown, strict=True) if labels),
        tuple(_(label) for label in detail.never),
    )
