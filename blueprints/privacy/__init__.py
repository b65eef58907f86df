"""The privacy centre: what is held, who saw it, the copy of it, and the consents."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("privacy", __name__, url_prefix="/privacy-centre")

from . import (  # noqa: E402
    centre,  # noqa: F401
    consent_history,  # noqa: F401
    consents,  # noqa: F401
    copies,  # noqa: F401
    corrections,  # noqa: F401
    data,  # noqa: F401
    erasure,  # noqa: F401
    log,  # noqa: F401
    log_ins,  # noqa: F401
    objections,  # noqa: F401
    portability,  # noqa: F401
    requests,  # noqa: F401
    why,  # noqa: F401
)
