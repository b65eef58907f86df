"""Choices about this device: the colours, and the cookies."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _

from blueprints import cookies
from blueprints.access import Audience, open_to
from blueprints.layout import THEMES
from blueprints.rendering import own_path, redirect, render
from blueprints.security import csrf, is_from_here
from services.cookies import THEME

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")

from . import cookie_choice  # noqa: E402, F401


@blueprint.get("")
@open_to(Audience.EVERYONE)
def show() -> Response:
    """The choice of colours as a page."""
    choices = (("light", _("Light"), "sun"), ("dark", _("Dark"), "moon"), ("device", _("As the device"), "monitor"))
    return render("preferences/show.html", choices=choices)


@blueprint.post("/theme")
@csrf.exempt
@open_to(Audience.EVERYONE)
def theme() -> Response:
    """Keep the choice in a cookie. The form stands on every page and needs no session: Fetch Metadata guards it."""
    if not is_from_here():
        abort(404)
    response = redirect(own_path(request.form.get("next"), url_for("talent.index")))
    chosen = request.form.get("theme")
    if chosen in THEMES:
        cookies.put(response, THEME, str(chosen))
    else:
        cookies.remove(response, THEME)
    return response
