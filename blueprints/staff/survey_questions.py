"""The questions of a draft at the desk: added, changed, moved up, removed."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from services.surveys import drafting
from services.surveys.drafting import TooManyQuestions

from . import blueprint
from .survey_forms import QuestionForm

FORM = "staff/survey_question_form.html"


@blueprint.get("/surveys/<survey_id>/questions/new")
@open_to(Audience.EDITORS)
def new_survey_question(survey_id: str) -> Response:
    """An empty question."""
    drafting.draft(access.session(), survey_id, lock=False)
    return render(FORM, form=QuestionForm(), survey_id=survey_id, is_new=True)


@blueprint.post("/surveys/<survey_id>/questions/new")
@open_to(Audience.EDITORS)
def create_survey_question(survey_id: str) -> Response:
    """Add it at the end."""
    form = QuestionForm()
    if not form.validate_on_submit():
        return invalid(FORM, form=form, survey_id=survey_id, is_new=True)
    try:
        drafting.add_question(access.session(), survey_id, form.wording, now=access.now())
    except TooManyQuestions as error:
        flash(_(error.message), "warn")
    return _back(survey_id)


@blueprint.get("/surveys/<survey_id>/questions/<question_id>/edit")
@open_to(Audience.EDITORS)
def edit_survey_question(survey_id: str, question_id: str) -> Response:
    """A question, to change."""
    wording = drafting.wording_of(access.session(), survey_id, question_id)
    return render(FORM, form=QuestionForm().fill(wording), survey_id=survey_id, is_new=False)


@blueprint.post("/surveys/<survey_id>/questions/<question_id>/edit")
@open_to(Audience.EDITORS)
def update_survey_question(survey_id: str, question_id: str) -> Response:
    """Change it."""
    form = QuestionForm()
    if not form.validate_on_submit():
        return invalid(FORM, form=form, survey_id=survey_id, is_new=False)
    drafting.change_question(access.session(), survey_id, question_id, form.wording, now=access.now())
    return _back(survey_id)


@blueprint.post("/surveys/<survey_id>/questions/<question_id>/deletion")
@open_to(Audience.EDITORS)
def delete_survey_question(survey_id: str, question_id: str) -> Response:
    """Take it out."""
    drafting.remove_question(access.session(), survey_id, question_id, now=access.now())
    return _back(survey_id)


@blueprint.post("/surveys/<survey_id>/questions/<question_id>/earlier-place")
@open_to(Audience.EDITORS)
def move_survey_question(survey_id: str, question_id: str) -> Response:
    """Put it before the one before it."""
    drafting.move_up(access.session(), survey_id, question_id, now=access.now())
    return _back(survey_id)


def _back(survey_id: str) -> Response:
    return redirect(url_for("staff.survey", survey_id=survey_id, _anchor="questions"))
