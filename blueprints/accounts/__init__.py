"""Registration, log-in and one's own account."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

from . import account, authentication, confirmation, deactivation, erasure, passwords, registration  # noqa: E402, F401
