"""The professional's own profile: what they fill in, what is made of it, and what of that is published."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("professionals", __name__, url_prefix="/profile")

from . import (  # noqa: E402, F401
    arrangements,
    dashboard,
    documents,
    exposure,
    files,
    hiding,
    imports,
    items,
    left_out,
    personalia,
    pictures,
    publication,
    references,
    summary,
    wishes,
)
