"""Objecting to being selected with one click: without logging in, but never by a link that is merely opened."""

from __future__ import annotations

from flask import Response

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.rendering import render
from blueprints.security import csrf
from services.errors import NotFound
from services.surveys.links import read_objection
from services.surveys.objecting import object_to_selection

from . import blueprint


@blueprint.get("/objecting/<token>")
@open_to(Audience.EVERYONE)
def objecting(token: str) -> Response:
    """The button; looking at it changes nothing, and tells nothing of who was invited."""
    _account_of(token)
    return render("surveys/objecting.html")


@blueprint.post("/objecting/<token>")
@csrf.exempt
@open_to(Audience.EVERYONE)
def object_by_link(token: str) -> Response:
    """Object at once, also where a mail program posts here, which has no cookie and no form of ours (RFC 8058)."""
    object_to_selection(access.session(), _account_of(token), now=access.now())
    return render("surveys/objected.html")


def _account_of(token: str) -> str:
    account_id = read_objection(keys(), token)
    if account_id is None:
        raise NotFound
    return account_id
