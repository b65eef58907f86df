"""The code: filled in, or mailed once more."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys, network
from blueprints.privacy.case_forms import CodeForm
from blueprints.rendering import invalid, redirect, render
from models.case import RightsRequest
from services.errors import NotFound
from services.rights import cases, deadlines
from services.rights import proving as service

from . import blueprint


@blueprint.get("/proof/<token>")
@open_to(Audience.EVERYONE)
def proof(token: str) -> Response:
    """Where the code goes; once it was used, only the links of our mails lead on."""
    return _page(token, _case(token), CodeForm())


@blueprint.post("/proof/<token>")
@open_to(Audience.EVERYONE)
def prove(token: str) -> Response:
    """Show who asks."""
    case, form = _case(token), CodeForm()
    if not form.validate_on_submit():
        return _page(token, case, form, status=422)
    try:
        service.prove(access.session(), case.id, str(form.code.data), keys=keys(), network=network(), now=access.now())
    except (service.WrongCode, service.TooManyTries) as error:
        access.keep_writes()
        form.code.errors = [_(error.message)]
        return _page(token, case, form, status=422)
    flash(_("You have shown that the address is yours. We answer within a month."), "info")
    return redirect(url_for("contact.show", token=service.following_token(keys(), case.id)))


@blueprint.post("/proof/<token>/codes")
@open_to(Audience.EVERYONE)
def send_code(token: str) -> Response:
    """Mail a new code; the answer is the same when there were too many."""
    service.send_code(access.session(), _case(token, lock=True), now=access.now())
    flash(
        _("If there were not too many within the hour, a new code is on its way. The one before no longer works."),
        "info",
    )
    return redirect(url_for("contact.proof", token=token))


def _case(token: str, *, lock: bool = False) -> RightsRequest:
    case_id = service.read_proving(keys(), token)
    case = cases.find(access.session(), case_id, lock=lock) if case_id else None
    if not isinstance(case, RightsRequest):
        raise NotFound
    return case


def _page(token: str, case: RightsRequest, form: CodeForm, status: int = 200) -> Response:
    minutes, days = int(deadlines.CODE_LIFETIME.total_seconds() // 60), deadlines.UNPROVEN_DAYS
    done = case.proof is not None or case.closed_at is not None
    context: dict[str, Any] = {"token": token, "form": form, "done": done, "minutes": minutes, "days": days}
    return invalid("contact/proof.html", **context) if status == 422 else render("contact/proof.html", **context)
