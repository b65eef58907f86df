"""What changes a shortlist: somebody put on it or taken off, for which work, and notes."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.matches.wording import Addressee
from blueprints.rendering import redirect, render, wants_fragment
from blueprints.talent.opening import found
from services import shortlists
from services.errors import NotFound, ServiceError

from . import blueprint
from .forms import KeepForm, NoteForm, WorkForm
from .pages import page


@blueprint.post("")
@open_to(Audience.MEMBERS)
def create() -> Response:
    """Put a professional on the shortlist: the button in its new state, or the page of the entry."""
    known = found(KeepForm().profile.data or "")
    try:
        entry = shortlists.keep(access.session(), access.viewer(), known, now=access.now())
    except NotFound:
        raise
    except ServiceError as error:
        flash(_(error.message), "warn")
        return redirect(url_for("shortlist.index"))
    if wants_fragment():
        name = Addressee.of(known.alias, locale()).name
        context: dict[str, Any] = {"profile_id": known.alias.id, "entry_id": entry.id, "name": name}
        return render("shortlist/_keep.html", "shortlist/_keep.html", **context)
    flash(_("On your shortlist."), "info")
    return redirect(url_for("shortlist.show", entry_id=entry.id))


@blueprint.get("/<entry_id>/removal")
@open_to(Audience.MEMBERS)
def confirm_removal(entry_id: str) -> Response:
    """Ask whether to take somebody off, as the notes go too: a page, or a dialog on the page before."""
    shortlists.find_entry(access.session(), access.viewer(), entry_id)
    notes = shortlists.has_notes(access.session(), entry_id)
    return render(
        "shortlist/removal.html",
        "shortlist/_removal_dialog.html",
        entry_id=entry_id,
        has_notes=notes,
        in_dialog=wants_fragment(),
    )


@blueprint.post("/<entry_id>/removal")
@open_to(Audience.MEMBERS)
def removal(entry_id: str) -> Response:
    """Take a professional off the shortlist."""
    shortlists.remove(access.session(), access.viewer(), entry_id, now=access.now())
    flash(_("Taken off your shortlist."), "info")
    return redirect(url_for("shortlist.index"))


@blueprint.post("/<entry_id>/work")
@open_to(Audience.MEMBERS)
def assign(entry_id: str) -> Response:
    """Say for which work they are kept."""
    form = WorkForm()
    if form.validate_on_submit():
        shortlists.assign(access.session(), access.viewer(), entry_id, form.work.data or None)
        flash(_("Saved."), "info")
    else:
        flash(str(next(iter(form.work.errors), _("That is not possible."))), "warn")
    return redirect(url_for("shortlist.show", entry_id=entry_id))


@blueprint.post("/<entry_id>/notes")
@open_to(Audience.MEMBERS)
def note(entry_id: str) -> Response:
    """Note something for colleagues."""
    form = NoteForm()
    if form.validate_on_submit():
        try:
            shortlists.note(access.session(), access.viewer(), entry_id, str(form.text.data), now=access.now())
            return redirect(url_for("shortlist.show", entry_id=entry_id) + "#notes")
        except NotFound:
            raise
        except ServiceError as error:
            form.form_errors.append(_(error.message))
    return page(entry_id, form, refused=True)


@blueprint.post("/<entry_id>/notes/<note_id>/deletion")
@open_to(Audience.MEMBERS)
def delete_note(entry_id: str, note_id: str) -> Response:
    """Delete a note of one's own."""
    shortlists.delete_note(access.session(), access.viewer(), entry_id, note_id)
    flash(_("The note is deleted."), "info")
    return redirect(url_for("shortlist.show", entry_id=entry_id) + "#notes")
