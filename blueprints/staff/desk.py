"""The desk: how much waits in each queue."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from models.account import StaffRole
from services import newsletter_issues, reviews, verifications

from . import blueprint


@dataclass(frozen=True)
class Queue:
    """One queue of the desk."""

    label: str
    count: int
    href: str


@blueprint.get("")
@open_to(Audience.VERIFIERS, Audience.EDITORS)
def index() -> Response:
    """Every queue of the member of staff with the number that waits in it."""
    if access.is_among(Audience.EDITORS):
        drafts = newsletter_issues.count_drafts(access.session())
        return render("staff/index.html", queues=[Queue(_("Newsletter"), drafts, url_for("staff.newsletters"))])
    organisations = verifications.count_waiting(access.session())
    profiles = len(reviews.queue(access.session(), access.viewer()))
    queues = [
        Queue(_("Organisations to verify"), organisations, url_for("staff.verifications")),
        Queue(_("Profiles to review"), profiles, url_for("staff.reviews")),
    ]
    return render("staff/index.html", queues=queues, officer=access.viewer().staff_role is StaffRole.DPO)
