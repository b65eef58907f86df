"""Work descriptions: written by clients, read by professionals while they are open."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("work", __name__, url_prefix="/work")

from . import changes, pages, recommendations, wording, writing  # noqa: E402, F401
