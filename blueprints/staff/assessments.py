"""Assessing matches: the list, one of them, and what one thinks of it."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from blueprints.typed import at_most, stripped
from models.staff_work import Fit
from services import assessments as service

from . import blueprint

FITS: dict[Fit, Any] = {
    Fit.GOOD: _l("A good match"),
    Fit.DOUBTFUL: _l("A doubtful match"),
    Fit.POOR: _l("A poor match"),
}


class AssessmentForm(FlaskForm):
    """What one thinks of a match, and why."""

    fit = RadioField(
        _l("Assessment"),
        choices=lambda: [(each.value, str(words)) for each, words in FITS.items()],
        description=_l("It has no effect of its own. Without one there is nothing to write down."),
        validators=[InputRequired(_l("Choose how you assess the match."))],
    )
    reason = TextAreaField(
        _l("Reason"),
        description=_l("Both people can read it. Without a reason an assessment says nothing."),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the reason: both people have a right to know it.")),
            at_most(service.LONGEST),
        ],
        render_kw={"rows": 4},
    )


@blueprint.get("/matches")
@open_to(Audience.VERIFIERS)
def matches() -> Response:
    """The matches that last, by code."""
    return render("staff/matches.html", matches=service.lasting_matches(access.session()), fits=FITS)


@blueprint.get("/matches/<match_id>")
@open_to(Audience.VERIFIERS, writes=True)
def match(match_id: str) -> Response:
    """One of them; that it was looked at is logged for both people to read."""
    return _page(match_id, AssessmentForm(formdata=None))


@blueprint.post("/matches/<match_id>")
@open_to(Audience.VERIFIERS)
def assess_match(match_id: str) -> Response:
    """Write down what one thinks of it."""
    form = AssessmentForm()
    if not form.validate_on_submit():
        return _page(match_id, form, refused=True)
    service.assess(
        access.session(),
        access.viewer(),
        match_id,
        fit=Fit(form.fit.data),
        reason=str(form.reason.data),
        now=access.now(),
    )
    flash(_("Written down. Both people can read it."), "info")
    return redirect(url_for("staff.matches"))


def _page(match_id: str, form: AssessmentForm, *, refused: bool = False) -> Response:
    found = service.open_match(access.session(), access.viewer(), match_id, now=access.now())
    answer = invalid if refused else render
    return answer("staff/match.html", match=found, form=form, fits=FITS)
