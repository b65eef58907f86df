"""Conversations of matches: the list, one of them, what is written, and how one wants them."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("conversations", __name__, url_prefix="/conversations")

from . import attachments, conversations, following, reporting, settings  # noqa: E402, F401
