"""Unsubscribing with one click: without logging in and without cookies, but never by a link that is merely opened."""

from __future__ import annotations

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.rendering import render
from blueprints.security import csrf
from services import newsletters as service
from services.errors import NotFound
from services.newsletter_links import read_unsubscribing

from . import blueprint


@blueprint.get("/unsubscribing/<token>")
@open_to(Audience.EVERYONE)
def leave(token: str) -> Response:
    """The button; looking at it changes nothing, and tells nothing of who subscribes."""
    _subscriber_of(token)
    return render("newsletters/leave.html")


@blueprint.post("/unsubscribing/<token>")
@csrf.exempt
@open_to(Audience.EVERYONE)
def unsubscribe(token: str) -> Response:
    """Unsubscribe at once, and answer without sending anybody on (RFC 8058, section 3.1).

    A mail program that posts here has no cookie and no form of ours: the signed address itself is what it needs, and
    nobody can make it up.
    """
    service.unsubscribe(access.session(), _subscriber_of(token), now=access.now())
    return render("newsletters/left.html")


def _subscriber_of(token: str) -> str:
    subscriber_id = read_unsubscribing(keys(), token)
    if subscriber_id is None:
        raise NotFound
    return subscriber_id
