"""Writing a work description: a form that saves a draft, and opens it where that is asked."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.free_text import render_passages
from blueprints.rendering import invalid, redirect, render
from models.work import WorkState
from services import work_descriptions
from services.errors import NotFound, ServiceError
from services.work_descriptions import OwnWork

from . import blueprint
from .forms import WorkForm, filled

OPEN = "open"


@blueprint.get("/new")
@open_to(Audience.MEMBERS)
def new() -> Response:
    """An empty form."""
    return _form_page(WorkForm(formdata=None))


@blueprint.post("")
@open_to(Audience.MEMBERS)
def create() -> Response:
    """Save a draft, and open it where that is asked."""
    form = WorkForm(guarded=_is_to_open())
    if not form.validate_on_submit():
        return invalid("work/form.html", form=form, work=None)
    work = work_descriptions.write(access.session(), access.viewer(), form.details(), now=access.now())
    return _saved(work.id)


@blueprint.get("/<work_id>/edit")
@open_to(Audience.MEMBERS)
def edit(work_id: str) -> Response:
    """The form with what is there."""
    own = _own(work_id)
    return _form_page(WorkForm(formdata=None, data=filled(own.details)), own)


@blueprint.post("/<work_id>/edit")
@open_to(Audience.MEMBERS)
def update(work_id: str) -> Response:
    """Save what was changed; what professionals read must not tell whose it is."""
    own = _own(work_id)
    form = WorkForm(guarded=_is_to_open() or own.state is WorkState.OPEN)
    if not form.validate_on_submit():
        return invalid("work/form.html", form=form, work=own)
    work_descriptions.edit(access.session(), access.viewer(), work_id, form.details(), now=access.now())
    return _saved(work_id)


@blueprint.post("/form")
@open_to(Audience.MEMBERS)
def redraw() -> Response:
    """The form as it was filled in, with the skills that its text names or that were looked for; nothing is saved."""
    form, work_id = WorkForm(guarded=False), request.form.get("work", "")
    own = _own(work_id) if work_id else None
    return render("work/form.html", "work/_skills.html", form=form, work=own)


@blueprint.get("/regions")
@open_to(Audience.MEMBERS)
def regions() -> Response:
    """The regions of a country, to choose from."""
    form = WorkForm(formdata=None, data={"country": request.args.get("country")})
    return render("work/form.html", "work/_region.html", form=form, work=None)


@blueprint.post("/passages/<any(title, description):name>")
@open_to(Audience.MEMBERS)
def passages(name: str) -> Response:
    """What in a text identifies, while it is typed."""
    return render_passages(WorkForm()[name])


def _form_page(form: WorkForm, own: OwnWork | None = None) -> Response:
    return render("work/form.html", form=form, work=own)


def _own(work_id: str) -> OwnWork:
    return work_descriptions.own_work(access.session(), access.viewer(), work_id)


def _is_to_open() -> bool:
    return request.form.get("then") == OPEN


def _saved(work_id: str) -> Response:
    """Say what became of it; a draft that cannot be opened yet is kept."""
    session, viewer = access.session(), access.viewer()
    if not _is_to_open():
        flash(_("Saved."), "info")
    else:
        try:
            work_descriptions.open_to_professionals(session, viewer, work_id, now=access.now())
        except NotFound:
            raise
        except ServiceError as error:
            flash(_(error.message), "warn")
        else:
            flash(_("Open: professionals read it from now on, without your name."), "info")
    return redirect(url_for("work.show", work_id=work_id))
