"""Recommendations of earlier clients: links to ask for them, and which of them clients read."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render
from services import references
from services.errors import NotFound, ServiceError

from . import blueprint


@blueprint.get("/recommendations", endpoint="references")
@open_to(Audience.PROFESSIONALS)
def index() -> Response:
    """All of them, with what each says."""
    return _page()


@blueprint.post("/recommendations", endpoint="ask_reference")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Make a link, which is shown on this page and never again."""
    try:
        token = references.ask(access.session(), access.account_id(), now=access.now())
    except ServiceError as error:
        return _page(problem=_(error.message))
    return _page(link=current_app.config["PLATFORM"].base_url + url_for("references.show", token=token))


@blueprint.post("/recommendations/<reference_id>/showing", endpoint="show_reference")
@open_to(Audience.PROFESSIONALS)
def show(reference_id: str) -> Response:
    """Let clients read one."""
    return _change(references.show, reference_id, _("Verified clients read this now; at a match also who wrote it."))


@blueprint.post("/recommendations/<reference_id>/hiding", endpoint="hide_reference")
@open_to(Audience.PROFESSIONALS)
def hide(reference_id: str) -> Response:
    """Let nobody else read one."""
    return _change(references.hide, reference_id, _("Nobody else reads this any more."))


@blueprint.post("/recommendations/<reference_id>/deletion", endpoint="delete_reference")
@open_to(Audience.PROFESSIONALS)
def destroy(reference_id: str) -> Response:
    """Delete one for good."""
    return _change(references.delete_own, reference_id, _("It is deleted."))


def _change(change: Callable[..., None], reference_id: str, done: str) -> Response:
    try:
        change(access.session(), access.account_id(), reference_id)
    except NotFound:
        raise
    except ServiceError as error:
        return _page(problem=_(error.message))
    flash(done, "info")
    return redirect(url_for("professionals.references"))


def _page(*, link: str | None = None, problem: str | None = None) -> Response:
    found = references.own(access.session(), access.account_id())
    days = references.LIFETIME.days
    return render(
        "professionals/references.html",
        status=422 if problem else 200,
        references=found,
        link=link,
        problem=problem,
        days=days,
        now=access.now(),
    )
