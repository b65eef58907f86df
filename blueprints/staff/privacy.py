"""The desk of the data protection officer: the queue, one request, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.privacy.case_forms import kind_of
from blueprints.privacy.case_pages import shown_case, title_of
from blueprints.privacy.case_words import SHOWN, URGENT
from blueprints.privacy.paging import Paging
from blueprints.privacy.values import words_of
from blueprints.rendering import invalid, redirect, render
from models.case import CaseKind, CaseOutcome, RestrictionGround, RightsRequest
from services.errors import NotFound, ServiceError
from services.rights import deciding, desk, proving, rectifying, restricting
from services.rights.cases import Case
from services.rights.desk import Show
from services.rights.holds import code_of

from . import blueprint
from .privacy_forms import AnswerForm, CorrectionForm, DecisionForm, ExtensionForm, LiftForm, ReplyForm, SetAsideForm

PAGE = 25


@blueprint.get("/privacy")
@open_to(Audience.OFFICERS)
def privacy_desk() -> Response:
    """The queue, what is overdue first; nobody's name and nothing of what they wrote."""
    session, viewer, now = access.session(), access.viewer(), access.now()
    show = next((each for each in Show if each.value == request.args.get("show")), Show.OPEN)
    kind = kind_of(request.args.get("kind"))
    total = desk.count(session, viewer, show, kind=kind, now=now)
    paging = Paging.of(request.args, total=total, size=PAGE)
    found = desk.queue(session, viewer, show, kind=kind, limit=PAGE, offset=paging.offset, now=now)
    return render(
        "staff/privacy_desk.html",
        queue=[(each, title_of(each.kind), words_of(each.state), str(URGENT.get(each.urgency, ""))) for each in found],
        counts=[(each.value, str(SHOWN[each]), desk.count(session, viewer, each, now=now)) for each in Show],
        show=show.value,
        kinds=[(each.value, words_of(each)) for each in CaseKind],
        kind=kind.value if kind else "",
        paging=paging,
        set_aside=len(restricting.lasting(session)),
    )


@blueprint.get("/privacy/requests/<case_id>")
@open_to(Audience.OFFICERS, writes=True)
def privacy_case(case_id: str) -> Response:
    """One request; that it was opened is logged for the person to read."""
    return _page(desk.open_case(access.session(), access.viewer(), case_id, now=access.now()))


@blueprint.post("/privacy/requests/<case_id>/messages")
@open_to(Audience.OFFICERS)
def message_about_case(case_id: str) -> Response:
    """Ask the person something."""
    form = ReplyForm(prefix="message-")
    return _act(
        case_id,
        form,
        lambda case, officer: deciding.ask_back(
            access.session(), case, str(form.text.data), officer_id=officer, now=access.now()
        ),
        _("The message is on its way."),
    )


@blueprint.post("/privacy/requests/<case_id>/codes")
@open_to(Audience.OFFICERS)
def send_case_code(case_id: str) -> Response:
    """Ask for proof: mail a code to the address on the request."""

    def send(case: Case, officer: str) -> None:
        proving.send_code(access.session(), _of_rights(case), staff_id=officer, now=access.now())

    return _act(
        case_id, None, send, _("A code is on its way to the address, unless three were mailed within the hour.")
    )


@blueprint.post("/privacy/requests/<case_id>/call")
@open_to(Audience.OFFICERS)
def note_case_call(case_id: str) -> Response:
    """Note that the person showed who they are by phone."""

    def note(case: Case, officer: str) -> None:
        proving.note_call(access.session(), _of_rights(case), staff_id=officer, now=access.now())

    return _act(case_id, None, note, _("Noted: they showed who they are when called."))


@blueprint.post("/privacy/requests/<case_id>/extension")
@open_to(Audience.OFFICERS)
def extend_case(case_id: str) -> Response:
    """Put the answer off, with reasons."""
    form = ExtensionForm(prefix="extension-")
    return _act(
        case_id,
        form,
        lambda case, officer: deciding.extend(
            access.session(), case, str(form.text.data), officer_id=officer, now=access.now()
        ),
        _("The answer is put off. We mail the person why."),
    )


@blueprint.post("/privacy/requests/<case_id>/decision")
@open_to(Audience.OFFICERS)
def decide_case(case_id: str) -> Response:
    """Answer with reasons, and close."""
    form = _decision_form(desk.handled(access.session(), access.viewer(), case_id))

    def decide(case: Case, officer: str) -> None:
        outcome = CaseOutcome(form.outcome.data) if isinstance(form, DecisionForm) else CaseOutcome.ANSWERED
        value = (form.value.data or "") if isinstance(form, CorrectionForm) and form.write.data else None
        reasons = str(form.text.data)
        now = access.now()
        deciding.decide(access.session(), case, outcome, reasons, value=value, officer_id=officer, now=now)

    return _act(case_id, form, decide, _("Answered and closed. We mail the person."))


@blueprint.post("/privacy/requests/<case_id>/restriction")
@open_to(Audience.OFFICERS)
def restrict_case(case_id: str) -> Response:
    """Set everything about who asked aside."""
    form = SetAsideForm(prefix="restriction-")

    def restrict(case: Case, officer: str) -> None:
        if case.account_id is None:
            raise NotFound
        ground = RestrictionGround(form.ground.data)
        restricting.restrict(
            access.session(), case.account_id, ground, request_id=case.id, officer_id=officer, now=access.now()
        )

    return _act(case_id, form, restrict, _("The data are set aside. We mail the person, and who received them."))


@blueprint.get("/privacy/restrictions")
@open_to(Audience.OFFICERS)
def restrictions() -> Response:
    """Whose data are set aside, by code, and the form to announce an end."""
    return _restrictions()


@blueprint.post("/privacy/restrictions/<restriction_id>/announcement")
@open_to(Audience.OFFICERS)
def announce_lifting(restriction_id: str) -> Response:
    """Tell the person that their data will be used again, and why."""
    form = LiftForm(prefix=f"{restriction_id}-")
    if not form.validate_on_submit():
        return _restrictions(form)
    try:
        restricting.announce(
            access.session(),
            restriction_id,
            reason=str(form.text.data),
            officer_id=access.account_id(),
            now=access.now(),
        )
    except restricting.AlreadyAnnounced as error:
        form.form_errors.append(_(error.message))
        return _restrictions(form)
    flash(_("The end is announced. We mail the person, and their data are used again in a week."), "info")
    return redirect(url_for("staff.restrictions"))


def _act(case_id: str, form: FlaskForm | None, act: Callable[[Case, str], None], done: str) -> Response:
    """Do something about a request; what stands in the way is told on its page."""
    session = access.session()
    case = desk.handled(session, access.viewer(), case_id, lock=True)
    if form is not None and not form.validate_on_submit():
        return _page(case, form, status=422)
    try:
        with session.begin_nested():
            act(case, access.account_id())
    except NotFound:
        raise
    except ServiceError as error:
        session.refresh(case)
        if form is None:
            flash(_(error.message), "error")
            return redirect(url_for("staff.privacy_case", case_id=case_id))
        form.form_errors.append(_(error.message))
        return _page(case, form, status=422)
    flash(done, "info")
    return redirect(url_for("staff.privacy_case", case_id=case_id))


def _page(case: Case, filled: FlaskForm | None = None, status: int = 200) -> Response:
    session, now = access.session(), access.now()
    forms: dict[str, Any] = {
        "message": ReplyForm(formdata=None, prefix="message-"),
        "extension": ExtensionForm(formdata=None, prefix="extension-"),
        "restriction": SetAsideForm(formdata=None, prefix="restriction-"),
        "decision": _decision_form(case, empty=True),
    }
    if filled is not None:
        forms[filled._prefix.rstrip("-")] = filled
    lasting = restricting.lasting_of(session, case.account_id) if case.account_id else []
    context: dict[str, Any] = {
        "case": shown_case(session, case, now=now, ours=True),
        "code": code_of(case.account_id) if case.account_id else "",
        "who": (case.name, case.email, case.phone),
        "language": case.locale,
        "can_extend": case.extended_at is None and now <= case.due_at,
        "is_correction": isinstance(forms["decision"], CorrectionForm),
        "restrictions": [words_of(row.ground) for row in lasting],
        "forms_": forms,
    }
    template = "staff/privacy_case.html"
    return invalid(template, **context) if status == 422 else render(template, **context)


def _decision_form(case: Case, *, empty: bool = False) -> AnswerForm | DecisionForm:
    """The form that fits: an answer, a decision, or one with a value to write."""
    values: dict[str, Any] = {"prefix": "decision-"}
    if empty:
        values["formdata"] = None
    if not isinstance(case, RightsRequest):
        return AnswerForm(**values)
    if _is_correctable(case):
        return CorrectionForm(**values, data={"value": case.after, "write": True} if empty else None)
    return DecisionForm(**values)


def _is_correctable(case: RightsRequest) -> bool:
    account_id, table, row_id, column = case.account_id, case.table_name, case.row_id, case.column_name
    if account_id is None or table is None or row_id is None or column is None:
        return False
    try:
        detail = rectifying.detail_of(access.session(), account_id, table, row_id, column)
    except NotFound:
        return False
    return rectifying.is_correctable(detail.holding, column)


def _of_rights(case: Case) -> RightsRequest:
    if not isinstance(case, RightsRequest):
        abort(404)
    return case


def _restrictions(filled: LiftForm | None = None) -> Response:
    shown = []
    for row in restricting.lasting(access.session()):
        prefix = f"{row.id}-"
        form = filled if filled is not None and filled._prefix == prefix else LiftForm(formdata=None, prefix=prefix)
        shown.append((row, code_of(row.account_id), words_of(row.ground), form))
    lines = [
        {"id": row.id, "code": code, "ground": ground, "set_at": row.set_at, "lifts_at": row.lifts_at, "form": form}
        for row, code, ground, form in shown
    ]
    status = 422 if filled is not None else 200
    return render("staff/restrictions.html", status=status, restrictions=lines)
