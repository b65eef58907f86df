"""What machines read: where they may go, and whom to tell of a vulnerability."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, current_app, jsonify, render_template, url_for

from blueprints import access
from blueprints.access import Audience, open_to

from . import blueprint

VALID = timedelta(days=180)
OBEYED_SINCE = "2026-11-25"


@blueprint.get("/robots.txt")
@open_to(Audience.EVERYONE)
def robots() -> Response:
    """Where crawlers may go (RFC 9309): profiles say noindex themselves, which a crawler must be let in to read."""
    return _plain("pages/robots.txt")


@blueprint.get("/.well-known/security.txt")
@open_to(Audience.EVERYONE)
def security() -> Response:
    """Whom to tell of a vulnerability (RFC 9116)."""
    platform = current_app.config["PLATFORM"]
    expires = (access.now() + VALID).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return _plain("pages/security.txt", expires=expires, canonical=platform.base_url + url_for("pages.security"))


@blueprint.get("/.well-known/gpc.json")
@open_to(Audience.EVERYONE)
def privacy_signal() -> Response:
    """That the Global Privacy Control signal is obeyed, and since when (https://w3c.github.io/gpc/)."""
    return jsonify(gpc=True, lastUpdate=OBEYED_SINCE)


def _plain(template: str, **context: str) -> Response:
    return Response(render_template(template, **context), mimetype="text/plain")
