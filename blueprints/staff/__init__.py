"""The desk of the staff: what waits for a person to decide."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("staff", __name__, url_prefix="/staff")

from . import desk, newsletters, privacy, retention, reviews, verifications  # noqa: E402, F401
