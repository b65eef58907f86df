"""The partner programme: its public pages at /partners, and for a professional the way in and out."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("partners", __name__)

from . import pages, programme  # noqa: E402, F401
