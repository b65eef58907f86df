"""How somebody wants conversations: whether others see what they read."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from services import conversations

from . import blueprint
from .forms import ChoiceForm


@blueprint.get("/settings")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def edit_settings() -> Response:
    """The choice."""
    chosen = conversations.choice_of(access.session(), access.account_id())
    form = ChoiceForm(formdata=None, data={"shows_reading": chosen.shows_reading})
    return render("conversations/settings.html", form=form)


@blueprint.post("/settings")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def update_settings() -> Response:
    """Keep it."""
    form = ChoiceForm()
    conversations.choose(access.session(), access.account_id(), shows_reading=bool(form.shows_reading.data))
    flash(_("Saved."), "info")
    return redirect(url_for("conversations.index"))
