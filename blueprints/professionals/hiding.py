"""From whom a professional hides: the list, adding to it, and taking from it."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from blueprints.typed import at_most, stripped
from models.block import BlockKind
from services import blocks
from services.errors import ServiceError

from . import blueprint

KINDS: dict[BlockKind, Any] = {
    BlockKind.NAME: _l("Its name, such as Bakkerij Zonneveld"),
    BlockKind.DOMAIN: _l("A domain of its e-mail addresses, such as zonneveld.example"),
    BlockKind.NUMBER: _l("Its registration or VAT number, such as 12345678"),
}
SHORT: dict[BlockKind, Any] = {
    BlockKind.NAME: _l("Name"),
    BlockKind.DOMAIN: _l("Domain"),
    BlockKind.NUMBER: _l("Number"),
}


class HidingForm(FlaskForm):
    """One organisation, by what it is recognised."""

    kind = RadioField(
        _l("By what we recognise it"),
        choices=lambda: [(kind.value, words) for kind, words in KINDS.items()],
        default=BlockKind.NAME.value,
        validate_choice=True,
    )
    value = StringField(
        _l("From whom you hide"),
        description=_l(
            "Capitals, accents, spaces and forms such as B.V. make no difference. Without it there is nobody to hide "
            "from."
        ),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in a name, a domain or a number.")),
            at_most(120),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


@blueprint.get("/hiding", endpoint="hiding")
@open_to(Audience.PROFESSIONALS)
def index() -> Response:
    """The list."""
    return _page(HidingForm(formdata=None))


@blueprint.post("/hiding", endpoint="hide")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Hide from one more organisation."""
    form = HidingForm()
    if not form.validate_on_submit():
        return _page(form, status=422)
    try:
        blocks.hide_from(
            access.session(),
            access.account_id(),
            BlockKind(form.kind.data),
            str(form.value.data),
            now=access.now(),
        )
    except ServiceError as error:
        form.value.errors = [_(error.message)]
        return _page(form, status=422)
    flash(_("You hide from it from now on. Nobody is told."), "info")
    return redirect(url_for("professionals.hiding"))


@blueprint.post("/hiding/<entry_id>/deletion", endpoint="stop_hiding")
@open_to(Audience.PROFESSIONALS)
def destroy(entry_id: str) -> Response:
    """Take an entry from the list."""
    blocks.show_to(access.session(), access.account_id(), entry_id, now=access.now())
    flash(_("Taken from the list. If nothing else on it is true of the organisation, it may find you again."), "info")
    return redirect(url_for("professionals.hiding"))


def _page(form: HidingForm, status: int = 200) -> Response:
    session, account_id = access.session(), access.account_id()
    return render(
        "professionals/hiding.html",
        status=status,
        form=form,
        entries=[(each, str(SHORT[each.kind])) for each in blocks.entries(session, account_id)],
        matched=blocks.still_matched(session, account_id),
    )
