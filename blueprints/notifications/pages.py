"""The page of notifications."""

from __future__ import annotations

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from blueprints.typed import page_asked
from services import notifications

from . import blueprint
from .wording import line_of


@blueprint.get("")
@open_to(Audience.ACCOUNTS)
def index() -> Response:
    """What somebody was told, the latest first; whoever opens the page has seen all of it."""
    number = page_asked()
    told, more = notifications.page_of(access.session(), access.account_id(), page=number)
    if any(each.is_new for each in told):
        with access.writing() as session:
            notifications.note_seen(session, access.account_id(), now=access.now())
    return render("notifications/index.html", lines=[line_of(each) for each in told], number=number, more=more)
