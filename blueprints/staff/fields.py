"""Fields that several forms of the desk have."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.validators import DataRequired, Email

from blueprints.typed import stripped


def account_email(without: Any) -> EmailField:
    """The address by which staff mean an account; ``without``: what follows from leaving it out."""
    return EmailField(
        _l("E-mail address of the account"),
        description=without,
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in the e-mail address of the account.")),
            Email(_l("This is not an e-mail address. It looks like name@example.org.")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
