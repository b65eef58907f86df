"""Public pages: about us, how things work, the notice, contact, and what machines read."""

from __future__ import annotations

from flask import Blueprint, Response

blueprint = Blueprint("pages", __name__)

from . import machines, notices, receipts, texts  # noqa: E402, F401


@blueprint.after_request
def _may_be_indexed(response: Response) -> Response:
    """Search engines may list these pages, unlike all others."""
    response.headers["X-Robots-Tag"] = "all"
    return response
