"""Reporting a message to us."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from models.message import Message
from models.message_report import ReportReason
from services import message_reports
from services.errors import ServiceError
from services.matching import tidy_message
from services.message_reports import LONGEST, DetailTooLong

from . import blueprint

REASONS: dict[ReportReason, Any] = {
    ReportReason.HARASSMENT: _l("It threatens or insults"),
    ReportReason.FRAUD: _l("It tries to cheat, or asks for money or passwords"),
    ReportReason.DISCRIMINATION: _l("It discriminates"),
    ReportReason.SPAM: _l("It is advertising, or has nothing to do with the work"),
    ReportReason.OTHER: _l("Something else"),
}


class ReportForm(FlaskForm):
    """Why a message is reported."""

    reason = RadioField(
        _l("What is wrong with it"),
        choices=lambda: [(each.value, str(REASONS[each])) for each in ReportReason],
        description=_l("Without a reason nobody knows what to look for."),
        validators=[InputRequired(_l("Choose what is wrong with the message."))],
    )
    detail = TextAreaField(
        _l("What we should know"),
        filters=[tidy_message],
        validators=[Length(max=LONGEST, message=_l(DetailTooLong.message))],
        render_kw={"rows": 3},
    )


@blueprint.get("/<request_id>/messages/<int:number>/report")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def new_report(request_id: str, number: int) -> Response:
    """The form to report a message that one received."""
    message = message_reports.find_message(access.session(), access.viewer(), request_id, number)
    return render(
        "conversations/report.html", form=ReportForm(formdata=None), message=message.text, request_id=request_id
    )


@blueprint.post("/<request_id>/messages/<int:number>/report")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def create_report(request_id: str, number: int) -> Response:
    """Report it."""
    message = message_reports.find_message(access.session(), access.viewer(), request_id, number)
    form = ReportForm()
    if form.validate_on_submit() and _reported(message, form):
        flash(_("Thank you. A person reads the message and your report, and you hear what was decided."), "info")
        return redirect(url_for("conversations.show", request_id=request_id))
    return invalid("conversations/report.html", form=form, message=message.text, request_id=request_id)


def _reported(message: Message, form: ReportForm) -> bool:
    try:
        message_reports.report(
            access.session(),
            access.viewer(),
            message,
            reason=ReportReason(form.reason.data),
            detail=form.detail.data or "",
            now=access.now(),
        )
    except ServiceError as error:
        form.form_errors.append(_(error.message))
        return False
    return True
