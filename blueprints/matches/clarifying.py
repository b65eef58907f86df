"""A question back about a request, and its answer."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.free_text import render_passages
from blueprints.rendering import redirect
from services import clarifications, match_access
from services.errors import NotFound, ServiceError

from . import blueprint
from .forms import ClarificationForm
from .requests import page


@blueprint.post("/<request_id>/questions")
@open_to(Audience.PROFESSIONALS)
def ask(request_id: str) -> Response:
    """Ask before deciding."""
    return _say(request_id, clarifications.ask, _("Your question was sent. You hear from us when there is an answer."))


@blueprint.post("/<request_id>/answers")
@open_to(Audience.MEMBERS)
def answer(request_id: str) -> Response:
    """Answer the question that waits."""
    return _say(request_id, clarifications.answer, _("Your answer was sent."))


@blueprint.post("/clarifications/passages")
@open_to(Audience.MEMBERS, Audience.PROFESSIONALS)
def clarification_passages() -> Response:
    """What in the question or answer identifies, while it is typed."""
    return render_passages(ClarificationForm().text)


def _say(request_id: str, say: Callable[..., None], done: str) -> Response:
    form, session, viewer = ClarificationForm(), access.session(), access.viewer()
    row = match_access.find_request(session, viewer, request_id)
    if form.validate_on_submit():
        try:
            say(session, viewer, row, str(form.text.data), now=access.now())
        except NotFound:
            raise
        except ServiceError as error:
            form.form_errors.append(_(error.message))
        else:
            flash(done, "info")
            return redirect(url_for("matches.show", request_id=request_id))
    return page(request_id, form, refused=True)
