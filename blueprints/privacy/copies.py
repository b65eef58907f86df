"""The copy of one's data, to take along."""

from __future__ import annotations

import json
from dataclasses import asdict

from flask import Response, current_app, make_response
from flask_babel import gettext

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import render
from services.rights.access import copy_of

from . import blueprint
from .values import word_for


@blueprint.get("/copy")
@open_to(Audience.ACCOUNTS)
def copy() -> Response:
    """What the copy is, and the way to it."""
    limit = current_app.config["PLATFORM"].fresh_authentication
    return render("privacy/copy.html", is_fresh=access.viewer().is_fresh(access.now(), limit))


@blueprint.post("/copy")
@open_to(Audience.ACCOUNTS, fresh=True)
def download() -> Response:
    """Everything held about the person, as a JSON file."""
    found = copy_of(
        access.session(),
        access.account_id(),
        now=access.now(),
        controller=asdict(current_app.config["PLATFORM"].controller),
        locale=locale(),
        translate=gettext,
        word_for=word_for,
    )
    response = make_response(json.dumps(found, ensure_ascii=False, indent=2))
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
