"""What changes a request or a match: each asked for once more on a page, then done once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Response, abort, flash, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render, wants_fragment
from models.match import InterestRequest
from services import match_access, match_openings, match_views, matching
from services.errors import NotFound, ServiceError
from services.match_views import Standing
from services.viewers import Part, Viewer

from . import blueprint
from .requests import addressee
from .wording import Act, organisation_name, question

ACTORS = {
    Act.ACCEPTANCE: (Part.PROFESSIONAL,),
    Act.DECLINE: (Part.PROFESSIONAL,),
    Act.WITHDRAWAL: (Part.CLIENT,),
    Act.END: (Part.PROFESSIONAL, Part.CLIENT),
}


@blueprint.get("/<request_id>/<any(acceptance, decline, withdrawal, end):name>")
@open_to(Audience.CLIENTS, Audience.PROFESSIONALS)
def confirm(request_id: str, name: str) -> Response:
    """Say what will happen and ask whether to go on: a page, or a dialog on the page before."""
    viewer, act = access.viewer(), Act(name)
    other, standing = _other_side(viewer, request_id)
    if viewer.part not in ACTORS[act] or (viewer.part is Part.CLIENT and not viewer.may_act):
        abort(404)
    if standing is not (Standing.MATCHED if act is Act.END else Standing.OPEN):
        return redirect(url_for("matches.show", request_id=request_id))
    opens = act is Act.ACCEPTANCE
    return render(
        "matches/confirm.html",
        "matches/_confirm.html",
        question=question(act, viewer.part, other),
        openings=match_openings.openings(access.session(), access.account_id()) if opens else (),
        action=url_for(f"matches.{act.value}", request_id=request_id),
        back=url_for("matches.show", request_id=request_id),
        in_dialog=wants_fragment(),
    )


@blueprint.post("/<request_id>/acceptance")
@open_to(Audience.PROFESSIONALS)
def acceptance(request_id: str) -> Response:
    """Accept: from now on both sides read each other's personalia."""
    done = _("You are matched. Below is who wrote to you; they can read your full profile.")
    return _change(request_id, matching.accept, done)


@blueprint.post("/<request_id>/decline")
@open_to(Audience.PROFESSIONALS)
def decline(request_id: str) -> Response:
    """Decline, which discloses nothing."""
    return _change(request_id, matching.decline, _("You declined. Nothing about you was shown."))


@blueprint.post("/<request_id>/withdrawal")
@open_to(Audience.MEMBERS)
def withdrawal(request_id: str) -> Response:
    """Take the request back."""
    return _change(request_id, matching.withdraw, _("Your request is withdrawn. Nothing was shown to either side."))


@blueprint.post("/<request_id>/end")
@open_to(Audience.MEMBERS, Audience.PROFESSIONALS)
def end(request_id: str) -> Response:
    """End the match: access stops at once, on both sides."""
    return _change(request_id, _end, _("The match has ended. Neither side reads the other's details here any more."))


def _change(request_id: str, change: Callable[..., object], done: str) -> Response:
    """Make the change, or say why there was nothing to change; either way the request shows how it stands."""
    session, viewer = access.session(), access.viewer()
    row = match_access.find_request(session, viewer, request_id)
    try:
        change(session, row, viewer, now=access.now())
    except NotFound:
        raise
    except ServiceError as error:
        flash(_(error.message), "warn")
    else:
        flash(done, "info")
    return redirect(url_for("matches.show", request_id=request_id))


def _end(session: Session, row: InterestRequest, viewer: Viewer, *, now: datetime) -> None:
    match = match_access.match_of(session, row)
    if match is None:
        raise NotFound
    matching.end(session, match, viewer, now=now)


def _other_side(viewer: Viewer, request_id: str) -> tuple[str, Standing]:
    """How the other side is called here, and how the request stands. Raises NotFound."""
    if viewer.part is Part.CLIENT:
        sent = match_views.sent_request(access.session(), viewer, request_id, now=access.now())
        return addressee(sent).name, sent.course.standing
    received = match_views.received_request(access.session(), viewer, request_id, now=access.now())
    return organisation_name(received), received.course.standing
