"""Requests about rights, questions and complaints of who has an account: asked, followed, added to, withdrawn."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from models.case import CaseKind, RestrictionGround, RightsRequest
from services.rights import cases, restricting, statements, telling, withdrawing
from services.rights.cases import Asked, Case

from . import blueprint
from .case_forms import AddForm, AskForm, RestrictForm, StatementForm, kind_of
from .case_pages import ShownCase, shown_case, told_in_words
from .case_words import ASKING
from .values import words_of


@blueprint.get("/requests")
@open_to(Audience.ACCOUNTS)
def requests() -> Response:
    """Every request with its state, what is set aside, and whom we told."""
    session, account_id = access.session(), access.account_id()
    found = [shown_case(session, case, now=access.now()) for case in cases.of_account(session, account_id)]
    lasting = [(row, words_of(row.ground)) for row in restricting.lasting_of(session, account_id)]
    return render(
        "privacy/requests.html",
        cases=found,
        restrictions=[(row.id, ground, row.set_at, row.lifts_at, row.reason) for row, ground in lasting],
        told=told_in_words(telling.told_about(session, account_id)),
        kinds=[(kind.value, str(words)) for kind, words in ASKING.items()],
    )


@blueprint.get("/requests/new")
@open_to(Audience.ACCOUNTS)
def new_request() -> Response:
    """The form; objections and setting aside have one of their own."""
    kind = kind_of(request.args.get("kind")) or CaseKind.QUESTION
    if kind is CaseKind.OBJECTION:
        return redirect(url_for("privacy.objections"))
    if kind is CaseKind.RESTRICTION:
        return render("privacy/restriction_form.html", form=RestrictForm(), at_once=_at_once())
    return render("privacy/request_form.html", form=AskForm(formdata=None, data={"kind": kind.value}))


@blueprint.post("/requests")
@open_to(Audience.ACCOUNTS)
def create_request() -> Response:
    """Take in a request."""
    form = AskForm()
    if not form.validate_on_submit():
        return invalid("privacy/request_form.html", form=form)
    try:
        case = _ask(CaseKind(form.kind.data), str(form.text.data))
    except cases.TooManyOpen as error:
        form.form_errors.append(_(error.message))
        return invalid("privacy/request_form.html", form=form)
    return _received(case)


@blueprint.post("/restrictions")
@open_to(Audience.ACCOUNTS)
def create_restriction() -> Response:
    """Ask to have one's data set aside; where the question itself is being checked that is done at once."""
    form = RestrictForm()
    if not form.validate_on_submit():
        return invalid("privacy/restriction_form.html", form=form, at_once=_at_once())
    ground = RestrictionGround(form.ground.data)
    try:
        case = _ask(CaseKind.RESTRICTION, str(form.text.data), ground=ground)
    except cases.TooManyOpen as error:
        form.form_errors.append(_(error.message))
        return invalid("privacy/restriction_form.html", form=form, at_once=_at_once())
    if ground in restricting.AT_ONCE:
        restricting.restrict(access.session(), access.account_id(), ground, request_id=case.id, now=access.now())
    return _received(case)


@blueprint.get("/requests/<case_id>")
@open_to(Audience.ACCOUNTS)
def show_request(case_id: str) -> Response:
    """One request."""
    return _page(_own(case_id))


@blueprint.post("/requests/<case_id>/additions")
@open_to(Audience.ACCOUNTS)
def add_to_request(case_id: str) -> Response:
    """Add to it, or answer what we asked."""
    case, form = _own(case_id, lock=True), AddForm(prefix="add-")
    if not form.validate_on_submit():
        return _page(case, adding=form, status=422)
    cases.add(access.session(), case, str(form.text.data), now=access.now())
    flash(_("Added. We read it with your request."), "info")
    return redirect(url_for("privacy.show_request", case_id=case_id))


@blueprint.post("/requests/<case_id>/withdrawal")
@open_to(Audience.ACCOUNTS)
def withdraw_request(case_id: str) -> Response:
    """Take it back."""
    withdrawing.withdraw_request(access.session(), _own(case_id, lock=True), now=access.now())
    flash(_("Your request is taken back."), "info")
    return redirect(url_for("privacy.show_request", case_id=case_id))


@blueprint.post("/requests/<case_id>/statement")
@open_to(Audience.ACCOUNTS)
def state(case_id: str) -> Response:
    """Add a statement beside the detail that was not corrected."""
    case, form = _own(case_id, lock=True), StatementForm(prefix="statement-")
    if not isinstance(case, RightsRequest):
        abort(404)
    if not form.validate_on_submit():
        return _page(case, stating=form, status=422)
    statements.state(access.session(), case, str(form.text.data), now=access.now())
    flash(_("Your statement stands beside the detail from now on."), "info")
    return redirect(url_for("privacy.show_request", case_id=case_id))


@blueprint.post("/statements/<statement_id>/removal")
@open_to(Audience.ACCOUNTS)
def take_back_statement(statement_id: str) -> Response:
    """Take a statement back."""
    statements.take_back(access.session(), access.account_id(), statement_id, now=access.now())
    flash(_("Your statement is taken back."), "info")
    return redirect(url_for("privacy.requests"))


@blueprint.post("/restrictions/<restriction_id>/end")
@open_to(Audience.ACCOUNTS)
def end_restriction(restriction_id: str) -> Response:
    """Have one's data used again, at once."""
    restricting.end_own(access.session(), access.account_id(), restriction_id, now=access.now())
    flash(_("Your data are no longer set aside for this reason."), "info")
    return redirect(url_for("privacy.requests"))


def _ask(kind: CaseKind, text: str, **about: Any) -> Case:
    asked = Asked(kind, text, locale())
    return cases.ask(access.session(), asked, account_id=access.account_id(), keys=keys(), now=access.now(), **about)


def _received(case: Case) -> Response:
    flash(_("We have your request, and mail you that we do. You follow it here."), "info")
    return redirect(url_for("privacy.show_request", case_id=case.id))


def _own(case_id: str, *, lock: bool = False) -> Case:
    return cases.own(access.session(), access.account_id(), case_id, lock=lock)


def _page(
    case: Case, *, adding: AddForm | None = None, stating: StatementForm | None = None, status: int = 200
) -> Response:
    session = access.session()
    shown: ShownCase = shown_case(session, case, now=access.now())
    standing = [
        each for each in statements.statements_of(session, access.account_id()).items() if _is_beside(case, each[0])
    ]
    return render(
        "privacy/request.html",
        status=status,
        case=shown,
        adding=adding or AddForm(formdata=None, prefix="add-"),
        stating=stating or StatementForm(formdata=None, prefix="statement-"),
        statement=standing[0][1] if standing else None,
    )


def _is_beside(case: Case, place: tuple[str, str, str]) -> bool:
    return isinstance(case, RightsRequest) and (case.table_name, case.row_id, case.column_name) == place


def _at_once() -> list[str]:
    return [ground.value for ground in restricting.AT_ONCE]
