"""What somebody was told, and how they want to be told."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")

from . import pages, settings  # noqa: E402, F401
