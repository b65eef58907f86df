"""How somebody wants conversations: whether others see what they read, and whether a mail tells of new messages."""

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
    """The two choices."""
    chosen = conversations.choice_of(access.session(), access.account_id())
    form = ChoiceForm(formdata=None, data={"shows_reading": chosen.shows_reading, "mails": chosen.mails})
    return render("conversations/settings.html", form=form)


@blueprint.post("/settings")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def update_settings() -> Response:
    """Keep them."""
    form = ChoiceForm()
    conversations.choose(
        access.session(), access.account_id(), shows_reading=bool(form.shows_reading.data), mails=bool(form.mails.data)
    )
    flash(_("Saved."), "info")
    return redirect(url_for("conversations.index"))
