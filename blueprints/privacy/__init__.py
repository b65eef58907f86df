"""The privacy centre: what is held, who saw it, the copy of it, and the consents."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("privacy", __name__, url_prefix="/privacy-centre")

from . import centre, consent_history, consents, copies, data, log  # noqa: E402, F401
