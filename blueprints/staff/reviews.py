"""Reviewing profiles before publication: the queue, one profile at both tiers, and the decision."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import redirect, render
from blueprints.typed import stripped
from services import reviews as service

from . import blueprint


class ReturnForm(FlaskForm):
    """Sending a profile back."""

    reason = TextAreaField(
        _l("Reason"),
        description=_l(
            "The professional gets this by mail: say what to change. Name nobody. Without a reason they cannot mend "
            "anything, so nothing is sent back."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the reason: the professional has to know what to change.")),
            Length(max=1000, message=_l("This is too long: at most 1000 characters.")),
        ],
        render_kw={"rows": 4},
    )


@blueprint.get("/reviews")
@open_to(Audience.VERIFIERS)
def reviews() -> Response:
    """What waits, the oldest first."""
    return render("staff/reviews.html", waiting=service.queue(access.session(), access.viewer()))


@blueprint.get("/reviews/<review_id>")
@open_to(Audience.VERIFIERS, writes=True)
def review(review_id: str) -> Response:
    """Both records as they would be published; that they were looked at is logged for the professional to read."""
    return _page(review_id, ReturnForm())


@blueprint.post("/reviews/<review_id>/acceptance")
@open_to(Audience.VERIFIERS)
def accept_review(review_id: str) -> Response:
    """Accept a profile for publication."""
    service.accept(access.session(), access.viewer(), review_id, now=access.now())
    flash(_("The profile is accepted. It is published within minutes, and we mail the professional."), "info")
    return redirect(url_for("staff.reviews"))


@blueprint.post("/reviews/<review_id>/return")
@open_to(Audience.VERIFIERS)
def return_review(review_id: str) -> Response:
    """Send a profile back, with a reason."""
    form = ReturnForm()
    if not form.validate_on_submit():
        return _page(review_id, form, status=422)
    service.send_back(access.session(), access.viewer(), review_id, reason=str(form.reason.data), now=access.now())
    flash(_("The profile is sent back. We mail the professional the reason."), "info")
    return redirect(url_for("staff.reviews"))


def _page(review_id: str, form: ReturnForm, status: int = 200) -> Response:
    found = service.open_review(access.session(), access.viewer(), review_id, locale=locale(), now=access.now())
    return render("staff/review.html", status=status, form=form, review=found, statements=found.statements)
