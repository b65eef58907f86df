"""Files that the professional keeps here: downloaded by their owner only, and deleted."""

from __future__ import annotations

from io import BytesIO

from flask import Response, flash, send_file, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.pictures import store
from blueprints.rendering import redirect
from services import files

from . import blueprint


@blueprint.get("/files/<file_id>", endpoint="download_file")
@open_to(Audience.PROFESSIONALS)
def show(file_id: str) -> Response:
    """The file as its owner uploaded it, never shown inside the browser."""
    view, data = files.content(access.session(), store(), access.account_id(), file_id)
    return send_file(
        BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=view.name, etag=False
    )


@blueprint.post("/files/<file_id>/deletion", endpoint="delete_file")
@open_to(Audience.PROFESSIONALS)
def destroy(file_id: str) -> Response:
    """Delete the file for good."""
    files.remove(access.session(), store(), access.account_id(), file_id)
    flash(_("The file is deleted."), "info")
    return redirect(url_for("professionals.show", _anchor="stored"))
