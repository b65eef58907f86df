"""Everything that is held in one category, datum by datum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from models.privacy import Category, Source, Tier
from services.rights import wording
from services.rights.audience import OF_A_PROFESSIONAL
from services.rights.labels import in_one
from services.rights.retention import clock_of
from services.rights.statements import Place, Statement, statements_of
from services.rights.tally import tally
from services.rights.walk import Datum, HeldRow, State, rows_about

from . import blueprint, countdown, presentation
from .paging import Paging
from .places import correction_of, title_of
from .values import Line, lines_of

ROWS = 20


@dataclass(frozen=True)
class Shown:
    """A datum as the page shows it; ``withheld`` says why there is no value, ``level`` who sees it in a profile.

    ``statement``: what the person says of a detail that was not corrected.
    """

    column: str
    label: str
    lines: tuple[Line, ...]
    withheld: str
    source: str
    level: str
    statement: str = ""


@dataclass(frozen=True)
class Section:
    """What one table holds: a title, where to correct it, its rows by id, and for each when it goes, if on its own day.

    ``asking``: for each row the address of the form to ask us for a correction; "" where the person corrects all of it.
    """

    table: str
    title: str
    correction: str | None
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    until: tuple[str, ...]
    asking: tuple[str, ...]


@blueprint.get("/data/<slug>")
@open_to(Audience.ACCOUNTS)
def data(slug: str) -> Response:
    """One category: why, how long, and every datum with its source and who sees it."""
    category = presentation.category_of(slug)
    if category is None:
        abort(404)
    session, account_id = access.session(), access.account_id()
    tallies = [each for each in tally(session, account_id) if each.category is category]
    paging = Paging.of(request.args, total=max((each.rows for each in tallies), default=0), size=ROWS)
    rows = list(rows_about(session, account_id, categories=[category], limit=ROWS, offset=paging.offset))
    clock = clock_of(session, account_id, now=access.now(), told=True)
    held = presentation.held_of(category, sum(each.details for each in tallies), clock)
    until = countdown.of_rows(session, account_id, rows, category, now=access.now())
    sections = _sections(rows, category, until, statements_of(session, account_id))
    in_profile = category in OF_A_PROFESSIONAL
    return render("privacy/data.html", held=held, sections=sections, in_profile=in_profile, paging=paging)


def _sections(
    rows: list[HeldRow], category: Category, until: dict[tuple[str, str], str], said: Mapping[Place, Statement]
) -> list[Section]:
    tables: dict[str, list[HeldRow]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    return [
        Section(
            table,
            title_of(table, category),
            correction_of(table),
            tuple(
                (row.id, tuple(_shown(datum, _said(row, datum, said)) for datum in in_one(row.data))) for row in found
            ),
            tuple(until.get((table, row.id), "") for row in found),
            tuple(_asking(row) for row in found),
        )
        for table, found in tables.items()
    ]


def _asking(row: HeldRow) -> str:
    """Where to ask for the correction of what the person cannot correct themselves."""
    held = (datum for datum in row.data if datum.state is State.SHOWN and datum.value is not None)
    ours = any(datum.source is not Source.PROVIDED for datum in held)
    if correction_of(row.table) and not ours:
        return ""
    return url_for("privacy.new_correction", table=row.table, row=row.id)


def _said(row: HeldRow, datum: Datum, said: Mapping[Place, Statement]) -> str:
    statement = said.get((row.table, row.id, datum.column))
    return statement.text if statement else ""


def _shown(datum: Datum, statement: str) -> Shown:
    declared = datum.declared
    return Shown(
        datum.column,
        _(declared.label),
        lines_of(datum.column, datum.value),
        "" if datum.state is State.SHOWN else _(wording.WITHHELD[datum.state.value]),
        _(wording.SOURCES[datum.source]),
        _level(declared.tier),
        statement,
    )


def _level(tier: Tier | None) -> str:
    match tier:
        case Tier.ANONYMOUS:
            return _("To anyone")
        case Tier.VERIFIED:
            return _("To verified clients")
        case Tier.MATCHED:
            return _("At a match")
    return _("In no profile")
