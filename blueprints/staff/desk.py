"""The desk: how much waits in each queue."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import render
from services import message_reports, newsletter_issues, reviews, verifications
from services.rights import desk as rights_desk
from services.rights.desk import Show
from services.surveys import overview

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
    queues = _of_editors() if access.is_among(Audience.EDITORS) else _of_verifiers()
    if access.is_among(Audience.OFFICERS):
        queues = [*_of_officers(), *queues]
    return render(
        "staff/index.html",
        queues=queues,
        officer=access.is_among(Audience.OFFICERS),
        verifier=access.is_among(Audience.VERIFIERS),
    )


def _of_officers() -> list[Queue]:
    waiting = rights_desk.count(access.session(), access.viewer(), Show.OPEN, now=access.now())
    return [Queue(_("Requests about rights"), waiting, url_for("staff.privacy_desk"))]


def _of_editors() -> list[Queue]:
    drafts = newsletter_issues.count_drafts(access.session())
    surveys = overview.count_drafts(access.session())
    reports = message_reports.count_waiting(access.session())
    return [
        Queue(_("Reported messages"), reports, url_for("staff.reports")),
        Queue(_("Newsletter"), drafts, url_for("staff.newsletters")),
        Queue(_("Surveys"), surveys, url_for("staff.surveys")),
    ]


def _of_verifiers() -> list[Queue]:
    organisations = verifications.count_waiting(access.session())
    profiles = len(reviews.queue(access.session(), access.viewer()))
    return [
        Queue(_("Organisations to verify"), organisations, url_for("staff.verifications")),
        Queue(_("Profiles to review"), profiles, url_for("staff.reviews")),
    ]
