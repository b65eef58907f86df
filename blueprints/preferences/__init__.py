"""Choices about this device: the colours."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask_babel import gettext as _

from blueprints.access import Audience, open_to
from blueprints.layout import THEME_COOKIE, THEMES
from blueprints.rendering import own_path, redirect, render
from blueprints.security import csrf, is_from_here

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")

A_YEAR = 31_536_000


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
        secure = current_app.config["PLATFORM"].is_production
        response.set_cookie(THEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
