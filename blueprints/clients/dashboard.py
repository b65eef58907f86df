"""Where a client starts: what waits, what lasts, and what is described, each one click away."""

from __future__ import annotations

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.matches.requests import addressee
from blueprints.rendering import render
from services import client_overview

from . import blueprint


@blueprint.get("/dashboard")
@open_to(Audience.CLIENTS)
def dashboard() -> Response:
    """The numbers and the latest of each."""
    found = client_overview.overview(
        access.session(), access.viewer(), account_id=access.account_id(), now=access.now()
    )
    return render(
        "clients/dashboard.html",
        overview=found,
        requests=[(each, addressee(each)) for each in found.requests],
        matched=[(each, addressee(each)) for each in found.matched],
    )
