"""How somebody wants to be told of each kind."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import invalid, redirect, render
from models.notification import Way
from services import notifications

from . import blueprint
from .wording import WORDINGS, kinds_for, ways


@blueprint.get("/settings")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def edit_settings() -> Response:
    """The choice for each kind."""
    ways_now = notifications.ways_of(access.session(), access.account_id())
    chosen = {kind.value: ways_now[kind].value for kind in kinds_for(access.viewer().part)}
    return render("notifications/settings.html", form=_form()(formdata=None, data=chosen))


@blueprint.post("/settings")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def update_settings() -> Response:
    """Keep them."""
    form = _form()()
    if not form.validate_on_submit():
        return invalid("notifications/settings.html", form=form)
    chosen = {kind: Way(form[kind.value].data) for kind in kinds_for(access.viewer().part)}
    notifications.choose(access.session(), access.account_id(), chosen)
    flash(_("Saved."), "info")
    return redirect(url_for("notifications.index"))


def _form() -> type[FlaskForm]:
    """A form with a field for each kind that somebody can be told of."""
    fields = {kind.value: SelectField(WORDINGS[kind].title, choices=ways()) for kind in kinds_for(access.viewer().part)}
    return type("SettingsForm", (FlaskForm,), fields)
