"""The desk of the staff: what waits for a person to decide."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("staff", __name__, url_prefix="/staff")

from . import (  # noqa: E402
    approaches,  # noqa: F401
    assessments,  # noqa: F401
    demands,  # noqa: F401
    desk,  # noqa: F401
    newsletters,  # noqa: F401
    privacy,  # noqa: F401
    processors,  # noqa: F401
    records,  # noqa: F401
    reports,  # noqa: F401
    retention,  # noqa: F401
    reviews,  # noqa: F401
    survey_questions,  # noqa: F401
    survey_sending,  # noqa: F401
    surveys,  # noqa: F401
    verifications,  # noqa: F401
)
