"""The picture of a piece of work in one's portfolio."""

from __future__ import annotations

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.pictures import picture_answer, store
from blueprints.rendering import invalid, redirect, render
from models.resume import Portfolio
from services import portfolio, professionals
from services.pictures import UnusablePicture

from . import blueprint


class PictureForm(FlaskForm):
    """A picture in a file."""

    file = FileField(
        _l("Picture"),
        [FileRequired(_l("Choose a picture: JPEG, PNG or WebP."))],
        description=_l(
            "JPEG, PNG or WebP, at most 8 MB. We keep what one sees of it only: place, time and camera are taken out. "
            "Without a picture the work stands there in words alone."
        ),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


@blueprint.get("/pictures/<picture_id>", endpoint="picture")
@open_to(Audience.PROFESSIONALS)
def show(picture_id: str) -> Response:
    """One of the own pictures."""
    return picture_answer(access.session(), access.account_id(), picture_id)


@blueprint.get("/portfolio/<item_id>/picture", endpoint="edit_picture")
@open_to(Audience.PROFESSIONALS)
def edit(item_id: str) -> Response:
    """The form for a picture."""
    return render("professionals/picture.html", form=PictureForm(), item=_piece(item_id))


@blueprint.post("/portfolio/<item_id>/picture", endpoint="update_picture")
@open_to(Audience.PROFESSIONALS)
def update(item_id: str) -> Response:
    """Put the picture in its place."""
    form, piece = PictureForm(), _piece(item_id)
    if not form.validate_on_submit():
        return invalid("professionals/picture.html", form=form, item=piece)
    data = form.file.data.read()
    try:
        portfolio.put_picture(access.session(), store(), access.account_id(), item_id, data=data, now=access.now())
    except UnusablePicture as problem:
        form.file.errors = [_(problem.message)]
        return invalid("professionals/picture.html", form=form, item=piece)
    return redirect(url_for("professionals.resume", _anchor="portfolio"))


@blueprint.post("/portfolio/<item_id>/picture/deletion", endpoint="delete_picture")
@open_to(Audience.PROFESSIONALS)
def destroy(item_id: str) -> Response:
    """Delete the picture for good."""
    portfolio.remove_picture(access.session(), store(), access.account_id(), item_id)
    flash(_("The picture is deleted."), "info")
    return redirect(url_for("professionals.resume", _anchor="portfolio"))


def _piece(item_id: str) -> professionals.Item:
    return professionals.item(access.session(), access.account_id(), Portfolio, item_id)
