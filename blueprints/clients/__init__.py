"""The client's organisation and its verification."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("clients", __name__, url_prefix="/organisation")

from . import dashboard, one_person, organisation, team  # noqa: E402, F401
