"""Registration, log-in and one's own account."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

from . import (  # noqa: E402
    account,  # noqa: F401
    authentication,  # noqa: F401
    confirmation,  # noqa: F401
    deactivation,  # noqa: F401
    erasure,  # noqa: F401
    invitation,  # noqa: F401
    leavers,  # noqa: F401
    passwords,  # noqa: F401
    registration,  # noqa: F401
)
