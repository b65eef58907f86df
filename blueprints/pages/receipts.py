"""Checking a receipt: whoever has the text of one may ask whether it is ours and unchanged."""

from __future__ import annotations

import base64

from flask import Response, current_app
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, render
from services.receipt_signing import is_ours, public_key

from . import blueprint

PAGE = "pages/receipt.html"


class ReceiptForm(FlaskForm):
    """A receipt as text."""

    receipt = TextAreaField(
        _l("The receipt"),
        description=_l(
            "All of the text file, with the line that begins with “Ed25519”. Without that line nothing can be checked."
        ),
        validators=[
            DataRequired(_l("Paste the text of the receipt.")),
            Length(max=40_000, message=_l("This is too long for a receipt of ours.")),
        ],
        render_kw={"rows": 12, "spellcheck": "false"},
    )


@blueprint.get("/erasure-receipt")
@open_to(Audience.EVERYONE)
def receipt() -> Response:
    """The form to paste a receipt into."""
    return render(PAGE, form=ReceiptForm(), is_valid=None, key=_key())


@blueprint.post("/erasure-receipt")
@open_to(Audience.EVERYONE)
def check_receipt() -> Response:
    """Say whether the signature is ours; nothing is kept of what was pasted."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        return invalid(PAGE, form=form, is_valid=None, key=_key())
    is_valid = is_ours(str(form.receipt.data), current_app.config["PLATFORM"].secret_key)
    return render(PAGE, form=form, is_valid=is_valid, key=_key())


def _key() -> str:
    return base64.urlsafe_b64encode(public_key(current_app.config["PLATFORM"].secret_key)).decode()
