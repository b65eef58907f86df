"""What helps while developing; not there in production."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("development", __name__, url_prefix="/dev")

from . import mailbox  # noqa: E402, F401
