"""Reports of messages: the queue, one report with its message, and the decision."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.conversations.attachments import attachment_answer
from blueprints.conversations.reporting import REASONS
from blueprints.pictures import attaching
from blueprints.rendering import invalid, redirect, render
from blueprints.typed import stripped
from models.message_report import ReportReason
from services import message_reports

from . import blueprint


class DecisionForm(FlaskForm):
    """What was decided on a report."""

    upheld = RadioField(
        _l("Decision"),
        choices=[("yes", _l("We act on it")), ("no", _l("We do not act on it"))],
        description=_l("Without a decision the report stays in the queue."),
        validators=[InputRequired(_l("Choose whether we act on it."))],
    )
    answer = TextAreaField(
        _l("Answer"),
        description=_l(
            "Who reported it reads this: say why, and what happens now. Without an answer they hear nothing."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Write an answer: who reported it has to know why.")),
            Length(max=1000, message=_l("This is too long: at most 1000 characters.")),
        ],
        render_kw={"rows": 4},
    )


@blueprint.get("/reports")
@open_to(Audience.EDITORS)
def reports() -> Response:
    """What waits, the oldest first."""
    waiting = [(each, _reason(each.reason)) for each in message_reports.queue(access.session())]
    return render("staff/reports.html", waiting=waiting)


@blueprint.get("/reports/<report_id>")
@open_to(Audience.EDITORS, writes=True)
def report(report_id: str) -> Response:
    """The report with its message; that it was looked at is logged for both people to read."""
    return _page(report_id, DecisionForm(formdata=None))


@blueprint.get("/reports/<report_id>/attachments/<attachment_id>")
@open_to(Audience.EDITORS, writes=True)
def reported_file(report_id: str, attachment_id: str) -> Response:
    """A file of the reported message; that it was looked at is logged as for the message."""
    session, viewer = access.session(), access.viewer()
    message_reports.open_report(session, viewer, report_id, now=access.now())
    return attachment_answer(message_reports.open_reported_file(session, attaching(), viewer, report_id, attachment_id))


@blueprint.post("/reports/<report_id>/decision")
@open_to(Audience.EDITORS)
def decide_report(report_id: str) -> Response:
    """Decide, and tell who reported it."""
    form = DecisionForm()
    if not form.validate_on_submit():
        return _page(report_id, form, refused=True)
    message_reports.decide(
        access.session(),
        access.viewer(),
        report_id,
        upheld=form.upheld.data == "yes",
        answer=str(form.answer.data),
        now=access.now(),
    )
    flash(_("Decided. Who reported it is told."), "info")
    return redirect(url_for("staff.reports"))


def _page(report_id: str, form: DecisionForm, *, refused: bool = False) -> Response:
    found = message_reports.open_report(access.session(), access.viewer(), report_id, now=access.now())
    answer = invalid if refused else render
    return answer("staff/report.html", report=found, reason=_reason(found.reason), form=form)


def _reason(reason: ReportReason | None) -> str:
    """The reason in words; who left took theirs along."""
    return str(REASONS[reason]) if reason else _("The reason went with who reported it")
