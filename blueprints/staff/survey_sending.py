"""A survey under way at the desk: inviting, pausing, closing, and what it found."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, make_response, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import redirect, render
from services import audit
from services.surveys import inviting
from services.surveys import results as service
from services.surveys.inviting import ClosesTooEarly, NobodyEligible, NothingAsked

from . import blueprint
from .surveys import find


@blueprint.post("/surveys/<survey_id>/sending")
@open_to(Audience.EDITORS)
def send_survey(survey_id: str) -> Response:
    """Begin to invite."""
    try:
        return _change(survey_id, inviting.start)
    except (ClosesTooEarly, NobodyEligible, NothingAsked) as error:
        flash(_(error.message), "warn")
        return redirect(url_for("staff.survey", survey_id=survey_id))


@blueprint.post("/surveys/<survey_id>/pause")
@open_to(Audience.EDITORS)
def pause_survey(survey_id: str) -> Response:
    """Stop inviting for now."""
    return _change(survey_id, inviting.pause)


@blueprint.post("/surveys/<survey_id>/resumption")
@open_to(Audience.EDITORS)
def resume_survey(survey_id: str) -> Response:
    """Go on inviting."""
    return _change(survey_id, inviting.resume)


@blueprint.post("/surveys/<survey_id>/closing")
@open_to(Audience.EDITORS)
def close_survey(survey_id: str) -> Response:
    """End it before its last day."""
    return _change(survey_id, inviting.close)


@blueprint.get("/surveys/<survey_id>/results")
@open_to(Audience.EDITORS, writes=True)
def survey_results(survey_id: str) -> Response:
    """What a closed survey found: numbers and texts of enough people, never by whom."""
    found = _read(survey_id)
    return render("staff/survey_results.html", survey=find(survey_id), results=found)


@blueprint.get("/surveys/<survey_id>/results.csv")
@open_to(Audience.EDITORS, writes=True)
def survey_results_csv(survey_id: str) -> Response:
    """The same as a table."""
    found = _read(survey_id)
    table = service.as_csv(found, (_("Question"), _("Answer"), _("How many people")))
    # The mark at its beginning tells spreadsheet programs that it is UTF-8.
    response = make_response("\ufeff" + table)
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = 'attachment; filename="survey-results.csv"'
    return response


def _read(survey_id: str) -> service.Results:
    """The results; that somebody read them is written down."""
    found = service.results(access.session(), survey_id, locale=locale(), now=access.now())
    audit.record(access.session(), "survey.reading", actor_id=access.account_id(), about_id=survey_id, now=access.now())
    return found


def _change(survey_id: str, change: Callable[..., None]) -> Response:
    change(access.session(), survey_id, staff_id=access.account_id(), now=access.now())
    return redirect(url_for("staff.survey", survey_id=survey_id))
