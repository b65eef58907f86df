"""Writing to us without an account: a question, a complaint, or a request about one's rights."""

from __future__ import annotations

from flask import Blueprint, Response

blueprint = Blueprint("contact", __name__, url_prefix="/contact")

from . import asking, following, proving  # noqa: E402, F401


@blueprint.after_request
def _not_kept(response: Response) -> Response:
    """What somebody asked stays in no cache, although nobody is logged in."""
    response.cache_control.no_store = True
    return response
