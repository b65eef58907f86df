"""Asking for the correction of a detail that only we can correct."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from models.case import CaseKind, RestrictionGround
from services.rights import cases, rectifying, restricting
from services.rights.cases import Asked
from services.rights.rectifying import Disputed
from services.rights.titles import title_of

from . import blueprint
from .case_forms import DisputeForm
from .values import lines_of


@blueprint.get("/corrections/new")
@open_to(Audience.ACCOUNTS)
def new_correction() -> Response:
    """The form for one row, with what each of its details says now."""
    found = _details()
    form = _form(found, DisputeForm(formdata=None, data={"column": request.args.get("column", "")}))
    return _page(found, form)


@blueprint.post("/corrections")
@open_to(Audience.ACCOUNTS)
def create_correction() -> Response:
    """Ask for the correction; where that is wanted, the person's data are set aside until it is checked."""
    session, account_id = access.session(), access.account_id()
    found = _details()
    form = _form(found, DisputeForm())
    if not form.validate_on_submit():
        return _page(found, form, status=422)
    detail = next(each for each in found if each.datum.column == form.column.data)
    about = {
        "detail": detail.datum.declared.label,
        "before": detail.text,
        "after": str(form.after.data),
        "table_name": detail.holding.name,
        "row_id": detail.row.id,
        "column_name": detail.datum.column,
    }
    asked = Asked(CaseKind.RECTIFICATION, form.text.data or "", locale())
    try:
        case = cases.ask(session, asked, account_id=account_id, keys=keys(), now=access.now(), **about)
    except cases.TooManyOpen as error:
        form.form_errors.append(_(error.message))
        return _page(found, form, status=422)
    if form.set_aside.data:
        ground = RestrictionGround.ACCURACY
        restricting.restrict(session, account_id, ground, request_id=case.id, now=access.now())
    flash(_("We have your request, and mail you that we do. You follow it here."), "info")
    return redirect(url_for("privacy.show_request", case_id=case.id))


def _details() -> list[Disputed]:
    """The details of the row that the address names: the person's own, else there is no such page."""
    table, row = request.args.get("table", ""), request.args.get("row", "")
    return rectifying.details_of(access.session(), access.account_id(), table, row)


def _form(found: list[Disputed], form: DisputeForm) -> DisputeForm:
    form.column.choices = [(each.datum.column, _(each.datum.declared.label)) for each in found]
    return form


def _page(found: list[Disputed], form: DisputeForm, status: int = 200) -> Response:
    known = [(_(each.datum.declared.label), lines_of(each.datum.column, each.datum.value)) for each in found]
    template = "privacy/correction_form.html"
    title = _(title_of(found[0].holding.name, found[0].datum.declared.category))
    context = {"form": form, "known": known, "title": title, "here": request.args}
    return invalid(template, **context) if status == 422 else render(template, **context)
