"""One's own subscription, behind the signed link of every mail: what one gets, in which language, and the way out."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.rendering import invalid, redirect, render
from services import newsletters as service

from . import blueprint
from .forms import SettingsForm


@blueprint.get("/settings/<token>")
@open_to(Audience.EVERYONE)
def settings(token: str) -> Response:
    """What one gets."""
    found = service.subscription(access.session(), token, keys=keys())
    return render("newsletters/settings.html", form=SettingsForm(obj=found), **_around(token, found))


@blueprint.post("/settings/<token>")
@open_to(Audience.EVERYONE)
def change_settings(token: str) -> Response:
    """Change it."""
    form = SettingsForm()
    found = service.subscription(access.session(), token, keys=keys())
    if not form.validate_on_submit():
        return invalid("newsletters/settings.html", form=form, **_around(token, found))
    service.change(access.session(), token, kinds=form.kinds.data, locale=str(form.locale.data), keys=keys())
    flash(_("What you get is changed."), "info")
    return redirect(url_for("newsletters.settings", token=token))


def _around(token: str, found: service.Subscription) -> dict[str, Any]:
    """What the page has beside the form."""
    leave = service.unsubscribe_token(access.session(), token, keys=keys())
    return {"since": found.since, "leave": leave, "words": _(service.CONSENT)}
