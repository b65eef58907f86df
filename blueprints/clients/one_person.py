"""The switch of a one-person business, for the owner of the organisation."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, wants_fragment
from services import one_person as service
from services import organisations
from services.vat_numbers import MadeOfACitizenNumber

from . import blueprint
from .forms import OrganisationForm
from .organisation import edit_page


class SwitchForm(FlaskForm):
    """Whether it is on."""

    on = BooleanField()


@blueprint.post("/one-person-business")
@open_to(Audience.OWNERS)
def one_person() -> Response:
    """Switch it on or off; who is not the owner finds nothing here."""
    session, account_id = access.session(), access.account_id()
    organisation_id, problem = str(access.viewer().organisation_id), None
    try:
        service.switch(session, organisation_id, bool(SwitchForm().on.data), account_id=account_id, now=access.now())
        session.flush()
    except (service.SeveralMembers, MadeOfACitizenNumber) as error:
        problem = _(error.message)
    if problem is None and not wants_fragment():
        return redirect(url_for("clients.edit", _anchor="one-person"))
    own = organisations.view(session, organisation_id, account_id=account_id)
    return edit_page(
        OrganisationForm(formdata=None, data=asdict(own.details)), status=422 if problem else 200, problem=problem
    )
