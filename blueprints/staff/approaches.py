"""Approaching people about a collaboration: what was sent, and the form to write to somebody."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.rendering import redirect, render
from blueprints.typed import at_most, stripped
from services import approaches as service
from services.errors import ServiceError
from services.matching import tidy_message
from services.rights.holds import NoSuchAccount

from . import blueprint
from .fields import account_email


class ApproachForm(FlaskForm):
    """To whom, why to just them, and what."""

    email = account_email(_l("Without it we do not know whom you mean."))
    reason = TextAreaField(
        _l("Reason"),
        description=_l("Why you write to just them: they read it in their log. Without a reason nothing is sent."),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the reason: the person has a right to know it.")),
            at_most(service.LONGEST_REASON),
        ],
        render_kw={"rows": 2},
    )
    text = TextAreaField(
        _l("Your message"),
        description=_l("What the collaboration is. Name nobody else. Without a message there is nothing to send."),
        filters=[tidy_message],
        validators=[
            DataRequired(_l("Write a message first: there is nothing to send yet.")),
            at_most(service.LONGEST),
        ],
        render_kw={"rows": 6},
    )


@blueprint.get("/approaches")
@open_to(Audience.VERIFIERS)
def approaches() -> Response:
    """What was sent lately, by code, and the form."""
    return _page(ApproachForm(formdata=None))


@blueprint.post("/approaches")
@open_to(Audience.VERIFIERS)
def send_approach() -> Response:
    """Write to somebody."""
    form = ApproachForm()
    if form.validate_on_submit():
        try:
            service.approach(
                access.session(),
                access.viewer(),
                str(form.email.data),
                reason=str(form.reason.data),
                text=str(form.text.data),
                keys=visit.keys(),
                now=access.now(),
            )
        except NoSuchAccount as error:
            form.email.errors = [_(error.message)]
        except ServiceError as error:
            form.form_errors.append(_(error.message))
        else:
            flash(_("Sent. Who wrote and why stands in the person's log."), "info")
            return redirect(url_for("staff.approaches"))
    return _page(form, status=422)


def _page(form: ApproachForm, status: int = 200) -> Response:
    return render("staff/approaches.html", status=status, form=form, sent=service.sent(access.session()))
