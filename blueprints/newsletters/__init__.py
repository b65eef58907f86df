"""The newsletter for whoever wants it, with or without an account."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("newsletters", __name__, url_prefix="/newsletter")

from . import leaving, signing_up, subscription  # noqa: E402, F401
