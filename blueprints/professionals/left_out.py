"""Skills that the professional leaves out of what is published, and puts back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, wants_fragment
from services import left_out_skills

from . import blueprint
from .publication import preview_address, preview_page, shown_to


@blueprint.post("/left-out-skills", endpoint="leave_out_skill")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Leave a skill out of what is published."""
    return _change(left_out_skills.leave_out)


@blueprint.post("/left-out-skills/deletion", endpoint="put_back_skill")
@open_to(Audience.PROFESSIONALS)
def destroy() -> Response:
    """Put a skill back that was left out."""
    return _change(left_out_skills.put_back)


def _change(change: Callable[..., None]) -> Response:
    """Make the change and show the same view of the profile once more."""
    change(access.session(), access.account_id(), request.form.get("skill", ""))
    if wants_fragment():
        return preview_page(focus="skills")
    return redirect(preview_address(shown_to(), "skills"))
