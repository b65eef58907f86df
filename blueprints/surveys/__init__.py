"""Surveys for who is invited: what it is about, consent, the conversation, and the ways out."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("surveys", __name__, url_prefix="/surveys")

from . import conversation, invitations, objecting  # noqa: E402, F401
