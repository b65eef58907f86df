"""Following what one asked without an account, by the signed link of our mails."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.privacy.case_forms import AddForm
from blueprints.privacy.case_pages import shown_case
from blueprints.rendering import redirect, render
from models.case import RightsRequest
from services.errors import NotFound
from services.rights import cases, withdrawing
from services.rights.cases import Case
from services.rights.proving import read_following

from . import blueprint


@blueprint.get("/requests/<token>")
@open_to(Audience.EVERYONE)
def show(token: str) -> Response:
    """The request with its state, dates, correspondence, decision and reasons."""
    return _page(token, _case(token), AddForm(prefix="add-"))


@blueprint.post("/requests/<token>/additions")
@open_to(Audience.EVERYONE)
def add(token: str) -> Response:
    """Add to it, or answer what we asked."""
    case, form = _case(token, lock=True), AddForm(prefix="add-")
    if not form.validate_on_submit():
        return _page(token, case, form, status=422)
    cases.add(access.session(), case, str(form.text.data), now=access.now())
    flash(_("Added. We read it with your request."), "info")
    return redirect(url_for("contact.show", token=token))


@blueprint.post("/requests/<token>/withdrawal")
@open_to(Audience.EVERYONE)
def withdraw(token: str) -> Response:
    """Take it back."""
    withdrawing.withdraw_request(access.session(), _case(token, lock=True), now=access.now())
    flash(_("Your request is taken back."), "info")
    return redirect(url_for("contact.show", token=token))


def _case(token: str, *, lock: bool = False) -> Case:
    """The request of the link: of a right only once the address was proven, for our mails to others have none."""
    case_id = read_following(keys(), token)
    case = cases.find(access.session(), case_id, lock=lock) if case_id else None
    if case is None or (isinstance(case, RightsRequest) and case.proof is None):
        raise NotFound
    return case


def _page(token: str, case: Case, form: AddForm, status: int = 200) -> Response:
    shown = shown_case(access.session(), case, now=access.now())
    return render("contact/show.html", status=status, token=token, case=shown, adding=form)
