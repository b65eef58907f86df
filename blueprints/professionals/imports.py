"""Import of a résumé: the file is read, what was found is corrected beside what is there, and only then saved."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.pictures import store
from blueprints.rendering import invalid, redirect, render
from services import files, imports, professionals
from services.publication.documents import UnreadableDocument
from services.publication.reading import ReadersBusy
from services.publication.resume import Preferences, Resume
from services.publication.structured import InvalidResume, Problem
from services.publication.unreadable import FAULTS, sentence
from services.rights.labels import label_of

from . import blueprint
from .fields import problems_of
from .import_forms import ADD, FoundForm, UploadForm, corrected, details, entry_name, found_data
from .sections import SECTIONS
from .texts import tidy


@blueprint.get("/import", endpoint="import_file")
@open_to(Audience.PROFESSIONALS)
def new() -> Response:
    """The form for a file."""
    return render("professionals/import.html", form=UploadForm(), waiting=_waiting())


@blueprint.post("/import", endpoint="create_import")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Read a file and set aside what it says; a file that cannot be read changes nothing."""
    form = UploadForm()
    if not form.validate_on_submit():
        return invalid("professionals/import.html", form=form, waiting=_waiting())
    data, name = form.file.data.read(), tidy(files.bare_name(form.file.data.filename)) or "file"
    access.let_go()
    try:
        found = imports.read(data, name)
    except InvalidResume as problem:
        return _refused(form, sentence(problem), *(_named(each) for each in problem.problems))
    except UnreadableDocument as problem:
        return _refused(form, sentence(problem))
    except imports.NothingRecognised as problem:
        return _refused(form, problem.message)
    except ReadersBusy as problem:
        return _refused(form, problem.message, status=503)
    session, account_id, now = access.session(), access.account_id(), access.now()
    import_id = imports.set_aside(session, account_id, found, now=now)
    if form.keep.data:
        media_type = (form.file.data.mimetype or "application/octet-stream")[:80]
        try:
            files.keep(session, store(), account_id, name=name, media_type=media_type, data=data, now=now)
        except files.TooManyFiles as problem:
            return _refused(form, problem.message)
    return redirect(url_for("professionals.import_found", import_id=import_id))


@blueprint.get("/import/<import_id>", endpoint="import_found")
@open_to(Audience.PROFESSIONALS)
def edit(import_id: str) -> Response:
    """What was found, beside what is there."""
    found = imports.found_in(access.session(), access.account_id(), import_id)
    return _page(import_id, FoundForm(data=found_data(found)), found)


@blueprint.post("/import/<import_id>", endpoint="save_import")
@open_to(Audience.PROFESSIONALS)
def update(import_id: str) -> Response:
    """Save what was corrected."""
    found = imports.found_in(access.session(), access.account_id(), import_id)
    form = FoundForm()
    if not form.validate_on_submit():
        return _page(import_id, form, found, status=422)
    try:
        imports.save(
            access.session(),
            access.account_id(),
            import_id,
            corrected(form, found),
            add=form.mode.data == ADD,
            details=details(form),
        )
    except professionals.SectionFull as problem:
        form.mode.errors = [_(problem.message)]
        return _page(import_id, form, found, status=422)
    flash(_("Your résumé is saved. Look it through, then see the preview."), "info")
    return redirect(url_for("professionals.resume"))


@blueprint.post("/import/<import_id>/deletion", endpoint="delete_import")
@open_to(Audience.PROFESSIONALS)
def destroy(import_id: str) -> Response:
    """Forget what was found."""
    imports.discard(access.session(), access.account_id(), import_id)
    flash(_("What we found in the file is thrown away."), "info")
    return redirect(url_for("professionals.show"))


def _refused(form: UploadForm, message: str, *details: str, status: int = 422) -> Response:
    """The form for a file once more, with what was wrong with the last: in a sentence, and in ``details``."""
    form.file.errors = [_(message)]
    form.form_errors = list(details)
    return render("professionals/import.html", status=status, form=form, waiting=_waiting())


def _named(problem: Problem) -> str:
    """What is wrong, with the field that it is wrong with in front."""
    fault = _(FAULTS[problem.fault])
    return f"{problem.place}: {fault}" if problem.place else fault


def _waiting() -> str | None:
    return imports.waiting(access.session(), access.account_id())


def _page(import_id: str, form: FoundForm, found: Resume, *, status: int = 200) -> Response:
    session, account_id = access.session(), access.account_id()
    current = {key: (each, professionals.items(session, account_id, each.table)) for key, each in SECTIONS.items()}
    return render(
        "professionals/import_found.html",
        status=status,
        import_id=import_id,
        form=form,
        problems=problems_of(form, entry_name) if request.method == "POST" else [],
        current=current,
        person=professionals.details_of(session, account_id),
        wishes=found.preferences != Preferences(),
        left_out=[label for each in found.left_out if (label := label_of("skill", each, locale()))],
    )
