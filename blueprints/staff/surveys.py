"""Surveys at the desk: the list, a draft, who is eligible by codes, and the survey as a respondent sees it."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.privacy.paging import Paging
from blueprints.rendering import invalid, redirect, render
from blueprints.surveys.forms import empty_form
from blueprints.surveys.wording import consent_words
from models.survey import SurveyState
from services.surveys import drafting, overview
from services.surveys.overview import LISTED, Shown

from . import blueprint
from .survey_forms import AUDIENCES, KINDS, SurveyForm


@blueprint.get("/surveys")
@open_to(Audience.EDITORS)
def surveys() -> Response:
    """Every survey, the last edited first."""
    found = overview.listed(access.session(), locale=locale(), now=access.now())
    return render("staff/surveys.html", surveys=found, **names())


@blueprint.get("/surveys/new")
@open_to(Audience.EDITORS)
def new_survey() -> Response:
    """An empty draft."""
    return render("staff/survey_form.html", form=SurveyForm(), survey_id=None)


@blueprint.post("/surveys/new")
@open_to(Audience.EDITORS)
def create_survey() -> Response:
    """Keep the draft."""
    form = SurveyForm()
    if not form.validate_on_submit():
        return invalid("staff/survey_form.html", form=form, survey_id=None)
    survey_id = drafting.write(access.session(), form.plan, now=access.now())
    return redirect(url_for("staff.survey", survey_id=survey_id))


@blueprint.get("/surveys/<survey_id>")
@open_to(Audience.EDITORS)
def survey(survey_id: str) -> Response:
    """What it asks of whom, and how far it is."""
    return render("staff/survey.html", "staff/_survey_progress.html", survey=find(survey_id), **names())


@blueprint.get("/surveys/<survey_id>/edit")
@open_to(Audience.EDITORS)
def edit_survey(survey_id: str) -> Response:
    """A draft, to change."""
    found = find(survey_id)
    if found.state is not SurveyState.DRAFT:
        return redirect(url_for("staff.survey", survey_id=survey_id))
    return render("staff/survey_form.html", form=SurveyForm(obj=found.plan), survey_id=survey_id)


@blueprint.post("/surveys/<survey_id>/edit")
@open_to(Audience.EDITORS)
def update_survey(survey_id: str) -> Response:
    """Change a draft."""
    form = SurveyForm()
    if not form.validate_on_submit():
        return invalid("staff/survey_form.html", form=form, survey_id=survey_id)
    drafting.rewrite(access.session(), survey_id, form.plan, now=access.now())
    return redirect(url_for("staff.survey", survey_id=survey_id))


@blueprint.post("/surveys/<survey_id>/deletion")
@open_to(Audience.EDITORS)
def delete_survey(survey_id: str) -> Response:
    """Throw a draft away."""
    drafting.delete(access.session(), survey_id)
    flash(_("The draft is deleted."), "info")
    return redirect(url_for("staff.surveys"))


@blueprint.get("/surveys/<survey_id>/eligible")
@open_to(Audience.EDITORS)
def eligible(survey_id: str) -> Response:
    """Who is eligible, as codes, and why: nothing else of anybody."""
    found = find(survey_id)
    paging = Paging.of(request.args, total=found.eligible, size=LISTED)
    people = overview.chosen(access.session(), survey_id, translate=_, offset=paging.offset, now=access.now())
    return render("staff/survey_eligible.html", survey=found, people=people, paging=paging)


@blueprint.get("/surveys/<survey_id>/preview")
@open_to(Audience.EDITORS)
def preview_survey(survey_id: str) -> Response:
    """All that a respondent would see, on one page."""
    shown = overview.as_respondent(access.session(), survey_id, locale=locale(), now=access.now())
    forms = [empty_form(each, prefix=f"{each.number}-") for each in find(survey_id).questions]
    return render("staff/survey_preview.html", survey=shown, replies=forms, words=consent_words(shown))


def find(survey_id: str) -> Shown:
    """The survey as staff see it. Raises NotFound."""
    return overview.shown(access.session(), survey_id, locale=locale(), translate=_, now=access.now())


def names() -> dict[str, Any]:
    """What states, audiences and kinds of questions are called."""
    states = {
        SurveyState.DRAFT: _("Draft"),
        SurveyState.SENDING: _("Being sent"),
        SurveyState.PAUSED: _("Paused"),
        SurveyState.SENT: _("Open"),
        SurveyState.CLOSED: _("Closed"),
    }
    return {"states": states, "audiences": AUDIENCES, "kinds": KINDS}
