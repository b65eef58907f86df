"""The shortlist of a client organisation, and professionals compared side by side."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("shortlist", __name__, url_prefix="/shortlist")

from . import changes, comparison, pages  # noqa: E402, F401
