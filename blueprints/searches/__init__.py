"""Searches that a client keeps, and is told of."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("searches", __name__, url_prefix="/searches")

from . import searches  # noqa: E402, F401
