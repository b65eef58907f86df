"""What changes the state of a work description: opened, closed, copied, deleted."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.rendering import redirect, render, wants_fragment
from models.work import WorkState
from services import work_descriptions
from services.errors import NotFound, ServiceError

from . import blueprint


@blueprint.post("/<work_id>/opening")
@open_to(Audience.MEMBERS)
def opening(work_id: str) -> Response:
    """Let professionals read it."""
    done = _("Open: professionals read it from now on, without your name.")
    return _change(work_id, work_descriptions.open_to_professionals, done)


@blueprint.post("/<work_id>/closing")
@open_to(Audience.MEMBERS)
def closing(work_id: str) -> Response:
    """Let nobody else read it any more."""
    done = _("Closed: professionals no longer find it. You can open it again.")
    return _change(work_id, work_descriptions.close, done)


@blueprint.post("/<work_id>/copy")
@open_to(Audience.MEMBERS)
def copy(work_id: str) -> Response:
    """Write a draft with the same details."""
    work = work_descriptions.copy(access.session(), access.viewer(), work_id, now=access.now())
    flash(_("This is a copy, as a draft. Change what is different this time."), "info")
    return redirect(url_for("work.edit", work_id=work.id))


@blueprint.get("/<work_id>/deletion")
@open_to(Audience.MEMBERS)
def confirm_deletion(work_id: str) -> Response:
    """Ask whether to delete it: a page, or a dialog on the page before."""
    own = work_descriptions.own_work(access.session(), access.viewer(), work_id)
    if own.state is WorkState.OPEN:
        return redirect(url_for("work.show", work_id=work_id))
    return render("work/deletion.html", "work/_deletion_dialog.html", work=own, in_dialog=wants_fragment())


@blueprint.post("/<work_id>/deletion")
@open_to(Audience.MEMBERS)
def deletion(work_id: str) -> Response:
    """Delete it for good; what professionals still read is closed first."""
    try:
        work_descriptions.delete(access.session(), access.viewer(), work_id, now=access.now())
    except NotFound:
        raise
    except ServiceError as error:
        flash(_(error.message), "warn")
        return redirect(url_for("work.show", work_id=work_id))
    flash(_("The work description is deleted."), "info")
    return redirect(url_for("work.index"))


def _change(work_id: str, change: Callable[..., None], done: str) -> Response:
    """Make the change, or say why nothing was changed; either way it shows how it stands."""
    try:
        change(access.session(), access.viewer(), work_id, now=access.now())
    except NotFound:
        raise
    except ServiceError as error:
        flash(_(error.message), "warn")
    else:
        flash(done, "info")
    return redirect(url_for("work.show", work_id=work_id))
