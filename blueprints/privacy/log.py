"""Who looked at one's data, page by page."""

from __future__ import annotations

from flask import Response, request

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from services.rights.recipients import count_visits, visits

from . import blueprint
from .entries import looked
from .paging import Paging

PAGE = 50


@blueprint.get("/log")
@open_to(Audience.ACCOUNTS)
def log() -> Response:
    """The whole log, newest first; what one organisation opened several times on a day stands there once."""
    session, account_id = access.session(), access.account_id()
    paging = Paging.of(request.args, total=count_visits(session, account_id), size=PAGE)
    found = visits(session, account_id, limit=PAGE, offset=paging.offset)
    return render("privacy/log.html", entries=[looked(visit) for visit in found], paging=paging)
