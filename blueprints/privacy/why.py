"""Why one datum is held: beside it on the page, or on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from models.privacy import Personal, Tier
from models.register import REGISTER
from services.rights import wording
from services.rights.audience import OF_A_CLIENT, OF_A_PROFESSIONAL
from services.rights.reasons import Reason, reason_of
from services.rights.received import Received

from . import blueprint, countdown, presentation
from .codes import LEVELS
from .entries import BY, name_of
from .places import correction_of, title_of
from .values import Line, lines_of


@dataclass(frozen=True)
class Receiver:
    """A recipient in words: ``level`` of what was shown, None for staff; ``notes`` with role, reason and how often."""

    who: str
    level: int | None
    notes: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Why:
    """Why a datum is held, in the words of the page. ``shared``: the other party of the row, "" where there is none.

    ``asking``: where to ask us for a correction, where the person cannot correct it themselves.
    """

    label: str
    title: str
    lines: tuple[Line, ...]
    withheld: str
    uses: tuple[presentation.Use, ...]
    source: str
    shared: str
    open_to_anyone: bool
    receivers: tuple[Receiver, ...]
    others: tuple[str, ...]
    until: str
    kept: str
    counted: str
    correction: str | None
    asking: str


@blueprint.get("/data/<slug>/<table>/<row_id>/<column>")
@open_to(Audience.ACCOUNTS)
def why(slug: str, table: str, row_id: str, column: str) -> Response:
    """Why we have this: purposes, grounds, source, recipients, period, and what to do about it."""
    category = presentation.category_of(slug)
    if category is None:
        abort(404)
    session, account_id = access.session(), access.account_id()
    found = reason_of(
        session, account_id, category=category, table=table, row_id=row_id, column=column, now=access.now()
    )
    if found is None:
        abort(404)
    asking = url_for("privacy.new_correction", table=table, row=row_id)
    return render("privacy/why.html", "privacy/_why.html", why=_in_words(found, asking), slug=slug)


def receiver(each: Received) -> Receiver:
    """A recipient in the words of the page."""
    notes = [] if each.reason else [str(LEVELS[each.tier])]
    if each.role is not None:
        notes.append(str(BY[each.role]))
    if each.reason:
        notes.append(_("Reason given: %(reason)s", reason=_(each.reason)))
    if each.times > 1:
        notes.append(ngettext("%(num)s time", "%(num)s times", each.times))
    level = None if each.reason else each.tier.value
    return Receiver(name_of(each), level, tuple(notes), each.last)


def _is_disclosed(declared: Personal) -> bool:
    """Whether others than who works for the platform may receive it: of a profile, what declares a tier."""
    return declared.tier is not None or declared.category not in (*OF_A_PROFESSIONAL, *OF_A_CLIENT)


def _in_words(found: Reason, asking: str) -> Why:
    declared = found.datum.declared
    category = declared.category
    kept, counted = presentation.period_of(REGISTER[category].retention)
    shared = "" if found.shared_with is None else found.shared_with or _("the professional you asked or looked at")
    withheld = wording.WITHHELD.get(found.datum.state.value)
    return Why(
        _(declared.label),
        title_of(found.table, category),
        lines_of(found.datum.column, found.datum.value),
        _(withheld) if withheld else "",
        presentation.uses_of(category),
        _(wording.SOURCES[found.datum.source]),
        shared,
        declared.tier is Tier.ANONYMOUS and category not in OF_A_CLIENT,
        tuple(receiver(each) for each in found.received),
        presentation.recipients_of(category, disclosed=_is_disclosed(declared)),
        countdown.of_datum(found.gone, found.clock, category),
        kept,
        counted,
        correction_of(found.table),
        asking,
    )
