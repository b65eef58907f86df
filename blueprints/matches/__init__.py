"""Requests of interest, for both sides, and the matches that come of them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("matches", __name__, url_prefix="/requests")

from . import answers, clarifying, meetings, requests, wording  # noqa: E402, F401
