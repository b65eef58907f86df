"""The words for how well somebody and a piece of work fit: reasons for, what is not there, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from blueprints.localisation import locale
from services.fitting import WEIGHTS, Aspect, Fit
from services.publication.vocabulary import vocabulary

FITTING: Mapping[Aspect, Any] = {
    Aspect.START: _l("free in the month asked for"),
    Aspect.PLACE: _l("in the region asked for"),
    Aspect.RATE: _l("within the rate"),
    Aspect.HOURS: _l("enough hours a week"),
}
LACKING: Mapping[Aspect, Any] = {
    Aspect.START: _l("not free in that month"),
    Aspect.PLACE: _l("another region"),
    Aspect.RATE: _l("above the rate"),
    Aspect.HOURS: _l("fewer hours a week"),
}
UNKNOWN: Mapping[Aspect, Any] = {
    Aspect.START: _l("does not say when free"),
    Aspect.PLACE: _l("does not say in which region"),
    Aspect.RATE: _l("does not say a rate"),
    Aspect.HOURS: _l("does not say how many hours"),
}
NAMES: Mapping[Aspect, Any] = {
    Aspect.SKILLS: _l("Skills asked for, by how many of them are there"),
    Aspect.START: _l("Free in the month in which the work starts"),
    Aspect.PLACE: _l("In the region, where work is done on site"),
    Aspect.RATE: _l("The rate begins at or below the highest one offered"),
    Aspect.HOURS: _l("As many hours a week as are asked for"),
}
CHANGES: Mapping[Aspect, Any] = {
    Aspect.START: _l("being free in that month"),
    Aspect.PLACE: _l("being in that region"),
    Aspect.RATE: _l("a rate within what is offered"),
    Aspect.HOURS: _l("as many hours a week as asked for"),
}


@dataclass(frozen=True)
class Reasons:
    """``for_it``: what fits · ``against``: what does not, or is left open · ``change``: what would raise it most."""

    for_it: tuple[str, ...]
    against: tuple[str, ...]
    change: str | None


def reasons(fit: Fit) -> Reasons:
    """A fit in words."""
    asked = len(fit.had) + len(fit.missing)
    counted = (
        (ngettext("%(had)s of %(num)s skill", "%(had)s of %(num)s skills", asked, had=len(fit.had)),) if asked else ()
    )
    without = (_("without %(skills)s", skills=_listed(fit.missing)),) if fit.missing else ()
    return Reasons(
        for_it=(*(counted if fit.had else ()), *(str(FITTING[each]) for each in fit.fitting)),
        against=(
            *without,
            *(str(LACKING[each]) for each in fit.lacking),
            *(str(UNKNOWN[each]) for each in fit.unknown),
        ),
        change=_change(fit),
    )


def weights() -> list[tuple[str, int]]:
    """Each aspect with its share of the whole, the largest first."""
    return [(str(NAMES[aspect]), weight) for aspect, weight in WEIGHTS.items()]


def _change(fit: Fit) -> str | None:
    if fit.by is None or not fit.gain:
        return None
    what = str(CHANGES[fit.by]) if isinstance(fit.by, Aspect) else _label(fit.by)
    return _("%(gain)s points higher with: %(what)s", gain=fit.gain, what=what)


def _listed(skills: tuple[str, ...]) -> str:
    return format_list([_label(each) for each in skills], locale=locale())


def _label(skill: str) -> str:
    return vocabulary().label("skill", skill, locale())[0]
