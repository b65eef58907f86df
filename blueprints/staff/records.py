"""The officer's record of processing activities: on the page, as a table, and as a document."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.printing import printed
from blueprints.rendering import render
from services import processors as agreements
from services import transfers
from services.processors import Processor
from services.publication.wording import country
from services.rights import wording
from services.rights.activities import MEASURES, Activity, activities
from services.tables import csv_of

from . import blueprint


@blueprint.get("/privacy/record")
@open_to(Audience.OFFICERS)
def record() -> Response:
    """Every activity (GDPR article 30)."""
    return render("staff/record.html", **_record())


@blueprint.get("/privacy/record.pdf")
@open_to(Audience.OFFICERS)
def record_document() -> Response:
    """The record as a document, to hand to an authority."""
    return printed("documents/record.html", "record-of-processing.pdf", **_record())


@blueprint.get("/privacy/record.csv")
@open_to(Audience.OFFICERS)
def record_table() -> Response:
    """The record as a table, a line an activity."""
    heading = [
        _("Id"), _("Activity"), _("Purposes and grounds"), _("Whose data"), _("Data"), _("Recipients"),
        _("Companies that work for us"), _("Outside the European Economic Area"), _("Kept"), _("Security"),
    ]  # fmt: skip
    measures = "\n".join(_(each) for each in MEASURES)
    rows = [[*_cells(each), measures] for each in _record()["activities"]]
    return table(csv_of(heading, rows), "record-of-processing.csv")


def table(data: bytes, name: str) -> Response:
    """A table to save under a neutral name."""
    response = make_response(data)
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def where(code: str | None) -> str:
    """What a country is called on the page."""
    return country(code, locale()) if code else _("not recorded")


def _record() -> dict[str, Any]:
    today = access.now().date()
    working = agreements.processors(access.session(), today=today, working=True)
    return {
        "activities": activities(working),
        "measures": MEASURES,
        "controllers": agreements.CONTROLLERS,
        "purposes": agreements.PURPOSES,
        "bases": transfers.BASES,
        "safeguards": transfers.SAFEGUARDS,
        "wording": wording,
        "where": where,
        "made_on": access.now(),
    }


def _cells(activity: Activity) -> list[str]:
    uses = (f"{_(use.purpose)} ({_(wording.BASES[use.ground].article)})" for use in activity.uses)
    return [
        activity.id,
        _(activity.title),
        "\n".join(uses),
        "\n".join(_(each) for each in activity.subjects),
        ", ".join(_(each) for each in activity.data),
        "\n".join(_(each) for each in activity.recipients),
        "\n".join(f"{each.name} ({_(agreements.PURPOSES[each.purpose])})" for each in activity.processors),
        "\n".join(_transfer(each) for each in activity.transfers) or _("None"),
        _(activity.retention.text),
    ]


def _transfer(processor: Processor) -> str:
    basis = _(transfers.BASES[processor.basis]) if processor.basis else _("no basis")
    return f"{processor.name}, {where(processor.country)}: {basis}"
