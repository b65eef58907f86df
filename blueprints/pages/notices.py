"""The privacy notice, put together from the register and the declarations."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, current_app

from blueprints.access import Audience, open_to
from blueprints.rendering import render
from services.rights import wording
from services.rights.notice import notice_of

from . import blueprint
from .cookies import cookies


@blueprint.get("/privacy")
@open_to(Audience.EVERYONE)
def notice() -> Response:
    """The notice as it stands now."""
    found = notice_of(asdict(current_app.config["PLATFORM"].controller), cookies())
    return render("pages/notice.html", notice=found, wording=wording)
