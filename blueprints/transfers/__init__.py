"""Where another controller fetches what a person takes along, by a one-time link and without an account.

A GET never uses the link up: programs that look at every link of a message (previews, virus scanners) only look. A
POST does; it needs no token of a form, because the link itself is what nobody can make up.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, request, url_for
from flask_babel import gettext as _

from blueprints import access, copying
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.rendering import render
from blueprints.security import csrf
from models.copy import CopyKind
from services import transfer_links
from services.copies import CopyGone
from services.transfer_links import LinkUsed, Transfer

blueprint = Blueprint("transfers", __name__, url_prefix="/transfer")

HTML, JSON, ZIP = "text/html", "application/json", "application/zip"
FORMATS = {ZIP: "archive", JSON: "provided"}


@blueprint.get("/<token>")
@open_to(Audience.EVERYONE)
def show(token: str) -> Response:
    """What can be fetched, how, and until when: a page, or JSON for a program that asks for it."""
    try:
        found = transfer_links.look(access.session(), token, keys=visit.keys(), now=access.now())
    except LinkUsed as used:
        return _closed(used)
    if request.accept_mimetypes.best_match([HTML, JSON], default=HTML) == JSON:
        return _described(token, found)
    return render("transfers/show.html", transfer=found, token=token)


@blueprint.post("/<token>")
@csrf.exempt
@open_to(Audience.EVERYONE)
def fetch(token: str) -> Response:
    """The data, once: the archive, or what the person filled in as JSON where only that is accepted."""
    wanted = request.accept_mimetypes.best_match([ZIP, JSON], default=ZIP)
    try:
        found = transfer_links.fetch(access.session(), token, keys=visit.keys(), now=access.now())
        file = copying.FILES[CopyKind.PORTABLE][FORMATS[wanted]]
        return copying.streamed(found.account_id, found.copy_id, file)
    except (LinkUsed, CopyGone) as gone:
        return _closed(gone)


def _described(token: str, found: Transfer) -> Response:
    address = current_app.config["PLATFORM"].base_url + url_for("transfers.fetch", token=token)
    way = {"method": "POST", "url": address, "accept": list(FORMATS)}
    return jsonify(fetch=way, works="once", until=found.until.isoformat(), size=found.size)


def _closed(error: LinkUsed | CopyGone) -> Response:
    return render("transfers/closed.html", status=410, message=_(error.message))
