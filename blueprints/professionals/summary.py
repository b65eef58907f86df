"""The draft of one's summary for verified clients, decided on sentence by sentence."""

from __future__ import annotations

from flask import Response, current_app, request
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, wants_fragment
from services import machine_summaries
from services.errors import ServiceError
from services.publication import publishing, summaries

from . import blueprint
from .publication import preview_address, preview_page, shown_to


@blueprint.post("/left-out-sentences", endpoint="leave_out_sentence")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Leave a sentence out of the summary."""
    return _decide(included=False)


@blueprint.post("/left-out-sentences/deletion", endpoint="include_sentence")
@open_to(Audience.PROFESSIONALS)
def destroy() -> Response:
    """Take a sentence into the summary."""
    return _decide(included=True)


@blueprint.post("/model-draft", endpoint="ask_model")
@open_to(Audience.PROFESSIONALS)
def ask() -> Response:
    """Ask the language model for a draft, or take back the one that was set aside."""
    platform = current_app.config["PLATFORM"]
    try:
        machine_summaries.ask_for(access.session(), platform, access.account_id(), now=access.now())
    except ServiceError as problem:
        return preview_page(status=422, problem=_(problem.message))
    return _shown()


@blueprint.post("/model-draft/deletion", endpoint="set_model_aside")
@open_to(Audience.PROFESSIONALS)
def set_aside() -> Response:
    """Go on with the text that rules write."""
    machine_summaries.set_aside(access.session(), access.account_id(), now=access.now())
    return _shown()


def _decide(*, included: bool) -> Response:
    session, account_id = access.session(), access.account_id()
    record = publishing.compile_profile(session, account_id, now=access.now())
    summaries.decide(
        session,
        account_id,
        record,
        language=request.form.get("language", ""),
        sentence_id=request.form.get("sentence", ""),
        included=included,
        now=access.now(),
    )
    return _shown()


def _shown() -> Response:
    """The same view of the profile once more."""
    if wants_fragment():
        return preview_page(focus="summary")
    return redirect(preview_address(shown_to(), "summary"))
